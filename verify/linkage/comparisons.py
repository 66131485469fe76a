"""Comparison levels and weights of candidate pairs: one function per comparison, over columns of codes.

A weight is a whole number of 1/1024 bits (`GRAIN`), so that any order of adding gives exactly the
same sum, on every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cpdist

from verify.linkage.blocking import Pairs, is_among, joined
from verify.linkage.frequencies import Frequencies, Tally
from verify.linkage.model import (
    CLOSE_SIMILARITY,
    LEAST_DIGITS,
    LEAST_SHARE,
    NUMBER_CLOSE,
    NUMBER_EQUAL,
    Model,
)
from verify.linkage.names import are_nicknames
from verify.linkage.romanizations import are_romanizations
from verify.linkage.sides import Sides, rolls
from verify.linkage.spelling import Spelling
from verify.linkage.vocabulary import Codes, Flags, Shares, Weights, Wide, of_distinct

GRAIN = 1024

Judge = Callable[[Sequence[str], Sequence[str]], Any]

LEVELS: Mapping[str, tuple[str, ...]] = {
    "prior": ("listing",),
    "scope": ("own", "elsewhere", "other_profession"),
    "surname": (
        "missing", "different", "close", "romanized", "compound", "swapped", "other_name", "exact",
    ),
    "given name": (
        "missing", "different", "initial", "close", "middle_as_given", "part", "nickname", "exact",
    ),
    "full name": ("independent", "common_together"),
    "middle name": ("missing", "conflict", "close", "initial", "full"),
    "suffix": ("missing", "conflict", "one_side", "same"),
    "license number": ("missing", "different", "close", "same"),
    "place": ("missing", "elsewhere", "state", "area", "city", "zip5"),
}  # fmt: skip
"""Comparison -> its levels; a level is stored as its place here. Better agreement stands later."""

LEVEL: Mapping[str, Mapping[str, int]] = {
    comparison: {level: i for i, level in enumerate(levels)} for comparison, levels in LEVELS.items()
}
NULL_LEVELS = frozenset({"missing", "independent", "own"})
"""Levels that say nothing: their weight is 0 and they are not told."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Compared pairs: the face that fits best, the row, a level and a weight for each comparison.

    `total` is the sum of the weights, in 1/1024 bits.
    """

    entry: Codes
    face: Codes
    row: Codes
    levels: Mapping[str, npt.NDArray[np.int8]]
    weights: Mapping[str, Weights]

    @property
    def total(self) -> Weights:
        """The match weight of each pair: the exact sum of its factors."""
        columns = list(self.weights.values())
        total: Weights = np.sum(columns, axis=0, dtype=np.int32)
        return total

    def is_level(self, comparison: str, *levels: str) -> Flags:
        """Which pairs are at one of these levels."""
        found = np.zeros(len(self.row), dtype=np.bool_)
        for level in levels:
            found |= self.levels[comparison] == LEVEL[comparison][level]
        return found

    def at(self, kept: Flags | Wide) -> Compared:
        """These pairs alone."""
        return Compared(
            self.entry[kept],
            self.face[kept],
            self.row[kept],
            {name: column[kept] for name, column in self.levels.items()},
            {name: column[kept] for name, column in self.weights.items()},
        )


def stacked(parts: Sequence[Compared]) -> Compared:
    """All parts as one, in their order; at least one part is needed."""
    return Compared(
        np.concatenate([part.entry for part in parts]),
        np.concatenate([part.face for part in parts]),
        np.concatenate([part.row for part in parts]),
        {name: np.concatenate([part.levels[name] for part in parts]) for name in LEVELS},
        {name: np.concatenate([part.weights[name] for part in parts]) for name in LEVELS},
    )


class Comparer:
    """Compares candidate pairs of one pair of sides."""

    def __init__(self, sides: Sides, spelled: Spelling, frequencies: Frequencies) -> None:
        """Hold what every comparison needs of the sides."""
        self._sides, self._spelled, self._frequencies = sides, spelled, frequencies
        self._texts = sides.vocabulary.strings()
        claims, numbers = sides.directory.numbers, sides.roll.numbers
        self._claims = Claims(claims.owner, rolls(claims.board, claims.profession), claims.reading, claims.board)
        self._readings = (numbers.owner, numbers.reading)
        scopes = sides.directory.scopes
        self._scopes = np.sort(rolls(scopes.owner, scopes.board))
        self._professions = np.sort(rolls(scopes.owner, scopes.profession))

    def name_levels(self, pairs: Pairs) -> tuple[Pairs, npt.NDArray[np.int8], npt.NDArray[np.int8]]:
        """The best face of each entry and row with its levels of surname and given name."""
        faces, rows = self._sides.directory.faces, self._sides.roll.names
        f, r = pairs.face, pairs.row
        surname = self._cheap_surname(f, r)
        given = self._cheap_given(f, r)
        swapped = (faces.surname[f] == rows.given[r]) & (faces.given[f] == rows.surname[r])
        swapped &= (faces.surname[f] > 0) & (faces.given[f] > 0) & (surname < LEVEL["surname"]["other_name"])
        surname[swapped], given[swapped] = LEVEL["surname"]["swapped"], LEVEL["given name"]["exact"]
        different = LEVEL["surname"]["different"]
        self._close(surname, different, given > different, faces.surname[f], rows.surname[r], "surname")
        self._close(given, different, surname > different, faces.given[f], rows.given[r], "given name")
        return self._best_faces(pairs, surname, given)

    def compare(self, pairs: Pairs, model: Model) -> Compared:
        """All factors of the pairs, the best face of each entry and row alone."""
        best, surname, given = self.name_levels(pairs)
        return self.weigh(best, surname, given, model)

    def with_equal_numbers(self, pairs: Pairs) -> Pairs:
        """The pairs whose entry claims the number of the row."""
        roll, entry = self._sides.roll, self._sides.directory.face_owner[pairs.face]
        found = self._claims.levels(
            entry, pairs.row, roll.board[pairs.row], roll.profession[pairs.row], self._readings
        )
        same = found == LEVEL["license number"]["same"]
        return Pairs(pairs.face[same], pairs.row[same])

    def weigh(
        self, pairs: Pairs, surname: npt.NDArray[np.int8], given: npt.NDArray[np.int8], model: Model
    ) -> Compared:
        """The levels and weights of pairs whose name levels are known."""
        f, r = pairs.face, pairs.row
        entry = self._sides.directory.face_owner[f]
        u_surname, u_given = self._name_chances(f, r, surname, given)
        levels, weights = {"surname": surname, "given name": given}, {}
        weights["prior"] = self._prior(r, model)
        levels["prior"] = np.zeros(len(r), dtype=np.int8)
        levels["scope"], weights["scope"] = self._scope(entry, r, model)
        weights["surname"] = weight(model.levels("surname")[surname], u_surname)
        weights["given name"] = weight(model.levels("given name")[given], u_given)
        levels["full name"], weights["full name"] = self._full_name(r, surname, given, u_surname * u_given)
        levels["middle name"], weights["middle name"] = self._middle(f, r, given, model)
        levels["suffix"], weights["suffix"] = self._suffix(f, r)
        levels["license number"], weights["license number"] = self._number(entry, r, surname, given, model)
        levels["place"], weights["place"] = self._place(entry, r, model)
        # That the row is in another state is said once, by its listing.
        told = (levels["scope"] == LEVEL["scope"]["elsewhere"]) & (levels["place"] == LEVEL["place"]["elsewhere"])
        levels["place"][told], weights["place"][told] = LEVEL["place"]["missing"], 0
        return Compared(
            entry, f, r, {name: levels[name] for name in LEVELS}, {name: weights[name] for name in LEVELS}
        )

    def _cheap_surname(self, f: Codes, r: Codes) -> npt.NDArray[np.int8]:
        faces, rows, level = self._sides.directory.faces, self._sides.roll.names, LEVEL["surname"]
        one, other = faces.surname[f], rows.surname[r]
        found = np.full(len(f), level["different"], dtype=np.int8)
        counts = np.diff(self._spelled.words[0])
        many = (counts[faces.surname_words[f]] > 0) | (counts[rows.surname_words[r]] > 0)
        self._mark(found, many, faces.surname_words[f], rows.surname_words[r], share_a_word, level["compound"])
        known = np.diff(self._spelled.romanized[0])
        both = (known[one] > 0) & (known[other] > 0) & (one != other)
        self._mark(found, both, one, other, each(are_romanizations), level["romanized"])
        same = (one == other) & (one > 0)
        is_other = self._sides.directory.is_other[f]
        found[same] = np.where(is_other[same], level["other_name"], level["exact"])
        found[(one == 0) | (other == 0)] = level["missing"]
        return found

    def _cheap_given(self, f: Codes, r: Codes) -> npt.NDArray[np.int8]:
        faces, rows, level = self._sides.directory.faces, self._sides.roll.names, LEVEL["given name"]
        spelled = self._spelled
        one, other = faces.given[f], rows.given[r]
        found = np.full(len(f), level["different"], dtype=np.int8)
        length, initial = spelled.length, spelled.initial
        by_middle = (length[faces.middle[f]] > 1) & (faces.middle[f] == other)
        by_middle |= (length[rows.middle[r]] > 1) & (rows.middle[r] == one)
        found[by_middle] = level["middle_as_given"]
        counts = np.diff(spelled.words[0])
        many = (counts[faces.given_words[f]] > 0) | (counts[rows.given_words[r]] > 0)
        self._mark(found, many, faces.given_words[f], rows.given_words[r], are_parts, level["part"])
        may_be_pet = self._pet_forms(faces.first[f], rows.first[r])
        self._mark(found, may_be_pet, faces.first[f], rows.first[r], each(are_nicknames), level["nickname"])
        short = (length[one] == 1) | (length[other] == 1)
        found[short] = level["different"]
        found[short & (initial[one] == initial[other])] = level["initial"]
        found[(one == other) | (faces.joined[f] == rows.joined[r])] = level["exact"]
        found[(one == 0) | (other == 0)] = level["missing"]
        return found

    def _pet_forms(self, one: Codes, other: Codes) -> Flags:
        counts = np.diff(self._spelled.formal[0])
        flags: Flags = ((counts[one] > 0) | (counts[other] > 0)) & (one != other)
        return flags

    def _mark(
        self, found: npt.NDArray[np.int8], asked: Flags, one: Codes, other: Codes, judge: Judge, level: int
    ) -> None:
        """Set the level of the pairs asked about that `judge` says yes to."""
        lines = np.flatnonzero(asked)
        if len(lines):
            yes = of_distinct(one[lines], other[lines], self._texts, judge)
            found[lines[np.asarray(yes, dtype=np.bool_)]] = level

    def _close(
        self, found: npt.NDArray[np.int8], different: int, rest: Flags, one: Codes, other: Codes, name: str
    ) -> None:
        long = (self._spelled.length[one] > 3) & (self._spelled.length[other] > 3)
        self._mark(found, (found == different) & rest & long, one, other, are_close, LEVEL[name]["close"])

    def _best_faces(
        self, pairs: Pairs, surname: npt.NDArray[np.int8], given: npt.NDArray[np.int8]
    ) -> tuple[Pairs, npt.NDArray[np.int8], npt.NDArray[np.int8]]:
        """One pair for each entry and row: that of the face whose name fits best, the first among equals."""
        entry = self._sides.directory.face_owner[pairs.face]
        rank = _RANK_SURNAME[surname] + _RANK_GIVEN[given]
        order = np.lexsort((pairs.face, -rank, pairs.row, entry))
        e, r = entry[order], pairs.row[order]
        first = order[np.concatenate([[True], (e[1:] != e[:-1]) | (r[1:] != r[:-1])])] if len(order) else order
        return Pairs(pairs.face[first], pairs.row[first]), surname[first], given[first]

    def _name_chances(
        self, f: Codes, r: Codes, surname: npt.NDArray[np.int8], given: npt.NDArray[np.int8]
    ) -> tuple[Shares, Shares]:
        faces, rows = self._sides.directory.faces, self._sides.roll.names
        frequencies = self._frequencies
        group = frequencies.group(self._sides.roll.profession[r])
        u_surname = self._chance("surname", frequencies.surnames, group, surname, faces.surname[f], rows.surname[r])
        u_given = self._chance("given name", frequencies.givens, group, given, faces.given[f], rows.given[r])
        is_initial = given == LEVEL["given name"]["initial"]
        letters = self._spelled.initial[rows.given[r[is_initial]]]
        u_given[is_initial] = frequencies.initials.share(group[is_initial], letters)
        return u_surname, u_given

    def _chance(
        self, name: str, tally: Tally, group: Codes, level: npt.NDArray[np.int8], one: Codes, other: Codes
    ) -> Shares:
        least = np.array([LEAST_SHARE.get(each, 0.0) for each in LEVELS[name]])
        u = np.maximum(least[level], tally.share(group, other))
        inexact = least[level] > 0
        u[inexact] = np.maximum(u[inexact], tally.share(group[inexact], one[inexact]))
        u[level <= LEVEL[name]["different"]] = 1.0
        return u

    def _prior(self, r: Codes, model: Model) -> Weights:
        persons = self._frequencies.persons_on(self._sides.roll.roll[r])
        return weight(np.float64(model.on_roll / (1 - model.on_roll)), persons)

    def _scope(self, entry: Codes, r: Codes, model: Model) -> tuple[npt.NDArray[np.int8], Weights]:
        roll, level = self._sides.roll, LEVEL["scope"]
        own_board = is_among(self._scopes, rolls(entry, roll.board[r]))
        own_profession = is_among(self._professions, rolls(entry, roll.profession[r]))
        found = np.where(own_board, level["own"], level["elsewhere"]).astype(np.int8)
        found[~own_profession] = level["other_profession"]
        persons = self._frequencies.persons_on(roll.roll[r])
        others = max(1, int(self._frequencies.persons.sum()))
        bits = weight(model.levels("scope")[found] * persons, np.float64(others))
        bits[found == level["own"]] = 0
        return found, bits

    def _full_name(
        self, r: Codes, surname: npt.NDArray[np.int8], given: npt.NDArray[np.int8], chance: Shares
    ) -> tuple[npt.NDArray[np.int8], Weights]:
        """Takes back what two parts that go together (Sung Min Kim) claim too much."""
        names = self._sides.roll.names
        agrees = (surname > LEVEL["surname"]["different"]) & (given > LEVEL["given name"]["different"])
        least = np.where(agrees, self._frequencies.namesake_share(names.surname[r], names.given[r]), 0.0)
        is_common = least > chance
        bits = np.where(is_common, weight(chance, np.maximum(least, 1e-12)), 0)
        return is_common.astype(np.int8), bits.astype(np.int32)

    def _middle(
        self, f: Codes, r: Codes, given: npt.NDArray[np.int8], model: Model
    ) -> tuple[npt.NDArray[np.int8], Weights]:
        level, spelled = LEVEL["middle name"], self._spelled
        one, other = self._sides.directory.faces.middle[f], self._sides.roll.names.middle[r]
        group = self._frequencies.group(self._sides.roll.profession[r])
        found = np.full(len(f), level["missing"], dtype=np.int8)
        names = (LEVEL["given name"]["middle_as_given"], LEVEL["given name"]["different"])
        told = (one > 0) & (other > 0) & ~np.isin(given, names)
        found[told] = level["conflict"]
        same_letter = told & (spelled.initial[one] == spelled.initial[other])
        short = (spelled.length[one] == 1) | (spelled.length[other] == 1)
        self._mark(found, told & (one != other) & ~short, one, other, are_close, level["close"])
        self._mark(found, told & (one != other) & ~short, one, other, share_any_word, level["close"])
        found[same_letter & short] = level["initial"]
        found[told & (one == other) & ~short] = level["full"]
        u = np.full(len(f), 1.0)
        is_full, is_initial = found == level["full"], found == level["initial"]
        m = model.levels("middle name")
        u[is_full] = self._frequencies.middles.share(group[is_full], other[is_full]) * m[level["full"]]
        letters = spelled.initial[other[is_initial]]
        u[is_initial] = self._frequencies.middle_initials.share(group[is_initial], letters)
        u[found == level["conflict"]] = 0.9
        bits = weight(m[found], u)
        bits[(found == level["missing"]) | (found == level["close"])] = 0
        return found, bits

    def _suffix(self, f: Codes, r: Codes) -> tuple[npt.NDArray[np.int8], Weights]:
        one, other = self._sides.directory.faces.suffix[f], self._sides.roll.names.suffix[r]
        level = LEVEL["suffix"]
        found = np.full(len(f), level["conflict"], dtype=np.int8)
        found[(one == 0) | (other == 0)] = level["one_side"]
        found[one == other] = level["same"]
        found[(one == 0) & (other == 0)] = level["missing"]
        return found, (SUFFIX_BITS * GRAIN).astype(np.int32)[found]

    def _number(
        self,
        entry: Codes,
        r: Codes,
        surname: npt.NDArray[np.int8],
        given: npt.NDArray[np.int8],
        model: Model,
    ) -> tuple[npt.NDArray[np.int8], Weights]:
        roll, level = self._sides.roll, LEVEL["license number"]
        found = self._claims.levels(entry, r, roll.board[r], roll.profession[r], self._readings)
        persons = self._frequencies.persons_on(roll.roll[r])
        odds = model.number_odds / (model.on_roll / (1 - model.on_roll))
        bits = np.zeros(len(r), dtype=np.int32)
        same = found == level["same"]
        bits[same] = weight(odds * persons[same], np.float64(1.0))
        bits[found == level["close"]] = weight(*map(np.float64, NUMBER_CLOSE))
        bits[found == level["different"]] = weight(np.float64(1 - NUMBER_EQUAL), np.float64(1.0))
        return found, bits

    def _place(self, entry: Codes, r: Codes, model: Model) -> tuple[npt.NDArray[np.int8], Weights]:
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
        each_level[(one.city[ours] == other.city[theirs]) & (one.city[ours] > 0) & (same_state | unknown)] = level["city"]
        each_level[(one.zip5[ours] == other.zip5[theirs]) & (one.zip5[ours] > 0)] = level["zip5"]
        np.maximum.at(found, line, each_level)
        spot = np.zeros(len(r), dtype=np.int64)
        spot[line] = theirs
        places = np.bincount(line, minlength=len(r))
        return found, self._place_weight(found, r, spot, places, model)

    def _place_weight(
        self, found: npt.NDArray[np.int8], r: Codes, spot: Wide, places: Wide, model: Model
    ) -> Weights:
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


@dataclass(frozen=True, slots=True)
class Claims:
    """The license numbers that entries state, sorted by entry; `profession` 0 in `roll` means any."""

    entry: Codes
    roll: Wide
    reading: Wide
    board: Codes

    def levels(
        self,
        entry: Codes,
        r: Codes,
        board: Codes,
        profession: Codes,
        numbers: tuple[Codes, Wide],
    ) -> npt.NDArray[np.int8]:
        """Whether a number claimed for the roll of the row is the row's, one typing error away, or another."""
        level = LEVEL["license number"]
        pair, claim = joined(entry, self.entry)
        claimed = self.roll[claim] & 0xFFFFFFFF
        ours = (self.board[claim] == board[pair]) & ((claimed == 0) | (claimed == profession[pair]))
        pair, claim = pair[ours], claim[ours]
        line, number = joined(r[pair], numbers[0])
        pair, claim = pair[line], claim[line]
        one, other = self.reading[claim], numbers[1][number]
        found = np.zeros(len(r), dtype=np.int8)
        each_level = np.full(len(pair), level["different"], dtype=np.int8)
        each_level[are_mistyped(one, other)] = level["close"]
        each_level[one == other] = level["same"]
        np.maximum.at(found, pair, each_level)
        return found


