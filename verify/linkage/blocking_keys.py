"""Blocking keys: exact keys of codes, by the same rules for the rows of a roll and the faces of entries."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from verify.linkage.joins import expanded, joined
from verify.linkage.name_columns import NameColumns
from verify.linkage.sides import DirectoryTable, RollTable, Spots, rolls
from verify.linkage.spelling import Spelling
from verify.linkage.vocabulary import Codes, Keys, Wide, mixed

MOST_ROWS = 60
"""A key shared by more rows of a roll is useless; such pairs need a rarer key as well."""

MOST_ROWS_OF_A_NUMBER = 400

MOST_ROWS_ANYWHERE = 12
"""Most rows of one full name and profession in all states that an entry elsewhere is compared with."""


Owned = tuple[Keys, Codes]
"""Keys and the place of the name, entry or row that has each."""


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
