"""What this machine and the listings may do to a refresh: what was published stays; why is told."""

from __future__ import annotations

import errno
import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests import factories as make
from tests.publish.folder import KIM, a_run, failed, steps, write_source
from tests.publish.weeks import query
from verify import refresh
from verify.publish.errors import CannotRunError
from verify.run import Run


def no_crawl(data: Path, today: str | None) -> None:
    """A crawl that finds the records as they are."""


def published(data: Path) -> bytes:
    return (data / "directory.db").read_bytes()


def next_day(data: Path, days: int = 1) -> Run:
    return Run(data, make.TODAY + timedelta(days=days), "a test")


def test_full_disk_ends_the_build_and_the_next_run_needs_no_repair(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refresh.build(a_run(data), steps())
    before, plain = published(data), os.fsync

    def full(descriptor: int) -> None:
        if Path(f"/proc/self/fd/{descriptor}").readlink().name == ".next.db":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        plain(descriptor)

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(CannotRunError, match="No space left on device"):
            refresh.refresh(next_day(data), steps(), no_crawl)
    assert published(data) == before
    assert refresh.refresh(next_day(data), steps(), no_crawl).outcome == "published"


def test_half_written_record_file_is_named_and_what_was_published_stays(data: Path) -> None:
    refresh.build(a_run(data), steps())
    before, path = published(data), data / "records" / "us_wa_doh" / "records.jsonl"
    os.truncate(path, path.stat().st_size - 40)
    with pytest.raises(CannotRunError, match=r"us_wa_doh/records.jsonl, line 5: not a LicenseRecord"):
        refresh.refresh(next_day(data), steps(), no_crawl)
    assert published(data) == before


def test_rubbish_left_by_a_killed_build_is_no_obstacle(data: Path) -> None:
    refresh.build(a_run(data), steps())
    for name in (".next.db", ".next.db-journal"):
        (data / "builds" / name).write_bytes(b"half a database" * 99)
    assert refresh.refresh(next_day(data), steps(), no_crawl).outcome == "published"
    assert query(data, "PRAGMA integrity_check") == [("ok",)]


def test_folder_that_can_not_be_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(CannotRunError, match="can't be written"):
        refresh.refresh(Run(tmp_path / "data", make.TODAY), steps(), no_crawl)


def test_source_that_keeps_failing_ages_out_of_verified(data: Path) -> None:
    refresh.build(a_run(data), steps())

    def crawl(folder: Path, today: str | None) -> None:
        write_source(folder, failed(make.source_state("us_wa_doh")), None)

    seen = {}
    for days in (7, 100):
        report = refresh.refresh(next_day(data, days), steps(), crawl)
        assert report.failed_sources == ["us_wa_doh"]
        seen[days] = query(data, f"SELECT verdict, checked_on FROM entries WHERE entry_id = '{KIM}'")  # noqa: S608
    assert seen[7] == [("verified", "2026-11-20")]
    assert seen[100][0][0] != "verified"


def test_clock_that_went_back_publishes_under_its_own_day(data: Path) -> None:
    refresh.build(next_day(data, 7), steps())
    report = refresh.refresh(Run(data, date(2026, 11, 21), "a test"), steps(), no_crawl)
    assert report.release_id.startswith("2026-11-21-")
    assert (data / "directory.db").resolve().stem == report.release_id
