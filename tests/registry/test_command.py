"""The command as a user meets it: a process with an exit code, a stdout and a stderr."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from crawler.__main__ import main
from crawler.registry.question import HOST
from tests.crawler.service import Service
from tests.registry.people import person, serve

ROOT = Path(__file__).parents[2]


def npi(service: Service, *words: str) -> subprocess.CompletedProcess[str]:
    hosts = json.dumps(service.host_map(HOST))
    env = {**os.environ, "CRAWLER_HOST_MAP": hosts, "CRAWLER_CONTACT": "https://example.org/crawler"}
    command = [sys.executable, "-m", "crawler", "npi", *words]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=env, check=False, timeout=60)


def test_what_was_found_is_on_stdout_and_a_failure_on_stderr(service: Service, tmp_path: Path) -> None:
    serve(service, [person(1)])
    data = ("--data", str(tmp_path))
    found = npi(service, "--last-name", "Example", "--json", *data)
    assert found.returncode == 0, found.stderr
    head, provider = map(json.loads, found.stdout.splitlines())
    assert (head["providers_count"], provider["entry"]["last_name"]) == (1, "EXAMPLE")
    assert service.asked[0].headers["User-Agent"].endswith("(+https://example.org/crawler)")
    service.routes.clear()
    failed = npi(service, "1234567893", *data)
    assert (failed.returncode, failed.stdout) == (2, "")
    assert failed.stderr.startswith("Error: https://npiregistry.cms.hhs.gov/api/")
    assert "Traceback" not in failed.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "nothing is asked"),
        (("1234567890",), "'1234567890' is no NPI"),
        (("--state", "WA"), "a state alone is refused"),
        (("1234567893", "--city", "Avon"), "not both"),
        (("1234567893", "--today", "soon"), "does not match"),
    ],
)
def test_wrong_usage_is_exit_code_2_and_says_why(words: tuple[str, ...], said: str) -> None:
    done = CliRunner().invoke(main, ["npi", *words], catch_exceptions=False)
    assert done.exit_code == 2
    assert said in " ".join(done.stderr.split())
