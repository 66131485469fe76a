from __future__ import annotations

import csv
import gzip
import json
import math
import sqlite3
import tempfile
from pathlib import Path
from typing import Any

import fastparquet
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.export.made import unpacked
from verify.export import table_files
from verify.export.layout import Column, Table, tables_of
from verify.export.table_files import write_lines, write_parquet

THINGS = Table(
    "things",
    (Column("thing_id", "INTEGER", True), Column("words", "TEXT", False), Column("bits", "REAL", False)),
    ("thing_id",),
    (),
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
COUNTS = st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1))
ROWS = st.lists(st.tuples(COUNTS, st.one_of(st.none(), TEXTS), st.one_of(st.none(), NUMBERS)), max_size=8)


def filled(rows: list[tuple[Any, ...]]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE things (thing_id INTEGER, words TEXT, bits REAL) STRICT")
    connection.executemany("INSERT INTO things VALUES (?, ?, ?)", rows)
    return connection


def written(folder: Path, rows: list[tuple[Any, ...]]) -> tuple[Path, Path, Path]:
    paths = folder / "things.csv.gz", folder / "things.jsonl.gz", folder / "things.parquet"
    connection = filled(rows)
    assert write_lines(connection, THINGS, paths[0], paths[1]) == len(rows)
    assert write_parquet(connection, THINGS, paths[2]) == len(rows)
    connection.close()
    return paths


def parquet_rows(path: Path) -> list[tuple[Any, ...]]:
    with path.open("rb") as file:
        frame = fastparquet.ParquetFile(file).to_pandas()
    return [tuple(None if pd.isna(cell) else cell for cell in row) for row in frame.itertuples(index=False)]


@settings(max_examples=25, deadline=None)
@given(rows=ROWS)
def test_every_value_comes_back_from_every_format(rows: list[tuple[Any, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        text, lines, typed = written(Path(folder), rows)
        with gzip.open(lines, "rt", encoding="utf-8", newline="\n") as file:
            assert [tuple(json.loads(line).values()) for line in file] == rows
        with gzip.open(text, "rt", encoding="utf-8", newline="") as file:
            heading, *cells = list(csv.reader(file, strict=True))
        assert parquet_rows(typed) == rows
    assert heading == ["thing_id", "words", "bits"]
    assert [(a and int(a), b, c and float(c)) for a, b, c in cells] == [
        tuple("" if cell is None else cell for cell in row) for row in rows
    ]


def test_null_and_the_empty_text_differ_in_every_format(tmp_path: Path) -> None:
    text, lines, typed = written(tmp_path, [(1, None, None), (2, "", 0.5)])
    assert unpacked(text) == b'"thing_id","words","bits"\n1,,\n2,"",0.5\n'
    assert unpacked(lines).splitlines()[1] == b'{"thing_id":2,"words":"","bits":0.5}'
    assert parquet_rows(typed) == [(1, None, None), (2, "", 0.5)]


def test_numbers_keep_their_last_bit(tmp_path: Path) -> None:
    number = math.nextafter(0.1, 1)
    _, lines, typed = written(tmp_path, [(1, "x", number)])
    assert json.loads(unpacked(lines))["bits"] == number
    assert parquet_rows(typed) == [(1, "x", number)]


def test_many_groups_of_rows_are_one_whole_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_files, "ROWS_AT_ONCE", 3)
    monkeypatch.setattr(table_files, "LINES_AT_ONCE", 4)
    rows = [(number, None if number < 4 else "late", None if number < 7 else 1.5) for number in range(10)]
    text, _, typed = written(tmp_path, rows)
    assert len(unpacked(text).splitlines()) == 11
    assert parquet_rows(typed) == rows


def test_tables_are_described_by_the_database(weeks: tuple[Path, str, str]) -> None:
    connection = sqlite3.connect(weeks[0] / "directory.db")
    found = {table.name: table for table in tables_of(connection)}
    connection.close()
    assert {"entries", "licenses", "checks", "changes", "zips", "boards"} <= set(found)
    assert not [
        name for name in found if name.startswith(("sqlite_", "entries_fts", "search_", "licenses_fts"))
    ]
    assert found["checks"].key == ("entry_id", "position")
    leads = {key.columns: (key.table, key.their_columns) for key in found["checks"].foreign_keys}
    assert leads[("license_id",)] == ("licenses", ("license_id",))
