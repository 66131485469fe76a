"""What a connection to the published database may do: read, within bounds."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

LONGEST_VALUE_BYTES = 1_000_000
"""No value and no row in a query may be larger: an endless string would eat the memory of the server."""

_SHARED = {
    sqlite3.SQLITE_LIMIT_LENGTH: LONGEST_VALUE_BYTES,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 1_000,
}

SITE_LIMITS = {**_SHARED, sqlite3.SQLITE_LIMIT_SQL_LENGTH: 200_000}
"""For queries that the site writes itself, with values that a reader gives."""

QUESTION_LIMITS = {
    **_SHARED,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 20_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 200,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 100,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 50,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 100,
    sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER: 2_000,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 100_000,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 200,
}
"""For queries in the words of a reader."""

READING = frozenset(
    {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
)
"""All that SQLite may do here, beside the pragmas below. Whatever is not named is denied: writing, attaching,
temporary and virtual tables, transactions."""

CHANCE = frozenset({"random", "randomblob"})
"""Functions that no link to a release may call: its answer stays the same."""

_FUNCTIONS_DENIED = frozenset(
    "load_extension readfile writefile edit fsdir zipfile fts3_tokenizer fts5 sqlite_log "
    "rtreecheck rtreenode rtreedepth".split()
)
_TABLES_DENIED = frozenset(
    "dbstat sqlite_dbpage sqlite_dbptr sqlite_dbdata sqlite_stmt fsdir zipfile".split()
)
_PRAGMAS = frozenset("schema_version data_version page_count page_size function_list".split())
_PRAGMAS_OF_ONE = frozenset(
    "table_info table_xinfo foreign_key_list index_info index_list index_xinfo".split()
)
_TELLS_PATHS = "database_list"
"""Datasette asks it for attached databases; it names the folders of the server, so readers may not."""

_OPENS_SEARCH = (sqlite3.SQLITE_UPDATE, "sqlite_master")
"""SQLite asks for it when it opens a search table for the first time, and changes nothing; a statement that
does change the schema is refused by SQLite itself."""

Authorizer = Callable[[int, str | None, str | None, str | None, str | None], int]


def limit_connection(
    connection: sqlite3.Connection, *, is_question: bool, is_of_release: bool = False
) -> None:
    """The connection reads within the limits and can do nothing else; the last step of preparing it.

    The schema is ours and no reader can change it. It is trusted where views ask a clock of ours.
    """
    connection.execute(f"PRAGMA trusted_schema = {'ON' if is_question or is_of_release else 'OFF'}")
    connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA mmap_size = 0")
    for category, limit in (QUESTION_LIMITS if is_question else SITE_LIMITS).items():
        connection.setlimit(category, limit)
    connection.set_authorizer(authorizer(is_question=is_question, is_of_release=is_of_release))


def authorizer(*, is_question: bool, is_of_release: bool = False) -> Authorizer:
    """Says for each thing that a statement is about to do whether it may."""
    denied = _FUNCTIONS_DENIED | CHANCE if is_of_release else _FUNCTIONS_DENIED

    def may(action: int, first: str | None, second: str | None, *_: str | None) -> int:
        if action == sqlite3.SQLITE_PRAGMA:
            is_allowed = _may_ask_pragma(str(first).lower(), second, is_question)
        elif action == sqlite3.SQLITE_READ:
            is_allowed = _may_read(str(first).lower(), is_question)
        elif action == sqlite3.SQLITE_FUNCTION:
            is_allowed = str(second).lower() not in denied
        else:
            is_allowed = action in READING or (action, first) == _OPENS_SEARCH
        return sqlite3.SQLITE_OK if is_allowed else sqlite3.SQLITE_DENY

    return may


def _may_ask_pragma(name: str, argument: str | None, is_question: bool) -> bool:
    if name in _PRAGMAS_OF_ONE:
        return True
    return argument is None and (name in _PRAGMAS or (name == _TELLS_PATHS and not is_question))


def _may_read(table: str, is_question: bool) -> bool:
    return table not in _TABLES_DENIED and not (is_question and table == f"pragma_{_TELLS_PATHS}")
