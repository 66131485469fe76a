"""How long a check of a credential takes: one question at a time, and a roster.

    python benchmarks/lookup.py [DATA] [--questions 200] [--seed 7]

DATA is a folder with `directory.db`, a link to a build (`benchmarks/large_directory.py DATA` makes a large
one); without it `data/demo` is measured, which `practitioners demo` makes. The questions are made of licenses
drawn from the database: as they stand, the name alone, the name with two letters swapped, the number alone
with its state. Printed are milliseconds of each kind (median and 95 %) and the rows of a roster answered in a
second of processor time. Nothing is written.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from verify.linkage.lookup import Looker
from verify.linkage.lookup_question import Question, read_question

ROOT = Path(__file__).resolve().parents[1]
KINDS = ("number and name", "name alone", "mistyped name alone", "number alone")


def main(arguments: list[str] | None = None) -> int:
    """Print the figures; 1 where nothing is published in the folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", nargs="?", type=Path, default=ROOT / "data" / "demo")
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    chosen = parser.parse_args(arguments)
    path = chosen.data / "directory.db"
    if not path.exists():
        print(f"{path} is missing; `practitioners demo` makes it.", file=sys.stderr)
        return 1
    connection = sqlite3.connect(f"file:{path.resolve()}?mode=ro", uri=True)
    for line in measured(connection, chosen.questions, chosen.seed):
        print(line)
    return 0


def measured(connection: sqlite3.Connection, count: int, seed: int) -> Iterator[str]:
    """The lines of the table, and the rate of a roster of the same questions."""
    (held,) = connection.execute("SELECT count(*) FROM licenses").fetchone()
    (built_on,) = connection.execute("SELECT built_on FROM releases WHERE is_current = 1").fetchone()
    looker, rows = Looker(connection, date.fromisoformat(built_on)), drawn(connection, count, seed)
    yield f"{held:,} licenses, {len(rows):,} questions of each kind"
    yield "| question | median ms | 95 % ms |"
    yield "|---|---|---|"
    began, asked = time.process_time(), 0
    for kind in KINDS:
        times = sorted(_seconds(looker, question_of(kind, row)) for row in rows)
        asked += len(times)
        yield f"| {kind} | {_at(times, 0.5):.1f} | {_at(times, 0.95):.1f} |"
    rate = asked / max(time.process_time() - began, 1e-9)
    yield f"{rate:,.0f} rows of a roster in a second of processor time"


def drawn(connection: sqlite3.Connection, count: int, seed: int) -> list[sqlite3.Row]:
    """Licenses of persons, the same ones for the same seed."""
    sql = "SELECT * FROM licenses WHERE last_name <> '' AND first_name <> '' ORDER BY license_id"
    connection.row_factory = sqlite3.Row
    rows = connection.execute(sql).fetchall()
    return random.Random(seed).sample(rows, min(count, len(rows)))


def question_of(kind: str, row: sqlite3.Row) -> Question:
    """The question of this kind about a license."""
    name = f"{row['first_name']} {row['last_name']}"
    if kind == "mistyped name alone":
        name = f"{row['first_name']} {swapped(row['last_name'])}"
    return read_question(
        name="" if kind == "number alone" else name,
        number=row["license_number"] if "number" in kind else "",
        state=row["jurisdiction"],
        profession=row["profession"],
    )


def swapped(word: str) -> str:
    """The word with its second and third letter swapped."""
    return word[:1] + word[2:3] + word[1:2] + word[3:]


def _seconds(looker: Looker, question: Question) -> float:
    began = time.perf_counter()
    looker.look_up(question)
    return time.perf_counter() - began


def _at(times: list[float], share: float) -> float:
    """The quantile in milliseconds; 0 without any."""
    return 1000 * times[min(len(times) - 1, int(share * len(times)))] if times else 0.0


if __name__ == "__main__":
    sys.exit(main())
