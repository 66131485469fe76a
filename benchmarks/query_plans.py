"""Which queries a site runs for its pages, and which of their plans read a whole table."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

_SCAN = re.compile(r"^SCAN (?P<name>\S+)(?P<rest>.*)$")
_INNER = re.compile(r"^(?:SUBQUERY|CONSTANT|\()")
_OF_SEARCH = "_fts_config"
"""A full text table reads its own settings, some rows."""
_NAMED = re.compile(r"\b(?:from|join|,)\s+([a-z_0-9]+)(?:\s+as)?\s+([a-z_0-9]+)\b", re.IGNORECASE)


def record(site: Any, statements: set[str]) -> None:
    """Every statement on a connection of `site` is in `statements` from now on, with its values."""
    prepare = site._prepare_connection

    def prepared(connection: sqlite3.Connection, database: str) -> None:
        prepare(connection, database)
        connection.set_trace_callback(statements.add)

    site._prepare_connection = prepared
    for database in site.databases.values():
        for connection in getattr(getattr(database, "generation", None), "_idle", ()):
            connection.set_trace_callback(statements.add)


def tables_scanned(database: Path, statements: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(table, statement) wherever the plan of a statement reads a table or an index from end to end."""
    connection = sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    connection.create_function("miles", 4, lambda *_: 0.0, deterministic=True)
    tables = {row[0].lower() for row in connection.execute("select name from sqlite_master")}
    for statement in sorted(statements):
        if statement.lstrip().lower().startswith(("select", "with")):
            for table in _scans(connection, statement, tables):
                yield table, statement
    connection.close()


def _scans(connection: sqlite3.Connection, statement: str, tables: set[str]) -> Iterator[str]:
    aliases = {alias.lower(): table.lower() for table, alias in _NAMED.findall(statement)}
    for row in connection.execute(f"explain query plan {statement}"):
        found = _SCAN.match(row[3])
        if found and not _INNER.match(found["name"]) and "VIRTUAL TABLE INDEX" not in found["rest"]:
            name = found["name"].lower()
            table = name if name in tables else aliases.get(name, name)
            if not table.endswith(_OF_SEARCH):
                yield table