def are_mistyped(one: Wide, other: Wide) -> Flags:
    """Which numbers are one typing error apart, where both are long enough for that to mean anything."""
    least = 10 ** (LEAST_DIGITS - 1)
    told = np.flatnonzero((one >= least) & (other >= least) & (one != other))
    found = np.zeros(len(one), dtype=np.bool_)
    if len(told):
        ours, theirs = one[told].astype(str).tolist(), other[told].astype(str).tolist()
        found[told] = cpdist(ours, theirs, scorer=OSA.distance, score_cutoff=1, dtype=np.int32) <= 1
    return found


SUFFIX_BITS = np.array([0.0, -7.0, -1.0, 3.0])
_RANK_SURNAME = np.array([-9, -9, 3, 4, 6, 7, 8, 9], dtype=np.int8)
_RANK_GIVEN = np.array([-9, -9, 2, 3, 4, 5, 6, 9], dtype=np.int8)


def weight(m: Shares | np.float64, u: npt.NDArray[np.generic] | np.float64) -> Weights:
    """log2(m/u) in whole 1/1024 bits."""
    weights: Weights = np.rint(np.log2(m / u) * GRAIN).astype(np.int32)
    return weights


def are_close(one: Sequence[str], other: Sequence[str]) -> Flags:
    """Which names of four letters or more are a misspelling apart (Jaro-Winkler)."""
    similar = cpdist(one, other, scorer=JaroWinkler.similarity, score_cutoff=CLOSE_SIMILARITY, dtype=np.float64)
    lengths = np.fromiter((min(len(a), len(b)) for a, b in zip(one, other, strict=True)), np.int32, len(one))
    return (similar >= CLOSE_SIMILARITY) & (lengths > 3)


def each(judge: Callable[[str, str], bool]) -> Judge:
    """The judge of many pairs that asks `judge` one by one."""
    return lambda one, other: [judge(a, b) for a, b in zip(one, other, strict=True)]


def share_a_word(one: Sequence[str], other: Sequence[str]) -> list[bool]:
    """Which surnames have a word of three letters or more in common."""
    return [
        any(len(word) > 2 for word in set(a.split()) & set(b.split())) for a, b in zip(one, other, strict=True)
    ]


def share_any_word(one: Sequence[str], other: Sequence[str]) -> list[bool]:
    """Which names have a word in common."""
    return [bool(set(a.split()) & set(b.split())) for a, b in zip(one, other, strict=True)]


def are_parts(one: Sequence[str], other: Sequence[str]) -> list[bool]:
    """Which given names are a part of the other's words: MARY of MARY ANN."""
    return [
        (ours < theirs or theirs < ours) and min(len(a), len(b)) > 1
        for a, b in zip(one, other, strict=True)
        for ours, theirs in [(set(a.split()), set(b.split()))]
    ]
