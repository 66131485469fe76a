from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from crawler.__main__ import main
from crawler.run import find_sources
from tests.crawler import washington
from tests.crawler.conftest import HOSTS
from tests.crawler.service import Service

ROOT = Path(__file__).parents[2]


def command(*words: str, host_map: str = "") -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "CRAWLER_HOST_MAP": host_map, "CRAWLER_CONTACT": "https://example.org/crawler"}
    done = [sys.executable, "-m", "crawler", *words]
    return subprocess.run(done, capture_output=True, text=True, cwd=ROOT, env=env, check=False, timeout=60)


def test_crawl_prints_reports_on_stdout_and_progress_on_stderr(service: Service, tmp_path: Path) -> None:
    washington.serve(service, washington.rows(3))
    hosts = json.dumps(service.host_map(*HOSTS))
    words = ("--data", str(tmp_path), "--today", "2026-11-22", "--json")
    done = command("crawl", "us_wa_doh", *words, host_map=hosts)
    assert done.returncode == 0, done.stderr
    (report,) = json.loads(done.stdout)
    assert (report["outcome"], report["records_count"]) == ("succeeded", 3)
    assert "us_wa_doh: 3 records from 3 rows" in done.stderr
    assert service.asked[0].headers["User-Agent"].endswith("(+https://example.org/crawler)")
    mixed = command("crawl", "us_wa_doh", "us_oig_leie", *words, host_map=hosts)
    assert mixed.returncode == 1
    assert "us_oig_leie: failed: https://oig.hhs.gov/" in mixed.stderr
    assert "Traceback" not in mixed.stderr


def test_all_failed_is_exit_code_3_without_a_traceback(service: Service, tmp_path: Path) -> None:
    hosts = json.dumps(service.host_map(*HOSTS))
    done = command("crawl", "--all", "--data", str(tmp_path), host_map=hosts)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    asked = {name for name, source in find_sources().items() if source.hosts}
    assert {path.parent.name for path in tmp_path.glob("records/*/last_crawl.json")} == asked


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("crawl",), "name the sources to crawl, or give --all"),
        (("crawl", "us_xx_none"), "no source is named us_xx_none; known are us_"),
        (("crawl", "us_wa_doh", "--all"), "name the sources to crawl, or give --all"),
        (("crawl", "us_wa_doh", "--file", "/nowhere/at/all"), "does not exist"),
        (("crawl", "us_wa_doh", "--today", "tomorrow"), "'tomorrow' does not match"),
        (("crawl", "us_wa_doh", "us_nppes", "--file", __file__), "--file needs exactly one SOURCE"),
        (("crawl", "us_wa_doh", "--file", __file__, "--replay"), "--file needs exactly one SOURCE"),
    ],
)
def test_wrong_usage_is_exit_code_2_and_says_why(words: tuple[str, ...], said: str) -> None:
    done = CliRunner().invoke(main, words, catch_exceptions=False)
    assert done.exit_code == 2
    assert said in " ".join(done.stderr.split())


def test_a_wrong_host_map_is_exit_code_2_without_a_traceback() -> None:
    done = command("crawl", "us_wa_doh", host_map="{not json")
    assert done.returncode == 2
    assert done.stderr.startswith("error: ")
    assert "Traceback" not in done.stderr


def test_sources_are_listed() -> None:
    infos = json.loads(CliRunner().invoke(main, ["sources", "--json"], catch_exceptions=False).stdout)
    assert [info["source"] for info in infos] == sorted(info["source"] for info in infos)
    assert {"us_wa_doh", "us_nppes", "us_oig_leie"} <= {info["source"] for info in infos}
    listed = CliRunner().invoke(main, ["sources"], catch_exceptions=False).stdout.splitlines()
    assert [line.split()[0] for line in listed] == [info["source"] for info in infos]


def test_a_source_of_saved_pages_has_no_service_to_check(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["check", "us_aama_physicians", "--data", str(tmp_path)])
    assert done.exit_code == 2
    assert "us_aama_physicians: left out: it reads saved pages alone" in done.stderr
    assert not list(tmp_path.iterdir())
