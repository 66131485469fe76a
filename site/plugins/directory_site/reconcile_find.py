"""Candidates for a query: found as the search finds entries, compared as a check compares licenses."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from verify.linkage.entity_compare import Fit, fit_clinic, fit_person, judge_of, words_of_names
from verify.linkage.lookup_question import read_names
from verify.linkage.organization_names import core_words, names_in
from verify.linkage.search_sets import Ids, first_of_set, ids_from, mask_of

from .licenses import may_show
from .naming import Words, find_close, find_named
from .numbers import entries_with_number, read_number
from .question import words_of
from .reading import Build
from .reconcile_query import Query
from .reconcile_terms import CLINIC, PRACTITIONER
from .search_arrays import Arrays, arrays_of
from .search_page import still_public
from .word_sets import WordSets

MOST_COMPARED = 40
"""Entries that are compared for one query; those in the state that was asked come first."""

_IDS = "select search_id from entry_search where entry_id in (select value from json_each(?))"
_ENTRIES = """
select n.search_id, e.entry_id, e.kind, e.name, e.profession, e.first_name, e.middle_name, e.last_name,
  e.suffix, e.city, e.state, e.zip5, e.phone
from json_each(?) i
cross join entry_search n on n.search_id = i.value
cross join entries e on e.entry_id = n.entry_id
"""
_LICENSES = """
select k.entry_id, l.license_number, l.jurisdiction, l.profession, l.status, l.discipline,
  l.is_disciplinary_status, k.identity_class, k.identity_class = 'number_and_name' as is_listed
from json_each(?) i
cross join links k on k.entry_id = i.value and k.decision = 'accept'
cross join licenses l on l.license_id = k.license_id
"""
_CLAIMS = """
select c.entry_id, coalesce(c.license_number, '') as license_number, coalesce(c.state, '') as jurisdiction,
  c.profession, 0 as is_listed
from json_each(?) i cross join entry_claims c on c.entry_id = i.value
"""
_NAMES = "select n.entry_id, n.name from json_each(?) i cross join entry_names n on n.entry_id = i.value"
_COUNTS = "select word, entries_count from search_words where word in (select value from json_each(?))"

Row = dict[str, Any]


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
        Candidate(row, fit, _places(query, row)) for row, fit in _fits(build, query, rows) if fit.score > 0
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


def _fits(build: Build, query: Query, rows: Iterable[Row]) -> Iterator[tuple[Row, Fit]]:
    """Each entry with how it fits. A license that its page would not show is not compared."""
    rows = list(rows)
    ids = json.dumps([row["entry_id"] for row in rows])
    others = _grouped(build.rows(_NAMES, [ids]))
    listed = [row for row in build.rows(_LICENSES, [ids]) if may_show(row)]
    numbers = _grouped([*listed, *build.rows(_CLAIMS, [ids])])
    clinics = [row for row in rows if row["kind"] == "organization"]
    judge = _judge(build, query, clinics, others) if clinics else None
    for row in rows:
        entry_id = row["entry_id"]
        names = [each["name"] for each in others.get(entry_id, ())]
        if judge is not None and row["kind"] == "organization":
            asked = query.question
            yield row, fit_clinic(query.text, asked.state, query.npi, row, names, judge)
        else:
            printed = list(_printed(row, names, numbers.get(entry_id, [])))
            yield row, fit_person(query.question, query.npi, row, printed)


def _grouped(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["entry_id"], []).append(row)
    return found


def _printed(entry: Row, others: Iterable[str], numbers: list[Row]) -> Iterator[Row]:
    """Each name of a person with each number: its own place and profession stand where there is none."""
    own = {"license_number": "", "jurisdiction": entry["state"] or "", "profession": entry["profession"]}
    own_name = {part: entry[part] or "" for part in ("first_name", "middle_name", "last_name", "suffix")}
    for name in (own_name, *map(_parts, others)):
        for number in (own | {"is_listed": 0}, *numbers):
            yield {**number, **name}


def _parts(text: str) -> dict[str, str]:
    """The parts of another name, which the national file states as one text, first name first."""
    name = next(iter(read_names(text)), None)
    if name is None:
        return dict.fromkeys(("first_name", "middle_name", "last_name", "suffix"), "")
    return {
        "first_name": name.given,
        "middle_name": name.middle,
        "last_name": name.surname,
        "suffix": name.suffix,
    }


def _judge(build: Build, query: Query, clinics: Iterable[Row], others: dict[str, list[Row]]) -> Any:
    """Who judges names of clinics: words are as rare as they are in the names of this build."""
    names = [query.text]
    for row in clinics:
        names += [row["name"], *(each["name"] for each in others.get(row["entry_id"], ()))]
    words = sorted(word.lower() for word in words_of_names(names))
    counts = {row["word"].upper(): row["entries_count"] for row in build.rows(_COUNTS, [json.dumps(words)])}
    return judge_of(counts, arrays_of(build).size)


def _places(query: Query, row: Row) -> dict[str, bool]:
    """Whether city, ZIP code and phone agree, as far as both sides have them."""
    pairs = {
        "city": (query.city, (row["city"] or "").casefold()),
        "zip": (query.zip5, (row["zip5"] or "")[:5]),
        "phone": (query.phone, "".join(c for c in row["phone"] or "" if c.isdigit())[-10:]),
    }
    return {name: asked == listed for name, (asked, listed) in pairs.items() if asked and listed}
