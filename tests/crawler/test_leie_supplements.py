"""Supplements of the federal exclusion list make the next whole file of it; unsure rows are marked."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.platforms.leie import ListedExclusion, read_listed
from crawler.platforms.leie_supplement_files import SupplementFile, SupplementKind, files_due, missing_months
from crawler.platforms.leie_supplements import SupplementMonth, apply_supplements
from crawler.progress import Progress
from crawler.records import CrawlReport, Evidence, ExclusionRecord, Outcome, from_json
from crawler.run import CrawlPlan, crawl
from crawler.standin.breaks import parse_break
from crawler.standin.leie import COLUMNS
from crawler.standin.server import StandIn
from tests.crawler.conftest import TODAY, Crawl
from tests.crawler.service import Answer, Asked, Service

SOURCE = "us_oig_leie"
SAMPLE = Path(__file__).parents[2] / "data" / "sample"
FOLDER = "/oig.hhs.gov/exclusions/downloadables"
PARTY = dict.fromkeys(COLUMNS, "") | {
    "LASTNAME": "EXAMPLE",
    "FIRSTNAME": "JO",
    "GENERAL": "IND- LIC HC SERV PRO",
    "NPI": "1234567893",
    "DOB": "19700101",
    "CITY": "SEATTLE",
    "STATE": "WA",
    "ZIP": "98101",
    "EXCLTYPE": "1128b4",
    "EXCLDATE": "20210520",
    "REINDATE": "00000000",
    "WAIVERDATE": "00000000",
}
GONE = {**PARTY, "REINDATE": "20261105"}
OTHER = {**PARTY, "LASTNAME": "SAMPLE", "NPI": "0000000000"}


def text(*rows: dict[str, str]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def listed(*rows: dict[str, str]) -> list[ListedExclusion]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        path.write_bytes(text(*rows))
        evidence = Evidence(SOURCE, "file:list.csv", "2026-11-22T00:00:00Z", None, "00", 0, "1")
        found: list[ListedExclusion] = []
        for batch in read_listed(path, evidence, found):
            assert not batch.quarantined
        return found


def applied(
    whole: list[dict[str, str]],
    reinstated: list[dict[str, str]],
    excluded: tuple[dict[str, str], ...] = (),
    today: date = TODAY,
) -> tuple[list[tuple[str, str, bool]], tuple[str, ...]]:
    """Surname, day of reinstatement and mark of each exclusion that is left, and the warnings."""
    made = apply_supplements(listed(*whole), [SupplementMonth(listed(*excluded), listed(*reinstated))], today)
    left = [
        (each.last_name, each.reinstated_on or "", each.has_unsettled_reinstatement)
        for each in made.exclusions
    ]
    return left, made.warnings


def test_a_reinstated_party_leaves_and_the_others_stay() -> None:
    assert applied([PARTY, OTHER], [GONE]) == ([("SAMPLE", "", False)], ())


def test_the_dates_of_older_supplements_name_the_same_exclusion() -> None:
    older = {**GONE, "EXCLDATE": "05/20/21", "DOB": "01/01/70", "REINDATE": "11/05/26"}
    assert applied([PARTY], [older]) == ([], ())
    (ours,), (theirs,) = listed(PARTY), listed({**PARTY, "EXCLDATE": "05/20/21"})
    assert ours.record.exclusion_id == theirs.record.exclusion_id


def test_a_reinstatement_in_the_future_keeps_its_party_until_then() -> None:
    assert applied([PARTY], [GONE], today=date(2026, 11, 4)) == ([("EXAMPLE", "2026-11-05", False)], ())
    assert applied([PARTY], [GONE], today=date(2026, 11, 5)) == ([], ())


@pytest.mark.parametrize(
    "change",
    [
        {"CITY": "TACOMA", "ZIP": "98402"},
        {"NPI": "0000000000"},
        {"EXCLTYPE": "1128a1"},
        {"LASTNAME": "MARRIED"},
        {"MIDNAME": "Q", "CITY": "TACOMA"},
        {"DOB": "19710101"},
        {"REINDATE": "00000000"},
    ],
)
def test_a_reinstatement_that_nearly_fits_marks_the_exclusion_and_takes_nothing_away(
    change: dict[str, str],
) -> None:
    left, warnings = applied([PARTY, OTHER], [{**GONE, **change}])
    assert left == [("SAMPLE", "", False), ("EXAMPLE", "", True)]
    assert "may be that of 1 exclusion but settles none" in warnings[0]


@pytest.mark.parametrize(
    "change",
    [{"EXCLDATE": "20200101"}, {"LASTNAME": "STRANGER", "NPI": "0000000000"}],
)
def test_a_reinstatement_of_another_exclusion_leaves_this_one_certain(change: dict[str, str]) -> None:
    left, warnings = applied([PARTY], [{**GONE, **change}])
    assert left == [("EXAMPLE", "", False)]
    assert "fits no exclusion" in warnings[0]


def test_of_two_namesakes_the_birth_date_tells_who_was_reinstated() -> None:
    twin = {**PARTY, "DOB": "19720202"}
    assert applied([PARTY, twin], [GONE]) == ([("EXAMPLE", "", False)], ())


def test_of_two_namesakes_without_a_birth_date_in_the_reinstatement_neither_is_certain() -> None:
    twin = {**PARTY, "DOB": "19720202"}
    left, warnings = applied([PARTY, twin], [{**GONE, "DOB": ""}])
    assert left == [("EXAMPLE", "", True)]
    assert "may be that of 2 exclusions" in warnings[0]


def test_rows_that_differ_in_a_waiver_alone_are_one_party() -> None:
    waived = {**PARTY, "WAIVERDATE": "20230101", "WVRSTATE": "WA"}
    assert applied([PARTY, waived], [GONE]) == ([], ())


def test_who_was_excluded_and_reinstated_within_the_month_is_not_listed() -> None:
    assert applied([OTHER], [GONE], excluded=(PARTY,)) == ([("SAMPLE", "", False)], ())


def test_an_exclusion_that_the_whole_file_holds_already_is_not_doubled() -> None:
    left, _ = applied([PARTY], [], excluded=({**PARTY, "EXCLDATE": "05/20/21"}, OTHER))
    assert [name for name, _, _ in left] == ["EXAMPLE", "SAMPLE"]


names = st.sampled_from(["EXAMPLE", "SAMPLE", "FABLE", "FICTION"])
parties = st.builds(
    lambda last, first, city, npi, day, birth: {
        **PARTY,
        "LASTNAME": last,
        "FIRSTNAME": first,
        "CITY": city,
        "NPI": npi,
        "EXCLDATE": f"202605{day:02}",
        "DOB": birth,
    },
    names,
    st.sampled_from(["JO", "KIM"]),
    st.sampled_from(["SEATTLE", "TACOMA"]),
    st.sampled_from(["0000000000", "1234567893"]),
    st.integers(1, 9),
    st.sampled_from(["19700101", "19720202", ""]),
)
Identified = tuple[str, ...]


def identity(row: dict[str, str]) -> Identified:
    return tuple(row[name] for name in ("LASTNAME", "FIRSTNAME", "CITY", "NPI", "EXCLDATE"))


def contents(exclusions: tuple[ExclusionRecord, ...]) -> set[tuple[Any, ...]]:
    return {(each.exclusion_id, each.last_name, each.has_unsettled_reinstatement) for each in exclusions}


@settings(max_examples=60, deadline=None)
@given(st.lists(parties, max_size=12, unique_by=identity), st.data())
def test_supplements_make_the_next_whole_file(rows: list[dict[str, str]], data: st.DataObject) -> None:
    fate = data.draw(
        st.lists(st.sampled_from("kept new gone both".split()), min_size=len(rows), max_size=len(rows))
    )
    before = [row for row, what in zip(rows, fate, strict=True) if what in ("kept", "gone")]
    new = [row for row, what in zip(rows, fate, strict=True) if what in ("new", "both")]
    gone = [
        {**row, "REINDATE": "20261101"}
        for row, what in zip(rows, fate, strict=True)
        if what in ("gone", "both")
    ]
    after = [row for row, what in zip(rows, fate, strict=True) if what in ("kept", "new")]
    made = apply_supplements(listed(*before), [SupplementMonth(listed(*new), listed(*gone))], TODAY)
    assert contents(made.exclusions) == contents(tuple(each.record for each in listed(*after)))
    assert made.warnings == ()


@settings(max_examples=60, deadline=None)
@given(st.lists(parties, max_size=10), st.lists(parties, max_size=4))
def test_only_a_row_that_agrees_in_every_field_is_ever_taken_away(
    rows: list[dict[str, str]], gone: list[dict[str, str]]
) -> None:
    reinstated = [{**row, "REINDATE": "20261101"} for row in gone]
    made = apply_supplements(listed(*rows), [SupplementMonth((), listed(*reinstated))], TODAY)
    left = {each.exclusion_id for each in made.exclusions}
    named = {each.record.exclusion_id for each in listed(*gone)}
    assert {each.record.exclusion_id for each in listed(*rows)} - left <= named


def test_no_supplement_is_due_within_the_month_of_the_whole_file() -> None:
    assert files_due(date(2026, 11, 10), date(2026, 11, 30)) == ()
    assert files_due(date(2026, 12, 1), date(2026, 11, 30)) == ()
    due = files_due(date(2026, 11, 30), date(2027, 1, 1))
    assert [each.url.rpartition("downloadables/")[2] for each in due] == [
        *("2026/2611EXCL.csv", "2026/2611REIN.csv"),
        *("2026/2612EXCL.csv", "2026/2612REIN.csv"),
        *("2027/2701EXCL.csv", "2027/2701REIN.csv"),
    ]


def test_the_months_at_the_end_are_not_missing_but_not_out_yet() -> None:
    due = files_due(date(2026, 9, 10), date(2026, 12, 5))
    september, october = date(2026, 9, 1), date(2026, 10, 1)
    both = [SupplementFile(september, kind) for kind in SupplementKind]
    assert missing_months(due, both) == ()
    assert missing_months(due, [*both, SupplementFile(october, SupplementKind.EXCLUSIONS)]) == (october,)
    assert missing_months(due, [SupplementFile(october, kind) for kind in SupplementKind]) == (september,)
    assert missing_months(due, []) == ()


def exclusions(data_dir: Path) -> list[ExclusionRecord]:
    lines = (data_dir / "records" / SOURCE / "records.jsonl").read_text(encoding="utf-8").splitlines()
    return [from_json(ExclusionRecord, line) for line in lines]


def run(data_dir: Path, *breaks: str, **given: Any) -> tuple[CrawlReport, list[str]]:
    with StandIn(SAMPLE, breaks=tuple(map(parse_break, breaks))) as server:
        plan = CrawlPlan((SOURCE,), data_dir, TODAY, overrides={"HOST_MAP": server.host_map}, **given)
        (report,) = crawl(plan, Progress(io.StringIO()))
        return report, list(server.requests)


def without_evidence(data_dir: Path) -> list[dict[str, Any]]:
    lines = (data_dir / "records" / SOURCE / "records.jsonl").read_text(encoding="utf-8").splitlines()
    return [{name: value for name, value in json.loads(line).items() if name != "evidence"} for line in lines]


def test_a_fresh_whole_file_needs_no_supplement(data_dir: Path) -> None:
    report, requests = run(data_dir)
    assert report.outcome is Outcome.SUCCEEDED, report.reason
    assert (report.source_as_of, report.warnings) == ("2026-11-10", ())
    assert not [request for request in requests if "EXCL" in request or "REIN" in request]


def test_an_old_list_with_its_supplements_equals_the_new_list(tmp_path: Path) -> None:
    new, old = tmp_path / "new", tmp_path / "old"
    run(new)
    report, requests = run(old, "stale-list")
    assert report.outcome is Outcome.SUCCEEDED, report.reason
    assert (report.source_as_of, report.warnings) == ("2026-11-10", ())
    assert without_evidence(old) == without_evidence(new)
    urls = {each.evidence.source_url.rpartition("/")[2] for each in exclusions(old)}
    assert urls == {"UPDATED.csv", "2610EXCL.csv", "2611EXCL.csv"}
    assert len([request for request in requests if "downloadables" in request]) == 7
    before = (old / "records" / SOURCE / "records.jsonl").read_bytes()
    replayed, requests = run(old, "stale-list", is_replay=True)
    assert (replayed.outcome, replayed.source_as_of, requests) == (Outcome.SUCCEEDED, "2026-11-10", [])
    assert (old / "records" / SOURCE / "records.jsonl").read_bytes() == before


def test_a_missing_month_is_told_and_the_list_is_not_called_newer_than_it(data_dir: Path) -> None:
    report, _ = run(data_dir, "stale-list", "missing-supplement")
    assert report.outcome is Outcome.SUCCEEDED, report.reason
    assert report.source_as_of == "2026-09-10"
    assert any("a supplement of 2026-10 is missing" in each for each in report.warnings)


def test_supplements_older_than_the_whole_file_are_not_applied(data_dir: Path) -> None:
    report, _ = run(data_dir, "stale-list", "old-supplements")
    assert (report.outcome, report.source_as_of) == (Outcome.SUCCEEDED, "2026-09-10")
    assert {each.evidence.source_url.rpartition("/")[2] for each in exclusions(data_dir)} == {"UPDATED.csv"}
    assert any("2611REIN.csv is older than the whole file" in each for each in report.warnings)


def test_a_supplement_with_other_columns_fails_and_keeps_the_last_good_list(data_dir: Path) -> None:
    run(data_dir, "stale-list")
    before = (data_dir / "records" / SOURCE / "records.jsonl").read_bytes()
    report, _ = run(data_dir, "stale-list", "supplement-columns")
    assert report.outcome is Outcome.FAILED
    assert "'REINDATE'" in report.reason and "'REINSTATED'" in report.reason
    assert (data_dir / "records" / SOURCE / "records.jsonl").read_bytes() == before


def test_a_supplement_that_vanishes_fails_so_that_its_exclusions_stay(data_dir: Path) -> None:
    run(data_dir, "stale-list")
    report, _ = run(data_dir, "stale-list", "missing-supplement")
    assert report.outcome is Outcome.FAILED
    assert "2610REIN.csv is gone although the last good crawl read it" in report.reason


@pytest.fixture
def old_list(service: Service) -> Iterator[Service]:
    stamp = {"Last-Modified": "Sat, 10 Oct 2026 06:00:00 GMT"}
    service.routes[f"{FOLDER}/UPDATED.csv"] = Answer(text(PARTY, OTHER), headers=stamp)
    yield service


def test_a_web_page_in_place_of_a_supplement_is_none(old_list: Service, run_crawl: Crawl) -> None:
    def page(asked: Asked) -> Answer:
        return Answer(b"<!DOCTYPE html><html><body>Page not found</body></html>")

    for name in ("2610EXCL", "2610REIN", "2611EXCL", "2611REIN"):
        old_list.routes[f"{FOLDER}/2026/{name}.csv"] = page
    for _ in range(2):
        report = run_crawl(SOURCE)
        assert (report.outcome, report.source_as_of) == (Outcome.SUCCEEDED, "2026-10-10"), report.reason


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer(b"down", 500), "answered 500"),
        (Answer(b"no", 403), "answered 403"),
        (Answer(b"<html><title>Just a moment...</title></html>"), "challenge page of Cloudflare"),
    ],
)
def test_a_supplement_that_is_refused_fails_the_source(
    answer: Answer, words: str, old_list: Service, run_crawl: Crawl
) -> None:
    old_list.routes[f"{FOLDER}/2026/2611EXCL.csv"] = answer
    report = run_crawl(SOURCE, overrides={"HOST_MAP": old_list.host_map("oig.hhs.gov"), "RETRY_TIMES": 0})
    assert report.outcome is Outcome.FAILED
    assert words in report.reason


def test_a_list_without_a_date_takes_no_supplement_and_says_so(service: Service, run_crawl: Crawl) -> None:
    service.routes[f"{FOLDER}/UPDATED.csv"] = Answer(text(PARTY))
    report = run_crawl(SOURCE)
    assert (report.outcome, report.source_as_of) == (Outcome.SUCCEEDED, None)
    assert "states no date" in report.warnings[0]


def test_a_birth_date_reaches_no_record(old_list: Service, run_crawl: Crawl, data_dir: Path) -> None:
    stamp = {"Last-Modified": "Tue, 10 Nov 2026 06:00:00 GMT"}
    for name, rows in {"EXCL": [OTHER], "REIN": [{**GONE, "CITY": "TACOMA"}]}.items():
        old_list.routes[f"{FOLDER}/2026/2611{name}.csv"] = Answer(text(*rows), headers=stamp)
    report = run_crawl(SOURCE)
    assert report.outcome is Outcome.SUCCEEDED, report.reason
    assert any(each.has_unsettled_reinstatement for each in exclusions(data_dir))
    for path in (data_dir / "records" / SOURCE).iterdir():
        assert b"700101" not in path.read_bytes()


def test_supplements_that_come_out_later_are_applied_to_an_unchanged_file(
    service: Service, run_crawl: Crawl, data_dir: Path
) -> None:
    def unchanged(asked: Asked) -> Answer:
        is_known = asked.headers.get("If-None-Match") == '"october"'
        stamp = {"Last-Modified": "Sat, 10 Oct 2026 06:00:00 GMT", "ETag": '"october"'}
        return Answer(b"", 304, stamp) if is_known else Answer(text(PARTY), headers=stamp)

    service.routes[f"{FOLDER}/UPDATED.csv"] = unchanged
    assert run_crawl(SOURCE).source_as_of == "2026-10-10"
    stamp = {"Last-Modified": "Tue, 10 Nov 2026 06:00:00 GMT"}
    for name in ("2610EXCL", "2610REIN", "2611EXCL"):
        service.routes[f"{FOLDER}/2026/{name}.csv"] = Answer(text(), headers=stamp)
    service.routes[f"{FOLDER}/2026/2611REIN.csv"] = Answer(text(GONE), headers=stamp)
    service.routes[f"{FOLDER}/2026/2611EXCL.csv"] = Answer(text(OTHER), headers=stamp)
    report = run_crawl(SOURCE)
    assert (report.outcome, report.source_as_of) == (Outcome.SUCCEEDED, "2026-11-10"), report.reason
    assert [each.last_name for each in exclusions(data_dir)] == ["SAMPLE"]
    again = run_crawl(SOURCE)
    assert (again.outcome, again.source_as_of) == (Outcome.SUCCEEDED, "2026-11-10"), again.reason
    assert [each.last_name for each in exclusions(data_dir)] == ["SAMPLE"]


@pytest.mark.parametrize(("day", "is_read"), [(date(2026, 11, 24), False), (date(2026, 11, 25), True)])
def test_unchanged_files_are_read_again_on_the_day_that_a_reinstatement_takes_effect(
    day: date, is_read: bool, old_list: Service, data_dir: Path
) -> None:
    def run_on(today: date) -> CrawlReport:
        plan = CrawlPlan((SOURCE,), data_dir, today, overrides={"HOST_MAP": old_list.host_map("oig.hhs.gov")})
        return crawl(plan, Progress(io.StringIO()))[0]

    stamp = {"Last-Modified": "Tue, 10 Nov 2026 06:00:00 GMT"}
    later = {**GONE, "REINDATE": "20261125"}
    others = [{**OTHER, "CITY": f"CITY {letter}"} for letter in "ABCDEFGH"]
    old_list.routes[f"{FOLDER}/UPDATED.csv"].body = text(PARTY, *others)  # type: ignore[union-attr]
    for name, rows in {"2611EXCL": [], "2611REIN": [later]}.items():
        old_list.routes[f"{FOLDER}/2026/{name}.csv"] = Answer(text(*rows), headers=stamp)
    assert run_on(TODAY).outcome is Outcome.SUCCEEDED
    assert {each.last_name for each in exclusions(data_dir)} == {"EXAMPLE", "SAMPLE"}
    report = run_on(day)
    assert (report.outcome, report.read_crawl_id == "") == (Outcome.SUCCEEDED, is_read), report.reason
    names = {each.last_name for each in exclusions(data_dir)}
    assert names == ({"SAMPLE"} if is_read else {"EXAMPLE", "SAMPLE"})
