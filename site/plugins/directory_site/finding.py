"""Entries that a search asks for: a set of them, counted by groups, and picked page by page, in order."""

from __future__ import annotations

from dataclasses import dataclass

from verify.linkage.search_places import Miles
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
    """The entries of a scope: in order, or, where a place was named, to be put in the order of `miles`."""

    ids: Ids
    miles: Miles | None = None


def find(arrays: Arrays, words: WordSets, scope: Scope) -> Found:
    """The entries of a scope."""
    if scope.area is not None:
        return _around(arrays, scope.area, scope.ids)
    if not scope.state:
        return Found(arrays.groups.everyone if scope.ids is None else scope.ids)
    there = words.in_state(scope.state)
    return Found(there if scope.ids is None else scope.ids[mask_of(arrays.size, there)[scope.ids]])


def _around(arrays: Arrays, area: Area, ids: Ids | None) -> Found:
    """The entries of an area, or those of `ids` within its miles."""
    if ids is None and area.near is not None:
        return Found(*arrays.places.entries(area.near))
    candidates = arrays.groups.everyone if ids is None else ids
    miles = arrays.places.miles_of(candidates, area.place.latitude, area.place.longitude)
    within = miles <= area.within
    return Found(candidates[within], miles[within])


def pick(arrays: Arrays, found: Found, filters: Filters, today: str, number: int) -> dict[int, float | None]:
    """The entries of page `number` in order, with miles: nearest first (to a tenth), then the best match."""
    left = ids_of(passing(arrays.groups, filters, today)[arrays.groups.of(found.ids)])
    first = (number - 1) * PAGE_SIZE
    if found.miles is None:
        return dict.fromkeys(found.ids[left[first : first + PAGE_SIZE]].tolist())
    nearest = left[first_of(found.miles[left].round(1), first + PAGE_SIZE)[first:]]
    return dict(zip(found.ids[nearest].tolist(), found.miles[nearest].tolist(), strict=True))
