"""Which rows of the lists may be meant: full text queries of keys, strictest first, never a whole list."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from verify.linkage.lookup_keys import (
    PROFESSION,
    STATE,
    all_of,
    any_of,
    given_exact,
    given_near,
    key,
    license_keys,
    number_keys,
    surname_exact,
    surname_near,
)
from verify.linkage.lookup_question import Question
from verify.linkage.names import PersonName

MOST_ROWS = 60
"""Rows that one query may give; more of them are said to be more."""

Row = Mapping[str, Any]

_LICENSES = """
select l.*, null as missing_since from licenses_fts f join licenses l on l.license_id = f.license_id
where licenses_fts match ? limit ?
"""
_FORMER = """
select l.* from licenses_fts f join former_licenses l on l.license_id = f.license_id
where licenses_fts match ? and l.license_id not in (select license_id from licenses) limit ?
"""
_NAMES = "jurisdiction, profession, license_number, first_name, middle_name, last_name, suffix"
_ALL = f"""
select license_id, {_NAMES} from licenses
union all
select license_id, {_NAMES} from former_licenses where license_id not in (select license_id from licenses)
order by license_id
"""  # noqa: S608 - names of columns

SEARCH_TABLE = """
CREATE VIRTUAL TABLE licenses_fts USING fts5 (
  keys, license_id UNINDEXED, tokenize = 'ascii', detail = none, columnsize = 0
)
"""
"""The keys of each license, listed now or before; `license_id` leads back to it."""


def fill_search(connection: sqlite3.Connection) -> None:
    """`licenses_fts` holds the keys of every license, listed now or before, in the order of their ids."""
    rows = _dicts(connection.execute(_ALL))
    insert = "insert into licenses_fts (keys, license_id) values (?, ?)"
    connection.executemany(insert, ((license_keys(row), row["license_id"]) for row in rows))
    connection.execute("insert into licenses_fts (licenses_fts) values ('optimize')")


def find_rows(
    connection: sqlite3.Connection, question: Question, settles: Callable[[Row], bool]
) -> tuple[list[Row], bool]:
    """Rows that may be meant, each once, and whether there were more than are given.

    First within the state and profession that were asked for; elsewhere only where nothing was found there.
    Nearer forms are not looked for once a row settles the question.
    """
    found: dict[str, Row] = {}
    has_more = False
    within = _within(question)
    for scope in dict.fromkeys((within, "")):
        for query in _queries(question):
            rows = _rows(connection, all_of([query, scope]) if scope else query)
            has_more |= len(rows) > MOST_ROWS
            found |= {row["license_id"]: row for row in rows[:MOST_ROWS] if row["license_id"] not in found}
            if any(map(settles, rows)):
                break
        if found:
            break
    return list(found.values()), has_more


def _within(question: Question) -> str:
    asked = ((STATE, question.state), (PROFESSION, question.profession))
    return all_of(any_of([key(letter, value)]) for letter, value in asked if value)


def _queries(question: Question) -> list[str]:
    """The number, then the names: both parts as they are, then near, then a family name alone."""
    surnames = [(surname_exact(n.surname), surname_near(n.surname)) for n in question.names]
    givens = [(_given(n), given_near(n.given)) for n in question.names]
    pairs = list(zip(surnames, givens, strict=True))
    levels = (
        [all_of([any_of(s), any_of(g)]) for (s, _), (g, _) in pairs],
        [all_of([any_of(s), any_of(g)]) for (s, _), (_, g) in pairs],
        [all_of([any_of(s), any_of(g)]) for (_, s), (g, _) in pairs],
    )
    alone = [any_of(s | near) for (s, near), n in zip(surnames, question.names, strict=True) if not n.given]
    number = any_of(number_keys(question.number)) if question.has_number else ""
    queries = [number, *(_either(level) for level in levels), _either(alone)]
    return [query for query in queries if query]


def _given(name: PersonName) -> set[str]:
    """Keys of the first name, and of first and middle name as one."""
    return given_exact(name.given) | given_exact(f"{name.given}{name.middle}".replace(" ", ""))


def _either(queries: list[str]) -> str:
    kept = list(dict.fromkeys(query for query in queries if query))
    return f"({' OR '.join(kept)})" if kept else ""


def _rows(connection: sqlite3.Connection, query: str) -> list[Row]:
    """The rows of a query, more than `MOST_ROWS` where there are more; those that are listed come first.

    Former ones are looked for only where there is room for them: to find that none of ten thousand licenses
    of a name is former takes twenty times as long as to find sixty that are listed.
    """
    limit = MOST_ROWS + 1
    rows = list(_dicts(connection.execute(_LICENSES, (query, limit))))
    if len(rows) > MOST_ROWS:
        return rows
    return [*rows, *_dicts(connection.execute(_FORMER, (query, limit)))]


def _dicts(cursor: sqlite3.Cursor) -> Iterator[Row]:
    names = [column[0] for column in cursor.description]
    return (dict(zip(names, row, strict=True)) for row in cursor)
