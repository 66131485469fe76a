"""Publishes builds one after the other while many requests are in flight: errors, mixed pages, stale answers.

    python benchmarks/swap.py [DATABASE] [--swaps 60] [--workers 1] [--workers 2] [--padding-gb 3]

Mixed: one answer shows two builds. Stale: an answer shows a build that was replaced over 0.5 s before the
request began. The database is `data/demo/directory.db` unless another is named; only copies are changed.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import shutil
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.load import ROOT, Client, Reply, family_of, quantile, resident_megabytes, serving

DAY = "2026-11-22"
STALE_SECONDS = 0.5
LARGE_BYTES = 100_000_000
MARK = re.compile(rb"B7X(\d{6})")
SLOW = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 50000) select count(*), "
BOTH = (
    "(select release_id from releases where is_current = 1), (select name from entries where entry_id = '{}')"
)


@dataclass(slots=True)
class Figures:
    """What was seen: requests by status, and what must not be."""

    statuses: Counter[int] = field(default_factory=Counter)
    mixed: int = 0
    stale: int = 0
    unmarked: int = 0
    seen_after: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    in_flight_at_swaps: list[int] = field(default_factory=list)
    deleted_open: int = 0
    megabytes: tuple[float, float] = (0.0, 0.0)
    first_failure: bytes = b""

    @property
    def errors(self) -> int:
        """Answers other than 200 and, for questions in SQL beyond their limits, 503 or stopped."""
        return sum(count for status, count in self.statuses.items() if status not in (200, 503))

    @property
    def is_good(self) -> bool:
        """No error, no mixed page, nothing stale, and something was seen of every kind."""
        return not (self.errors or self.mixed or self.stale or self.unmarked) and bool(self.seen_after)


def mark_build(source: Path, target: Path, number: int, entry_id: str) -> Path:
    """A copy that names its number twice: in its release, and in the name of one entry."""
    shutil.copyfile(source, target)
    connection = sqlite3.connect(target)
    connection.execute("PRAGMA journal_mode = OFF")
    mark = f"B7X{number:06}"
    connection.execute("UPDATE releases SET release_id = ? WHERE is_current = 1", [f"{DAY}-{mark}"])
    connection.execute("UPDATE entries SET name = ? WHERE entry_id = ?", [f"Marked {mark}", entry_id])
    connection.commit()
    connection.close()
    return target


def point_to(link: Path, build: Path) -> None:
    """The link leads to a build, as `publish_build` does it."""
    temporary = link.with_name(".next")
    temporary.symlink_to(os.path.relpath(build, link.parent))
    temporary.replace(link)


def an_entry(database: Path) -> str:
    """The id of an entry."""
    connection = sqlite3.connect(f"{database.as_uri()}?mode=ro&immutable=1", uri=True)
    found = connection.execute("SELECT min(entry_id) FROM entries WHERE kind = 'individual'").fetchone()[0]
    connection.close()
    return str(found)


def targets(entry_id: str) -> list[str]:
    """What is asked: a page of many queries, a table as JSON and as a page, quick and slow SQL, CSV."""
    both = BOTH.format(entry_id)
    name = quote(f"select {both}")
    return [
        f"/practitioner/{entry_id}",
        f"/directory.json?sql={name}",
        f"/practitioner/{entry_id}",
        f"/directory/entries?entry_id={quote(entry_id)}",
        f"/directory.json?sql={quote(SLOW + both + ' from n')}",
        f"/practitioner/{entry_id}",
        f"/directory.csv?sql={name}",
    ]


@dataclass(slots=True)
class Swaps:
    """When which build was published; the first one stands at the beginning of time."""

    published: list[tuple[float, int]]

    def oldest_allowed(self, began: float) -> int:
        """Place in the list of the oldest build that a request may show that began then."""
        times = [at for at, _ in self.published]
        return sum(at <= began - STALE_SECONDS for at in times) - 1

    def place(self, number: int, began: float) -> int:
        """The newest place of a build (numbers may come again) not later than just after the request."""
        return max((place for place, (_, each) in enumerate(self.published) if each == number), default=-1)


def judge(reply: Reply, swaps: Swaps, figures: Figures) -> None:
    """The figures count one reply."""
    was_stopped = reply.status == 400 and b"longer than it may" in reply.body
    figures.statuses[503 if was_stopped else reply.status] += 1
    figures.seconds.append(reply.seconds)
    if reply.status != 200:
        is_in_order = was_stopped or reply.status == 503
        figures.first_failure = figures.first_failure or (b"" if is_in_order else reply.body[:300])
        return
    shown = {int(mark) for mark in MARK.findall(reply.body)}
    shown |= {int(mark) for mark in MARK.findall(reply.headers.get("directory-release", "").encode())}
    figures.mixed += len(shown) > 1
    figures.unmarked += not shown
    figures.stale += any(
        swaps.place(number, reply.began) < swaps.oldest_allowed(reply.began) for number in shown
    )


async def run(
    port: int, link: Path, builds: list[tuple[int, Path]], entry_id: str, clients: int, pause: float
) -> Figures:
    """Every build is published in turn while `clients` ask; the figures of it all."""
    figures, swaps = Figures(), Swaps([(0.0, 0)])
    done, busy = asyncio.Event(), [0]

    async def ask(number: int) -> None:
        client, what = Client(port), targets(entry_id)
        while not done.is_set():
            busy[0] += 1
            judge(await client.get(what[number % len(what)]), swaps, figures)
            busy[0] -= 1
            number += 1
        await client.close()

    asking = [asyncio.create_task(ask(number)) for number in range(clients)]
    for number, build in builds:
        await asyncio.sleep(pause)
        figures.in_flight_at_swaps.append(busy[0])
        point_to(link, build)
        swaps.published.append((time.monotonic(), number))
        figures.seen_after.append(await until_seen(port, number))
    await asyncio.sleep(pause)
    done.set()
    await asyncio.gather(*asking)
    return figures


async def until_seen(port: int, number: int) -> float:
    """Seconds until a new connection is told of a build; 9 where it is not told within that time."""
    began = time.monotonic()
    while time.monotonic() - began < 9:
        client = Client(port)
        reply = await client.get("/-/healthz")
        await client.close()
        if f"B7X{number:06}".encode() in reply.body:
            return time.monotonic() - began
        await asyncio.sleep(0.01)
    return 9.0


def deleted_files_open(pids: list[int]) -> int:
    """How many database files are open that have no name any more."""
    found = 0
    for pid in pids:
        for descriptor in Path(f"/proc/{pid}/fd").glob("*"):
            try:
                found += ".db (deleted)" in str(descriptor.readlink())
            except OSError:
                continue
    return found


def pad(database: Path, gigabytes: float) -> None:
    """The database is larger by a table without use."""
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("CREATE TABLE padding (number INTEGER PRIMARY KEY, filling BLOB)")
    rows = int(gigabytes * 1e9 / 4000)
    connection.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
        "INSERT INTO padding SELECT i, randomblob(3950) FROM n",
        [rows],
    )
    connection.commit()
    connection.close()


def measure(database: Path, swaps: int, workers: int, folder: Path, kept: int, pause: float) -> Figures:
    """The figures of so many swaps between `kept` builds, which are made beforehand."""
    entry_id = an_entry(database)
    made = [mark_build(database, folder / f"build-{number}.db", number, entry_id) for number in range(kept)]
    link = folder / "directory.db"
    point_to(link, made[0])
    builds = [(number % kept, made[number % kept]) for number in range(1, swaps + 1)]
    with serving(link, workers, DIRECTORY_TODAY=DAY) as (port, process):
        before = resident_megabytes(process)
        figures = asyncio.run(run(port, link, builds, entry_id, 12, pause))
        time.sleep(0.5)
        figures.deleted_open = deleted_files_open(family_of(process))
        figures.megabytes = before, resident_megabytes(process)
    return figures


def builds_to_keep(database: Path, swaps: int) -> int:
    """A build for every swap, or three in turn where they are large."""
    return swaps + 1 if database.stat().st_size < LARGE_BYTES else 3


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", nargs="?", type=Path, default=ROOT / "data" / "demo" / "directory.db")
    parser.add_argument("--swaps", type=int, default=60)
    parser.add_argument("--workers", type=int, action="append")
    parser.add_argument("--padding-gb", type=float, default=0)
    parser.add_argument("--folder", type=Path, help="Where copies are made; default a temporary folder.")
    asked = parser.parse_args()
    if not asked.database.exists():
        print(f"There is no {asked.database}; run `make demo` first, or name a database.")
        return
    print("workers  swaps  requests  in flight  errors  busy  mixed  stale  seen after ms (mean, most)  MB")
    for workers in asked.workers or [1, 2]:
        with tempfile.TemporaryDirectory(dir=asked.folder) as name:
            database = asked.database.resolve()
            if asked.padding_gb:
                database = Path(shutil.copyfile(database, Path(name) / "padded.db"))
                pad(database, asked.padding_gb)
            kept = builds_to_keep(database, asked.swaps)
            show(workers, asked.swaps, measure(database, asked.swaps, workers, Path(name), kept, 0.25))


def show(workers: int, swaps: int, figures: Figures) -> None:
    """One row of the table, and what went wrong below it."""
    seen = [seconds * 1000 for seconds in figures.seen_after]
    print(
        f"{workers:7}  {swaps:5}  {sum(figures.statuses.values()):8}  {min(figures.in_flight_at_swaps):9}  "
        f"{figures.errors:6}  {figures.statuses[503]:4}  {figures.mixed:5}  {figures.stale:5}  "
        f"{sum(seen) / len(seen):13.0f} {max(seen):13.0f}  "
        f"{figures.megabytes[0]:.0f} -> {figures.megabytes[1]:.0f}",
        flush=True,
    )
    print(f"         p50 {quantile(figures.seconds, 0.5) * 1000:.0f} ms, p99 ", end="")
    print(f"{quantile(figures.seconds, 0.99) * 1000:.0f} ms; deleted files open: {figures.deleted_open}")
    if not figures.is_good:
        failure = figures.first_failure.decode("utf-8", "replace")
        print("         NOT AS IT MUST BE", json.dumps(dict(figures.statuses)), failure)


if __name__ == "__main__":
    main()
