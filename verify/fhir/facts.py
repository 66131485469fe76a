"""What is published of some entries, read with a handful of queries however many they are."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Any

from verify.fhir import queries

Row = dict[str, Any]

_PARTS = (
    queries.LICENSES,
    queries.CHECKS,
    queries.PLACES,
    queries.NAMES,
    queries.CLAIMS,
    queries.ACTIONS,
    queries.CERTIFICATES,
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is published of one entry. `works_at` are its clinics, for a clinic its people."""

    entry: Row
    licenses: tuple[Row, ...]
    checks: tuple[Row, ...]
    places: tuple[Row, ...]
    names: tuple[Row, ...]
    claims: tuple[Row, ...]
    works_at: tuple[Row, ...]
    actions: tuple[Row, ...]
    certificates: tuple[Row, ...]
    is_disputed: bool
    is_sample: bool = False
    """Whether nobody in the release exists."""

    @property
    def entry_id(self) -> str:
        """The id of ours."""
        return str(self.entry["entry_id"])

    @property
    def is_person(self) -> bool:
        """Whether it is a person; else it is a clinic."""
        return bool(self.entry["kind"] == "individual")


def read_facts(connection: Connection, entry_ids: Iterable[str]) -> list[Facts]:
    """What is published of these entries, in their order; ids that nobody has give nothing."""
    asked = {"ids": json.dumps(list(entry_ids))}
    parts = [_grouped(rows(connection, sql, asked)) for sql in _PARTS]
    clinics, staff = (_grouped(rows(connection, sql, asked)) for sql in (queries.CLINICS, queries.MEMBERS))
    is_sample = any(row["is_sample"] for row in rows(connection, queries.SAMPLE, {}))
    disputed = {row["entry_id"] for row in rows(connection, queries.DISPUTED, asked)}

    def facts(entry: Row) -> Facts:
        entry_id = entry["entry_id"]
        licenses, checks, places, names, claims, actions, certificates = (
            part.get(entry_id, ()) for part in parts
        )
        works_at = (*clinics.get(entry_id, ()), *staff.get(entry_id, ()))
        stated = licenses, checks, places, names, claims, works_at, actions, certificates
        return Facts(entry, *stated, entry_id in disputed, is_sample)

    return [facts(entry) for entry in rows(connection, queries.ENTRIES, asked)]


def read_boards(connection: Connection) -> list[Row]:
    """The boards whose lists are read, by list."""
    return rows(connection, queries.BOARDS, {})


def rows(connection: Connection, sql: str, values: dict[str, Any]) -> list[Row]:
    """What a query finds, by the names of its columns, whatever rows the connection gives."""
    found = connection.execute(sql, values)
    names = [column[0] for column in found.description]
    return [dict(zip(names, tuple(row), strict=True)) for row in found]


def _grouped(found: Iterable[Row]) -> dict[str, tuple[Row, ...]]:
    groups: dict[str, list[Row]] = {}
    for row in found:
        groups.setdefault(row["entry_id"], []).append(row)
    return {entry_id: tuple(its_rows) for entry_id, its_rows in groups.items()}
