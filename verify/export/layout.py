"""The tables of a finished database that are handed out, as the database itself describes them."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from verify.publish.search_tables import SEARCH_TABLES


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `kind` is TEXT, INTEGER or REAL; `is_needed` where it is never NULL."""

    name: str
    kind: str
    is_needed: bool


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns of a table that lead to columns of another one."""

    columns: tuple[str, ...]
    table: str
    their_columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its columns in order, its key (empty for none) and where its columns lead."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]


def tables_of(connection: sqlite3.Connection) -> tuple[Table, ...]:
    """Every table that is handed out as files, by name.

    Left out are what SQLite keeps for itself and the tables of the search page, which repeat the others;
    both are in the database file.
    """
    names = connection.execute(
        "SELECT name FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~' "
        "ORDER BY name"
    )
    return tuple(_table(connection, name) for (name,) in names.fetchall() if name not in SEARCH_TABLES)


def search_tables_of(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The tables of the search page that this database has, by name; they are in the database file alone."""
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return tuple(name for (name,) in rows if name in SEARCH_TABLES)


def _table(connection: sqlite3.Connection, name: str) -> Table:
    info = connection.execute(f"PRAGMA table_info({name})").fetchall()
    keyed = sorted((place, column) for _, column, _, _, _, place in info if place)
    needed = {column for _, column in keyed}
    return Table(
        name,
        tuple(Column(column, kind, bool(never) or column in needed) for _, column, kind, never, _, _ in info),
        tuple(column for _, column in keyed),
        tuple(_foreign_keys(connection, name)),
    )


def _foreign_keys(connection: sqlite3.Connection, name: str) -> list[ForeignKey]:
    found: dict[int, list[tuple[int, str, str, str]]] = {}
    for number, place, table, column, theirs, *_ in connection.execute(f"PRAGMA foreign_key_list({name})"):
        found.setdefault(number, []).append((place, table, column, theirs))
    keys = []
    for pairs in (sorted(found[number]) for number in sorted(found)):
        keys.append(ForeignKey(tuple(x[2] for x in pairs), pairs[0][1], tuple(x[3] for x in pairs)))
    return sorted(keys, key=lambda key: key.columns)
