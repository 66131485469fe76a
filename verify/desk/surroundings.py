"""What stands around a pair: rivals, near misses, what was published, and what changed since a decision."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verify.desk.queue import Candidate
from verify.link_store import NEAR_MISSES, read_links
from verify.linkage.links import Link
from verify.published import open_published

Row = dict[str, Any]

TIES = (
    "SELECT k.entry_id, k.license_id, k.weight_bits, e.name, l.license_number, l.jurisdiction, "
    "l.status_printed FROM links k JOIN entries e USING (entry_id) JOIN licenses l USING (license_id) "
    "WHERE k.decision = 'accept' AND (k.entry_id = ? OR k.license_id = ?) ORDER BY k.entry_id, k.license_id"
)
RIVAL = (
    "SELECT license_id, license_number, first_name, middle_name, last_name, status_printed, city "
    "FROM licenses WHERE license_id = ?"
)
CHANGES = (
    "SELECT r.built_on, c.subject, c.field, c.kind, c.value_before, c.value_after "
    "FROM changes c JOIN releases r USING (release_id) WHERE (c.entry_id = ? OR c.license_id = ?) "
    "AND c.kind NOT IN ('match', 'verdict') AND r.built_on >= ? ORDER BY r.built_on, c.change_id"
)
SOURCE = "SELECT title, agency, lookup_url FROM sources WHERE source = ?"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a person looks at beside the two records.

    `ties` are accepted links of the entry or of the license, `others` the entry's other pairs that wait,
    `misses` its near misses; `changes` what the published history tells since the last decision, where that
    is stale. `rival` is the row of the nearest rival where it is public.
    """

    ties: Sequence[Row]
    others: Sequence[Candidate]
    misses: Sequence[Link]
    rival: Row | None
    changes: Sequence[Row]
    source: Row | None
    board_page: str


def surroundings(data: Path, shown: Candidate, all_candidates: Sequence[Candidate]) -> Surroundings:
    """What stands around the pair now.

    Raises:
        CannotRunError: nothing is published, or a file can't be read.
    """
    entry_id, license_id = shown.pair.key
    row, rival_id = shown.pair.license, shown.pair.link.rival_license_id
    since = shown.said.decided_at[:10] if shown.said and any(shown.changed_sides) else "9999"
    with open_published(data) as connection:
        source = _first(connection, SOURCE, row.evidence.source)
        return Surroundings(
            ties=_rows(connection, TIES, entry_id, license_id),
            others=[e for e in all_candidates if e.pair.key[0] == entry_id and e.pair.key[1] != license_id],
            misses=_misses(data, entry_id),
            rival=_first(connection, RIVAL, rival_id) if rival_id else None,
            changes=_rows(connection, CHANGES, entry_id, license_id, since),
            source=source,
            board_page=_web(row.board_url) or _web(source["lookup_url"] if source else ""),
        )


def _misses(data: Path, entry_id: str) -> list[Link]:
    if not (data / NEAR_MISSES).exists():
        return []
    found = read_links(data / NEAR_MISSES, entry_id)
    return sorted(found, key=lambda link: (-link.weight_bits, link.license_id))


def _web(address: str | None) -> str:
    """The address where it is one of the web: scraped text may be anything."""
    return address if address and re.fullmatch(r"https?://[^\s\"'<>\\]+", address) else ""


def _rows(connection: sqlite3.Connection, sql: str, *values: str) -> list[Row]:
    return [dict(row) for row in connection.execute(sql, values)]


def _first(connection: sqlite3.Connection, sql: str, value: str) -> Row | None:
    found = _rows(connection, sql, value)
    return found[0] if found else None
