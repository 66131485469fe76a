"""Candidate pairs: which rows of a roll are worth comparing with an entry.

Several blocking rules, each an exact key made of codes. A pair is a candidate when any rule gives
both sides one key; a key that too many rows share is left out, because it selects nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from verify.linkage.name_columns import NameColumns
from verify.linkage.sides import DirectoryTable, RollTable, Sides, Spots, rolls
from verify.linkage.spelling import Spelling
from verify.linkage.vocabulary import Codes, Wide, mixed

MOST_ROWS = 60
"""A key shared by more rows of a roll is useless; such pairs need a rarer key as well."""

MOST_ROWS_OF_A_NUMBER = 400
MOST_ROWS_ANYWHERE = 12
"""Most rows of one full name and profession in all states that an entry elsewhere is compared with."""

SIFT = (1 << 24) - 1
"""The low bits of a key that are looked at first when few keys are sought among many."""

Keys = npt.NDArray[np.uint64]
Owned = tuple[Keys, Codes]
"""Keys and the place of the name, entry or row that has each."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Candidate pairs, sorted: places in the faces of the directory and in the rows of the roll."""

    face: Codes
    row: Codes

    def __len__(self) -> int:
        """How many pairs there are."""
        return len(self.face)


@dataclass(frozen=True, slots=True)
class KeyTable:
    """Keys and the row or the face of an entry that has each, in no order."""

    keys: Keys
    owners: Codes

    def without(self, gone: npt.NDArray[np.bool_], place: Codes) -> KeyTable:
        """The lines of the owners that are not gone, each owner at its new place."""
        kept = ~gone[self.owners]
        return KeyTable(self.keys[kept], place[self.owners[kept]])

    def and_also(self, other: KeyTable) -> KeyTable:
        """The lines of both."""
        return KeyTable(np.concatenate([self.keys, other.keys]), np.concatenate([self.owners, other.owners]))


def row_table(sides: Sides, spelled: Spelling, is_everywhere: bool, rows: Codes) -> tuple[KeyTable, Keys]:
    """The keys of these rows, and those keys, sorted, that more rows share than their rule allows."""
    tables, crowded = [], []
    for (keys, owners), most in row_keys(sides.roll, spelled, is_everywhere, rows):
        tables.append((keys, owners))
        distinct, counts = np.unique(keys, return_counts=True)
        crowded.append(distinct[counts > most])
    return _table(tables), np.unique(np.concatenate(crowded))


def face_table(sides: Sides, spelled: Spelling, is_everywhere: bool, entries: Codes) -> KeyTable:
    """The keys of the faces of these entries, which are sorted."""
    return _table(list(entry_keys(sides.directory, spelled, entries, is_everywhere)))


def _table(keyed: list[Owned]) -> KeyTable:
    return KeyTable(
        np.concatenate([keys for keys, _ in keyed]), np.concatenate([owners for _, owners in keyed])
    )


def not_crowded(table: KeyTable, crowded: Keys) -> KeyTable:
    """The lines whose keys are not among the crowded ones."""
    kept = ~is_among(crowded, table.keys)
    return KeyTable(table.keys[kept], table.owners[kept])


def is_among(keys: npt.NDArray[Any], wanted: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    """Which of the wanted values are in the sorted keys."""
    if not len(keys):
        return np.zeros(len(wanted), dtype=np.bool_)
    flags: npt.NDArray[np.bool_] = keys[np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)] == wanted
    return flags


