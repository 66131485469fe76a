from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests import factories as make
from tests.publish.folder import (
    ENTRIES,
    KIM,
    LICENSES,
    LINKS,
    VALE,
    a_run,
    failed,
    link,
    steps,
    write_all,
    write_source,
)
from tests.publish.weeks import query
from verify import refresh
from verify.checks.known import Member
from verify.publish.errors import CannotRunError, RefusedError
from verify.run import Run
from verify.run_lock import run_lock


def no_crawl(data: Path, today: str | None) -> None:
    """A crawl that finds the records as they are."""


def a_verdict(data: Path, entry_id: str) -> str:
    connection = sqlite3.connect(data / "directory.db")
    try:
        return str(
            connection.execute("SELECT verdict FROM entries WHERE entry_id = ?", (entry_id,)).fetchone()[0]
        )
    finally:
        connection.close()


def report_file(data: Path) -> dict[str, object]:
    return dict(json.loads((data / "report.json").read_text(encoding="utf-8")))


def test_whole_way_publishes_and_reports(data: Path) -> None:
    report = refresh.refresh(a_run(data), steps(), no_crawl)
    assert a_verdict(data, KIM) == "verified"
    assert report.verdicts["verified"] == 1
    assert report.links == {"accept: number_and_name": 2, "review: name_and_place": 3}
    assert (report.review_count, report.withheld_count, report.quarantined_count) == (3, 2, 1)
    assert report.failed_sources == []
    assert report_file(data)["release_id"] == report.release_id
    text = "\n".join(report.lines())
    assert report.release_id in text
    assert "us_wa_doh" in text
    assert "Verified" in text


def test_crawl_is_told_the_day(data: Path) -> None:
    told: list[tuple[Path, str | None]] = []
    refresh.refresh(a_run(data), steps(), lambda folder, today: told.append((folder, today)))
    assert told == [(data, "2026-11-22")]


def test_failed_source_keeps_its_last_good_rows_and_is_named(data: Path) -> None:
    refresh.build(a_run(data), steps())

    def crawl(folder: Path, today: str | None) -> None:
        write_source(folder, failed(make.source_state("us_wa_doh")), None)

    report = refresh.refresh(a_run(data), steps(), crawl)
    assert report.failed_sources == ["us_wa_doh"]
    assert a_verdict(data, KIM) == "verified"
    assert any("FAILED NOW" in line and "answered 500" in line for line in report.lines())
    connection = sqlite3.connect(data / "directory.db")
    rows = connection.execute(
        "SELECT s.records_count, r.outcome, l.outcome, l.reason FROM sources s "
        "JOIN crawls r ON r.crawl_id = s.records_crawl_id JOIN crawls l ON l.crawl_id = s.last_crawl_id "
        "WHERE s.source = 'us_wa_doh'"
    ).fetchall()
    connection.close()
    assert rows == [(5, "succeeded", "failed", "the server answered 500")]


def test_source_that_never_succeeded_is_named_and_others_go_on(data: Path) -> None:
    state = make.source_state("us_ca_dca_acupuncture", jurisdiction="CA")
    write_source(data, replace(failed(state), report=None), None)
    report = refresh.build(a_run(data), steps())
    assert report.failed_sources == ["us_ca_dca_acupuncture"]
    assert any("never read with success" in line for line in report.lines())


def test_crawl_that_can_not_run_loses_nothing(data: Path) -> None:
    before = refresh.build(a_run(data), steps()).release_id

    def crawl(folder: Path, today: str | None) -> None:
        raise CannotRunError("No listing could be read.")

    with pytest.raises(CannotRunError, match="No listing could be read"):
        refresh.refresh(a_run(data), steps(), crawl)
    assert (data / "directory.db").resolve().stem == before
    assert report_file(data)["outcome"] == "could_not_run"


def test_collapse_is_refused_and_the_published_database_stays(data: Path) -> None:
    before = refresh.build(a_run(data), steps()).release_id
    write_all(data, entries=ENTRIES[1:])
    fewer = tuple(each for each in LINKS if each.entry_id != KIM)
    without_clinic = replace(steps(links=fewer), members=lambda entries, statements: [])
    with pytest.raises(RefusedError, match="verified_not_collapsed"):
        refresh.build(a_run(data), without_clinic)
    assert (data / "directory.db").resolve().stem == before
    assert report_file(data)["outcome"] == "refused"
    assert (data / "builds" / "refused.db").exists()
    run = replace(a_run(data, accept="Kim asked to be left out"), accepted_by="ann on desk")
    accepted = refresh.build(run, without_clinic)
    assert accepted.overruled
    assert "accepted by ann on desk: Kim asked to be left out" in "\n".join(accepted.lines())
    told = "SELECT release_id, question, reason, accepted_by, accepted_on FROM overrides ORDER BY question"
    row = (
        accepted.release_id,
        "verified_not_collapsed",
        "Kim asked to be left out",
        "ann on desk",
        "2026-11-22",
    )
    assert row in query(data, told)
    next_day = Run(data, date(2026, 11, 23), "")
    refresh.build(next_day, without_clinic)
    assert row in query(data, told)


