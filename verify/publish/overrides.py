"""Who published a release in spite of a question about drift, and why: table `overrides`."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from verify.publish.assertions import Answer
from verify.publish.cells import Row
from verify.publish.releases import Facts


@dataclass(frozen=True, slots=True)
class Override:
    """The reason of a person, who it was, and on which day."""

    reason: str
    accepted_by: str
    accepted_on: str


def carried_overrides(connection: sqlite3.Connection, facts: Facts) -> list[Row]:
    """The rows of earlier releases; `connection` knows the database before as `published`, if any."""
    if facts.past.database is None:
        return []
    sql = "SELECT * FROM published.overrides WHERE release_id <> ? ORDER BY override_id"
    return list(connection.execute(sql, (facts.release.release_id,)))


def own_overrides(published: Path | None, release_id: str) -> list[Row]:
    """The rows that the published database has of this very release, which is then made again."""
    if published is None or published.stem != release_id:
        return []
    with closing(sqlite3.connect(f"{published.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        sql = "SELECT * FROM overrides WHERE release_id = ? ORDER BY override_id"
        return list(connection.execute(sql, (release_id,)))


def override_rows(release_id: str, answers: Sequence[Answer], said: Override) -> list[Row]:
    """A row for each overruled question."""
    told = (said.reason, said.accepted_by, said.accepted_on)
    return [
        (f"{release_id}:{each.question.name}", release_id, each.question.name, each.finding, *told)
        for each in answers
    ]


def add_overrides(database: Path, rows: Sequence[Row]) -> None:
    """The rows are in `overrides` of the finished database, synced to disk; of one id the first counts."""
    if not rows:
        return
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.executemany("INSERT OR IGNORE INTO overrides VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    with database.open("rb") as file:
        os.fsync(file.fileno())
