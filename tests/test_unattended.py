"""What runs by itself does what its documentation says: units, cron line, workflow, drill."""

from __future__ import annotations

import configparser
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from crawler.run import find_sources
from crawler.standin.breaks import KINDS
from crawler.standin.server import HOSTS
from tests.test_docs import all_commands, options
from verify.publish.codes import ROOT

OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
DEPLOYMENT = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")
WORKFLOW = ROOT / ".github" / "workflows" / "refresh.yml"
PROGRAM = "/srv/practitioners/.venv/bin/practitioners"


def units() -> dict[str, str]:
    """Every unit of the documentation by its name: the first name of a unit before its block."""
    found: dict[str, str] = {}
    for page in (OPERATIONS, DEPLOYMENT):
        for lead, block in re.findall(r"^(\S[^\n]*)\n\n((?: {4}[^\n]*\n|\n(?= {4}))+)", page, re.M):
            names = re.findall(r"`(?:/etc/systemd/system/)?(practitioners[\w-]*\.(?:service|timer))`", lead)
            if names and block.startswith("    [Unit]"):
                found[names[0]] = re.sub(r"^ {4}", "", block, flags=re.M).strip() + "\n"
    return found


def parsed(text: str) -> configparser.RawConfigParser:
    parser = configparser.RawConfigParser(strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(text)
    return parser


def test_every_unit_is_there() -> None:
    assert sorted(units()) == [
        "practitioners-refresh-failed.service",
        "practitioners-refresh.service",
        "practitioners-refresh.timer",
        "practitioners.service",
    ]


def test_units_start_commands_that_exist_and_tell_of_failures() -> None:
    services = [parsed(text) for name, text in units().items() if name.endswith("service")]
    starts = [each["Service"]["ExecStart"] for each in services]
    ours = [line.split() for line in starts if line.startswith(PROGRAM)]
    assert len(ours) == 2
    for _, name, *rest in ours:
        assert {word for word in rest if word.startswith("--")} <= options(all_commands()[name])
    refresh = parsed(units()["practitioners-refresh.service"])
    assert refresh["Unit"]["OnFailure"] in units()
    assert refresh["Service"]["Type"] == "oneshot" and refresh["Service"]["SuccessExitStatus"] == "1"
    timer = parsed(units()["practitioners-refresh.timer"])
    assert timer["Timer"]["Persistent"] == "true"
    assert timer["Install"]["WantedBy"] == "timers.target"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd here")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    paths = []
    for name, text in units().items():
        runnable = text.replace(PROGRAM, sys.executable)
        (tmp_path / name).write_text(runnable, encoding="utf-8")
        paths.append(str(tmp_path / name))
    environment = {**os.environ, "SYSTEMD_UNIT_PATH": f"{tmp_path}:"}
    command = ["systemd-analyze", "verify", "--man=no", *paths]
    told = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    ours = [line for line in told.stderr.splitlines() if "practitioners" in line]
    assert ours == [] and "Unknown" not in told.stderr, told.stderr
    calendar = parsed(units()["practitioners-refresh.timer"])["Timer"]["OnCalendar"]
    subprocess.run(["systemd-analyze", "calendar", calendar], capture_output=True, timeout=60, check=True)


def test_every_exit_code_of_a_refresh_has_a_row_for_the_timer() -> None:
    (rows,) = re.findall(r"\| a run ended with \| the timer's unit .*?\n\|[-|]+\n((?:\|.*\n)+)", OPERATIONS)
    assert re.findall(r"^\| (code \d|killed)", rows, re.M) == [
        *(f"code {code}" for code in range(4)),
        "killed",
    ]


def test_cron_line_has_five_fields_and_a_command_that_exists() -> None:
    call = r"^ {4}(\S+ \S+ \S+ \S+ \S+)  cd /srv/practitioners && nice \S+practitioners (\w+)"
    (line,) = re.findall(call, OPERATIONS, re.M)
    assert re.fullmatch(r"(?:[\d*]+ ){4}[\d*]+", line[0]) and line[1] in all_commands()


def workflow() -> dict[Any, Any]:
    return dict(yaml.safe_load(WORKFLOW.read_text(encoding="utf-8")))


def steps() -> list[dict[str, Any]]:
    return list(workflow()["jobs"]["refresh"]["steps"])


def test_workflow_is_off_until_turned_on_and_never_runs_twice_at_once() -> None:
    found = workflow()
    job = found["jobs"]["refresh"]
    assert job["if"] == "vars.REFRESH == 'on'" and job["timeout-minutes"] < 360
    assert found["concurrency"] == {"group": "refresh", "cancel-in-progress": False}
    assert found["permissions"] == {"contents": "write"}
    assert [each["cron"] for each in found[True]["schedule"]] == ["15 4 * * 1"]  # YAML reads `on` as true


def test_workflow_pins_its_actions() -> None:
    used = [step["uses"] for step in steps() if "uses" in step]
    assert len(used) == 4
    assert [each for each in used if not re.fullmatch(r"actions/[\w-]+@v\d+\.\d+\.\d+", each)] == []


def test_workflow_runs_commands_that_exist() -> None:
    text = "\n".join(step.get("run", "") for step in steps())
    calls = re.findall(r"\.venv/bin/practitioners (\w+)([^|\n]*)", text)
    assert [name for name, _ in calls] == ["refresh"]
    for name, rest in calls:
        assert set(re.findall(r"--[a-z-]+", rest)) <= options(all_commands()[name])
    targets = re.findall(r"^make (\w+)", text, re.M)
    assert targets == ["install"]
    assert set(targets) <= set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))


def test_workflow_hands_no_expression_to_a_shell_and_shell_can_read_it() -> None:
    for step in steps():
        script = step.get("run", "")
        assert "${{" not in script, "an input in a script is code of whoever typed it"
        assert subprocess.run(["bash", "-n"], input=script.encode(), timeout=30, check=False).returncode == 0


def test_workflow_sets_only_what_the_program_reads() -> None:
    (step,) = [step for step in steps() if step.get("id") == "refresh"]
    named = set(re.findall(r"^\| `([A-Z][A-Z_]+)` \|", OPERATIONS, re.M))
    assert set(step["env"]) - {"ACCEPT"} <= named
    assert all(each in OPERATIONS for each in ("`REFRESH` is `on`", "`state`"))


def test_state_that_is_handed_on_leaves_the_key_out() -> None:
    (script,) = [step["run"] for step in steps() if "gh release upload" in step.get("run", "")]
    assert "--exclude=./suppression.key" in script
    packed = [line for line in OPERATIONS.splitlines() if line.startswith("    tar --create")]
    assert packed and all("--exclude=./suppression.key" in line for line in packed)


def test_drill_breaks_what_can_be_broken() -> None:
    drill = OPERATIONS.partition("## A drill: a bad crawl")[2].partition("\n## ")[0]
    broken = re.findall(r"--break ([\w-]+)@([\w.]+)", drill)
    assert len(broken) > 3
    assert [each for each in broken if each[0] not in KINDS or each[1] not in HOSTS] == []
    assert set(re.findall(r"`(us_[a-z_]+)`", drill)) <= set(find_sources())
