"""Candidate pairs: which rows of a roll are worth comparing with an entry.

Several blocking rules, each an exact key made of codes. A pair is a candidate when any rule gives
both sides one key; a key that too many rows share is left out, because it selects nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from verify.linkage.name_columns import NameColumns
from verify.linkage.names import formal_names
from verify.linkage.romanizations import romanization_classes
from verify.linkage.sides import DirectoryTable, RollTable, Sides, Spots, rolls, starts
from verify.linkage.vocabulary import Codes, Wide, mixed

MOST_ROWS = 60
"""A key shared by more rows of a roll is useless; such pairs need a rarer key as well."""

MOST_ROWS_OF_A_NUMBER = 400
MOST_ROWS_ANYWHERE = 12
"""Most rows of one full name and profession in all states that an entry elsewhere is compared with."""

MOST_ENTRIES_AT_ONCE = 60_000
"""Entries are taken in portions, so that memory does not grow with their number."""

Keys = npt.NDArray[np.uint64]
Owned = tuple[Keys, Codes]
"""Keys and the place of the name, entry or row that has each."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """What blocking keys are made of, at the place of each string's code."""

    initial: Codes
    length: Codes
    start3: Codes
    start4: Codes
    skeleton: Codes
    words: tuple[Wide, Codes]
    formal: tuple[Wide, Codes]
    romanized: tuple[Wide, Codes]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Candidate pairs, sorted: places in the faces of the directory and in the rows of the roll."""

    face: Codes
    row: Codes

    def __len__(self) -> int:
        """How many pairs there are."""
        return len(self.face)


def spelling(sides: Sides) -> Spelling:
    """The parts of all strings that are names on either side."""
    vocabulary = sides.vocabulary
    named = np.unique(
        np.concatenate(
            [
                getattr(names, column)
                for names in (sides.roll.names, sides.directory.faces)
                for column in NameColumns.__slots__[:-1]
            ]
        )
    )
    texts = vocabulary.strings()[named].tolist()

    def column(derive: Callable[[str], str]) -> Codes:
        derived = vocabulary.codes(map(derive, texts))
        whole = np.zeros(len(vocabulary), dtype=np.int32)
        whole[named] = derived
        return whole

    def lists(derive: Callable[[str], tuple[str, ...]]) -> tuple[Wide, Codes]:
        found = [derive(text) for text in texts]
        counts = np.zeros(len(vocabulary) + 1, dtype=np.int64)
        counts[named + 1] = [len(each) for each in found]
        return np.cumsum(counts), vocabulary.codes(text for each in found for text in each)

    words = lists(lambda text: tuple(text.split()) if " " in text else ())
    formal = lists(lambda text: tuple(sorted(formal_names(text) - {text})))
    romanized = lists(lambda text: tuple(f"~{number}" for number in romanization_classes().get(text, ())))
    start3, start4 = column(lambda text: text[:3]), column(lambda text: text[:4])
    bones = column(skeleton)
    letters = column(lambda text: text[:1])
    lengths = np.fromiter(map(len, vocabulary.strings()), np.int32, len(vocabulary))
    return Spelling(letters, lengths, start3, start4, bones, words, formal, romanized)


def skeleton(text: str) -> str:
    """The first letter and the consonants behind it, doubled ones once: a key that survives most typos."""
    out = text[:1]
    for letter in text[1:]:
        if letter not in "AEIOUYHW" and letter != out[-1]:
            out += letter
    return out[:6]


def candidates(sides: Sides, spelled: Spelling, is_everywhere: bool) -> Iterator[Pairs]:
    """The candidate pairs of all entries, a portion of entries at a time.

    With `is_everywhere`, a full name makes a pair in states where the entry names no place.
    """
    index = Index(row_keys(sides.roll, spelled, is_everywhere))
    directory = sides.directory
    for first in range(0, len(directory.ids), MOST_ENTRIES_AT_ONCE):
        portion = np.arange(first, min(first + MOST_ENTRIES_AT_ONCE, len(directory.ids)), dtype=np.int32)
        yield index.pairs(entry_keys(directory, spelled, portion, is_everywhere))


class Index:
    """The rows by key. A key that too many rows share is not in it."""

    def __init__(self, keyed: Iterator[tuple[Owned, int]]) -> None:
        """Hold the keys of these rules, each with the most rows that may share one key."""
        parts = [_capped(keys, owners, most) for (keys, owners), most in keyed]
        keys = np.concatenate([keys for keys, _ in parts])
        order = np.argsort(keys, kind="stable")
        self._owners = np.concatenate([owners for _, owners in parts])[order]
        self._keys, self._starts, self._counts = np.unique(
            keys[order], return_index=True, return_counts=True
        )

    def pairs(self, keyed: Iterator[Owned]) -> Pairs:
        """The pairs of these faces with the rows that share a key with them."""
        packed = [self._found(keys, owners) for keys, owners in keyed]
        distinct = sorted_distinct(np.concatenate(packed)) if packed else np.zeros(0, dtype=np.int64)
        return Pairs((distinct >> 32).astype(np.int32), (distinct & 0xFFFFFFFF).astype(np.int32))

    def _found(self, keys: Keys, owners: Codes) -> Wide:
        if not len(self._keys) or not len(keys):
            return np.zeros(0, dtype=np.int64)
        order = np.argsort(keys)
        keys, owners = keys[order], owners[order]
        at = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        hit = self._keys[at] == keys
        at, owners = at[hit], owners[hit]
        counts = self._counts[at]
        lines = expanded(self._starts[at], counts)
        return (np.repeat(owners, counts).astype(np.int64) << 32) | self._owners[lines]


def sorted_distinct(packed: Wide) -> Wide:
    """The distinct values in order; several times faster than by hashing them."""
    packed = np.sort(packed)
    return packed[np.concatenate([[True], packed[1:] != packed[:-1]])] if len(packed) else packed


def expanded(first: Wide, counts: Wide) -> Wide:
    """For each (start, count) the run of places from the start on, one behind the other."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total) - np.repeat(ends - counts, counts) + np.repeat(first, counts)


