"""The private-data scan of a finished database: every text column of every table, before publishing.

The scan must first find controls that are planted in a copy of the tables in memory, one for
each rule in each column that the rule covers; a scan that is blind to one of them fails.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, product

from verify.publish.errors import RefusedError
from verify.publish.guard_rules import RULES, Rule, Sight
from verify.publish.schema import CODE_TABLES
from verify.publish.search_tables import WITHOUT_ROWID

EXEMPT: dict[str, str] = {
    "sources": "written by us about agencies; names their public contact pages",
    "glossary": "written by us; explains words",
    "data_dictionary": "written by us; explains columns",
    "ready_questions": "written by us; questions in SQL, as metadata.yml has them",
    "state_population": "figures of whole states; holds no practitioner",
    "accuracy": "figures measured on fictional people; holds no practitioner",
    "zips": "a published table of ZIP codes and their cities; holds no practitioner",
    **dict.fromkeys(CODE_TABLES, "a vocabulary in the repository, read by a person; holds no practitioner"),
}
"""Tables whose texts are not about a person, with the reason. Their column names are scanned."""

BIRTH_COLUMN = re.compile(r"birth|\bdob\b|_dob|dob_|\bssn\b|social_security", re.IGNORECASE)
"""Names of columns that may not exist in any table, empty or not."""

ROWS_TOGETHER = 200
"""Rows that are looked at in one step."""


@dataclass(frozen=True, slots=True)
class Found:
    """Private data in one column: how many rows, and the row id of the first. Never the value."""

    table: str
    column: str
    rule: str
    rows_count: int
    first_row_id: int


def guard(connection: sqlite3.Connection, rules: tuple[Rule, ...] = RULES) -> None:
    """Nothing private was found in the database, by a scan that proved that it can see.

    Raises:
        RefusedError: the scan is blind to a planted control, or private data was found. The
            sentence names tables, columns and rows and never repeats a value.
    """
    blind = blind_spots(connection, rules)
    if blind:
        raise RefusedError(f"The private-data scan is blind to {blind[0]}; repair verify/publish/guard.py.")
    found = [*_birth_columns(connection), *scan(connection, rules)]
    if found:
        raise RefusedError("Private data in the new database: " + "; ".join(map(_describe, found)) + ".")


def scan(connection: sqlite3.Connection, rules: tuple[Rule, ...] = RULES) -> list[Found]:
    """Where private data stands, by table, column and rule; empty when nothing was found."""
    return [
        found
        for table, columns in text_columns(connection).items()
        if table not in EXEMPT
        for found in _scan_table(connection, table, columns, rules)
    ]


def blind_spots(connection: sqlite3.Connection, rules: tuple[Rule, ...] = RULES) -> list[str]:
    """What a scan of these tables would miss: planted controls that were not found, in words."""
    expected = {(rule.name) for rule in RULES} - {rule.name for rule in rules}
    planted = _planted(connection, rules)
    seen = {(found.table, found.column, found.rule) for found in scan(planted, rules)}
    planted.close()
    missed = [
        f"{rule.name} in {table}.{column}"
        for table, columns in text_columns(connection).items()
        if table not in EXEMPT
        for column in columns
        for rule in rules
        if rule.covers(table, column) and (table, column, rule.name) not in seen
    ]
    return sorted(expected) + missed


def text_columns(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """The text columns of every table, the search tables included, their inner tables left out."""
    names = [
        name
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        if not name.startswith(("sqlite_", "entries_fts_", "licenses_fts_"))
    ]
    return {
        name: [row[1] for row in connection.execute(f"PRAGMA table_info({name})") if row[2] in ("TEXT", "")]
        for name in names
    }


def _scan_table(
    connection: sqlite3.Connection, table: str, columns: list[str], rules: tuple[Rule, ...]
) -> Iterator[Found]:
    """What the rules find in a table, which is read once; many rows are looked at together."""
    covered = [(rule, [at for at, name in enumerate(columns) if rule.covers(table, name)]) for rule in rules]
    hits: dict[tuple[str, str], list[int]] = {}
    for rows in _texts(connection, table, columns):
        sight = Sight(b"\n".join(chain.from_iterable(rows)))
        for rule, places in covered:
            if places and rule.may_hold(sight):
                for row, place in product(rows, places):
                    if rule.may_hold(Sight(row[place])) and rule.pattern.search(row[place].decode()):
                        hits.setdefault((columns[place], rule.name), []).append(int(row[-1]))
    for (column, name), row_ids in hits.items():
        yield Found(table, column, name, len(row_ids), row_ids[0])


def _texts(
    connection: sqlite3.Connection, table: str, columns: list[str]
) -> Iterator[list[tuple[bytes, ...]]]:
    """The rows of a table, some at a time: each column in UTF-8, and the row id behind them."""
    row_id = "0" if table in WITHOUT_ROWID else "rowid"
    texts = ", ".join(f"CAST(coalesce({column}, '') AS TEXT)" for column in columns)
    cursor = connection.cursor()
    usual, connection.text_factory = connection.text_factory, bytes
    try:
        cursor.execute(f"SELECT {texts}, CAST({row_id} AS TEXT) FROM {table}")  # noqa: S608
        while rows := cursor.fetchmany(ROWS_TOGETHER):
            yield rows
    finally:
        connection.text_factory = usual


def _planted(connection: sqlite3.Connection, rules: tuple[Rule, ...]) -> sqlite3.Connection:
    copy = sqlite3.connect(":memory:")
    for table, columns in text_columns(connection).items():
        if table in EXEMPT or not columns:
            continue
        copy.execute(f"CREATE TABLE {table} ({', '.join(f'{column} TEXT' for column in columns)})")
        for rule in rules:
            cells = [rule.control if rule.covers(table, column) else None for column in columns]
            copy.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})", cells)  # noqa: S608
    return copy


def _birth_columns(connection: sqlite3.Connection) -> list[Found]:
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return [
        Found(table, row[1], "column of birth dates or social security numbers", 0, 0)
        for table in tables
        for row in connection.execute(f"PRAGMA table_info({table})")
        if BIRTH_COLUMN.search(row[1])
    ]


def _describe(found: Found) -> str:
    where = f"{found.table}.{found.column}"
    if not found.rows_count:
        return f"{where} is a {found.rule}"
    return f"{found.rule} in {where}, {found.rows_count} rows, the first with rowid {found.first_row_id}"
