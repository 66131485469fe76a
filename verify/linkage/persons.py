"""Rows, and entries, of one person, grouped before they can compete with each other.

Two rows of one roll are one person's when
* the board gives both the same id of the holder, whatever their names: people marry; or
* their numbers are equal and the surname or the given name is: a renewal, a status history; or
* names and middle names are the same, and the ZIP: unless both licenses are current and neither
  shows a middle name, for then it may be parent and child; or
* one of them is marked as replaced and exactly one standing row has the same full name; or
* neither has a license number, all parts of the name are the same, at most one entry bears it, and it
  is so rare that hardly two people of that roll do: a register of people who practice in many places.

Anything weaker could be two people.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from verify.linkage.frequencies import Frequencies
from verify.linkage.joins import joined, openings
from verify.linkage.name_columns import NameColumns
from verify.linkage.sides import DirectoryTable, RollTable, Sides, rolls
from verify.linkage.vocabulary import Codes, Flags, Keys, Shares, mixed


class _Groups:
    """Places that belong together, each led by the first of them."""

    def __init__(self, count: int) -> None:
        self.lead = np.arange(count, dtype=np.int32)

    def join(self, keys: Keys, places: npt.NDArray[np.integer]) -> None:
        """Join all places that share a key, and everything that they were joined with before."""
        order = np.lexsort((places, keys))
        keys, places = keys[order], places[order].astype(np.int32)
        opens = np.flatnonzero(openings(keys))
        first = np.repeat(places[opens], np.diff(np.append(opens, len(keys))))
        self._connect(first[first != places], places[first != places])

    def _connect(self, one: Codes, other: Codes) -> None:
        """Lower the lead of both ends of every edge to the lower one, until nothing changes."""
        while len(one):
            least = np.minimum(self.lead[one], self.lead[other])
            before = self.lead.copy()
            np.minimum.at(self.lead, before[one], least)
            np.minimum.at(self.lead, before[other], least)
            self.lead = self.lead[self.lead]
            if np.array_equal(before, self.lead):
                return


MOST_NAMESAKES = 0.02
"""Most people that may be expected to bear a name on a roll for its rows to be one person's."""


def person_of(sides: Sides, frequencies: Frequencies) -> Codes:
    """For each row the place of the row that leads its person, its own where it stands alone."""
    roll = sides.roll
    names, groups = roll.names, _Groups(len(roll.ids))
    every = np.arange(len(roll.ids), dtype=np.int32)
    held = roll.holder > 0
    groups.join(mixed(23, roll.roll, roll.holder)[held], every[held])
    owner = roll.numbers.owner
    for part in (names.surname, names.given):
        told = part[owner] > 0
        groups.join(mixed(24, roll.roll[owner], roll.numbers.reading, part[owner])[told], owner[told])
    named = mixed(21, roll.roll, names.surname, names.given, names.middle, names.suffix)
    zip5 = np.zeros(len(every), dtype=np.int32)
    zip5[roll.spots.owner] = roll.spots.zip5
    placed = ~roll.is_superseded & (zip5 > 0) & (names.given > 0)
    has_middle = names.middle > 0
    at = mixed(22, named, zip5)
    groups.join(at[placed & has_middle], every[placed & has_middle])
    _join_ended(groups, at, roll.is_current, placed & ~has_middle)
    _join_successor(groups, named, roll.is_superseded)
    bare = np.ones(len(every), dtype=np.bool_)
    bare[owner] = False
    rare = bare & (names.surname > 0) & (names.given > 0) & (_namesakes(roll, frequencies) < MOST_NAMESAKES)
    rare &= ~_is_shared(sides.directory, names)
    groups.join(named[rare], every[rare])
    return groups.lead


def _namesakes(roll: RollTable, frequencies: Frequencies) -> Shares:
    """How many others on its roll are expected to bear the name of each row."""
    names, group = roll.names, frequencies.group(roll.profession)
    share = frequencies.surnames.share(group, names.surname) * frequencies.givens.share(group, names.given)
    has_middle = names.middle > 0
    share[has_middle] *= frequencies.middles.share(group[has_middle], names.middle[has_middle])
    return share * frequencies.persons_on(roll.roll)


def _is_shared(directory: DirectoryTable, names: NameColumns) -> Flags:
    """Which full names two or more entries bear."""
    own = directory.faces.at(np.flatnonzero(~directory.is_other))
    keys, counts = np.unique(rolls(own.surname, own.given), return_counts=True)
    wanted = rolls(names.surname, names.given)
    if not len(keys):
        return np.zeros(len(wanted), dtype=np.bool_)
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    flags: Flags = (keys[at] == wanted) & (counts[at] > 1)
    return flags


def _join_ended(groups: _Groups, at: Keys, is_current: Flags, kept: Flags) -> None:
    """Rows without middle name at one ZIP are one person's where at most one of them is current."""
    lines = np.flatnonzero(kept)
    _, places = np.unique(at[lines], return_inverse=True)
    current = np.bincount(places, is_current[lines])
    alone = lines[current[places] <= 1]
    groups.join(at[alone], alone)


def _join_successor(groups: _Groups, named: Keys, is_superseded: Flags) -> None:
    """A replaced row belongs to the one standing row of its name."""
    keys, counts = np.unique(named[~is_superseded], return_counts=True)
    if not len(keys):
        return
    at = np.minimum(np.searchsorted(keys, named), len(keys) - 1)
    lines = np.flatnonzero((keys[at] == named) & (counts[at] == 1))
    groups.join(named[lines], lines)


def entry_person_of(directory: DirectoryTable) -> Codes:
    """For each entry the one that leads its person: same own name, middle name, ZIP and profession."""
    groups = _Groups(len(directory.ids))
    own = np.flatnonzero(~directory.is_other)
    names = directory.faces.at(own)
    spots, scopes = directory.spots, directory.scopes
    line, spot = joined(scopes.owner, spots.owner)
    entry = scopes.owner[line]
    named = mixed(25, names.surname, names.given, names.middle, names.suffix)[entry]
    told = (spots.zip5[spot] > 0) & (names.given[entry] > 0) & (names.surname[entry] > 0)
    keys = mixed(26, named, spots.zip5[spot], scopes.profession[line])
    groups.join(keys[told], entry[told])
    return groups.lead
