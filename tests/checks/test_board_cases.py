"""What the cases of a board and a renewal under way do to the checks and the verdict."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from crawler.records import ActionStage, BoardAction, Discipline, Status
from tests.checks.test_verdict import NUMBER, ROW, WHO, judged, outcome
from verify.checks.judgment import CheckOutcome, Verdict
from verify.linkage.from_records import is_adverse
from verify.publish.withhold import is_alleged

ORDER = BoardAction("2024-90044", "Final Agency Order", "", ActionStage.FINAL, "2024-02-15", None, "")
ENDED = BoardAction("2019-90012", "Stipulation", "", ActionStage.UNKNOWN, "2019-06-01", "2021-06-01", "")
CHARGE = BoardAction("2026-90001", "Notice of Hearing", "", ActionStage.ALLEGED, "2026-08-03", None, "")


def words(judgment, name):
    return next(check.sentence for check in judgment.checks if check.check_name == name)


def test_cases_are_quoted_with_number_and_days():
    result = judged(WHO, [replace(ROW, discipline=Discipline.YES, actions=(ENDED, ORDER))])
    assert result.verdict is Verdict.VERIFIED_WITH_NOTICE
    said = words(result, "license_unencumbered")
    assert "a matter that is over: “Stipulation”, case 2019-90012, June 1, 2019, ended June 1, 2021" in said
    assert "“Final Agency Order”, case 2024-90044, February 15, 2024" in said


def test_an_allegation_is_a_notice_and_never_a_finding():
    row = replace(ROW, discipline=Discipline.NOT_STATED, actions=(CHARGE,))
    result = judged(WHO, [row])
    assert result.verdict is Verdict.VERIFIED_WITH_NOTICE
    assert "not decided" in words(result, "license_unencumbered")
    assert "not a finding" in words(result, "license_unencumbered")
    assert is_alleged(row)


def test_an_allegation_beside_a_decided_case_is_told_apart():
    result = judged(WHO, [replace(ROW, discipline=Discipline.YES, actions=(ORDER, CHARGE))])
    assert "“Notice of Hearing”, case 2026-90001, alleged, not decided" in words(
        result, "license_unencumbered"
    )


def test_a_matter_that_is_over_is_no_notice():
    over = replace(ORDER, action_printed="AGREED ORDER | CLEARED", stage=ActionStage.UNKNOWN)
    result = judged(WHO, [replace(ROW, discipline=Discipline.NOT_STATED, actions=(over,))])
    assert result.verdict is Verdict.VERIFIED
    assert outcome(result, "license_unencumbered") is CheckOutcome.NOTICE
    said = words(result, "license_unencumbered")
    assert "a matter that is over: “AGREED ORDER | CLEARED”, case 2024-90044" in said
    assert "dropped by the board’s own words" in said


def test_an_order_that_has_ended_is_shown_and_takes_no_badge():
    result = judged(WHO, [replace(ROW, discipline=Discipline.YES, actions=(ENDED,))])
    assert result.verdict is Verdict.VERIFIED
    assert "a matter that is over: “Stipulation”" in words(result, "license_unencumbered")
    until_2028 = replace(ENDED, ended_on="2028-06-01")
    running = judged(WHO, [replace(ROW, discipline=Discipline.YES, actions=(until_2028,))])
    assert running.verdict is Verdict.VERIFIED_WITH_NOTICE


@pytest.mark.parametrize(
    "printed",
    ["Appeal dismissed; suspension affirmed", "Stay vacated", "Not dismissed", "Suspension vacated in part"],
)
def test_an_order_that_stands_is_not_read_as_dropped(printed):
    order = replace(ORDER, action_printed=printed)
    assert not order.is_dropped
    result = judged(WHO, [replace(ROW, discipline=Discipline.YES, actions=(order,))])
    assert result.verdict is Verdict.VERIFIED_WITH_NOTICE


def test_alleged_final_and_over_are_three_sentences():
    row = replace(ROW, discipline=Discipline.YES, actions=(CHARGE, ENDED, ORDER))
    said = words(judged(WHO, [row]), "license_unencumbered")
    final, alleged, over = (
        said.index("“Final"),
        said.index("“Notice of Hearing”"),
        said.index("“Stipulation”"),
    )
    assert final < said.index("not decided: ") < alleged < said.index("matter that is over") < over


def test_the_link_to_the_order_is_given():
    order = replace(ORDER, order_url="https://board.example/2024-90044.pdf")
    said = words(
        judged(WHO, [replace(ROW, discipline=Discipline.YES, actions=(order,))]), "license_unencumbered"
    )
    assert "https://board.example/2024-90044.pdf" in said


@pytest.mark.parametrize("action", [ORDER, CHARGE])
def test_a_license_with_any_case_needs_the_stricter_identity(action):
    assert is_adverse(replace(ROW, actions=(action,)))
    assert not is_adverse(ROW)


def test_a_renewal_under_way_outlives_the_end_date_with_a_notice():
    row = replace(ROW, expires_on="2026-10-31", is_in_renewal=True, status_printed="ACTIVE IN RENEWAL")
    result = judged(WHO, [row])
    assert result.verdict is Verdict.VERIFIED
    assert outcome(result, "license_unexpired") is CheckOutcome.NOTICE
    assert "ended on October 31, 2026" in words(result, "license_unexpired")
    assert "ACTIVE IN RENEWAL" in words(result, "license_unexpired")
    assert result.shown_until == date(2027, 2, 18)


def test_a_renewal_before_the_end_date_needs_no_notice():
    result = judged(WHO, [replace(ROW, is_in_renewal=True)])
    assert outcome(result, "license_unexpired") is CheckOutcome.PASS


def test_a_renewal_saves_no_license_that_is_not_active():
    row = replace(ROW, expires_on="2026-10-31", is_in_renewal=True, status=Status.SUSPENDED)
    assert judged(WHO, [row]).verdict is Verdict.LICENSE_NOT_ACTIVE


def test_the_cases_belong_to_the_number_that_was_matched():
    result = judged(WHO, [replace(ROW, discipline=Discipline.YES, actions=(ORDER,))])
    assert result.license_id == f"us_wa_doh:{NUMBER}"
