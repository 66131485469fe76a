"""Runs a linker as a process of its own and tells its time and its largest memory."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PEERS_PYTHON = ROOT / "benchmarks" / "linkage" / ".venv" / "bin" / "python"
PEERS = ("splink", "logreg", "ecm", "naive")
PRODUCT = "practitioners"
# A child counts the memory of the process that starts it as its own, so a small one starts it.
_LAUNCHER = """
import resource, subprocess, sys, time
started = time.perf_counter()
code = subprocess.call(sys.argv[2:])
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
with open(sys.argv[1], "w") as out:
    out.write(f"{time.perf_counter() - started} {peak}")
sys.exit(code)
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run took: wall time in seconds, largest resident memory in megabytes."""

    seconds: float
    peak_mb: float


class LinkerError(Exception):
    """A linker ended with an error; the message holds its name and its last lines."""


def run_product(folder: Path, out: Path) -> Cost:
    """`out` holds the product's links of the population in `folder`.

    Raises:
        LinkerError: the command failed.
    """
    program = Path(sys.executable).with_name(PRODUCT)
    options: list[str | Path] = ["--directory", folder / "D.csv", "--roll", folder / "R.csv", "--out", out]
    return _run(PRODUCT, [program, "link", *options], out)


def run_peer(peer: str, train: Path, test: Path, out: Path) -> Cost:
    """`out` holds the scored pairs of `test`; `train` is what a peer that needs labels learns from.

    Raises:
        LinkerError: the peers are not installed, or this one failed.
    """
    if not PEERS_PYTHON.exists():
        raise LinkerError(f"{PEERS_PYTHON} is missing; run: make bench-linkage, which installs the peers")
    module = f"benchmarks.linkage.peers.{peer}_peer"
    return _run(peer, [PEERS_PYTHON, "-m", module, "--train", train, "--test", test, "--out", out], out)


def _run(name: str, command: list[str | Path], out: Path) -> Cost:
    out.unlink(missing_ok=True)
    log, spent = out.with_suffix(".log"), out.with_suffix(".cost")
    with log.open("w", encoding="utf-8") as handle:
        launch = [sys.executable, "-c", _LAUNCHER, spent, *command]
        code = subprocess.run(
            launch, cwd=ROOT, stdout=handle, stderr=subprocess.STDOUT, check=False
        ).returncode
    if code or not out.exists():
        tail = " / ".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-3:])
        raise LinkerError(f"{name} ended with {code}: {tail}")
    seconds, peak = map(float, spent.read_text(encoding="utf-8").split())
    return Cost(round(seconds, 1), round(peak / 1024))
