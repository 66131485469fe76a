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
near as (
  select zip5, miles(:latitude, :longitude, latitude, longitude) as miles from zips
  where :latitude is not null
    and latitude between :latitude - :within / {MILES_PER_DEGREE} and :latitude + :within / {MILES_PER_DEGREE}
),
placed as (
  select entry_id, min(miles) as miles from (
    select p.entry_id, n.miles from near n join entry_places p on p.zip5 = n.zip5
    union all
    select e.entry_id, n.miles from near n join entries e on e.zip5 = n.zip5
  ) where miles <= :within group by entry_id
),
"""  # noqa: S608 - a number of this package

_FOUND = f"""
found as (
  select e.entry_id, e.name, e.kind, e.verdict, d.miles, {EFFECTIVE} as effective
  from entries e left join placed d on d.entry_id = e.entry_id
  where (:latitude is null or d.entry_id is not null)
    and (:state = '' or e.state = :state
      or e.entry_id in (select p.entry_id from entry_places p where p.state = :state))
    and (:ids = '' or e.entry_id in (select value from json_each(:ids)))
    and (:match = '' or e.entry_id in (select entry_id from entries_fts where entries_fts match :match))
    and (:profession = '' or e.profession = :profession
      or (:profession = 'clinic' and e.kind = 'organization')
      or exists (select 1 from entry_claims c where c.entry_id = e.entry_id and c.profession = :profession))
)
"""  # noqa: S608 - a constant of this package

_COUNT = f"""
with {_NEAR} {_FOUND}
select kind, effective, count(*) as entries_count from found group by kind, effective
"""  # noqa: S608 - constants of this module

_PAGE = f"""
with {_NEAR} {_FOUND},
in_name as materialized (
  select entry_id from entries_fts where :whole <> '' and entries_fts match '{{name}} : ' || :whole
),
in_any as materialized (
  select entry_id from entries_fts
  where :whole <> '' and entries_fts match '{{name other_names license_numbers}} : ' || :whole
)
select e.*, f.miles, s.agency,
  l.license_number, l.status_printed, l.expires_on, l.status, l.discipline, l.is_disciplinary_status,
  l.source_as_of as license_as_of, l.fetched_at as license_fetched_at, k.identity_class
from found f
join entries e on e.entry_id = f.entry_id
left join links k on k.entry_id = e.entry_id and k.license_id = e.verdict_license_id and k.decision = 'accept'
left join licenses l on l.license_id = k.license_id
left join sources s on s.source = l.source
where :verdict = '' or (f.effective = :verdict and f.kind = 'individual')
order by f.miles is null, round(f.miles, 1),
  case when :whole = '' then 0
    when lower(e.name) in (:phrase, :swapped)
      or lower(e.first_name || ' ' || e.last_name) in (:phrase, :swapped) then 0
    when f.entry_id in (select entry_id from in_name) then 1
    when f.entry_id in (select entry_id from in_any) then 2
    else 3 end,
  coalesce(e.last_name, e.organization_name, e.name), e.name, e.entry_id
limit :limit offset :offset
"""  # noqa: S608 - constants of this module

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
    rows = (await db.execute(_COUNT, _without(parameters, "whole", "phrase", "swapped"))).rows
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
    rows = tuple(dict(row) for row in (await db.execute(_PAGE, {**parameters, **paging})).rows)
    clinics = await _clinics(db, rows, parameters["today"])
    return Page(rows, number, last, total, clinics)


async def read_near_page(db: Any, parameters: dict[str, Any], ids: list[str]) -> Page:
    """One page with just these entries, in this order, wherever they are."""
    nothing = {"match": "", "whole": "", "phrase": "", "swapped": "", "state": "", "profession": ""}
    bare = {"latitude": None, "longitude": None, "verdict": "", "limit": len(ids), "offset": 0}
    asked = {**parameters, **nothing, **bare, "ids": json.dumps(ids)}
    rows = sorted(
        (dict(row) for row in (await db.execute(_PAGE, asked)).rows),
        key=lambda row: ids.index(row["entry_id"]),
    )
    return Page(tuple(rows), 1, 1, 0, await _clinics(db, tuple(rows), parameters["today"]))


async def _clinics(db: Any, rows: tuple[dict[str, Any], ...], today: str) -> Clinics:
    ids = [row["entry_id"] for row in rows if row["kind"] == "organization"]
    found = (await db.execute(_MEMBERS, {"ids": json.dumps(ids), "today": today})).rows if ids else []
    columns = ("members_count", "verified_count", "uncovered_count")
    return {row["entry_id"]: tuple(row[column] for column in columns) for row in found}


def _without(parameters: dict[str, Any], *names: str) -> dict[str, Any]:
    return {key: value for key, value in parameters.items() if key not in names}
