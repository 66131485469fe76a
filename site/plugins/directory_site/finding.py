"""Entries that a search asks for: a set of them, counted by groups, and picked page by page, in order."""

from __future__ import annotations

from dataclasses import dataclass

from verify.linkage.search_places import Miles, tenths
from verify.linkage.search_sets import Ids, first_of, ids_of, mask_of

from .narrowing import Filters, passing
from .places import Area
from .search_arrays import Arrays
from .word_sets import WordSets

PAGE_SIZE = 10
MOST_PAGES = 500


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """Where a search looks, before filters: entries in order of likeness, areas by their miles, or a state.

    `ids` None is everybody; `area` None is no place.
    """

    ids: Ids | None = None
    area: Area | None = None
    state: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """The entries of a scope, each with its group: in order, or to be put in the order of their miles.

    `miles[i]` are those of entry `ids[i]`, or, where there is `away`, `miles[away[i]]`.
    """

    ids: Ids
    groups: Ids
    miles: Miles | None = None
    away: Ids | None = None


def find(arrays: Arrays, words: WordSets, scope: Scope) -> Found:
    """The entries of a scope."""
    if scope.area is None:
        ids = _in_order(arrays, words, scope)
        return Found(ids, arrays.groups.of(ids))
    if scope.ids is None and scope.area.near is not None:
        ids, away = arrays.places.entries(scope.area.near)
        return Found(ids, arrays.groups.of(ids), scope.area.near.miles, away)
    return _named_around(arrays, scope.area, scope.ids)


def _in_order(arrays: Arrays, words: WordSets, scope: Scope) -> Ids:
    if not scope.state:
        return arrays.groups.everyone if scope.ids is None else scope.ids
    there = words.in_state(scope.state)
    return there if scope.ids is None else scope.ids[mask_of(arrays.size, there)[scope.ids]]


def _named_around(arrays: Arrays, area: Area, ids: Ids | None) -> Found:
    """Those of `ids` within the miles of an area; of everybody where None."""
    candidates = arrays.groups.everyone if ids is None else ids
    miles = arrays.places.miles_of(candidates, area.place.latitude, area.place.longitude)
    there = ids_of(miles <= area.within)
    return Found(candidates[there], arrays.groups.of(candidates[there]), miles[there])


def pick(arrays: Arrays, found: Found, filters: Filters, today: str, number: int) -> dict[int, float | None]:
    """The entries of page `number` in order, with miles: nearest first (to a tenth), then the best match.

    Around a place, people who were not checked as one of the profession asked for stand behind all others.
    """
    left = ids_of(passing(arrays.groups, filters, today)[found.groups])
    first = (number - 1) * PAGE_SIZE
    if found.miles is None:
        return dict.fromkeys(found.ids[left[first : first + PAGE_SIZE]].tolist())
    away = left if found.away is None else found.away[left]
    keys = tenths(found.miles)[away]
    behind = arrays.groups.about_others(filters.profession)[found.groups[left]]
    nearest = first_of(keys + behind * (keys.max(initial=0) + 1), first + PAGE_SIZE)[first:]
    ids, miles = found.ids[left[nearest]], found.miles[away[nearest]]
    return dict(zip(ids.tolist(), miles.tolist(), strict=True))