class Index:
    """Lines by key."""

    def __init__(self, table: KeyTable) -> None:
        """Hold these lines."""
        order = np.argsort(table.keys, kind="stable")
        self._owners = table.owners[order]
        self._keys, self._starts, self._counts = np.unique(
            table.keys[order], return_index=True, return_counts=True
        )

    def sifted(self, table: KeyTable) -> KeyTable:
        """The lines of the table whose keys are here; cheap where there are few keys here."""
        # One bit of memory for each low end of a key: ten times faster than a search for each of millions.
        seen = np.zeros(SIFT + 1, dtype=np.bool_)
        seen[self._keys & np.uint64(SIFT)] = True
        maybe = np.flatnonzero(seen[table.keys & np.uint64(SIFT)])
        kept = maybe[is_among(self._keys, table.keys[maybe])]
        return KeyTable(table.keys[kept], table.owners[kept])

    def joined(self, table: KeyTable) -> tuple[Codes, Codes]:
        """Each owner of the table with each owner here that has the same key; pairs may repeat."""
        if not len(self._keys) or not len(table.keys):
            return table.owners[:0], table.owners[:0]
        order = np.argsort(table.keys)
        keys, owners = table.keys[order], table.owners[order]
        at = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        hit = self._keys[at] == keys
        at, owners = at[hit], owners[hit]
        counts = self._counts[at]
        lines = expanded(self._starts[at], counts)
        return np.repeat(owners, counts), self._owners[lines]


def pairs_of(faces: Codes, rows: Codes) -> Pairs:
    """The distinct pairs, sorted."""
    distinct = sorted_distinct((faces.astype(np.int64) << 32) | rows)
    return Pairs((distinct >> 32).astype(np.int32), (distinct & 0xFFFFFFFF).astype(np.int32))


def sorted_distinct(packed: Wide) -> Wide:
    """The distinct values in order; several times faster than by hashing them."""
    packed = np.sort(packed)
    return packed[np.concatenate([[True], packed[1:] != packed[:-1]])] if len(packed) else packed