def _capped(keys: Keys, owners: Codes, most: int) -> Owned:
    order = np.argsort(keys, kind="stable")
    keys, owners = keys[order], owners[order]
    _, places, counts = np.unique(keys, return_inverse=True, return_counts=True)
    kept = (counts <= most)[places]
    return keys[kept], owners[kept]


def row_keys(roll: RollTable, spelled: Spelling, is_everywhere: bool) -> Iterator[tuple[Owned, int]]:
    """The keys of the rows by rule, with the most rows that may share one."""
    every = np.arange(len(roll.ids), dtype=np.int32)
    for keys, owners in _name_keys(roll.names, roll.roll, every, spelled):
        yield (keys, owners), MOST_ROWS
    for keys, owners in _place_keys(roll.names, roll.roll, every, every, roll.spots):
        yield (keys, owners), MOST_ROWS
    yield _number_keys(roll.numbers.board, roll.numbers.reading, roll.numbers.owner), MOST_ROWS_OF_A_NUMBER
    if is_everywhere:
        for keys, owners in _anywhere_keys(roll.names, roll.profession, every, spelled):
            yield (keys, owners), MOST_ROWS_ANYWHERE


def entry_keys(
    directory: DirectoryTable, spelled: Spelling, portion: Codes, is_everywhere: bool
) -> Iterator[Owned]:
    """The keys of the faces of these entries; `portion` is a run of entries."""
    face = _between(directory.face_owner, portion)
    owner = directory.face_owner[face]
    scoped, scope = _joined(owner, directory.scopes.owner)
    names = directory.faces.at(face[scoped])
    roll = rolls(directory.scopes.board[scope], directory.scopes.profession[scope])
    yield from _name_keys(names, roll, face[scoped], spelled)
    yield from _place_keys(names, roll, face[scoped], owner[scoped], directory.spots)
    lines = _between(directory.numbers.owner, portion)
    first_face = np.searchsorted(directory.face_owner, directory.numbers.owner[lines]).astype(np.int32)
    own = directory.numbers
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
    line, spot = _joined(spot_owner, spots.owner)
    surname, given, roll, owner = names.surname[line], names.given[line], roll[line], owner[line]
    zip5, city = spots.zip5[spot], spots.city[spot]
    yield _where((given > 0) & (zip5 > 0), mixed(8, roll, given, zip5), owner)
    yield _where((given > 0) & (city > 0), mixed(9, roll, given, city), owner)
    yield _where((surname > 0) & (zip5 > 0), mixed(10, roll, surname, zip5), owner)
    yield _where((surname > 0) & (city > 0), mixed(11, roll, surname, city), owner)


def _anywhere_keys(
    names: NameColumns, profession: Codes, owner: Codes, spelled: Spelling
) -> Iterator[Owned]:
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


def _joined(owner: Codes, table_owner: Codes) -> tuple[Wide, Wide]:
    """Each line of `owner` with each line of the sorted table that has the same owner."""
    first = np.searchsorted(table_owner, owner, side="left")
    counts = np.searchsorted(table_owner, owner, side="right") - first
    return np.repeat(np.arange(len(owner)), counts), expanded(first.astype(np.int64), counts)


def _between(owner: Codes, portion: Codes) -> Codes:
    """The lines of the table sorted by owner that belong to a run of entries."""
    if not len(portion):
        return np.zeros(0, dtype=np.int32)
    first, last = np.searchsorted(owner, [portion[0], portion[-1] + 1])
    return np.arange(first, last, dtype=np.int32)
