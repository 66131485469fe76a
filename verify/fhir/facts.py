"""What is published of some entries, read with a handful of queries however many they are.

Every query begins with the ids asked for and goes on by keys: none reads a table whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Any

Row = dict[str, Any]

_EACH = "from json_each(:ids) i cross join"

ENTRIES = f"select e.* {_EACH} entries e on e.entry_id = i.value order by i.key"

LICENSES = f"""
select k.entry_id, k.identity_class, l.*, s.agency, s.refresh_days
{_EACH} links k on k.entry_id = i.value and k.decision = 'accept'
join licenses l on l.license_id = k.license_id join sources s on s.source = l.source
where l.is_superseded = 0 and (k.identity_class = 'number_and_name' or not (
  l.status in ('probation', 'suspended', 'revoked', 'surrendered')
  or l.is_disciplinary_status or l.discipline = 'yes'))
order by i.key, l.jurisdiction, l.license_id
"""
"""The licenses that may stand on a page: discipline needs number and name. A replaced row says nothing."""

CHECKS = f"""
select c.entry_id, c.check_name, c.outcome, c.strength, c.bearing, c.sentence, c.license_id, c.source,
  c.fetched_at, s.kind as source_kind, s.agency, s.refresh_days
{_EACH} checks c on c.entry_id = i.value left join sources s on s.source = c.source
where c.check_name = 'license_found' or c.outcome = 'notice' or c.strength = 'adverse_confirmed'
order by i.key, c.position
"""

PLACES = f"select p.* {_EACH} entry_places p on p.entry_id = i.value order by i.key, p.position"
NAMES = f"select n.* {_EACH} entry_names n on n.entry_id = i.value order by i.key, n.position"
CLAIMS = f"select c.* {_EACH} entry_claims c on c.entry_id = i.value order by i.key, c.position"

DISPUTED = f"""
select distinct d.entry_id {_EACH} disputes d on d.entry_id = i.value
where d.resolved_on is null and d.kind <> 'answer'
"""

_MEMBER = "m.entry_id as clinic_id, m.member_id, m.basis, e.name as clinic_name, p.name as member_name"
_STAFF = "m.basis <> 'same_address'"
CLINICS = f"""
select m.member_id as entry_id, {_MEMBER} {_EACH} clinic_members m on m.member_id = i.value
join entries e on e.entry_id = m.entry_id join entries p on p.entry_id = m.member_id
where {_STAFF} order by i.key, m.entry_id, m.basis
"""
MEMBERS = f"""
select m.entry_id, {_MEMBER} {_EACH} clinic_members m on m.entry_id = i.value
join entries e on e.entry_id = m.entry_id join entries p on p.entry_id = m.member_id
where {_STAFF} order by i.key, m.member_id, m.basis
"""
"""Who is named at a clinic; the same address alone names nobody."""

SAMPLE = "select is_sample from releases where is_current = 1"
BOARDS = "select * from sources where kind = 'license' order by source"


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
    licenses, checks, places, names, claims, clinics, staff = (
        _grouped(rows(connection, sql, asked))
        for sql in (LICENSES, CHECKS, PLACES, NAMES, CLAIMS, CLINICS, MEMBERS)
    )
    is_sample = any(row["is_sample"] for row in rows(connection, SAMPLE, {}))
    disputed = {row["entry_id"] for row in rows(connection, DISPUTED, asked)}

    def facts(entry: Row) -> Facts:
        entry_id = entry["entry_id"]
        licensed, checked = licenses.get(entry_id, ()), checks.get(entry_id, ())
        stated = places.get(entry_id, ()), names.get(entry_id, ()), claims.get(entry_id, ())
        works_at = (*clinics.get(entry_id, ()), *staff.get(entry_id, ()))
        return Facts(entry, licensed, checked, *stated, works_at, entry_id in disputed, is_sample)

    return [facts(entry) for entry in rows(connection, ENTRIES, asked)]


def read_boards(connection: Connection) -> list[Row]:
    """The boards whose lists are read, by list."""
    return rows(connection, BOARDS, {})


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