def expanded(first: Wide, counts: Wide) -> Wide:
    """For each (start, count) the run of places from the start on, one behind the other."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total) - np.repeat(ends - counts, counts) + np.repeat(first, counts)


def row_keys(
    roll: RollTable, spelled: Spelling, is_everywhere: bool, rows: Codes
) -> Iterator[tuple[Owned, int]]:
    """The keys of these rows by rule, with the most rows that may share one."""
    names, at = roll.names.at(rows), roll.roll[rows]
    for keys, owners in _name_keys(names, at, rows, spelled):
        yield (keys, owners), MOST_ROWS
    for keys, owners in _place_keys(names, at, rows, rows, roll.spots):
        yield (keys, owners), MOST_ROWS
    line, number = joined(rows, roll.numbers.owner)
    yield (
        _number_keys(roll.numbers.board[number], roll.numbers.reading[number], rows[line]),
        MOST_ROWS_OF_A_NUMBER,
    )
    if is_everywhere:
        for keys, owners in _anywhere_keys(names, roll.profession[rows], rows, spelled):
            yield (keys, owners), MOST_ROWS_ANYWHERE


def entry_keys(
    directory: DirectoryTable, spelled: Spelling, entries: Codes, is_everywhere: bool
) -> Iterator[Owned]:
    """The keys of the faces of these entries."""
    entry, faces = joined(entries, directory.face_owner)
    face, owner = faces.astype(np.int32), entries[entry]
    scoped, scope = joined(owner, directory.scopes.owner)
    names = directory.faces.at(face[scoped])
    roll = rolls(directory.scopes.board[scope], directory.scopes.profession[scope])
    yield from _name_keys(names, roll, face[scoped], spelled)
    yield from _place_keys(names, roll, face[scoped], owner[scoped], directory.spots)
    own = directory.numbers
    _, lines = joined(entries, own.owner)
    first_face = np.searchsorted(directory.face_owner, own.owner[lines]).astype(np.int32)
    yield _number_keys(own.board[lines], own.reading[lines], first_face)
    if is_everywhere:
        profession = directory.scopes.profession[scope]
        yield from _anywhere_keys(names, profession, face[scoped], spelled)


def _name_keys(names: NameColumns, roll: Wide, owner: Codes, spelled: Spelling) -> Iterator[Owned]:
    """The keys of whole names on a roll; the same for both sides."""
    told = np.flatnonzero((names.surname > 0) & (names.given > 0))
    names, roll, owner = names.at(told.astype(np.int32)), roll[told], owner[told]
    surname, given = names.surname, names.given
    yield mixed(1, roll, np.minimum(surname, given), np.maximum(surname, given)), owner
    yield mixed(2, roll, surname, spelled.initial[given]), owner
    yield mixed(3, roll, surname, given), owner
    yield mixed(3, roll, surname, names.joined), owner
    yield _where(names.middle > 0, mixed(2, roll, surname, spelled.initial[names.middle]), owner)
    long_middle = spelled.length[names.middle] > 1
    yield _where(long_middle, mixed(3, roll, surname, names.middle), owner)
    for column, table in ((names.first, spelled.formal), (names.given_words, spelled.words)):
        line, value = _listed(column, table)
        line, value = line[spelled.length[value] > 1], value[spelled.length[value] > 1]
        yield mixed(3, roll[line], surname[line], value), owner[line]
    yield mixed(4, roll, surname, spelled.start4[given]), owner
    line, value = _listed(names.surname_words, spelled.words)
    yield mixed(4, roll[line], value, spelled.start4[given[line]]), owner[line]
    line, value = _listed(surname, spelled.romanized)
    yield mixed(5, roll[line], value, given[line]), owner[line]
    yield mixed(6, roll, spelled.skeleton[surname], spelled.start3[given]), owner
    yield mixed(7, roll, spelled.start3[surname], spelled.skeleton[given]), owner


def _place_keys(
    names: NameColumns, roll: Wide, owner: Codes, spot_owner: Codes, spots: Spots
) -> Iterator[Owned]:
    """The keys of one part of a name with a place."""
    line, spot = joined(spot_owner, spots.owner)
    surname, given, roll, owner = names.surname[line], names.given[line], roll[line], owner[line]
    zip5, city = spots.zip5[spot], spots.city[spot]
    yield _where((given > 0) & (zip5 > 0), mixed(8, roll, given, zip5), owner)
    yield _where((given > 0) & (city > 0), mixed(9, roll, given, city), owner)
    yield _where((surname > 0) & (zip5 > 0), mixed(10, roll, surname, zip5), owner)
    yield _where((surname > 0) & (city > 0), mixed(11, roll, surname, city), owner)


def _anywhere_keys(names: NameColumns, profession: Codes, owner: Codes, spelled: Spelling) -> Iterator[Owned]:
    """The keys of full names in all states: for those who are licensed where the entry has no place."""
    told = (names.surname > 0) & (names.given > 0)
    yield _where(told, mixed(12, profession, names.surname, names.given), owner)
    initial = spelled.initial[names.middle]
    yield _where(told & (names.middle > 0), mixed(13, profession, names.surname, names.given, initial), owner)


def _number_keys(board: Codes, reading: Wide, owner: Codes) -> Owned:
    return mixed(14, board, reading), owner


def _where(kept: npt.NDArray[np.bool_], keys: Keys, owner: Codes) -> Owned:
    return keys[kept], owner[kept]


def _listed(codes: Codes, table: tuple[Wide, Codes]) -> tuple[Wide, Codes]:
    """Each line with each value that the table lists for its code."""
    offsets, values = table
    counts = offsets[codes + 1] - offsets[codes]
    lines = np.repeat(np.arange(len(codes)), counts)
    return lines, values[expanded(offsets[codes], counts)]


def joined(owner: Codes, table_owner: Codes) -> tuple[Wide, Wide]:
    """Each line of `owner` with each line of the sorted table that has the same owner."""
    first = np.searchsorted(table_owner, owner, side="left")
    counts = np.searchsorted(table_owner, owner, side="right") - first
    return np.repeat(np.arange(len(owner)), counts), expanded(first.astype(np.int64), counts)
