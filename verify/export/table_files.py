"""Writes one table as CSV, JSON lines and Parquet: whole, in the order of its rows, memory flat.

SQLite itself writes the lines of CSV and JSON, which is several times faster than a loop over cells.
"""

from __future__ import annotations

import gzip
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedWriter
from pathlib import Path
from typing import IO, Any

from verify.export.layout import Column, Table

ROWS_AT_ONCE = 10_000
"""Rows of one group of a Parquet file, which are held at one time."""
LINES_AT_ONCE = 1_000
"""Lines of text that are held at one time."""

GZIP_LEVEL = 6
"""The usual one: level 9 takes three times as long for 2 % fewer bytes."""

EXACT = "exact"
"""Name of our SQL function: a number with all its digits, of which SQLite would write fifteen."""


def write_lines(connection: sqlite3.Connection, table: Table, csv: Path, json: Path) -> int:
    """Both files hold every row of the table; how many rows that are. `csv` has a heading besides.

    In CSV every text stands in quotation marks and nothing else does: an empty cell is NULL, "" is the empty
    text. In JSON NULL is null.
    """
    count = 0
    with packed(csv) as csv_file, packed(json) as json_file:
        csv_file.write(_heading(table))
        lines = f"{_csv(table.columns)}, {_json(table.columns)}"
        for rows in _groups(_lines(connection, table, lines, " ORDER BY rowid"), LINES_AT_ONCE):
            csv_file.write("".join(f"{row[0]}\n" for row in rows).encode())
            json_file.write("".join(f"{row[1]}\n" for row in rows).encode())
            count += len(rows)
    return count


def write_csv(connection: sqlite3.Connection, view: Table, path: Path) -> int:
    """The file holds every row of a view, in the order of the view; how many rows that are."""
    count = 0
    with packed(path) as file:
        file.write(_heading(view))
        for rows in _groups(_lines(connection, view, _csv(view.columns)), LINES_AT_ONCE):
            file.write("".join(f"{row[0]}\n" for row in rows).encode())
            count += len(rows)
    return count


def _heading(table: Table) -> bytes:
    return (",".join(f'"{column.name}"' for column in table.columns) + "\n").encode()


def _lines(connection: sqlite3.Connection, table: Table, lines: str, order: str = "") -> sqlite3.Cursor:
    connection.create_function(EXACT, 1, repr, deterministic=True)
    return connection.execute(f"SELECT {lines} FROM {table.name}{order}")  # noqa: S608


@contextmanager
def packed(path: Path) -> Iterator[IO[bytes]]:
    """A gzip file to write, without name or time in it: the same content gives the same bytes."""
    with (
        path.open("wb") as raw,
        gzip.GzipFile(filename="", mode="wb", fileobj=raw, compresslevel=GZIP_LEVEL, mtime=0) as file,
        BufferedWriter(file, 1 << 20) as buffered,
    ):
        yield buffered


def _csv(columns: tuple[Column, ...]) -> str:
    cells = {
        "TEXT": """coalesce('"' || replace({0}, '"', '""') || '"', '')""",
        "INTEGER": "coalesce({0}, '')",
        "REAL": f"CASE WHEN {{0}} IS NULL THEN '' ELSE {EXACT}({{0}}) END",
    }
    return " || ',' || ".join(cells[column.kind].format(column.name) for column in columns)


def _json(columns: tuple[Column, ...]) -> str:
    values = {
        "TEXT": "json_quote({0})",
        "INTEGER": "coalesce({0}, 'null')",
        "REAL": f"CASE WHEN {{0}} IS NULL THEN 'null' ELSE {EXACT}({{0}}) END",
    }
    parts = [f"'\"{column.name}\":' || {values[column.kind].format(column.name)}" for column in columns]
    return "'{' || " + " || ',' || ".join(parts) + " || '}'"


def write_parquet(connection: sqlite3.Connection, table: Table, path: Path) -> int:
    """The file holds every row of the table, typed, NULL as null; how many rows that are."""
    names = ", ".join(column.name for column in table.columns)
    cursor = connection.execute(f"SELECT {names} FROM {table.name} ORDER BY rowid")  # noqa: S608
    groups = _groups(cursor, ROWS_AT_ONCE)
    count = _write_group(path, table.columns, next(groups, []), is_first=True)
    return count + sum(_write_group(path, table.columns, rows, is_first=False) for rows in groups)


def _write_group(
    path: Path, columns: tuple[Column, ...], rows: list[tuple[Any, ...]], *, is_first: bool
) -> int:
    import fastparquet  # takes two seconds (it loads pandas), which only an export should pay for

    fastparquet.write(
        str(path),
        _frame(columns, rows),
        append=not is_first,
        compression="ZSTD",
        has_nulls=True,
        object_encoding="utf8",
        write_index=False,
        stats=False,
    )
    return len(rows)


def _frame(columns: tuple[Column, ...], rows: list[tuple[Any, ...]]) -> Any:
    import pandas as pd

    kinds: dict[str, Any] = {"TEXT": object, "INTEGER": "Int64", "REAL": "Float64"}
    cells: list[tuple[Any, ...]] = list(zip(*rows, strict=True)) or [()] * len(columns)
    return pd.DataFrame(
        {
            column.name: pd.Series(list(values), dtype=kinds[column.kind])
            for column, values in zip(columns, cells, strict=True)
        }
    )


def _groups(cursor: sqlite3.Cursor, size: int) -> Iterator[list[tuple[Any, ...]]]:
    """The rows in groups of `size`, the last one with what is left."""
    while rows := cursor.fetchmany(size):
        yield rows
