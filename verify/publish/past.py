"""The published database as the past of the next one."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crawler.records import Discipline, Evidence, LicenseRecord, Profession, Status
from verify.publish.cells import Row
from verify.publish.history import SourceThen
from verify.publish.schema import SCHEMA_VERSION


@dataclass(frozen=True, slots=True)
class GoneLicense:
    """A license that was published and is in no listing now, with the entries it was accepted for.

    `last_listed_on` and `missing_since` are set where an earlier release already called it former.
    `links` are pairs of entry and identity class.
    """

    license: LicenseRecord
    links: tuple[tuple[str, str], ...]
    last_listed_on: str = ""
    missing_since: str = ""


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
            gone=tuple(_gone(connection, license_ids)),
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


def _gone(connection: sqlite3.Connection, license_ids: Collection[str]) -> Iterator[GoneLicense]:
    """Licenses of the published tables that no listing holds now, by id: listed before, then former ones."""
    for table, links in (("licenses", "links"), ("former_licenses", "former_links")):
        ids = connection.execute(f"SELECT license_id FROM {table} ORDER BY license_id").fetchall()  # noqa: S608
        wanted = [each for (each,) in ids if each not in license_ids]
        accepted = "decision = 'accept'" if links == "links" else "1"
        pairs = defaultdict(list)
        if wanted:
            sql = f"SELECT license_id, entry_id, identity_class FROM {links} WHERE {accepted} ORDER BY 1, 2"  # noqa: S608
            for license_id, entry_id, identity in connection.execute(sql):
                pairs[license_id].append((entry_id, identity))
        for license_id in wanted:
            found = connection.execute(f"SELECT * FROM {table} WHERE license_id = ?", (license_id,))  # noqa: S608
            names = [each[0] for each in found.description]
            row = dict(zip(names, found.fetchone(), strict=True))
            former = (row.get("last_listed_on", ""), row.get("missing_since", ""))
            yield GoneLicense(_license(row), tuple(pairs[license_id]), *former)


def _license(row: dict[str, Any]) -> LicenseRecord:
    """The license of a row of `licenses` or `former_licenses`; what the row does not tell is empty."""

    def words(name: str) -> str:
        return row.get(name) or ""

    return LicenseRecord(
        license_id=row["license_id"],
        jurisdiction=row["jurisdiction"],
        profession=Profession(row["profession"]),
        license_number=row["license_number"],
        license_type_printed=words("license_type_printed"),
        first_name=words("first_name"),
        middle_name=words("middle_name"),
        last_name=words("last_name"),
        suffix=words("suffix"),
        organization_name=words("organization_name"),
        status_printed=row["status_printed"],
        status=Status(row["status"]),
        is_disciplinary_status=bool(row.get("is_disciplinary_status")),
        is_superseded=bool(row.get("is_superseded")),
        issued_on=row.get("issued_on"),
        renewed_on=row.get("renewed_on"),
        expires_on=row["expires_on"],
        discipline=Discipline(row.get("discipline") or "not_stated"),
        discipline_printed="",
        city=words("city"),
        state=words("state"),
        zip5=words("zip5"),
        evidence=Evidence(
            row["source"],
            row["source_url"],
            row["fetched_at"],
            row["source_as_of"],
            row["raw_sha256"],
            row["row_number"],
            row["parser_version"],
        ),
    )
