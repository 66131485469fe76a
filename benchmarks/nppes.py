"""How fast and how lean the NPPES reader is, next to floors and peers in the same run.

Writes a V2 zip of fictional rows (`nppes_file.py`) into a temporary directory, then lets one process each

* `inflate` it: nothing but unpacking the main member, the floor of any reader;
* iterate over its `lines`, as bytes, and over its `text lines`, buffered and decoded: what any reader by
  lines has spent before it looks at one;
* read it by `csv.reader`: every row parsed with the standard library and counted;
* read it by `pandas`, in chunks of 50,000 rows, the columns of codes alone, and counted;
* read it by our `reader`: every entry made, its side members read.

Run `python benchmarks/nppes.py --rows 1000000`, with `--json` for figures to keep. The national file has
9,400,000 rows: `--rows 9400000 --steps inflate lines "text lines" reader` needs about 1 GB of disk, and
several minutes to write. Peak memory is the largest resident set that the process ever had.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.nppes_file import CLINIC_CODES, PERSON_CODES, write_zip
from crawler.platforms.nppes_columns import ALL_COLUMNS
from crawler.platforms.nppes_file import read_entries
from crawler.records import Evidence

KEPT = {*PERSON_CODES, *CLINIC_CODES}
CODE_COLUMNS = tuple(f"Healthcare Provider Taxonomy Code_{number}" for number in range(1, 16))


@contextmanager
def main_member(path: Path) -> Iterator[IO[bytes]]:
    """The npidata member as a stream."""
    with zipfile.ZipFile(path) as container, container.open(container.namelist()[0]) as stream:
        yield stream


def inflate(path: Path) -> dict[str, int]:
    """Unpack the main member and drop it."""
    with main_member(path) as stream:
        return {"csv_bytes": sum(map(len, iter(lambda: stream.read(1 << 20), b"")))}


def lines(path: Path) -> dict[str, int]:
    """Unpack the main member and iterate over its lines."""
    with main_member(path) as stream:
        return {"lines": sum(1 for _ in stream)}


def text_lines(path: Path) -> dict[str, int]:
    """Unpack the main member and iterate over its lines as buffered text."""
    with main_member(path) as stream:
        return {"lines": sum(1 for _ in io.TextIOWrapper(stream, encoding="utf-8"))}


def by_csv_reader(path: Path) -> dict[str, int]:
    """Parse every row of the main member with the standard library and count those of interest."""
    first = ALL_COLUMNS.index(CODE_COLUMNS[0])
    with main_member(path) as stream:
        rows = csv.reader(io.TextIOWrapper(stream, encoding="utf-8", newline=""))
        return {"entries": sum(not KEPT.isdisjoint(row[first : first + 60 : 4]) for row in rows)}


def by_pandas(path: Path) -> dict[str, int]:
    """Read the columns of codes with pandas, in chunks, and count the rows of interest."""
    import pandas

    with main_member(path) as stream:
        chunks = pandas.read_csv(
            stream, usecols=list(CODE_COLUMNS), dtype=str, keep_default_na=False, chunksize=50_000
        )
        return {"entries": sum(int(chunk.isin(KEPT).any(axis=1).sum()) for chunk in chunks)}


def by_reader(path: Path) -> dict[str, int]:
    """Make every entry with our reader."""
    evidence = Evidence("us_nppes", f"file:{path.name}", "2026-11-22T00:00:00Z", None, "0" * 64, 0, "1")
    counts = {"rows": 0, "entries": 0, "quarantined": 0}
    for batch in read_entries(path, evidence):
        counts["rows"] += batch.rows_count
        counts["entries"] += len(batch.records)
        counts["quarantined"] += len(batch.quarantined)
    return counts


STEPS: dict[str, Callable[[Path], dict[str, int]]] = {
    "inflate": inflate,
    "lines": lines,
    "text lines": text_lines,
    "csv.reader": by_csv_reader,
    "pandas": by_pandas,
    "reader": by_reader,
}


def run_step(step: str, path: Path) -> dict[str, float]:
    """One step in this process: its counts, its seconds (also of processor) and its peak memory in MB."""
    start, start_cpu = time.perf_counter(), time.process_time()
    counts = STEPS[step](path)
    seconds, cpu = time.perf_counter() - start, time.process_time() - start_cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {**counts, "seconds": round(seconds, 2), "cpu_seconds": round(cpu, 2), "peak_mb": round(peak, 1)}


def measure(rows: int, seed: int, steps: list[str], kept: Path | None) -> dict[str, object]:
    """The figures of the steps. Each step, and the writing, is a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = kept or Path(folder) / "NPPES_Data_Dissemination_November_2026_V2.zip"
        if not path.exists():
            _child("write", path, rows, seed)
        figures: dict[str, object] = {"rows": rows, "seed": seed, "zip_bytes": path.stat().st_size}
        for step in steps:
            figures[step] = json.loads(_child(step, path, rows, seed))
    return figures


def _child(step: str, path: Path, rows: int, seed: int) -> str:
    options = ["--rows", str(rows), "--seed", str(seed), "--step", step, "--zip", str(path)]
    command = [sys.executable, str(Path(__file__).resolve()), *options]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def show(figures: dict[str, object]) -> str:
    """The figures as a table."""
    rows = figures["rows"]
    head = f"{rows:,} rows, zip of {figures['zip_bytes'] / 1e6:,.0f} MB, seed {figures['seed']}"
    table = [head, f"{'step':<12}{'seconds':>9}{'cpu':>8}{'rows/s':>12}{'peak MB':>9}{'entries':>9}"]
    for step in filter(figures.__contains__, STEPS):
        one = figures[step]
        rate = f"{rows / max(one['seconds'], 0.01):,.0f}"
        table.append(
            f"{step:<12}{one['seconds']:>9.2f}{one['cpu_seconds']:>8.2f}{rate:>12}{one['peak_mb']:>9.1f}"
            f"{one.get('entries', ''):>9}"
        )
    return "\n".join(table)


def main() -> None:
    """Parse the options, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--steps", nargs="+", choices=tuple(STEPS), default=list(STEPS))
    parser.add_argument("--zip", type=Path, help="use this file, and write it first where it is not there")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--step", choices=("write", *STEPS), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step == "write":
        write_zip(options.zip, options.rows, options.seed)
    elif options.step:
        print(json.dumps(run_step(options.step, options.zip)))
    else:
        figures = measure(options.rows, options.seed, options.steps, options.zip)
        print(json.dumps(figures, indent=2) if options.json else show(figures))


if __name__ == "__main__":
    main()
