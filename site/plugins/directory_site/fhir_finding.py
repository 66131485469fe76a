"""The entries that a search in FHIR asks for, without those withheld since the build."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from sqlite3 import Connection

from verify.fhir import ids
from verify.fhir.facts import Facts, Row, read_facts
from verify.linkage.names import fold
from verify.linkage.search_sets import Ids, ids_from, ids_of, in_all, mask_of
from verify.linkage.word_keys import words_in

from .history import read_reports
from .reading import Build
from .search_arrays import arrays_of
from .withheld import CONTACT, is_withheld
from .word_sets import NAME, NAMES, WordSets

ROWS_AT_ONCE = 200
MOST_LOOKED_AT = 2_000
"""Entries that are looked at for one page of a search; where they hold too few, the next link goes on."""
MOST_COUNTED = 5_000
"""Entries that are looked at to count what a search finds; more are not counted."""

_ROWS = """
select n.search_id, e.entry_id, e.first_name, e.middle_name, e.last_name
from json_each(:ids) i cross join entry_search n on n.search_id = i.value
cross join entries e on e.entry_id = n.entry_id where e.kind = :kind order by n.search_id
"""

_NAME_PARTS = {"name": NAMES, "family": NAME, "given": NAME}


@dataclass(frozen=True, slots=True)
class Page:
    """The ids of the entries of a page, and the place after which the next one begins (0 for none)."""

    entry_ids: tuple[str, ...]
    following: int = 0


def facts_of(build: Build, entry_ids: Iterable[str]) -> list[Facts]:
    """What may be told of these entries now: not who is withheld, nor where to reach whose contact is."""
    wanted = [entry_id for entry_id in entry_ids if not is_withheld(entry_id)]
    return [_as_of_now(build, facts) for facts in read_facts(build.connection, wanted)]


def _as_of_now(build: Build, facts: Facts) -> Facts:
    works_at = tuple(row for row in facts.works_at if not _is_of_withheld(row))
    is_disputed = bool(read_reports(build, facts.entry_id).open)
    if not is_withheld(facts.entry_id, CONTACT):
        return replace(facts, works_at=works_at, is_disputed=is_disputed)
    entry = facts.entry | dict.fromkeys(("phone", "city", "zip5"))
    return replace(facts, entry=entry, places=(), works_at=works_at, is_disputed=is_disputed)


def _is_of_withheld(row: Row) -> bool:
    return is_withheld(row["clinic_id"]) or is_withheld(row["member_id"])


def find_page(build: Build, kind: str, asked: Mapping[str, str], after: int, count: int) -> Page:
    """A page of the entries of a kind, in the order of their names, of `count` at most."""
    found = _candidates(build, asked, after)
    fits = _test(asked)
    kept: list[tuple[int, str]] = []
    last = 0
    for row in _rows(build.connection, found[:MOST_LOOKED_AT], kind):
        if fits(row):
            kept.append((row["search_id"], row["entry_id"]))
            if len(kept) > count:
                return Page(tuple(entry_id for _, entry_id in kept[:count]), kept[count - 1][0])
    if len(found) > MOST_LOOKED_AT:
        last = int(found[MOST_LOOKED_AT - 1])
    return Page(tuple(entry_id for _, entry_id in kept), last)


def count_entries(build: Build, kind: str, asked: Mapping[str, str]) -> int | None:
    """How many entries of a kind a search finds, without the withheld; None where too many would be read."""
    found, fits = _candidates(build, asked, 0), _test(asked)
    if len(found) > MOST_COUNTED:
        return None
    rows = (row for row in _rows(build.connection, found, kind) if fits(row))
    each = (row["entry_id"] for row in rows)
    return sum(not is_withheld(entry_id) and ids.has_room(ids.written(entry_id)) for entry_id in each)


def entries_in(connection: Connection, found: Ids, kind: str) -> list[str]:
    """The ids of the entries of a kind among these, in the order of names."""
    return [row["entry_id"] for row in _rows(connection, found, kind)]


def _candidates(build: Build, asked: Mapping[str, str], after: int) -> Ids:
    """The entries, by `search_id`, that hold the words and are in the state; rising."""
    arrays = arrays_of(build)
    size = arrays.size
    sets = WordSets(build.connection, size)
    masks = [
        sets.beginning(word, where)
        for name, where in _NAME_PARTS.items()
        for word in words_in(asked.get(name, ""))
    ]
    if "address-state" in asked:
        masks.append(mask_of(size, sets.in_state(asked["address-state"].strip().upper())))
    if any(not words_in(asked[name]) for name in _NAME_PARTS if name in asked):
        return ids_from(())
    found = ids_of(in_all(masks)) if masks else arrays.groups.everyone
    return found[found > after]


def _rows(connection: Connection, found: Ids, kind: str) -> Iterator[Row]:
    for first in range(0, len(found), ROWS_AT_ONCE):
        asked = {"ids": json.dumps(found[first : first + ROWS_AT_ONCE].tolist()), "kind": kind}
        yield from (dict(row) for row in connection.execute(_ROWS, asked))


def _test(asked: Mapping[str, str]) -> Callable[[Row], bool]:
    """Whether the last name, and the first or middle name, of a row begin as asked."""
    family, given = fold(asked.get("family", "")), fold(asked.get("given", ""))

    def fits(row: Row) -> bool:
        others = (row["first_name"], row["middle_name"])
        return _begins(row["last_name"], family) and (
            not given or any(_begins(name, given) for name in others)
        )

    return fits


def _begins(name: str | None, start: str) -> bool:
    return not start or fold(name or "").startswith(start)
