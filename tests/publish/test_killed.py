"""A run that is killed: what is published stays whole, and started again it ends as if nothing had been."""

from __future__ import annotations

import random
import shutil
import sqlite3
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.publish.folder import KIM, LICENSES, LINKS, steps
from tests.publish.killed import count_steps, killed_before
from tests.publish.weeks import build, next_listing
from verify import refresh, run_journal
from verify.corrections import decide, suppress
from verify.publish.decisions import Word
from verify.run import Run

MOMENTS = 6
SECOND = Run(Path(), date(2026, 11, 28), "test")
LEDGERS = ("decisions.csv", "suppressions.csv", "suppression.key", "disputes.csv")


def crawl(data: Path, today: str | None) -> None:
    """A crawl in which Washington's listing lost a row."""
    next_listing(data, LICENSES[:4])


def second_week(data: Path) -> str:
    """The release of the second week, published."""
    run = Run(data, SECOND.today, SECOND.accept)
    return refresh.refresh(run, steps(links=LINKS[1:4]), crawl).release_id


@pytest.fixture(scope="module")
def first_week(finished: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a release and with something in every ledger."""
    data = Path(shutil.copytree(finished, tmp_path_factory.mktemp("first") / "data", symlinks=True))
    decide(data, KIM, "us_wa_doh:AC60000001", Word.REJECT, "Another person", "A. Reviewer", "2026-11-22")
    suppress(data, "1999000037", "contact", "C-1", "2026-11-22")
    build(data, LINKS, day="2026-11-22")
    return data


def copied(first_week: Path, place: Path) -> Path:
    return Path(shutil.copytree(first_week, place, symlinks=True))


def test_killed_at_any_step_a_refresh_loses_nothing_and_ends_with_the_same_bytes(
    first_week: Path, tmp_path: Path
) -> None:
    calm = copied(first_week, tmp_path / "calm")
    released: list[str] = []
    total = count_steps(lambda: released.append(second_week(calm)))
    old, new = (first_week / "directory.db").resolve().stem, released[0]
    for step in random.Random(7).sample(range(1, total + 1), MOMENTS):
        data = copied(first_week, tmp_path / str(step))
        assert killed_before(step, lambda data=data: second_week(data))
        with sqlite3.connect(data / "directory.db") as connection:
            assert connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
            current = "SELECT release_id FROM releases WHERE is_current = 1"
            assert connection.execute(current).fetchone()[0] in (old, new)
        connection.close()
        assert second_week(data) == new
        assert (data / "directory.db").read_bytes() == (calm / "directory.db").read_bytes(), step
        assert (data / "review.csv").read_bytes() == (calm / "review.csv").read_bytes()
        for name in LEDGERS:
            if (first_week / name).exists():
                assert (data / name).read_bytes() == (first_week / name).read_bytes()


def test_killed_run_is_gone_on_with_and_one_that_ended_is_not(data: Path) -> None:
    now = datetime(2026, 11, 22, 4, 15, tzinfo=UTC)
    begun = run_journal.open_journal(data, "refresh", None, now)
    assert run_journal.open_journal(data, "refresh", None, now + timedelta(hours=3)) == begun
    run_journal.end_journal(data, "published")
    assert run_journal.open_journal(data, "refresh", None, now + timedelta(hours=3)) != begun


def test_run_keeps_its_day_past_midnight(data: Path) -> None:
    late = datetime(2026, 11, 22, 23, 59, tzinfo=UTC)
    run_journal.open_journal(data, "refresh", None, late)
    after = run_journal.open_journal(data, "refresh", None, late + timedelta(minutes=5))
    assert after.date == date(2026, 11, 22)


@pytest.mark.parametrize("hours", [-48, 25, 24 * 400])
def test_clock_that_jumped_begins_a_new_run(data: Path, hours: int) -> None:
    now = datetime(2026, 11, 22, 4, 15, tzinfo=UTC)
    run_journal.open_journal(data, "refresh", None, now)
    moment = now + timedelta(hours=hours)
    assert run_journal.open_journal(data, "refresh", None, moment).date == moment.date()


def test_another_question_begins_a_new_run(data: Path) -> None:
    now = datetime(2026, 11, 22, 4, 15, tzinfo=UTC)
    first = run_journal.open_journal(data, "refresh", None, now)
    assert run_journal.open_journal(data, "refresh", date(2026, 11, 20), now) != first
    assert run_journal.open_journal(data, "build", date(2026, 11, 20), now).command == "build"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"run_id": "x"}', "\x00" * 40])
def test_unreadable_journal_begins_a_new_run(data: Path, text: str) -> None:
    (data / "run.json").write_text(text)
    assert refresh.build(Run(data, date(2026, 11, 22)), steps()).outcome == "published"


def test_only_what_the_run_crawled_is_left_out_and_broken_crawls_leave_no_manifest(data: Path) -> None:
    raw = data / "raw" / "us_nppes"
    raw.mkdir(parents=True)
    (raw / "us_nppes-1.jsonl").write_text("old\n")
    now = datetime(2026, 11, 22, 4, 15, tzinfo=UTC)
    run_journal.open_journal(data, "refresh", None, now)
    assert run_journal.crawled_sources(data) == ()
    next_listing(data, LICENSES)
    (raw / "us_nppes-2.jsonl").write_text("broken off\n")
    run_journal.open_journal(data, "refresh", None, now)
    assert run_journal.crawled_sources(data) == ("us_wa_doh",)
    assert [path.name for path in raw.iterdir()] == ["us_nppes-1.jsonl"]


def test_crawl_is_not_asked_for_again_once_it_is_done(data: Path) -> None:
    asked: list[str] = []

    def once(folder: Path, today: str | None) -> None:
        asked.append("crawl")

    broken = steps(judge_with=lambda entries, known: 1 / 0)
    run = Run(data, date(2026, 11, 22))
    with pytest.raises(ZeroDivisionError):
        refresh.refresh(run, broken, once)
    assert refresh.refresh(run, steps(), once).outcome == "published"
    assert asked == ["crawl"]
    refresh.refresh(run, steps(), once)
    assert asked == ["crawl", "crawl"]
