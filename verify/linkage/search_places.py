"""The ZIP areas of a directory: which lie around a point, who is there, and how far somebody is from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from verify.linkage.search_sets import Ids, slices

EARTH_RADIUS_MILES = 3958.8
MILES_PER_DEGREE = 69.0

Miles = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Near:
    """ZIP areas around a point by their numbers, the nearest first, with their miles."""

    areas: Ids
    miles: Miles

    def within(self, miles: float) -> Near:
        """Those of them within so many miles."""
        count = int(np.searchsorted(self.miles, miles, side="right"))
        return Near(self.areas[:count], self.miles[:count])


def tenths(miles: Miles) -> Ids:
    """The miles as whole tenths, by which entries are put in order."""
    return np.rint(miles * 10).astype(np.int32)


class Places:
    """ZIP areas, the entries of each, and the areas of each entry; an entry may be in several."""

    def __init__(
        self, latitudes: Sequence[float | None], longitudes: Sequence[float | None], starts: Ids, areas: Ids
    ) -> None:
        """Coordinates in degrees by the number of the area, None where unknown.

        The areas of entry `i` (from 1) are `areas[starts[i]:starts[i + 1]]`.
        """
        self._latitude = np.radians(np.array(latitudes, dtype=np.float64))
        self._longitude = np.radians(np.array(longitudes, dtype=np.float64))
        self._from_south = np.argsort(self._latitude, kind="stable")
        self._sorted_latitude = self._latitude[self._from_south]
        self._starts, self._areas = starts, areas
        entries = np.repeat(np.arange(len(starts) - 1, dtype=np.int32), np.diff(starts))
        self._entries = entries[np.argsort(areas, kind="stable")]
        self._counts = np.bincount(areas, minlength=len(self._latitude))
        self._area_starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(self._counts)])

    def around(self, latitude: float, longitude: float, within: float) -> Near:
        """The areas within so many miles of a point in degrees; areas without coordinates are nowhere."""
        reach = within / MILES_PER_DEGREE + 0.01
        low, high = np.radians(latitude - reach), np.radians(latitude + reach)
        first, last = np.searchsorted(self._sorted_latitude, (low, high))
        areas = self._from_south[first:last]
        miles = self._miles(latitude, longitude, areas)
        held = miles <= within
        areas, miles = areas[held], miles[held]
        order = np.lexsort((areas, miles))
        return Near(areas[order], miles[order])

    def entries_count(self, near: Near) -> int:
        """How many entries are there, each counted in every area where it is."""
        return int(self._counts[near.areas].sum())

    def entries(self, near: Near) -> tuple[Ids, Ids]:
        """The entries there, rising, each with the place of its nearest area in `near`."""
        nobody = len(near.areas)
        nearest = np.full(len(self._starts) - 1, nobody, dtype=np.min_scalar_type(nobody))
        at, owner = slices(self._area_starts, near.areas)
        nearest[self._entries[at][::-1]] = owner[::-1]  # the last one written is the nearest
        ids = np.flatnonzero(nearest != nobody)
        return ids, nearest[ids]

    def miles_of(self, ids: Ids, latitude: float, longitude: float) -> Miles:
        """Miles from a point to the nearest area of each of these entries; infinite where none is known."""
        at, owner = slices(self._starts, ids)
        miles = np.full(len(ids), np.inf)
        away = self._miles(latitude, longitude, self._areas[at])
        np.fmin.at(miles, owner, away)
        return miles

    def _miles(self, latitude: float, longitude: float, areas: Ids) -> Miles:
        """Straight-line distance; not a number for an area without coordinates."""
        here, there = np.radians(latitude), self._latitude[areas]
        half = np.sin((there - here) / 2) ** 2
        half += (
            np.cos(here) * np.cos(there) * np.sin((self._longitude[areas] - np.radians(longitude)) / 2) ** 2
        )
        return np.asarray(2 * EARTH_RADIUS_MILES * np.arcsin(np.sqrt(np.minimum(half, 1.0))))
