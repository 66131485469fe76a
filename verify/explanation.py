"""Why an entry has its verdict: checks with their evidence, links, every comparison, people and history."""

from __future__ import annotations

import sqlite3
from dataclasses import asdict
from pathlib import Path
from typing import Any

from verify.explanation_lines import DECISIONS
from verify.link_store import NEAR_MISSES, read_links
from verify.linkage.links import Decision
from verify.linkage.waterfall_picture import picture
from verify.publish.errors import CannotRunError
from verify.published import open_published
from verify.review import read_review

Facts = dict[str, Any]


def explanation(data: Path, entry_id: str, license_id: str | None = None) -> Facts:
    """All that leads to the verdict of an entry, from the verdict down.

    `entry`; `checks` in order of weight, each with its `evidence` (table to the row it rests on); `links`,
    each with its `comparisons` and its `license` row; `credentials`; `people` of a clinic with their
    verdicts; `changes`, `former_licenses` and `disputes`. Links in review and near misses come from private
    files, so an adverse one is shown here and on no page.

    Raises:
        CannotRunError: nothing is published, or there is no such entry or link.
    """
    with open_published(data) as connection:
        entries = _rows(connection, "SELECT * FROM entries WHERE entry_id = ?", entry_id)
        if not entries:
            raise CannotRunError(f"There is no entry {entry_id} in {data / 'directory.db'}.")
        checks = _rows(connection, "SELECT * FROM checks WHERE entry_id = ? ORDER BY position", entry_id)
        links = [
            {**link, "license": _license(connection, link["license_id"])}
            for link in _accepted(connection, entry_id) + _private(data, entry_id)
            if license_id in (None, link["license_id"])
        ]
        if license_id is not None and not links:
            raise CannotRunError(f"No link ties entry {entry_id} to license {license_id}.")
        beside = {name: _rows(connection, select, entry_id) for name, select in _BESIDE.items()}
        checked = [{**check, "evidence": _evidence_rows(connection, check)} for check in checks]
    return {"entry": entries[0], "checks": checked, "links": links, **beside}


_BESIDE = {
    "credentials": "SELECT * FROM entry_credentials WHERE entry_id = ? ORDER BY position",
    "people": (
        "SELECT m.member_id, m.basis, m.statement_id, e.name, e.profession, e.verdict, e.verdict_sentence, "
        "e.shown_until FROM clinic_members m JOIN entries e ON e.entry_id = m.member_id "
        "WHERE m.entry_id = ? ORDER BY m.member_id"
    ),
    "changes": (
        "SELECT c.*, r.built_on FROM changes c JOIN releases r ON r.release_id = c.release_id "
        "WHERE c.entry_id = ?1 OR c.license_id IN "
        "(SELECT license_id FROM links WHERE entry_id = ?1 AND decision = 'accept') "
        "ORDER BY r.built_on DESC, c.change_id"
    ),
    "former_licenses": (
        "SELECT f.*, l.identity_class FROM former_links l "
        "JOIN former_licenses f ON f.license_id = l.license_id WHERE l.entry_id = ? ORDER BY f.license_id"
    ),
    "disputes": "SELECT * FROM disputes WHERE entry_id = ? ORDER BY opened_on, dispute_id",
}
"""What stands beside checks and links: a name to a query for the entry."""

_EVIDENCE_TABLES = {
    "license_id": "licenses",
    "exclusion_id": "exclusions",
    "certification_id": "certifications",
    "accreditation_id": "accreditations",
    "statement_id": "statements",
}
"""Column of `checks` to the table of the row that it names."""


def _evidence_rows(connection: sqlite3.Connection, check: Facts) -> Facts:
    """The rows that a check rests on, by table."""
    found = {}
    for column, table in _EVIDENCE_TABLES.items():
        if check[column]:
            select = f"SELECT * FROM {table} WHERE {column} = ?"  # noqa: S608 - both from the table above
            found[table] = _rows(connection, select, check[column])[0]
    return found


def explanation_picture(facts: Facts) -> str:
    """The first link of an explanation as an SVG picture.

    Raises:
        CannotRunError: there is no link.
    """
    if not facts["links"]:
        raise CannotRunError("There is nothing to draw: no license row is linked, and none came near.")
    link, entry = facts["links"][0], facts["entry"]
    title = f"{DECISIONS[link['decision']]}: {entry['name']} and license {link['license']['license_number']}"
    return picture(title, link["comparisons"], link)


def _rows(connection: sqlite3.Connection, sql: str, *values: str) -> list[Facts]:
    return [dict(row) for row in connection.execute(sql, values)]


def _license(connection: sqlite3.Connection, license_id: str) -> Facts:
    found = _rows(connection, "SELECT * FROM licenses WHERE license_id = ?", license_id)
    if not found:
        raise CannotRunError(f"review.csv names license {license_id}, which the database lacks; build again.")
    return found[0]


def _accepted(connection: sqlite3.Connection, entry_id: str) -> list[Facts]:
    links = _rows(
        connection,
        "SELECT * FROM links WHERE entry_id = ? AND decision = ? ORDER BY weight_bits DESC, license_id",
        entry_id,
        str(Decision.ACCEPT),
    )
    select = "SELECT * FROM link_comparisons WHERE link_id = ? ORDER BY position"
    return [{**link, "comparisons": _rows(connection, select, link["link_id"])} for link in links]


def _private(data: Path, entry_id: str) -> list[Facts]:
    """Links in review, then near misses, the heaviest first."""
    waiting = [link for link in read_review(data / "review.csv") if link.entry_id == entry_id]
    missed = list(read_links(data / NEAR_MISSES, entry_id)) if (data / NEAR_MISSES).exists() else []
    missed.sort(key=lambda link: (-link.weight_bits, link.license_id))
    return list(map(asdict, waiting + missed))
