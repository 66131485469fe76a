"""Entries that a search asks for: counted by all that filters look at, and picked page by page, in order.

Every way in is a key: a list of numbers, ZIP areas, a state. Only a search for everybody walks along
`entry_search`, and stops at the end of the page; its counts were made at the build.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from sqlite3 import Connection
from typing import Any

from verify.linkage.search_bits import MARK_BITS, PROFESSION_BITS

from .narrowing import Filters, Group, group_of
from .places import MILES_PER_DEGREE, Area
from .verdicts import EFFECTIVE as EFFECTIVE_OF_ENTRY

EFFECTIVE = EFFECTIVE_OF_ENTRY.replace("e.", "")
"""The same rule on the columns of `entry_search`."""

PAGE_SIZE = 10
MOST_PAGES = 500

_COLUMNS = (
    "n.search_id, n.kind, n.professions, n.verdict, n.shown_until, n.marks, n.license_states, n.languages"
)
_IN_AREAS = f"""
select {_COLUMNS}, min(z.value) as miles, 0 as place
from json_each(:areas) z join search_groups n on n.group_code = 'zip:' || z.key group by n.search_id
"""  # noqa: S608 - constants of this module
_COUNTED_IN_AREAS = """
select n.kind, n.professions, n.verdict, n.shown_until, n.marks, n.license_states, n.languages,
  n.entries_count
from json_each(:areas) z cross join group_counts n on n.group_code = 'zip:' || z.key
union all
select kind, professions, verdict, shown_until, marks, license_states, languages, 1 from (
  select distinct n.search_id, n.kind, n.professions, n.verdict, n.shown_until, n.marks, n.license_states,
    n.languages
  from json_each(:areas) z cross join search_groups n on n.group_code = 'more:' || z.key)
"""
_IN_STATE = f"""
select {_COLUMNS}, null as miles, 0 as place from search_groups n where n.group_code = 'state:' || :state
"""  # noqa: S608 - constants of this module
_ANYWHERE = f"select {_COLUMNS}, null as miles, 0 as place from entry_search n"  # noqa: S608
_BY_IDS = f"""
select {_COLUMNS}, null as miles, i.key as place
from json_each(:ids) i cross join entry_search n on n.search_id = i.value
where :state = '' or exists (
  select 1 from search_groups g where g.group_code = 'state:' || :state and g.search_id = n.search_id)
"""  # noqa: S608
_BY_IDS_NEAR = f"""
select {_COLUMNS}, min(miles(:latitude, :longitude, a.latitude, a.longitude)) as miles, i.key as place
from json_each(:ids) i cross join entry_search n on n.search_id = i.value
cross join entry_places p on p.entry_id = n.entry_id cross join zips a on a.zip5 = p.zip5
where a.latitude between :latitude - :high and :latitude + :high
group by n.search_id having miles <= :within
"""  # noqa: S608

_GROUPED = "kind, professions, effective, marks, license_states, languages"
_COUNT = """
select kind, professions, {effective} as effective, marks, license_states, languages, {count} as entries_count
from {source} group by {grouped}
"""
_PICK = """
select search_id, miles from ({source})
where (:bit = 0 or professions & :bit) and marks & :marks = :marks
  and (:verdict = '' or (kind = 'individual' and {effective} = :verdict))
  and (:licensed = '' or instr(',' || license_states || ',', ',' || :licensed || ','))
  and (:language = '' or instr(';' || languages || ';', ';' || :language || ';'))
order by {order} limit :limit offset :offset
"""


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a search looks, before filters: entries in order of likeness, areas by their miles, or a state.

    `ids` None is everybody; `area` None is no place.
    """

    ids: tuple[int, ...] | None = None
    area: Area | None = None
    state: str = ""

    def parameters(self, today: str) -> dict[str, Any]:
        """The values that the SQL takes."""
        return {
            "today": today,
            "state": self.state,
            "ids": json.dumps(self.ids or ()),
            "areas": json.dumps(self.area.miles) if self.area else "{}",
            "latitude": self.area.place.latitude if self.area else None,
            "longitude": self.area.place.longitude if self.area else None,
            "within": self.area.within if self.area else None,
            "high": self.area.within / MILES_PER_DEGREE if self.area else None,
        }


def count_groups(connection: Connection, scope: Scope, today: str) -> list[Group]:
    """The entries of a scope, counted by all that filters look at, as of `today` (ISO date)."""
    if scope.ids is None and scope.area is None:
        source, count = "group_counts where group_code = :group_code", "sum(entries_count)"
    elif scope.ids is None:
        source, count = f"({_COUNTED_IN_AREAS})", "sum(entries_count)"
    else:
        source, count = f"({_source(scope)})", "count(*)"
    sql = _COUNT.format(effective=EFFECTIVE, count=count, source=source, grouped=_GROUPED)
    values = scope.parameters(today) | {"group_code": f"state:{scope.state}" if scope.state else "all"}
    return [group_of(row) for row in connection.execute(sql, values)]


def pick(
    connection: Connection, scope: Scope, filters: Filters, today: str, number: int
) -> dict[int, float | None]:
    """The entries of page `number` in order, with miles: nearest first, then the best match.

    Around a place the nearest ZIP areas are looked at first, and more of them only where they are not enough.
    """
    if scope.area is not None and scope.ids is None:
        for near in _nearest_first(scope.area):
            found = _pick(connection, replace(scope, area=near), filters, today, number)
            if len(found) == PAGE_SIZE and max(away or 0.0 for away in found.values()) <= near.within:
                return found
    return _pick(connection, scope, filters, today, number)


def _nearest_first(area: Area) -> Iterator[Area]:
    """The nearest 8, 32, 128 ZIP areas; `within` is where they are surely all, to a tenth of a mile."""
    ordered = sorted(area.miles.values())
    for count in (8, 32, 128):
        if count < len(ordered):
            surely = round(ordered[count - 1], 1)
            near = {zip5: away for zip5, away in area.miles.items() if away <= surely + 0.06}
            yield replace(area, within=surely, miles=near)


def _pick(
    connection: Connection, scope: Scope, filters: Filters, today: str, number: int
) -> dict[int, float | None]:
    order = ["search_id"]
    if scope.ids is not None:
        order.insert(0, "place")
    if scope.area:
        order.insert(0, "round(miles, 1)")
    sql = _PICK.format(source=_source(scope), effective=EFFECTIVE, order=", ".join(order))
    asked = {
        "bit": PROFESSION_BITS.get(filters.profession, 0),
        "marks": sum(MARK_BITS[mark] for mark in filters.marks),
        "verdict": filters.verdict,
        "licensed": filters.licensed,
        "language": filters.language,
        "limit": PAGE_SIZE,
        "offset": (number - 1) * PAGE_SIZE,
    }
    found = connection.execute(sql, scope.parameters(today) | asked)
    return {row["search_id"]: row["miles"] for row in found}


def _source(scope: Scope) -> str:
    if scope.ids is not None:
        return _BY_IDS_NEAR if scope.area else _BY_IDS
    if scope.area:
        return _IN_AREAS
    return _IN_STATE if scope.state else _ANYWHERE
