"""What this machine may do to a crawl: a full disk, a kill in the middle, a clock that jumps."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import pytest

from crawler.commit import finish_commits
from crawler.records import Outcome
from crawler.run import find_sources
from tests.crawler import washington
from tests.crawler.conftest import HOSTS, Crawl, licenses
from tests.crawler.service import Answer, Asked, Service
from tests.crawler.washington import SOURCE, rows

LAST_GOOD = ("records.jsonl", "quarantine.jsonl", "report.json")


def last_good(data_dir: Path) -> list[bytes]:
    return [(data_dir / "records" / SOURCE / name).read_bytes() for name in LAST_GOOD]


def test_a_full_disk_fails_the_crawl_in_words_and_keeps_the_last_good_records(
    service: Service, run_crawl: Crawl, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    washington.serve(service, rows(3))
    run_crawl(SOURCE)
    good = last_good(data_dir)

    plain = os.fsync

    def full(descriptor: int) -> None:
        if "/records/" in str(Path(f"/proc/self/fd/{descriptor}").readlink()):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        plain(descriptor)

    washington.serve(service, rows(4))
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        report = run_crawl(SOURCE, overrides={"HOST_MAP": service.host_map(*HOSTS)})
    assert report.outcome is Outcome.FAILED
    assert "the records can't be written (No space left on device)" in report.reason
    assert last_good(data_dir) == good
    assert run_crawl(SOURCE).outcome is Outcome.SUCCEEDED


def test_a_folder_that_fails_while_the_files_change_places_leaves_no_mixture(
    service: Service, run_crawl: Crawl, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    washington.serve(service, rows(3))
    run_crawl(SOURCE)
    washington.serve(service, rows(4))
    plain = Path.replace

    def broken(path: Path, target: Path) -> Path:
        if Path(target).name == "records.jsonl":
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return plain(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", broken)
        report = run_crawl(SOURCE, overrides={"HOST_MAP": service.host_map(*HOSTS)})
    assert report.outcome is Outcome.FAILED
    assert "they are between two states, which the next run ends before it reads them" in report.reason
    finish_commits(data_dir)
    assert len(licenses(data_dir, SOURCE)) == 4
    good = json.loads((data_dir / "records" / SOURCE / "report.json").read_text())
    assert (good["records_count"], good["outcome"]) == (4, "succeeded")
    assert run_crawl(SOURCE).outcome is Outcome.SUCCEEDED


def test_a_crawl_that_was_killed_leaves_the_last_good_records_and_the_next_one_is_whole(
    service: Service, run_crawl: Crawl, data_dir: Path
) -> None:
    washington.serve(service, rows(3))
    run_crawl(SOURCE)
    good = last_good(data_dir)
    washington.serve(service, rows(6), cap=2)
    plain = service.routes[washington.RESOURCE]
    assert callable(plain)
    is_reading, is_dead = threading.Event(), threading.Event()

    def stuck(asked: Asked) -> Answer:
        if asked.query.get("$offset") == "2":
            is_reading.set()
            is_dead.wait(20)
        return plain(asked)

    service.routes[washington.RESOURCE] = stuck
    command = [sys.executable, "-m", "crawler", "crawl", SOURCE, "--data", str(data_dir)]
    env = {**os.environ, "CRAWLER_HOST_MAP": json.dumps(service.host_map(*find_sources()[SOURCE].hosts))}
    crawling = subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL)
    assert is_reading.wait(30)
    crawling.send_signal(signal.SIGKILL)
    crawling.wait(10)
    is_dead.set()
    assert last_good(data_dir) == good
    service.routes[washington.RESOURCE] = plain
    report = run_crawl(SOURCE)
    assert (report.outcome, report.records_count) == (Outcome.SUCCEEDED, 6)


@pytest.mark.parametrize("today", [date(2026, 11, 2), date(2031, 1, 1)])
def test_a_clock_that_jumps_makes_no_crawl_overwrite_another(
    today: date, service: Service, run_crawl: Crawl, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    washington.serve(service, rows(3))
    first = run_crawl(SOURCE)
    washington.serve(service, rows(4))
    monkeypatch.setattr("tests.crawler.conftest.TODAY", today)
    second = run_crawl(SOURCE)
    assert second.started_at == f"{today}T00:00:00Z"
    assert {path.stem for path in (data_dir / "raw" / SOURCE).glob("*.jsonl")} >= {
        first.crawl_id,
        second.crawl_id,
    }
