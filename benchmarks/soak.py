"""Mixed load for some minutes, with a publication every minute: errors, memory, and how long each kind takes.

    python benchmarks/soak.py [MINUTES] [--data DATA] [--workers 2]

Readers on this machine alone search, open pages, ask for tables, CSV and SQL, one thing after the other with
a short pause. The builds are copies of the published one, made beforehand; DATA is not changed. The time of a
bare `select 1` in this process, measured in the same minutes, says how busy the machine was.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.load import ROOT, Client, family_of, quantile, resident_megabytes, serving
from benchmarks.swap import DAY, MARK, deleted_files_open, mark_build, point_to

READERS = 8
PAUSE_SECONDS = 0.05
SEED = 7
KINDS = ("page", "search", "table", "csv", "sql")
IN_ORDER = frozenset({200, 503})
"""503 is in order for tables, CSV and SQL: it says when to come back. What was stopped counts as that."""


@dataclass(slots=True)
class Seen:
    """What readers got: seconds by kind, statuses by kind, pages that show two builds."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    statuses: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    bare: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    mixed: int = 0
    first_error: str = ""

    @property
    def errors(self) -> int:
        """Answers that are neither 200 nor a 503 to a table or a question."""
        return sum(
            count
            for kind, statuses in self.statuses.items()
            for status, count in statuses.items()
            if status not in IN_ORDER or (status == 503 and kind in ("page", "search"))
        )


def material(database: Path) -> tuple[list[str], list[str]]:
    """Ids of entries to open, and words to search for."""
    connection = sqlite3.connect(f"{database.as_uri()}?mode=ro&immutable=1", uri=True)
    rows = connection.execute(
        "SELECT entry_id, name, city, zip5, state FROM entries WHERE kind = 'individual' "
        "AND name NOT LIKE '%B7X%' ORDER BY entry_id LIMIT 500"
    ).fetchall()
    connection.close()
    words = [str(value) for row in rows for value in (row[1], row[2], row[3], f"{row[2]} {row[4]}") if row[2]]
    return [row[0] for row in rows], words


def draw(chance: random.Random, ids: list[str], words: list[str], first: str = "") -> tuple[str, str]:
    """Kind and target of the next thing that a reader asks; `first` is the kind where it is given."""
    entry, word = quote(chance.choice(ids)), quote(chance.choice(words))
    status, state = chance.choice(["active", "expired"]), chance.choice(["WA", "CA", "CO"])
    question = "select state, count(*) from entries where name >= :w group by state order by 2 desc"
    choices = {
        "page": f"/practitioner/{entry}",
        "search": f"/search?q={word}",
        "table": f"/directory/licenses.json?_size=50&_sort=license_number&status={status}",
        "csv": f"/directory/entries.csv?_size=max&state={state}",
        "sql": f"/directory.json?sql={quote(question)}&w={word[:1]}",
    }
    kind = first or chance.choices(KINDS, weights=[40, 30, 10, 5, 15])[0]
    return kind, choices[kind]


async def read(port: int, number: int, until: float, seen: Seen, drawn: tuple[list[str], list[str]]) -> None:
    """One reader asks until the time is over."""
    chance, client = random.Random(SEED + number), Client(port)
    first = KINDS[number % len(KINDS)]
    while first or time.monotonic() < until:
        kind, target = draw(chance, *drawn, first)
        first = ""
        reply = await client.get(target)
        seen.seconds[kind].append(reply.seconds)
        was_stopped = reply.status == 400 and b"longer than it may" in reply.body
        seen.statuses[kind][503 if was_stopped else reply.status] += 1
        marks = set(MARK.findall(reply.body)) | set(
            MARK.findall(reply.headers.get("directory-release", "").encode())
        )
        seen.mixed += len(marks) > 1
        if not was_stopped and reply.status not in IN_ORDER and not seen.first_error:
            seen.first_error = f"{reply.status} {target} {reply.body[:200]!r}"
        await asyncio.sleep(PAUSE_SECONDS * chance.random() * 2)
    await client.close()


async def watch(process: object, until: float, seen: Seen, every: float) -> None:
    """Memory of the server, and the time of a bare query, again and again."""
    bare = sqlite3.connect(":memory:")
    while time.monotonic() < until:
        began = time.perf_counter()
        bare.execute("select 1").fetchone()
        seen.bare.append(time.perf_counter() - began)
        seen.memory.append(resident_megabytes(process))
        await asyncio.sleep(every)
    bare.close()


async def publish(link: Path, builds: list[Path], until: float, every: float) -> int:
    """How many builds were published, one after each pause."""
    count = 0
    while time.monotonic() + every < until:
        await asyncio.sleep(every)
        count += 1
        point_to(link, builds[count % len(builds)])
    return count


async def soak(port: int, process: object, link: Path, builds: list[Path], seconds: float, every: float):
    """What was seen in so many seconds, and how many builds were published."""
    seen, until, drawn = Seen(), time.monotonic() + seconds, material(builds[0])
    publishing = asyncio.create_task(publish(link, builds, until, every))
    readers = [read(port, number, until, seen, drawn) for number in range(READERS)]
    await asyncio.gather(*readers, watch(process, until, seen, min(5.0, every / 2)))
    return seen, await publishing


def measure(
    database: Path, folder: Path, seconds: float, every: float, workers: int
) -> tuple[Seen, int, int]:
    """What was seen, how many builds were published, and how many deleted files stayed open."""
    ids, _ = material(database)
    builds = [mark_build(database, folder / f"build-{n}.db", n, ids[0]) for n in range(3)]
    link = folder / "directory.db"
    point_to(link, builds[0])
    with serving(link, workers, DIRECTORY_TODAY=DAY) as (port, process):
        seen, published = asyncio.run(soak(port, process, link, builds, seconds, every))
        return seen, published, deleted_files_open(family_of(process))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("minutes", nargs="?", type=float, default=10)
    parser.add_argument("--data", type=Path, default=ROOT / "data" / "demo")
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    database = asked.data / "directory.db"
    if not database.exists():
        print(f"There is no {database}; run `make demo` first, or name a folder with --data.")
        return
    with tempfile.TemporaryDirectory() as name:
        copied = Path(shutil.copyfile(database.resolve(), Path(name) / "source.db"))
        seen, published, deleted = measure(copied, Path(name), asked.minutes * 60, 60, asked.workers)
    show(seen, published, deleted, asked.minutes)


def show(seen: Seen, published: int, deleted: int, minutes: float) -> None:
    """The tables."""
    print(f"{minutes:g} minutes, {READERS} readers, {published} publications")
    print("kind     requests   p50 ms   p99 ms  most ms  statuses")
    for kind in KINDS:
        seconds = seen.seconds[kind]
        figures = "  ".join(f"{quantile(seconds, share) * 1000:7.0f}" for share in (0.5, 0.99, 1.0))
        print(f"{kind:7}  {len(seconds):8}  {figures}  {dict(seen.statuses[kind])}")
    print(f"a bare `select 1` meanwhile: p50 {quantile(seen.bare, 0.5) * 1e6:.0f} microseconds, ", end="")
    print(f"p99 {quantile(seen.bare, 0.99) * 1e6:.0f}")
    print(f"errors {seen.errors}, mixed {seen.mixed}, deleted files open {deleted}")
    step = max(1, len(seen.memory) // 10)
    print("memory, MB:", " ".join(f"{value:.0f}" for value in seen.memory[::step]))
    if seen.first_error:
        print("first error:", seen.first_error)


if __name__ == "__main__":
    main()
