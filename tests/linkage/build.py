"""Sides, candidate pairs and lists of people who do not exist."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np

from crawler.records import EntryRecord, LicenseRecord
from verify.linkage.blocking import Pairs, face_table, pairs_of, row_table
from verify.linkage.comparisons import Comparer
from verify.linkage.frequencies import count
from verify.linkage.from_records import directory_columns, roll_columns
from verify.linkage.key_index import Index, not_crowded
from verify.linkage.levels import LEVELS, Compared
from verify.linkage.model import default_model
from verify.linkage.sides import Sides
from verify.linkage.spelling import spelling
from verify.linkage.standardize import sides_of


def sides(licenses: Iterable[LicenseRecord], entries: Iterable[EntryRecord]) -> Sides:
    return sides_of(roll_columns(licenses), directory_columns(entries))


def all_pairs(made: Sides) -> Pairs:
    """Every face with every row."""
    faces, rows = len(made.directory.face_owner), len(made.roll.ids)
    return Pairs(
        np.repeat(np.arange(faces, dtype=np.int32), rows), np.tile(np.arange(rows, dtype=np.int32), faces)
    )


def blocked(made: Sides, is_everywhere: bool = False) -> Pairs:
    """The candidate pairs that blocking finds."""
    spelled = spelling(made.vocabulary)
    rows = np.arange(len(made.roll.ids), dtype=np.int32)
    entries = np.arange(len(made.directory.ids), dtype=np.int32)
    table, crowded = row_table(made, spelled, is_everywhere, rows)
    found = Index(not_crowded(table, crowded)).joined(face_table(made, spelled, is_everywhere, entries))
    return pairs_of(*found)


def compared(made: Sides, pairs: Pairs) -> Compared:
    spelled = spelling(made.vocabulary)
    return Comparer(made, spelled, count(made, spelled)).compare(pairs, default_model())


def levels(row: LicenseRecord, who: EntryRecord, *crowd: LicenseRecord) -> dict[str, str]:
    """Comparison -> level of one row and one entry, in the crowd of others."""
    made = sides([row, *crowd], [who])
    found = compared(made, all_pairs(made))
    at = int(np.flatnonzero(found.row == made.roll.ids.index(row.license_id))[0])
    return {name: LEVELS[name][found.levels[name][at]] for name in LEVELS}


def write_list(path: Path, rows: Iterable[Mapping[str, str]], **options: str) -> Path:
    """A CSV file of these rows; its columns are those of the first row."""
    rows = list(rows)
    with path.open("w", encoding=options.get("encoding", "utf-8"), newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator=options.get("ends", "\n"))
        writer.writeheader()
        writer.writerows(rows)
    return path