def test_private_data_is_refused_whatever_reason_is_given(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = refresh.build(a_run(data), steps()).release_id
    number = make.entry("ANA", "NOWHERE", "123-45-6789", entry_id="1999000060")
    write_all(data, entries=(*ENTRIES, number))
    monkeypatch.setattr(refresh, "withhold_private", lambda records: records)
    with pytest.raises(RefusedError, match="social security number"):
        refresh.build(a_run(data, accept="We looked at it"), steps())
    assert (data / "directory.db").resolve().stem == before


def test_reason_with_private_data_is_not_published(data: Path) -> None:
    refresh.build(a_run(data), steps())
    write_all(data, entries=ENTRIES[1:])
    fewer = tuple(each for each in LINKS if each.entry_id != KIM)
    without_clinic = replace(steps(links=fewer), members=lambda entries, statements: [])
    with pytest.raises(RefusedError, match="overrides"):
        refresh.build(a_run(data, accept="Her number was 123-45-6789"), without_clinic)


def test_accepted_link_by_name_to_discipline_is_refused(data: Path) -> None:
    wrong = link(VALE, "us_wa_doh:AC60000004", identity_class="name_and_place", rule="name_and_place")
    with pytest.raises(RefusedError, match="discipline_needs_number"):
        refresh.build(a_run(data), steps(links=(*LINKS[:2], wrong)))
    assert not (data / "directory.db").exists()


def test_link_into_nowhere_is_refused(data: Path) -> None:
    wrong = replace(steps(), members=lambda entries, statements: [Member(KIM, "1999999999", "same_address")])
    with pytest.raises(CannotRunError, match="lead nowhere, the first in clinic_members"):
        refresh.build(a_run(data), wrong)


def test_private_number_in_an_entry_is_withheld_and_the_rest_is_published(data: Path) -> None:
    private = make.entry("ANA", "NOWHERE", "123-45-6789", entry_id="1999000060")
    write_all(data, entries=(*ENTRIES, private))
    assert refresh.build(a_run(data), steps()).quarantined_count == 2
    assert b"123-45-6789" not in (data / "directory.db").read_bytes()


def test_stand_in_makes_the_release_a_sample(data: Path) -> None:
    state = make.source_state("us_wa_doh")
    assert state.report is not None
    served = replace(state.report, served_from="http://127.0.0.1:9/data")
    write_source(data, replace(state, report=served, last=served), LICENSES)
    report = refresh.build(a_run(data), steps())
    assert report.is_sample
    assert "nobody in it exists" in "\n".join(report.lines())


def test_one_run_at_a_time(data: Path) -> None:
    with run_lock(data), pytest.raises(CannotRunError, match="Another run is at work"):
        refresh.build(a_run(data), steps())
    refresh.build(a_run(data), steps())


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("records.jsonl", '{"license_id": "x"}\n', "line 1: not a LicenseRecord"),
        ("records.jsonl", "not json\n", "line 1: not a LicenseRecord"),
        ("report.json", "[]", "not a CrawlReport"),
        ("source.json", "", "not a SourceInfo"),
    ],
)
def test_unreadable_record_file_is_named_with_its_line(
    data: Path, name: str, text: str, sentence: str
) -> None:
    (data / "records" / "us_wa_doh" / name).write_text(text, encoding="utf-8")
    with pytest.raises(CannotRunError, match=sentence) as caught:
        refresh.build(a_run(data), steps())
    assert f"us_wa_doh/{name}" in str(caught.value)


def test_same_license_twice_is_named(data: Path) -> None:
    write_all(data, licenses=(*LICENSES, LICENSES[0]))
    with pytest.raises(CannotRunError, match="license_id 'us_wa_doh:AC60000001' occurs twice"):
        refresh.build(a_run(data), steps())


def test_empty_folder_says_to_crawl(tmp_path: Path) -> None:
    with pytest.raises(CannotRunError, match="No listing was read yet"):
        refresh.build(a_run(tmp_path), steps())
