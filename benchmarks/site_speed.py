"""How long the server takes for each kind of page while eight clients ask, against the bare SQL of the page.

    python benchmarks/site_speed.py [DATA] [--clients 8] [--requests 100] [--runs 3] [--workers 2]

DATA is a folder with `directory.db`, a link to a build (see `benchmarks/large_directory.py`); without it
`data/demo` is measured. Each client asks for a random page of one kind after the other, without a pause. The
time is measured within the server, from the arrival of a request to the last byte handed over, so it includes
waiting for the other clients. The bare SQL is every statement of the same requests, fetched to the end by one
reader alone in the same run. Of several runs the least is printed for each figure. Also printed: tables that
the plan of one of these statements reads whole.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.load import ROOT, Client, quantile, serving
from benchmarks.query_plans import record, tables_scanned
from verify.server import make_site

DAY = "2026-11-22"
HEADER = "server-timing"
CITIES = ("seattle", "los angeles", "houston", "san diego", "portland or", "miami", "spokane", "austin")
STATES = ("washington", "california", "texas", "oregon", "florida")
FACETS = ("verdict=verified", "verdict=not_found", "licensed=WA", "profession=clinic", "with=certified")
FREQUENT = ("kim", "nguyen", "smith", "lee", "garcia", "johnson", "park", "chen")
PETS = {"michael": "mike", "robert": "bob", "william": "bill", "jennifer": "jenny", "elizabeth": "liz"}


@dataclass(frozen=True, slots=True)
class Sample:
    """Entries of the database to ask for, each drawn at random with a fixed seed."""

    people: list[sqlite3.Row]
    clinics: list[sqlite3.Row]
    zips: list[str]
    numbers: list[str]


def read_sample(database: Path, count: int, chance: random.Random) -> Sample:
    """A sample of so many people, clinics, ZIP codes and license numbers."""
    connection = sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    connection.row_factory = sqlite3.Row
    last = connection.execute("select max(search_id) from entry_search").fetchone()[0]
    drawn = [chance.randint(1, last) for _ in range(12 * count)]
    marks = ",".join("?" * len(drawn))
    rows = connection.execute(
        "select e.* from entry_search n join entries e on e.entry_id = n.entry_id "  # noqa: S608
        f"where n.search_id in ({marks}) order by e.entry_id",
        drawn,
    ).fetchall()
    numbers = connection.execute(
        f"select number_printed from search_numbers where search_id in ({marks})",  # noqa: S608
        drawn,
    ).fetchall()
    connection.close()
    people = [row for row in rows if row["kind"] == "individual" and row["last_name"]]
    return Sample(
        chance.sample(people, min(len(people), 3 * count)),
        [row for row in rows if row["kind"] == "organization"],
        [row["zip5"] for row in rows if row["zip5"]],
        [row["number_printed"] for row in numbers],
    )


def mistyped(word: str, chance: random.Random) -> str:
    """The word with two neighbors changed, or a letter left out or doubled."""
    at = chance.randrange(1, max(2, len(word) - 1))
    return chance.choice(
        (word[:at] + word[at + 1 :], word[:at] + word[at : at + 1] * 2 + word[at + 1 :])
        + ((word[:at] + word[at + 1] + word[at] + word[at + 2 :],) if at + 1 < len(word) else ())
    )


def _search(**parts: str) -> str:
    return "/search?" + urlencode(parts)


def kinds(sample: Sample, chance: random.Random) -> dict[str, Callable[[], str]]:
    """A maker of random requests for each kind of page."""
    pick = chance.choice

    def surname() -> str:
        return str(pick(sample.people)["last_name"]).lower()

    def person() -> str:
        row = pick(sample.people)
        return f"{row['first_name']} {row['last_name']}".lower()

    place = pick((*CITIES, *STATES))
    return {
        "name": lambda: _search(q=person()),
        "surname": lambda: _search(q=surname()),
        "frequent surname": lambda: _search(q=pick(FREQUENT)),
        "mistyped name": lambda: _search(q=mistyped(surname(), chance)),
        "short name": lambda: _search(q=f"{pick(sorted(PETS.values()))} {surname()}"),
        "number": lambda: _search(q=pick(sample.numbers)),
        "ZIP": lambda: _search(q=pick(sample.zips)),
        "ZIP, 100 miles": lambda: _search(q=pick(sample.zips), within="100"),
        "city": lambda: _search(q=pick(CITIES)),
        "profession and city": lambda: _search(
            q=f"{pick(('acupuncturist', 'physical therapist'))} {pick(CITIES)}"
        ),
        "state": lambda: _search(q=pick(STATES)),
        "name near": lambda: _search(q=f"{surname()} near {pick(sample.zips)}"),
        "filtered": lambda: f"/search?q={pick((*STATES, 'seattle', '')).replace(' ', '+')}&{pick(FACETS)}",
        "later page": lambda: _search(q=pick((place, pick(FREQUENT), "")), page=str(chance.randint(2, 40))),
        "suggestions": lambda: "/suggest.json?" + urlencode({"q": surname()[: chance.randint(2, 5)]}),
        "practitioner": lambda: f"/practitioner/{pick(sample.people)['entry_id']}",
        "clinic": lambda: f"/clinic/{pick(sample.clinics)['entry_id']}",
        "check, name": lambda: "/check?" + urlencode({"name": person()}),
        "check, number": lambda: "/check?" + urlencode({"number": pick(sample.numbers), "state": "WA"}),
        "home": lambda: "/",
        "coverage": lambda: "/coverage",
    }


@dataclass(slots=True)
class Figures:
    """Milliseconds of one kind: in the server with clients, in SQL alone; and answers other than 200."""

    server: list[list[float]] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    failed: int = 0

    def least(self, share: float) -> float:
        """The least quantile of the runs."""
        return min(quantile(run, share) for run in self.server)


async def ask(port: int, targets: list[str], clients: int) -> tuple[list[float], int]:
    """Milliseconds in the server of every request, asked by so many clients at once; how many failed."""
    left, times, failed = iter(targets), [], 0

    async def one(address: int) -> None:
        nonlocal failed
        client = Client(port)
        for target in left:
            reply = await client.get(target)
            failed += reply.status != 200
            times.append(float(reply.headers.get(HEADER, "dur=0").rpartition("dur=")[2]))
        await client.close()

    await asyncio.gather(*(one(number) for number in range(clients)))
    return times, failed


async def statements_of(database: Path, targets: list[str]) -> list[set[str]]:
    """The statements that each request runs, with their values."""
    site, all_of_site = make_site(database), set()
    record(site, all_of_site)
    await site.invoke_startup()
    for path in (
        "/",
        "/coverage",
        "/glossary",
        "/directory",
        "/search?q=",
    ):  # what is read once for each build
        await site.client.get(path)
    found = []
    for target in targets:
        all_of_site.clear()
        await site.client.get(target)
        found.append({sql for sql in all_of_site if sql.lstrip().lower().startswith(("select", "with"))})
    for each in site.databases.values():
        each.close()
    site.executor.shutdown(wait=True)
    return found


def bare_milliseconds(database: Path, requests: list[set[str]]) -> Iterator[float]:
    """Milliseconds of the statements of each request, on one connection that is warm; the better of two."""
    connection = sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    sys.path.insert(0, str(ROOT / "site" / "plugins"))
    from directory_site.functions import add_functions

    add_functions(connection)
    for statements in requests:
        times = []
        for _ in range(2):
            began = time.perf_counter()
            for sql in statements:
                connection.execute(sql).fetchall()
            times.append(1000 * (time.perf_counter() - began))
        yield min(times)
    connection.close()


def timed(app: Any) -> Any:
    """The application; every response says in a header how long it took, once it is whole."""

    async def timed_app(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        began, start = time.perf_counter(), None

        async def send_timed(message: dict[str, Any]) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                return
            if start is not None:
                spent = f"app;dur={1000 * (time.perf_counter() - began):.2f}".encode()
                await send({**start, "headers": [*start["headers"], (HEADER.encode(), spent)]})
                start = None
            await send(message)

        await app(scope, receive, send_timed)

    return timed_app


def serve_timed() -> None:
    """The server of `verify.server`, with the time of each answer in a header."""
    from verify import server

    make = server.make_site

    class Timed:
        def __init__(self, database: Path) -> None:
            self._site = make(database)

        def app(self) -> Any:
            return timed(self._site.app())

    class TimedWorkers(server.Workers):
        def _start(self) -> Any:
            self._command = [
                "benchmarks.site_speed" if part == "verify.server" else part for part in self._command
            ]
            return super()._start()

    server.make_site, server.Workers = Timed, TimedWorkers
    server.main()


def measure(database: Path, given: argparse.Namespace) -> dict[str, Figures]:
    """The figures of every kind; plans that read a whole table are printed."""
    chance = random.Random(given.seed)
    makers = kinds(read_sample(database, given.requests, chance), chance)
    found = {kind: Figures() for kind in makers}
    with serving(database, given.workers, "benchmarks.site_speed", DIRECTORY_TODAY=DAY) as (
        port,
        _,
    ):
        for run in range(given.runs + 1):  # the first one warms the caches and does not count
            for kind, make in makers.items():
                count = given.requests if run else given.requests // 4
                times, failed = asyncio.run(ask(port, [make() for _ in range(count)], given.clients))
                found[kind].failed += failed
                found[kind].server += [times] if run else []
    for kind, make in makers.items():
        requests = asyncio.run(statements_of(database, [make() for _ in range(min(40, given.requests))]))
        found[kind].bare = list(bare_milliseconds(database, requests))
        for table in sorted({table for table, _ in tables_scanned(database, set().union(*requests))}):
            print(f"{kind}: a plan reads {table} whole")
    return found


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, nargs="?", default=ROOT / "data" / "demo")
    for name, default in (("clients", 8), ("requests", 100), ("runs", 3), ("workers", 2), ("seed", 7)):
        parser.add_argument(f"--{name}", type=int, default=default)
    given = parser.parse_args()
    os.environ.setdefault("DIRECTORY_TODAY", DAY)
    database = given.data / "directory.db"
    found = measure(database, given)
    print("| kind | p50 ms | p95 ms | p99 ms | bare SQL p50 | bare SQL p95 | ratio of p50 | not 200 |")
    print("|---|---|---|---|---|---|---|---|")
    for kind, each in found.items():
        bare = quantile(each.bare, 0.5), quantile(each.bare, 0.95)
        numbers = (*(each.least(share) for share in (0.5, 0.95, 0.99)), *bare)
        ratio = f"{each.least(0.5) / bare[0]:.1f}" if bare[0] >= 0.05 else "no SQL"
        print(f"| {kind} | " + " | ".join(f"{n:.1f}" for n in numbers) + f" | {ratio} | {each.failed} |")
    print(f"{given.clients} clients, {given.workers} workers, load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    serve_timed() if any(arg == "--port" or arg == "--listener" for arg in sys.argv) else main()
