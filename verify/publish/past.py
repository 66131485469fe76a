"""The published database as the past of the next one."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from verify.publish.causes import SourceThen
from verify.publish.cells import Row
from verify.publish.gone_licenses import GoneLicense, gone_licenses
from verify.publish.schema import SCHEMA_VERSION


@dataclass(frozen=True, slots=True)
class Past:
    """What the published database hands on; all of it is empty where there is none to compare with.

    `releases` are the rows of all releases up to the published one, `changes` those of all changes, `figures`
    those of all figures.
    """

    database: Path | None = None
    release_id: str = ""
    releases: tuple[Row, ...] = ()
    changes: tuple[Row, ...] = ()
    figures: tuple[Row, ...] = ()
    sources: dict[str, SourceThen] = field(default_factory=dict)
    gone: tuple[GoneLicense, ...] = ()


def read_past(published: Path | None, license_ids: Collection[str], *, is_sample: bool) -> Past:
    """The past of a release whose listings hold `license_ids`.

    A history begins anew where nothing is published, where the tables were other ones, and between
    fictional and real data.

    Raises:
        sqlite3.DatabaseError: the published database is damaged.
    """
    if published is None:
        return Past()
    with opened(published) as connection:
        if not _is_comparable(connection, is_sample):
            return Past()
        return Past(
            database=published,
            release_id=connection.execute("SELECT release_id FROM releases WHERE is_current = 1").fetchone()[
                0
            ],
            releases=_rows(connection, "SELECT * FROM releases ORDER BY release_id"),
            changes=_rows(connection, "SELECT * FROM changes ORDER BY change_id"),
            figures=_rows(
                connection, "SELECT * FROM release_figures ORDER BY release_id, topic, name, detail"
            ),
            sources=_sources(connection),
            gone=tuple(gone_licenses(connection, license_ids)),
        )


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Inside the block the database is open for reading."""
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        yield connection
    finally:
        connection.close()


def _is_comparable(connection: sqlite3.Connection, is_sample: bool) -> bool:
    if connection.execute("PRAGMA user_version").fetchone()[0] != SCHEMA_VERSION:
        return False
    return bool(_current(connection)[1]) == is_sample


def _current(connection: sqlite3.Connection) -> tuple[str, int]:
    """Id of the release that the database is, and whether it is a sample."""
    sql = "SELECT release_id, is_sample FROM releases WHERE is_current = 1"
    found: tuple[str, int] = connection.execute(sql).fetchone()
    return found


def _rows(connection: sqlite3.Connection, sql: str) -> tuple[Row, ...]:
    return tuple(connection.execute(sql))


def _sources(connection: sqlite3.Connection) -> dict[str, SourceThen]:
    rows = connection.execute(
        "SELECT s.source, coalesce(s.records_crawl_id, ''), coalesce(l.outcome = 'failed', 0), "
        "coalesce(s.fetched_at, ''), s.parser_version, "
        "(SELECT count(DISTINCT q.row_number) FROM quarantine q WHERE q.source = s.source) FROM sources s "
        "LEFT JOIN crawls l ON l.crawl_id = s.last_crawl_id"
    )
    return {row[0]: SourceThen(row[1], bool(row[2]), *row[3:]) for row in rows}
