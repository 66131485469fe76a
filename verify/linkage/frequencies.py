"""How common each name, initial and place is: the u-probabilities, taken from the data at hand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from verify.linkage.name_columns import NameColumns
from verify.linkage.sides import DirectoryTable, RollTable, Sides, rolls
from verify.linkage.spelling import Spelling
from verify.linkage.vocabulary import Codes, Shares, Wide

SHRINKAGE = 500.0
"""Pseudo-count with which a profession's own frequency leans on that of all professions."""

LEAST_PEOPLE = 200
"""Professions with fewer names than this share the frequencies of all."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How often each value occurs: `counts` has a line for each profession, the last one for all."""

    counts: npt.NDArray[np.int32]
    totals: npt.NDArray[np.int64]

    def share(self, group: Codes, values: Codes) -> Shares:
        """The smoothed share of each value within its group; never zero, at most 1."""
        known = np.minimum(values, self.counts.shape[1] - 1)
        is_known = values < self.counts.shape[1]
        overall = (self.counts[-1, known] * is_known + 1.0) / (self.totals[-1] + 2.0)
        own = self.counts[group, known] * is_known + SHRINKAGE * overall
        shares: Shares = np.minimum(1.0, own / (self.totals[group] + SHRINKAGE))
        return shares


@dataclass(frozen=True, slots=True)
class PlaceTally:
    """How many rows of a roll are in each place. `keys` are sorted; `placed` counts by roll."""

    keys: Wide
    counts: Wide

    def of(self, keys: Wide) -> Wide:
        """The count of each key, 0 for one that was never seen."""
        return looked_up(self.keys, self.counts, keys)


@dataclass(frozen=True, slots=True)
class Frequencies:
    """All tallies of a run. Names count over rows and entries, places over the rows of a roll.

    `group_of` gives each profession's code the line of its tallies.
    """

    group_of: npt.NDArray[np.int32]
    surnames: Tally
    givens: Tally
    initials: Tally
    middles: Tally
    middle_initials: Tally
    full_names: PlaceTally
    names_count: int
    roll_keys: Wide
    persons: Wide
    placed: Wide
    places: PlaceTally

    def group(self, profession: Codes) -> npt.NDArray[np.int32]:
        """The line of the tallies for each profession."""
        known = np.minimum(profession, len(self.group_of) - 1)
        return np.where(profession < len(self.group_of), self.group_of[known], self.group_of[0])

    def persons_on(self, roll: Wide) -> Wide:
        """How many people are on each roll, at least 1."""
        return np.maximum(1, looked_up(self.roll_keys, self.persons, roll))

    def place_share(self, roll: Wide, place: Codes) -> Shares:
        """The smoothed share of a place among the rows of its roll."""
        seen = self.places.of(place_keys(self.roll_keys, roll, place))
        return (seen + 1.0) / (looked_up(self.roll_keys, self.placed, roll) + 20.0)

    def namesake_share(self, surname: Codes, given: Codes) -> Shares:
        """The least share of people with this full name: all bearers but one on each side.

        Given names and surnames are not independent, so the product of their shares can be
        far too small for a name that is in fact common.
        """
        seen = self.full_names.of((surname.astype(np.int64) << 32) | given)
        return np.maximum(0.0, (seen - 2.0) / max(1, self.names_count))


def looked_up(keys: Wide, values: Wide, wanted: Wide) -> Wide:
    """The value of each wanted key in sorted `keys`, 0 where it is not there."""
    if not len(keys):
        return np.zeros(len(wanted), dtype=np.int64)
    places = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[places] == wanted, values[places], 0)


def place_keys(roll_keys: Wide, roll: Wide, place: Codes) -> Wide:
    """One number for a roll, and a place's code; negative for an unseen roll."""
    if not len(roll_keys):
        return np.full(len(roll), -1, dtype=np.int64)
    at = np.minimum(np.searchsorted(roll_keys, roll), len(roll_keys) - 1)
    return np.where(roll_keys[at] == roll, (at.astype(np.int64) << 32) | place, -1)


