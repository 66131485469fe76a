"""Reads the figures of a build back from its own tables."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

from verify.publish.figures import ENDING, WEEK
from verify.publish.past import opened
from verify.reporting.facts import Ending, ReleaseFacts

MOST_ENDING = 200
"""How many entries are listed by name in a report."""

_WEEKS = f"SELECT {WEEK}, count(*) {ENDING} GROUP BY 1 ORDER BY 1"
_ENDING = f"SELECT c.expires_on, e.name, e.entry_id, c.license_id {ENDING} ORDER BY 1, 2, 3 LIMIT :most"
_RELEASES = (
    "SELECT release_id, coalesce(previous_release_id, ''), built_on, entries_count, licenses_count "
    "FROM releases"
)


def read_releases(path: Path) -> tuple[ReleaseFacts, ReleaseFacts]:
    """The release that a build is, and the one before it; empty where there was none before.

    Raises:
        sqlite3.Error: the file is no build of this program.
    """
    with opened(path) as connection:
        found = connection.execute(f"{_RELEASES} WHERE is_current = 1").fetchone()
        current = _release(connection, found)
        if found is None:
            return ReleaseFacts(), ReleaseFacts()
        sql = f"{_RELEASES} WHERE release_id = ?"
        return current, _release(connection, connection.execute(sql, (found[1],)).fetchone())


def _release(connection: sqlite3.Connection, row: tuple[str, str, str, int, int] | None) -> ReleaseFacts:
    if row is None:
        return ReleaseFacts()
    sql = "SELECT topic, name, detail, value FROM release_figures WHERE release_id = ?"
    figures = {tuple(found[:3]): found[3] for found in connection.execute(sql, (row[0],))}
    return ReleaseFacts(*row, figures=figures)


def read_ending(path: Path, today: date) -> tuple[dict[str, int], tuple[Ending, ...]]:
    """Verified entries whose license ends soon: how many by week, and the first of them.

    Raises:
        sqlite3.Error: the file is no build of this program.
    """
    day = {"day": today.isoformat()}
    with opened(path) as connection:
        weeks = dict(connection.execute(_WEEKS, day))
        return weeks, tuple(Ending(*row) for row in connection.execute(_ENDING, {**day, "most": MOST_ENDING}))
