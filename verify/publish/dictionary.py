"""The data dictionary as rows: the description of `metadata.yml` joined with the schema. No list of its own.

What holds for a column in every table stands once in `metadata.yml`, under `dictionary`. There the most
exact name counts: `table.column`, then `column`, then a pattern of either.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import yaml

from verify.publish.cells import Row
from verify.publish.codes import ROOT
from verify.publish.errors import CannotRunError

DESCRIPTION = ROOT / "metadata.yml"
NEVER = "Never missing."
YES_OR_NO = {"0": "no", "1": "yes"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column as the schema has it; `refers_to` is `table.column`."""

    table: str
    name: str
    position: int
    type: str
    may_be_missing: bool
    refers_to: str | None


def read_description(path: Path = DESCRIPTION) -> dict[str, Any]:
    """What `metadata.yml` says of the database: tables, queries, and the shared part of the dictionary."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    read: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), loader)  # noqa: S506
    return dict(read["databases"]["directory"])


def dictionary_rows(connection: sqlite3.Connection, description: Mapping[str, Any]) -> list[Row]:
    """Rows of `data_dictionary`, sorted: one for each table and view described, one for each of its columns.

    Raises:
        CannotRunError: a column is not described, or may be missing and nobody says what that means.
    """
    rows: list[Row] = []
    for table, about in sorted(description["tables"].items()):
        rows.append(_table_row(connection, table, about))
        rows += [
            _column_row(column, about, description["dictionary"]) for column in columns(connection, table)
        ]
    return rows


def question_rows(description: Mapping[str, Any]) -> list[Row]:
    """Rows of `ready_questions`: each question of `metadata.yml` as this release asks it, in their order."""
    return [
        (
            *(name, position, asked["title"], asked["description"], asked["cannot_say"]),
            *(json.dumps(asked.get("inputs", {}), ensure_ascii=False), asked["sql"]),
        )
        for position, (name, asked) in enumerate(description["queries"].items(), start=1)
    ]


def columns(connection: sqlite3.Connection, table: str) -> Iterator[Column]:
    """The columns of a table or view, in their order."""
    keys = {
        row[3]: f"{row[2]}.{row[4] or row[3]}"
        for row in connection.execute(f"PRAGMA foreign_key_list([{table}])")
    }
    for number, name, kind, is_needed, _, is_key in connection.execute(f"PRAGMA table_info([{table}])"):
        yield Column(table, name, number + 1, kind, not (is_needed or is_key), keys.get(name))


def shared(names: Mapping[str, Any], column: Column) -> Any:
    """What is said under the most exact name that fits the column; None where nothing is."""
    whole = f"{column.table}.{column.name}"
    if whole in names or column.name in names:
        return names.get(whole, names.get(column.name))
    fits = (said for name, said in names.items() if "*" in name and _fits(name, whole, column.name))
    return next(fits, None)


def _fits(pattern: str, whole: str, name: str) -> bool:
    return fnmatchcase(whole if "." in pattern else name, pattern)


def _table_row(connection: sqlite3.Connection, table: str, about: Mapping[str, Any]) -> Row:
    kind = connection.execute("SELECT type FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
    warnings = "\n".join(about.get("warnings", ())) or None
    return (table, "", 0, kind, about["description"], None, None, None, None, about["origin"], warnings)


def _column_row(column: Column, about: Mapping[str, Any], said: Mapping[str, Any]) -> Row:
    meaning = about["columns"].get(column.name)
    missing = shared(said["missing"], column) if column.may_be_missing else NEVER
    if not meaning or not missing:
        what = "what it holds" if not meaning else "what a missing value means"
        raise CannotRunError(
            f"metadata.yml does not say of {column.table}.{column.name} {what}; add it there."
        )
    codes = shared(said["codes"], column) or (YES_OR_NO if _is_yes_or_no(column) else None)
    kind = column.type or shared(said["types"], column)
    words = json.dumps(codes, ensure_ascii=False) if codes else None
    origin = shared(said["origins"], column) or about["origin"]
    unit = shared(said["units"], column)
    place = (column.table, column.name, column.position, kind, meaning)
    return (*place, unit, words, missing, column.refers_to, origin, None)


def _is_yes_or_no(column: Column) -> bool:
    return column.name.startswith(("is_", "has_")) or column.name == "states_discipline"