def count(sides: Sides, spelled: Spelling) -> Frequencies:
    """The frequencies of all names of both sides, and of the places of the rows."""
    roll, directory = sides.roll, sides.directory
    standing = np.flatnonzero(~roll.is_superseded).astype(np.int32)  # the others count as their successor
    own_face, profession = _entry_names(directory)
    names = _stacked(roll.names.at(standing), directory.faces.at(own_face))
    professions = np.concatenate([roll.profession[standing], profession])
    size = len(sides.vocabulary)
    group_of, groups = _groups(professions, size)
    group = group_of[professions]
    letter = spelled.initial
    roll_keys, persons = np.unique(roll.roll[standing], return_counts=True)
    return Frequencies(
        group_of=group_of,
        surnames=_tally(group, names.surname, groups, size),
        givens=_tally(group, names.given, groups, size),
        initials=_tally(group, letter[names.given], groups, 256),
        middles=_tally(group, names.middle, groups, size),
        middle_initials=_tally(group, letter[names.middle], groups, 256),
        full_names=_counted((names.surname.astype(np.int64) << 32) | names.given),
        names_count=len(names),
        roll_keys=roll_keys,
        persons=persons,
        placed=_placed(roll, roll_keys),
        places=_places(roll, roll_keys),
    )


def _entry_names(directory: DirectoryTable) -> tuple[Codes, Codes]:
    """The own face of each entry once for each profession of it, and these professions."""
    scopes = directory.scopes
    pairs = np.unique(rolls(scopes.owner, scopes.profession))
    first = np.flatnonzero(~directory.is_other).astype(np.int32)
    return first[pairs >> 32], (pairs & 0xFFFFFFFF).astype(np.int32)


def _stacked(one: NameColumns, other: NameColumns) -> NameColumns:
    columns = NameColumns.__slots__
    return NameColumns(*(np.concatenate([getattr(one, c), getattr(other, c)]) for c in columns))


def _groups(professions: Codes, size: int) -> tuple[npt.NDArray[np.int32], int]:
    """The group of each profession's code, and how many groups there are with the one of all."""
    codes, counts = np.unique(professions, return_counts=True)
    large = codes[(counts >= LEAST_PEOPLE) & (codes > 0)]
    group_of = np.full(size, len(large), dtype=np.int32)
    group_of[large] = np.arange(len(large))
    return group_of, len(large) + 1


def _tally(group: Codes, values: Codes, groups: int, size: int) -> Tally:
    told = values > 0
    own = np.bincount(group[told].astype(np.int64) * size + values[told], minlength=groups * size)
    counts = own.reshape(groups, size).astype(np.int32)
    counts[-1] = np.bincount(values[told], minlength=size)
    return Tally(counts, counts.sum(axis=1, dtype=np.int64))


def _counted(keys: Wide) -> PlaceTally:
    return PlaceTally(*np.unique(keys, return_counts=True))


def _placed(roll: RollTable, roll_keys: Wide) -> Wide:
    """How many standing rows of each roll state a place."""
    at = roll.roll[roll.spots.owner[~roll.is_superseded[roll.spots.owner]]]
    return np.bincount(np.searchsorted(roll_keys, at), minlength=len(roll_keys)).astype(np.int64)


def _places(roll: RollTable, roll_keys: Wide) -> PlaceTally:
    """How many standing rows of each roll are in each city, ZIP, ZIP area and state."""
    spots = roll.spots
    kept = ~roll.is_superseded[spots.owner]
    at = roll.roll[spots.owner][kept]
    keys = [
        place_keys(roll_keys, at[told], column[kept][told])
        for column in (spots.city, spots.zip5, spots.area, spots.state)
        for told in [column[kept] > 0]
    ]
    return _counted(np.concatenate(keys))
