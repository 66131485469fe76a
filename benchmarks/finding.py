"""Processor time of finding the entries of a page of results, without writing it, one request at a time.

    python benchmarks/finding.py [DATA] [--requests 200]

DATA is a folder with `directory.db` (see `benchmarks/large_directory.py`); without it `data/demo` is
measured. Requests are those of `benchmarks/site_speed.py`. Printed are milliseconds of the processor for each
kind, what a worker pays once for each build, and beside them those of a fixed piece of work: on a machine
that others use, both grow alike.
"""

from __future__ import annotations

import argparse
import random
import resource
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(1, str(Path(__file__).resolve().parents[1] / "site" / "plugins"))

from datasette.utils import MultiParams
from directory_site.search import search
from directory_site.search_arrays import Arrays, read_arrays
from directory_site.search_page import read_asked
from directory_site.suggestions import suggest

from benchmarks.load import ROOT, quantile
from benchmarks.site_speed import DAY, kinds, read_sample


def milliseconds(work: Callable[[], Any]) -> float:
    """What the processor spent on it."""
    began = time.process_time()
    work()
    return 1000 * (time.process_time() - began)


def fixed_work() -> int:
    """A piece of work that is always the same."""
    return sum(len(str(number)) for number in range(10_000))


def finder(connection: sqlite3.Connection, arrays: Arrays, target: str) -> Callable[[], Any]:
    """The finding of one request."""
    address = urlsplit(target)
    arguments = MultiParams(parse_qs(address.query, keep_blank_values=True))
    if address.path == "/suggest.json":
        return lambda: suggest(connection, arrays.size, arguments.get("q"))
    return lambda: search(connection, arrays, read_asked(arguments), DAY)


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, nargs="?", default=ROOT / "data" / "demo")
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    database = (given.data / "directory.db").resolve()
    chance = random.Random(given.seed)
    makers = kinds(read_sample(database, given.requests, chance), chance)
    connection = sqlite3.connect(f"{database.as_uri()}?mode=ro&immutable=1", uri=True)
    connection.row_factory = sqlite3.Row
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    once = milliseconds(lambda: read_arrays(connection))
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    arrays = read_arrays(connection)
    print(f"once for each build: {once:.0f} ms, {grown:.0f} MB at most")
    print("| kind | p50 ms | p95 ms | most ms | fixed work ms |\n|---|---|---|---|---|")
    for kind, make in makers.items():
        targets = [make() for _ in range(given.requests)]
        if not targets[0].startswith(("/search", "/suggest")):
            continue
        for target in targets[:20]:
            finder(connection, arrays, target)()
        times = [milliseconds(finder(connection, arrays, target)) for target in targets]
        fixed = quantile([milliseconds(fixed_work) for _ in range(20)], 0.5)
        figures = (quantile(times, 0.5), quantile(times, 0.95), max(times), fixed)
        print(f"| {kind} | " + " | ".join(f"{each:.2f}" for each in figures) + " |", flush=True)


if __name__ == "__main__":
    main()
