"""Places of an entry and of a row: the best agreement of any, and how common that very place is."""

from __future__ import annotations

import numpy as np

from verify.linkage.frequencies import Frequencies
from verify.linkage.joins import joined
from verify.linkage.levels import LEVEL, Levels, weight
from verify.linkage.model import Model
from verify.linkage.sides import Sides
from verify.linkage.vocabulary import Codes, Weights, Wide


class PlaceComparer:
    """Compares the places of candidate pairs of one pair of sides."""

    def __init__(self, sides: Sides, frequencies: Frequencies) -> None:
        """Hold what comparing places needs of the sides."""
        self._sides, self._frequencies = sides, frequencies

    def place(self, entry: Codes, r: Codes, model: Model) -> tuple[Levels, Weights]:
        """The best agreement of any place of the entry with that of the row."""
        roll, directory, level = self._sides.roll, self._sides.directory, LEVEL["place"]
        found = np.zeros(len(r), dtype=np.int8)
        line, theirs = joined(r, roll.spots.owner)
        pair, ours = joined(entry[line], directory.spots.owner)
        line, theirs = line[pair], theirs[pair]
        one, other = directory.spots, roll.spots
        each_level = np.full(len(line), level["elsewhere"], dtype=np.int8)
        unknown = (one.state[ours] == 0) | (other.state[theirs] == 0)
        same_state = one.state[ours] == other.state[theirs]
        each_level[same_state] = level["state"]
        each_level[unknown] = level["missing"]
        each_level[(one.area[ours] == other.area[theirs]) & (one.area[ours] > 0)] = level["area"]
        each_level[(one.city[ours] == other.city[theirs]) & (one.city[ours] > 0) & (same_state | unknown)] = (
            level["city"]
        )
        each_level[(one.zip5[ours] == other.zip5[theirs]) & (one.zip5[ours] > 0)] = level["zip5"]
        np.maximum.at(found, line, each_level)
        spot = np.zeros(len(r), dtype=np.int64)
        spot[line] = theirs
        places = np.bincount(line, minlength=len(r))
        return found, self._place_weight(found, r, spot, places, model)

    def _place_weight(self, found: Levels, r: Codes, spot: Wide, places: Wide, model: Model) -> Weights:
        level, spots, frequencies = LEVEL["place"], self._sides.roll.spots, self._frequencies
        bits = np.zeros(len(r), dtype=np.int32)
        told = np.flatnonzero(found)
        if not len(told):
            return bits
        found, roll, spot = found[told], self._sides.roll.roll[r[told]], spot[told]
        columns = {"zip5": spots.zip5, "city": spots.city, "area": spots.area, "state": spots.state}
        u = np.zeros(len(told))
        for name, column in columns.items():
            at = found == level[name]
            u[at] = frequencies.place_share(roll[at], column[spot[at]])
        away = found == level["elsewhere"]
        u[away] = 1.0 - frequencies.place_share(roll[away], spots.state[spot[away]])
        coarse = found <= level["state"]
        u[coarse] = np.maximum(0.02, u[coarse])
        m = model.place_m(spots.zip5[spot] > 0, spots.city[spot] > 0)[np.arange(len(told)), found]
        bits[told] = weight(m, np.minimum(1.0, u * places[told]))
        return bits
