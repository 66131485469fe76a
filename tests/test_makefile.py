from __future__ import annotations

import re
import subprocess

from verify.publish.codes import ROOT

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def make(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["make", "--no-print-directory", "-C", str(ROOT), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True)


def test_make_alone_lists_every_target() -> None:
    declared = set(re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)[1].split())  # type: ignore[index]
    listed = re.findall(r"^  make ([a-z-]+) +\S", make().stdout, re.MULTILINE)
    assert len(listed) == len(set(listed))
    assert set(listed) == declared


def test_demo_passes_port_and_browser_on() -> None:
    shown = make("-n", "demo", "PORT=9123", "BROWSER=0").stdout
    assert "demo --port 9123 --no-browser" in shown
    assert "demo --port 8001 --browser" in make("-n", "demo").stdout


def test_check_run_ends_with_the_tests() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "set -euo pipefail" in script
    assert script.rstrip().endswith("make --no-print-directory test")
