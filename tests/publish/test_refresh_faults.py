"""What this machine and the listings may do to a refresh: what was published stays; why is told."""

from __future__ import annotations

import errno
import json
import os
import resource
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests import factories as make
from tests.publish.folder import KIM, a_run, failed, steps, write_source
from tests.publish.weeks import query
from verify import cli, refresh, run_report
from verify.commands import release
from verify.publish.codes import ROOT
from verify.publish.errors import CannotRunError
from verify.run import Run
from verify.run_lock import run_lock


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


def test_disk_that_is_full_to_the_system_ends_the_run_with_code_3_and_a_sentence(data: Path) -> None:
    refresh.build(a_run(data), steps())
    before = published(data)

    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))

    command = [sys.executable, "-m", "verify.cli", "build", "--data", str(data), "--today", "2026-11-29"]
    full = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, preexec_fn=no_room)
    assert full.returncode == 3
    assert "Error: The run broke off: " in full.stderr
    assert "Traceback" not in full.stderr
    assert published(data) == before
    assert json.loads((data / "report.json").read_text())["outcome"] == "could_not_run"
    assert "Could not run: the published database stays" in (data / "report.md").read_text()
    after = refresh.build(next_day(data, 7), steps())
    assert (data / "directory.db").resolve().stem == after.release_id


def made_read_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """No file can be made, replaced or taken away; a test as root knows no other read-only folder."""

    def refused(*values: object, **named: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    plain = Path.open

    def read_alone(path: Path, mode: str = "r", *values: Any, **named: Any) -> Any:
        return plain(path, mode, *values, **named) if set(mode) <= set("rbt") else refused()

    monkeypatch.setattr(Path, "open", read_alone)
    for name in ("replace", "touch", "unlink", "write_text"):
        monkeypatch.setattr(Path, name, refused)


def test_read_only_folder_is_told_in_a_sentence_and_nothing_is_lost(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    refresh.build(a_run(data), steps())
    before, said = published(data), (data / "report.json").read_text()
    with monkeypatch.context() as patched:
        made_read_only(patched)
        assert cli.run(["refresh", "--data", str(data)]) == 3
    assert "can't be written (Read-only file system)" in capsys.readouterr().err
    assert (published(data), (data / "report.json").read_text()) == (before, said)


def test_folder_that_becomes_read_only_after_the_crawl_keeps_what_is_published(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    refresh.build(a_run(data), steps())
    before = published(data)
    with monkeypatch.context() as patched:
        lost = replace(steps(), members=lambda *_: made_read_only(patched) or [])
        with pytest.raises(CannotRunError, match=r"The run broke off: .*Read-only file system"):
            refresh.refresh(next_day(data), lost, no_crawl)
    assert "The report could not be written" in capsys.readouterr().err
    assert published(data) == before
    assert refresh.refresh(next_day(data), steps(), no_crawl).outcome == "published"


def test_report_that_can_not_be_written_leaves_the_outcome_as_it_is(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(data: Path, outcome: str) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(run_report, "end_journal", full)
    report = refresh.build(a_run(data), steps())
    assert report.outcome == "published"
    assert (data / "directory.db").resolve().stem == report.release_id
    assert "The report could not be written: [Errno 28] No space left on device" in capsys.readouterr().err


def test_fault_of_ours_is_no_exit_code_of_success(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = steps(judge_with=lambda entries, known: 1 / 0)
    monkeypatch.setattr(release, "real_steps", lambda: broken)
    assert cli.run(["build", "--data", str(data), "--today", "2026-11-22"]) == 3
    assert "Error: A fault of ours: ZeroDivisionError" in capsys.readouterr().err
    report = json.loads((data / "report.json").read_text())
    assert report["outcome"] == "could_not_run"
    assert "ZeroDivisionError" in report["reason"]


def test_second_run_at_once_ends_with_code_3_and_leaves_the_report_of_the_first(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    refresh.build(a_run(data), steps())
    before, said = published(data), (data / "report.json").read_text()
    with run_lock(data):
        assert cli.run(["refresh", "--data", str(data)]) == 3
    assert (
        f"Another run is at work on {data} (process {os.getpid()}); wait for it." in capsys.readouterr().err
    )
    assert (published(data), (data / "report.json").read_text()) == (before, said)


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
