"""Real servers, one process and two, while builds are published under them."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time

import pytest

from benchmarks.load import ROOT, Client, family_of, serving
from benchmarks.swap import DAY, deleted_files_open, point_to, run
from tests.service.builds import site_fixture, write_builds


@pytest.mark.parametrize("workers", [1, 2])
def test_no_error_no_mixed_page_and_nothing_stale_over_ten_publications(tmp_path, workers):
    builds = write_builds(tmp_path, 11)
    numbered = list(enumerate(builds))[1:]
    link = tmp_path / "directory.db"
    with serving(link, workers, DIRECTORY_TODAY=DAY) as (port, process):
        figures = asyncio.run(run(port, link, numbered, site_fixture().VERIFIED, clients=6, pause=0.15))
        time.sleep(0.4)
        assert deleted_files_open(family_of(process)) == 0
    assert figures.errors == 0, figures.first_failure
    assert figures.mixed == figures.stale == figures.unmarked == 0
    assert figures.statuses[200] > 10
    assert max(figures.in_flight_at_swaps) > 0


def test_a_worker_that_is_killed_is_replaced_and_the_address_answers_on(tmp_path):
    write_builds(tmp_path, 1)
    with serving(tmp_path / "directory.db", 2) as (port, process):
        before = set(family_of(process)[1:])
        victim = min(before)
        os.kill(victim, signal.SIGKILL)
        deadline = time.monotonic() + 20
        while not (set(family_of(process)[1:]) - before) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert set(family_of(process)[1:]) - before
        assert asyncio.run(status(port)) == 200


async def status(port: int) -> int:
    client = Client(port)
    reply = await client.get("/coverage")
    await client.close()
    return reply.status


def test_a_build_that_came_while_nobody_asked_is_what_the_first_one_gets(tmp_path):
    builds = write_builds(tmp_path, 2)
    with serving(tmp_path / "directory.db") as (port, _):
        point_to(tmp_path / "directory.db", builds[1])
        time.sleep(0.3)

        async def ask() -> bytes:
            client = Client(port)
            reply = await client.get("/coverage")
            await client.close()
            return reply.headers["directory-release"].encode()

        assert asyncio.run(ask()).endswith(b"B7X000001")


@pytest.mark.parametrize(
    ("proxy", "words"), [("nginx", "DIRECTORY_PROXY"), ("127.0.0.1", "is a file and not a link")]
)
def test_a_server_that_cannot_start_says_why_in_a_sentence(tmp_path, proxy, words):
    (tmp_path / "directory.db").write_text("no database")
    if proxy == "nginx":
        (tmp_path / "directory.db").unlink()
        write_builds(tmp_path, 1)
    command = [sys.executable, "-m", "verify.server", str(tmp_path / "directory.db"), "--port", "0"]
    done = subprocess.run(
        command,
        env={**os.environ, "DIRECTORY_PROXY": proxy},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert words in done.stderr
