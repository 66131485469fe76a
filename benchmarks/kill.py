"""Kills refreshes of the sample at random moments with `kill -9`, and starts each again.

Each run begins on a copy of a published first week, with something in every ledger; in the second week two
listings have lost rows. After the kill the published database must be whole and of one of the two weeks;
after the restart it must have the bytes of a run that nobody disturbed.

Run `python benchmarks/kill.py --moments 100 --seed 1`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from crawler.standin.server import StandIn
from verify.demo import SAMPLE, demo_day, lay_down

LEDGERS = ("decisions.csv", "suppressions.csv", "suppression.key", "disputes.csv")


@dataclass(frozen=True)
class Kill:
    """What one kill came to; `wrong` is empty where all is as it should be."""

    stage: str
    published: str
    wrong: str


def start(data: Path, stand_in: StandIn) -> subprocess.Popen[bytes]:
    """A refresh in a process group of its own."""
    env = {**os.environ, "CRAWLER_HOST_MAP": json.dumps(stand_in.host_map)}
    command = [sys.executable, "-m", "verify.cli", "refresh", "--data", str(data), "--today", str(demo_day())]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(command, env=env, start_new_session=True, **quiet)  # type: ignore[call-overload,no-any-return]


def finish(data: Path, stand_in: StandIn) -> int:
    """The exit code of a refresh that is left alone."""
    return start(data, stand_in).wait()


def digest(path: Path) -> str:
    """The hash of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def kill_one(base: Path, data: Path, after: float, stand_in: StandIn, final: str) -> Kill:
    """Kill a refresh `after` seconds, look, start it again, look again."""
    shutil.copytree(base, data, symlinks=True)
    process = start(data, stand_in)
    try:
        process.wait(after)
        stage = "ended before"
    except subprocess.TimeoutExpired:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        stage = _stage(data)
    wrong, published = _look(data, base)
    is_over = published == "second week" and _stage(data) == "starting or ending"
    code = 0 if is_over else finish(data, stand_in)  # another run would be another release
    if not wrong and (code != 0 or digest(data / "directory.db") != final):
        wrong = (
            f"the restart ended with {code} and other bytes"
            if code == 0
            else f"the restart ended with {code}"
        )
    if not wrong and any(digest(data / n) != digest(base / n) for n in LEDGERS if (base / n).exists()):
        wrong = "a ledger changed"
    shutil.rmtree(data)
    return Kill(stage, published, wrong)


def _stage(data: Path) -> str:
    try:
        journal = json.loads((data / "run.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return "starting"
    if journal["outcome"]:
        return "starting or ending"
    return "after the crawl" if journal["stages"] else "crawl"


def _look(data: Path, base: Path) -> tuple[str, str]:
    try:
        with closing(sqlite3.connect(f"file:{data / 'directory.db'}?mode=ro", uri=True)) as connection:
            if connection.execute("PRAGMA quick_check").fetchone() != ("ok",):
                return "the published database is damaged", ""
    except sqlite3.Error as error:
        return f"the published database can't be read ({error})", ""
    same = (data / "directory.db").resolve().name == (base / "directory.db").resolve().name
    return "", "first week" if same else "second week"


@contextmanager
def two_weeks(place: Path) -> Iterator[tuple[Path, StandIn]]:
    """A folder with the first week published, and the stand-in of the second week."""
    base = place / "base"
    lay_down(base)
    with StandIn(SAMPLE) as first:
        assert finish(base, first) == 0
    entry = _first_entry(base)
    cli = [sys.executable, "-m", "verify.cli"]
    for words in (
        ["decide", *entry, "reject", "--reason", "Another person", "--by", "A. Reviewer"],
        ["suppress", entry[0], "--what", "contact", "--case", "C-1"],
        ["dispute", entry[0], "--kind", "wrong_match"],
    ):
        subprocess.run([*cli, *words, "--data", str(base)], check=True, capture_output=True)
    later = place / "sample"
    shutil.copytree(SAMPLE, later)
    for listing in (later / "fl" / "9901.csv", later / "leie" / "UPDATED.csv"):
        rows = listing.read_bytes().splitlines(keepends=True)
        listing.write_bytes(b"".join(rows[:-5]))
    with StandIn(later) as second:
        yield base, second


def _first_entry(base: Path) -> tuple[str, str]:
    with closing(sqlite3.connect(base / "directory.db")) as connection:
        sql = "SELECT entry_id, license_id FROM links WHERE decision = 'accept' ORDER BY 1, 2"
        found: tuple[str, str] = connection.execute(sql).fetchone()
    return found


def main() -> None:
    """Print a table of where the kills fell and what they came to; exit with 1 where anything is wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--moments", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, two_weeks(Path(folder)) as (base, stand_in):
        calm = Path(folder) / "calm"
        shutil.copytree(base, calm, symlinks=True)
        started = monotonic()
        assert finish(calm, stand_in) == 0
        lasts, final = monotonic() - started, digest(calm / "directory.db")
        chance, kills = random.Random(options.seed), []
        for number in range(options.moments):
            kill = kill_one(base, Path(folder) / "run", chance.uniform(0, lasts), stand_in, final)
            kills.append(kill)
            print(
                f"{number + 1:>4}  {kill.stage:<20} {kill.published:<12} {kill.wrong or 'right'}", flush=True
            )
    print(f"\nAn undisturbed refresh took {lasts:.1f} s.")
    for (stage, published), count in sorted(Counter((k.stage, k.published) for k in kills).items()):
        print(f"{count:>4} killed: {stage}; published then: {published}")
    wrong = sum(bool(kill.wrong) for kill in kills)
    print(f"{len(kills)} kills, {wrong} with a wrong end.")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
