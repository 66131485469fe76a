"""The changes that a feed tells, newest releases first, and never more than `MOST`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .history import CHANGES, may_tell
from .licenses import read_licenses
from .reading import read, read_rows
from .texts import Texts
from .withheld import is_withheld

MOST = 100
"""Items of one feed."""
MOST_RELEASES = 8
"""Releases of one feed: two months of weekly ones."""

RELEASES = "select release_id, built_on from releases order by release_id desc limit ?"

OF_LIST = """
select c.*, r.built_on, s.title as source_title, s.agency,
  coalesce(l.license_number, f.license_number) as license_number,
  case when l.license_id is not null then 'licenses' when f.license_id is not null then 'former_licenses' end
    as license_table,
  (select group_concat(k.entry_id, ' ') from links k
    where k.license_id = c.license_id and k.decision = 'accept') as holder_ids,
  coalesce(c.entry_id, (select min(k.entry_id) from links k where k.license_id = c.license_id
    and k.decision = 'accept' and k.identity_class = 'number_and_name')) as page_entry_id,
  (select k.identity_class from links k where k.entry_id = c.entry_id and k.license_id = c.license_id
    and k.decision = 'accept') as identity_class
from changes c
join releases r on r.release_id = c.release_id
join sources s on s.source = c.source
left join licenses l on l.license_id = c.license_id
left join former_licenses f on f.license_id = c.license_id
where c.source = ? and c.release_id = ?
order by c.kind, c.change_id
limit ?
"""
"""Changes of one list in one release, read by the index of `changes` alone."""

KIND = "select kind from entries where entry_id = ?"


async def current_release(db: Any) -> dict[str, Any]:
    """The release that is served."""
    return (await read_rows(db, "select release_id, built_on from releases where is_current = 1"))[0]


async def changes_of_lists(db: Any, sources: Sequence[str]) -> list[dict[str, Any]]:
    """The changes on some lists; where a release has more than fit, a last one of the kind `more` says so."""
    found: list[dict[str, Any]] = []
    for release in await read_rows(db, RELEASES, MOST_RELEASES):
        for source in sources:
            left = MOST - len(found)
            if left <= 0:
                return found
            rows = await read_rows(db, OF_LIST, source, release["release_id"], left + 1)
            found += [await _with_page(db, row) for row in rows[:left] if may_tell_publicly(row)]
            if len(rows) > left:
                return [*found, {**release, "kind": "more", "source": source}]
    return found


def may_tell_publicly(change: dict[str, Any]) -> bool:
    """Whether a change may stand in a feed of a list: the license is in a public table, nobody is withheld.

    What is told of an entry and a license together needs the accepted link that ties them, and discipline
    needs the one by number and name.
    """
    people = {change["entry_id"], *(change["holder_ids"] or "").split()} - {None}
    if any(is_withheld(entry_id) for entry_id in people):
        return False
    if change["license_id"] and not change["license_table"]:
        return False
    if not change["entry_id"]:
        return True
    tied = change["identity_class"]
    return may_tell(change, {change["license_id"]: tied == "number_and_name"} if tied else {})


async def _with_page(db: Any, change: dict[str, Any]) -> dict[str, Any]:
    """The change with the kind of the entry whose page is linked; none where the entry is there no more."""
    found = await read_rows(db, KIND, change["page_entry_id"]) if change["page_entry_id"] else []
    page = change["page_entry_id"] if found else None
    return {**change, "page_entry_id": page, "page_kind": found[0]["kind"] if found else None}


async def changes_of_entry(db: Any, entry: dict[str, Any], texts: Texts) -> list[dict[str, Any]]:
    """The changes that the page of an entry tells, by the same rule."""
    licenses = await read(db, lambda build: read_licenses(build, entry, texts))
    settled = {row["license_id"]: row["identity_class"] == "number_and_name" for row in licenses}
    rows = (await db.execute(CHANGES, {"entry_id": entry["entry_id"]})).rows
    page = {"page_entry_id": entry["entry_id"], "page_kind": entry["kind"], "license_table": None}
    return [{**dict(row), **page} for row in rows[:MOST] if may_tell(dict(row), settled)]
