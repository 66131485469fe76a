from __future__ import annotations

from datetime import date

import pytest

from crawler.platforms.nppes_index import newest_report, updates_since, weekly_files

FULL_DAY = date(2026, 11, 8)


def weekly(first: str, last: str) -> str:
    return f"./NPPES_Data_Dissemination_{first}_{last}_Weekly_V2.zip"


def updates(*spans: tuple[str, str]) -> tuple[list[str], str, tuple[str, str] | None]:
    found = updates_since(weekly_files(weekly(*span) for span in spans), FULL_DAY)
    missing = found.missing and (str(found.missing[0]), str(found.missing[1]))
    return [str(week.last_day) for week in found.weeks], str(found.last_day), missing


FIRST, SECOND, THIRD = ("110926", "111526"), ("111626", "112226"), ("112326", "112926")


def test_weeks_follow_each_other_by_their_dates_whatever_the_order_of_the_links() -> None:
    expected = (["2026-11-15", "2026-11-22"], "2026-11-22", None)
    assert updates(SECOND, FIRST) == updates(FIRST, SECOND, FIRST) == expected


def test_a_week_that_the_full_file_holds_is_passed_over_and_one_that_it_holds_in_part_is_not() -> None:
    assert updates(("110226", "110826"), FIRST)[0] == ["2026-11-15"]
    assert updates(("110526", "111126"), ("111226", "111526"))[0] == ["2026-11-11", "2026-11-15"]
    assert updates() == ([], "2026-11-08", None)


def test_a_missing_week_ends_the_chain_and_is_named() -> None:
    assert updates(SECOND) == ([], "2026-11-08", ("2026-11-09", "2026-11-15"))
    assert updates(FIRST, THIRD) == (["2026-11-15"], "2026-11-15", ("2026-11-16", "2026-11-22"))


def test_weeks_cross_the_turn_of_the_year() -> None:
    weeks = weekly_files([weekly("010427", "011027"), weekly("122826", "010327")])
    found = updates_since(weeks, date(2026, 12, 27))
    assert (len(found.weeks), found.last_day, found.missing) == (2, date(2027, 1, 10), None)


@pytest.mark.parametrize(
    "href",
    [
        *("NPPES_Data_Dissemination_110926_111526_Weekly.zip", weekly("111526", "110926")),
        *(weekly("139926", "111526"), "NPPES_Data_Dissemination_November_2026_V2.zip"),
    ],
)
def test_a_link_that_names_no_week_is_none(href: str) -> None:
    assert weekly_files([href]) == ()


def test_the_newest_report_is_taken_with_either_form_of_its_date() -> None:
    names = [f"NPPES_Deactivated_NPI_Report_{day}_V2.zip" for day in ("101226", "20261109", "110226")]
    assert newest_report([*names, "NPPES_Deactivated_NPI_Report_121026.zip"]) == names[1]
    assert newest_report(["NPPES_Deactivated_NPI_Report_999999_V2.zip"]) is None
