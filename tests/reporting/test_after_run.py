"""`report.md` stands beside `report.json` after every run, however it ended."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests import factories as make
from tests.publish.folder import (
    ENTRIES,
    KIM,
    LICENSES,
    LINKS,
    a_run,
    failed,
    link,
    steps,
    write_all,
    write_source,
)
from tests.publish.weeks import build, next_listing, query
from tests.reporting.made import a_source
from verify import refresh
from verify.publish.errors import CannotRunError, RefusedError
from verify.reporting.after_run import after_run
from verify.reporting.reading import read_facts
from verify.summary import RunReport


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write_all(tmp_path / "data")


def text_of(data: Path) -> str:
    return (data / "report.md").read_text(encoding="utf-8")


def test_second_week_tells_changes_endings_queue_and_disputes(data: Path) -> None:
    build(data, LINKS, day="2026-11-22")
    ends = [replace(LICENSES[0], expires_on="2027-01-10"), *LICENSES[1:4]]
    next_listing(data, ends)
    heads = "dispute_id,entry_id,kind,opened_on,acknowledged_on,resolved_on,resolution,answer_printed"
    (data / "disputes.csv").write_text(f"{heads}\nD-1,{KIM},wrong_fact,2026-11-20,,,,\n", encoding="utf-8")
    release = build(data, LINKS[:4], day="2026-11-28")
    text = text_of(data)
    assert f"**Published: release {release}.**" in text
    assert "| disappeared | 1 |  | 1 |" in text
    assert "| 2027-01-10 | Hana Kimstone | 1999000011 | us_wa_doh:AC60000001 |" in text
    assert "| us_wa_doh | 100 | -1 |" in text
    assert "- Links in review: 2," in text
    assert f"| D-1 | wrong_fact | {KIM} | 2026-11-20 | not yet |" in text


def test_queue_counts_the_links_of_which_a_decision_changes_a_verdict(data: Path) -> None:
    build(data, [link(KIM, "us_wa_doh:AC60000001", "review"), *LINKS[1:]])
    assert "- Links in review: 4," in text_of(data)
    assert "- Of them, a decision would change a verdict: 1\n" in text_of(data)


def test_figures_of_earlier_releases_are_handed_on(data: Path) -> None:
    first = build(data, LINKS, day="2026-11-22")
    next_listing(data, LICENSES[:4])
    second = build(data, LINKS[:4], day="2026-11-28")
    sql = "SELECT release_id, value FROM release_figures WHERE topic = 'records' AND name = 'us_wa_doh'"
    assert query(data, sql) == [(first, 5), (second, 4)]
    again = build(data, LINKS[:4], day="2026-11-28")
    assert again == second
    changes = "SELECT name, detail, value FROM release_figures WHERE topic = 'change'"
    assert query(data, changes) == [("disappeared", "record_disappeared", 1)]


def test_refused_run_shows_both_sides_and_names_only_the_published(data: Path) -> None:
    before = build(data, LINKS, day="2026-11-22")
    write_all(data, entries=ENTRIES[1:])
    fewer = tuple(each for each in LINKS if each.entry_id != KIM)
    with pytest.raises(RefusedError):
        refresh.build(a_run(data), replace(steps(links=fewer), members=lambda entries, statements: []))
    text = text_of(data)
    assert text.startswith("# Report of the run of 2026-11-22\n\n**Refused: the published database stays.**")
    assert "verified_not_collapsed" in text
    assert f"|  | {before} | " in text
    assert "| Verified | 1 | 0 |" in text
    assert "| us_nppes | 100 | -1 |" in text


def test_run_that_broke_off_tells_of_the_crawls_on_disk(data: Path) -> None:
    def crawl(folder: Path, today: str | None) -> None:
        write_source(folder, failed(make.source_state("us_wa_doh")), None)
        raise CannotRunError("No listing could be read.")

    with pytest.raises(CannotRunError):
        refresh.refresh(a_run(data), steps(), crawl)
    text = text_of(data)
    assert "**Could not run: the published database stays.**" in text
    assert "- **us_wa_doh**: the server answered 500" in text
    assert "Nothing is published." in text


def test_nothing_damaged_keeps_the_report_from_being_written(data: Path) -> None:
    (data / "builds").mkdir()
    (data / "builds" / "bad.db").write_bytes(b"no database at all, but long enough to be read as one" * 50)
    (data / "directory.db").symlink_to("builds/bad.db")
    (data / "disputes.csv").write_text("wrong,heads\n", encoding="utf-8")
    (data / "review_pairs.jsonl").write_text("{}\n", encoding="utf-8")
    (data / "records" / "us_nppes" / "source.json").write_text("{", encoding="utf-8")
    facts = read_facts(data, RunReport("could_not_run", "x"), make.TODAY)
    assert len(facts.unread) == 4
    assert facts.published.release_id == ""


def test_report_that_can_not_be_written_does_not_undo_the_run(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (data / ".report.md.next").mkdir()
    assert refresh.build(a_run(data), steps()).outcome == "published"
    assert "The report could not be written" in capsys.readouterr().err


def test_day_that_is_none_does_not_undo_the_run(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = a_source("us_wa_doh", is_carried_forward=True, fetched_at="someday, perhaps")
    after_run(data, RunReport("published", sources=(line,)), make.TODAY)
    assert "The report could not be written" in capsys.readouterr().err
