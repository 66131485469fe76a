"""Entries that a search finds: counted by verdict, and read page by page."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from .places import MILES_PER_DEGREE
from .verdicts import EFFECTIVE

PAGE_SIZE = 10
MOST_PAGES = 500

_NEAR = f"""
near as materialized (
  select zip5, miles(:latitude, :longitude, latitude, longitude) as miles from zips
  where latitude between :latitude - :within / {MILES_PER_DEGREE} and :latitude + :within / {MILES_PER_DEGREE}
    and (abs(longitude - :longitude) <= :span or abs(longitude - :longitude) >= 360 - :span)
    and (:match = '' or zip5 in (
      select zip5 from entries
      where entry_id in (select entry_id from entries_fts where entries_fts match :match)
      union select zip5 from entry_places
      where entry_id in (select entry_id from entries_fts where entries_fts match :match)))
),
placed as (
  select entry_id, min(miles) as miles from (
    select p.entry_id, n.miles from near n join entry_places p on p.zip5 = n.zip5
    union all
    select e.entry_id, n.miles from near n join entries e on e.zip5 = n.zip5
  ) where miles <= :within group by entry_id
),
"""  # noqa: S608 - a number of this package

_CONDITIONS = {
    "state": """(e.state = :state
      or e.entry_id in (select p.entry_id from entry_places p where p.state = :state))""",
    "ids": "e.entry_id in (select value from json_each(:ids))",
    "match": "e.entry_id in (select entry_id from entries_fts where entries_fts match :match)",
    "profession": """(e.profession = :profession
      or (:profession = 'clinic' and e.kind = 'organization')
      or e.entry_id in (select c.entry_id from entry_claims c where c.profession = :profession))""",
}
"""What each parameter that is not empty asks of an entry."""


def _found(parameters: dict[str, Any]) -> str:
    """SQL for the entries that are asked for, with only the conditions that are needed."""
    asked = " and ".join(condition for name, condition in _CONDITIONS.items() if parameters[name]) or "true"
    is_placed = parameters["latitude"] is not None
    start = "placed d join entries e on e.entry_id = d.entry_id" if is_placed else "entries e"
    return f"""
        with {_NEAR if is_placed else ""}
        found as (
          select e.entry_id, e.name, e.first_name, e.last_name, e.organization_name, e.kind,
            {"d.miles" if is_placed else "null"} as miles, {EFFECTIVE} as effective
          from {start} where {asked}
        )
    """  # noqa: S608 - constants of this package


_COUNT = "select kind, effective, count(*) as entries_count from found group by kind, effective"

_PICK = """
, in_name as materialized (
  select entry_id from entries_fts where :whole <> '' and entries_fts match '{name} : ' || :whole
),
in_any as materialized (
  select entry_id from entries_fts
  where :whole <> '' and entries_fts match '{name other_names license_numbers} : ' || :whole
)
select f.entry_id, f.miles from found f
where :verdict = '' or (f.effective = :verdict and f.kind = 'individual')
order by f.miles is null, round(f.miles, 1),
  case when :whole = '' then 0
    when lower(f.name) in (:phrase, :swapped)
      or lower(f.first_name || ' ' || f.last_name) in (:phrase, :swapped) then 0
    when f.entry_id in (select entry_id from in_name) then 1
    when f.entry_id in (select entry_id from in_any) then 2
    else 3 end,
  coalesce(f.last_name, f.organization_name, f.name), f.name, f.entry_id
limit :limit offset :offset
"""
"""The few entries of a page, in order; only then anything is joined to them."""

_ROWS = """
select e.*, s.agency,
  l.license_number, l.status_printed, l.expires_on, l.status, l.discipline, l.is_disciplinary_status,
  l.source_as_of as license_as_of, l.fetched_at as license_fetched_at, k.identity_class
from entries e
left join links k on k.entry_id = e.entry_id and k.license_id = e.verdict_license_id and k.decision = 'accept'
left join licenses l on l.license_id = k.license_id
left join sources s on s.source = l.source
where e.entry_id in (select value from json_each(:ids))
"""

_MEMBERS = f"""
select m.entry_id, count(*) as members_count, sum({EFFECTIVE} = 'verified') as verified_count,
  sum({EFFECTIVE} = 'not_covered') as uncovered_count
from clinic_members m join entries e on e.entry_id = m.member_id
where m.basis = 'same_suite_and_phone' and m.entry_id in (select value from json_each(:ids))
group by m.entry_id
"""  # noqa: S608 - a constant of this package


Clinics = dict[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Facets:
    """How many entries a search finds: all, and people by the verdict shown today."""

    total: int
    verdicts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of entries; `clinics` maps an organization to its people: named, verified, not checked."""

    rows: tuple[dict[str, Any], ...]
    number: int
    last: int
    total: int
    clinics: Clinics


async def count_facets(db: Any, parameters: dict[str, Any]) -> Facets:
    """The number of entries found, before any filter by verdict."""
    rows = (await db.execute(_found(parameters) + _COUNT, parameters)).rows
    verdicts: dict[str, int] = {}
    for row in rows:
        if row["kind"] == "individual":
            verdicts[row["effective"]] = verdicts.get(row["effective"], 0) + row["entries_count"]
    return Facets(sum(row["entries_count"] for row in rows), verdicts)


async def read_page(db: Any, parameters: dict[str, Any], verdict: str, number: int, facets: Facets) -> Page:
    """One page of entries: nearest first where a place is given, then the name that is just the words,
    names with the whole words, other names with them, names that begin so; each in order of names.
    """
    total = facets.verdicts.get(verdict, 0) if verdict else facets.total
    last = min(max(1, -(-total // PAGE_SIZE)), MOST_PAGES)
    number = min(max(1, number), last)
    paging = {"verdict": verdict, "limit": PAGE_SIZE, "offset": (number - 1) * PAGE_SIZE}
    picked = {
        row["entry_id"]: row["miles"]
        for row in (await db.execute(_found(parameters) + _PICK, parameters | paging)).rows
    }
    rows = await _rows(db, picked)
    return Page(rows, number, last, total, await _clinics(db, rows, parameters["today"]))


async def read_near_page(db: Any, picked: dict[str, float | None], today: str) -> Page:
    """One page with just these entries and their miles, in this order, wherever they are."""
    rows = await _rows(db, picked)
    return Page(rows, 1, 1, 0, await _clinics(db, rows, today))


async def _rows(db: Any, picked: dict[str, float | None]) -> tuple[dict[str, Any], ...]:
    """The entries with their license, in the order of `picked` and with its miles."""
    found = (await db.execute(_ROWS, {"ids": json.dumps(list(picked))})).rows
    rows = {row["entry_id"]: dict(row) | {"miles": picked[row["entry_id"]]} for row in found}
    return tuple(rows[entry_id] for entry_id in picked)


async def _clinics(db: Any, rows: tuple[dict[str, Any], ...], today: str) -> Clinics:
    ids = [row["entry_id"] for row in rows if row["kind"] == "organization"]
    found = (await db.execute(_MEMBERS, {"ids": json.dumps(ids), "today": today})).rows if ids else []
    columns = ("members_count", "verified_count", "uncovered_count")
    return {row["entry_id"]: tuple(row[column] for column in columns) for row in found}
