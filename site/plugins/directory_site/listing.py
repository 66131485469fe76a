"""The rows of one page of results: each entry with its license, its place and, for a clinic, its people."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Any

from .verdicts import EFFECTIVE

ROWS = """
select n.search_id, e.entry_id, e.kind, e.name, e.profession, e.checked_profession, e.city, e.state, e.zip5,
  e.verdict, e.verdict_sentence, e.checked_on, e.listing_as_of, e.shown_until,
  s.agency, z.latitude, z.longitude,
  l.license_number, l.status_printed, l.expires_on, l.status, l.discipline, l.is_disciplinary_status,
  l.source_as_of as license_as_of, l.fetched_at as license_fetched_at, k.identity_class
from json_each(:ids) i
cross join entry_search n on n.search_id = i.value
cross join entries e on e.entry_id = n.entry_id
left join zips z on z.zip5 = e.zip5
left join links k on k.entry_id = e.entry_id and k.license_id = e.verdict_license_id and k.decision = 'accept'
left join licenses l on l.license_id = k.license_id
left join sources s on s.source = l.source
"""
"""What a page of results says of its entries, and no other column: all of them take twice as long to read."""

MEMBERS = f"""
select m.entry_id, count(*) as members_count, sum({EFFECTIVE} = 'verified') as verified_count,
  sum({EFFECTIVE} = 'not_covered') as uncovered_count
from json_each(:ids) i
cross join clinic_members m on m.entry_id = i.value
cross join entries e on e.entry_id = m.member_id
where m.basis <> 'same_address' group by m.entry_id
"""  # noqa: S608 - a constant of this package


@dataclass(frozen=True, slots=True)
class People:
    """The named people of a clinic: how many, how many of them are verified, how many not checked."""

    members_count: int
    verified_count: int
    uncovered_count: int


def read_rows(connection: Connection, picked: dict[int, float | None]) -> tuple[dict[str, Any], ...]:
    """The entries with their license, in the order of `picked` and with its miles."""
    found = connection.execute(ROWS, {"ids": json.dumps(list(picked))})
    rows = {row["search_id"]: dict(row) | {"miles": picked[row["search_id"]]} for row in found}
    return tuple(rows[search_id] for search_id in picked)


def read_people(connection: Connection, rows: Iterable[dict[str, Any]], today: str) -> dict[str, People]:
    """The people of the clinics among the rows, by the entry of the clinic."""
    ids = [row["entry_id"] for row in rows if row["kind"] == "organization"]
    if not ids:
        return {}
    found = connection.execute(MEMBERS, {"ids": json.dumps(ids), "today": today})
    return {row["entry_id"]: People(*tuple(row)[1:]) for row in found}
