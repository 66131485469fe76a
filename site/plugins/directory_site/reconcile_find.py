"""Candidates for a query: found as the search finds entries, compared as a check compares licenses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

from verify.linkage.entity_compare import Fit
from verify.linkage.organization_names import core_words, names_in
from verify.linkage.search_sets import Ids, first_of_set, ids_from, mask_of

from .naming import Words, find_close, find_named
from .numbers import entries_with_number, read_number
from .question import words_of
from .reading import Build
from .reconcile_fit import Row, fits, places_agree
from .reconcile_query import Query
from .reconcile_terms import CLINIC, PRACTITIONER
from .search_arrays import Arrays, arrays_of
from .search_page import still_public
from .word_sets import WordSets

MOST_COMPARED = 40
"""Entries that are compared for one query; those in the state that was asked come first."""

_IDS = "select search_id from entry_search where entry_id in (select value from json_each(?))"
_ENTRIES = """
select n.search_id, e.entry_id, e.kind, e.name, e.profession, e.checked_profession, e.first_name,
  e.middle_name, e.last_name, e.suffix, e.city, e.state, e.zip5, e.phone
from json_each(?) i
cross join entry_search n on n.search_id = i.value
cross join entries e on e.entry_id = n.entry_id
"""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that may be meant: what may be told of it, how it fits, and how well the place agrees."""

    entry: Row
    fit: Fit
    agrees: dict[str, bool]


def find_candidates(build: Build, query: Query) -> list[Candidate]:
    """The entries that fit a query, best first, at most as many as it wants; one is sure or none is."""
    if not query.has_enough:
        return []
    rows = still_public(build.rows(_ENTRIES, [json.dumps(_ids(build, query))]))
    found = [
        Candidate(row, fit, places_agree(query, row))
        for row, fit in fits(build, query, rows)
        if fit.score > 0
    ]
    found.sort(key=lambda each: (-each.fit.score, -sum(each.agrees.values()), each.entry["entry_id"]))
    return _without_rivals(found)[: query.limit]


def _without_rivals(found: list[Candidate]) -> list[Candidate]:
    """The candidates, none of them sure where another is as sure or scores more."""
    sure = [each for each in found if each.fit.is_match]
    if not sure or (len(sure) == 1 and found[0] is sure[0]):
        return found
    return [replace(each, fit=replace(each.fit, is_match=False)) for each in found]


def _ids(build: Build, query: Query) -> list[int]:
    """The numbers of the entries to compare: of an id, of a license number, then of a name."""
    arrays = arrays_of(build)
    asked = [each for each in (query.npi, query.entry_id) if each]
    sure = [row["search_id"] for row in build.rows(_IDS, [json.dumps(asked)])] if asked else []
    number = read_number(query.question.number) if query.question.has_number else None
    numbered = entries_with_number(build.connection, number) if number else ()
    sets = WordSets(build.connection, arrays.size)
    found = (ids_from(sure), ids_from(numbered), _named(sets, arrays, query))
    kept = (_there_first(sets, query, _wanted(arrays, query, ids))[:MOST_COMPARED] for ids in found)
    return list(dict.fromkeys(search_id for ids in kept for search_id in ids.tolist()))


def _named(sets: WordSets, arrays: Arrays, query: Query) -> Ids:
    """Entries that bear the name, or names close to it where none of the wanted types does."""
    return next((ids for ids in _by_name(sets, query) if len(_wanted(arrays, query, ids))), ids_from(()))


def _by_name(sets: WordSets, query: Query) -> Iterator[Ids]:
    readings = list(dict.fromkeys(words for words in (*_of_person(query), *_of_clinic(query)) if words))
    for words in readings:
        yield find_named(sets, words).ids
    for words in dict.fromkeys([*readings[:1], *readings[-1:]]):
        yield find_close(sets, words).ids


def _of_person(query: Query) -> Iterator[Words]:
    """The words of the name of a person, without letters behind it; no middle name where it came apart."""
    if query.question.names and query.may_be_person:
        name = query.question.names[0]
        middle = "" if query.has_parts else name.middle
        yield words_of(f"{name.given} {middle} {name.surname}")


def _of_clinic(query: Query) -> Iterator[Words]:
    """All words as typed; then those of each name without legal forms, as names of clinics are compared."""
    if query.may_be_clinic:
        yield words_of(query.text)
        for name in names_in(query.text):
            yield words_of(" ".join(core_words(name)))


def _wanted(arrays: Arrays, query: Query, ids: Ids) -> Ids:
    """Those of the types that were asked for."""
    if not query.types or not len(ids):
        return ids
    professions = arrays.groups.professions
    mask = ~arrays.groups.all_groups()
    for code in query.types:
        mask |= ~professions.bearers(CLINIC) if code == PRACTITIONER else professions.bearers(code)
    return ids[mask[arrays.groups.of(ids)]]


def _there_first(sets: WordSets, query: Query, ids: Ids) -> Ids:
    """Those with a place in the state first, where one was asked for."""
    if not query.question.state or not len(ids):
        return ids
    return first_of_set(mask_of(sets.size, sets.in_state(query.question.state)), ids)
