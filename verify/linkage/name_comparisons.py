"""The name of an entry and of a row: levels of its parts, and how likely strangers agree so."""

from __future__ import annotations

import numpy as np

from verify.linkage.blocking import Pairs
from verify.linkage.frequencies import Frequencies, Tally
from verify.linkage.joins import openings
from verify.linkage.judges import Judge, are_close, are_parts, each, share_a_word, share_any_word
from verify.linkage.levels import GRAIN, LEVEL, LEVELS, Levels, weight
from verify.linkage.model import LEAST_SHARE, Model
from verify.linkage.names import are_nicknames
from verify.linkage.romanizations import are_romanizations
from verify.linkage.sides import Sides
from verify.linkage.spelling import Spelling
from verify.linkage.vocabulary import Codes, Flags, Shares, Weights, of_distinct

SUFFIX_BITS = np.array([0.0, -7.0, -1.0, 3.0])
_RANK_SURNAME = np.array([-9, -9, 3, 4, 6, 7, 8, 9], dtype=np.int8)
_RANK_GIVEN = np.array([-9, -9, 2, 3, 4, 5, 6, 9], dtype=np.int8)


class NameComparer:
    """Compares the names of candidate pairs of one pair of sides."""

    def __init__(self, sides: Sides, spelled: Spelling, frequencies: Frequencies) -> None:
        """Hold what comparing names needs of the sides."""
        self._sides, self._spelled, self._frequencies = sides, spelled, frequencies
        self._texts = sides.vocabulary.strings()

    def name_levels(self, pairs: Pairs) -> tuple[Pairs, Levels, Levels]:
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

    def chances(self, f: Codes, r: Codes, surname: Levels, given: Levels) -> tuple[Shares, Shares]:
        """How likely a stranger\'s surname and given name agree as these do."""
        faces, rows = self._sides.directory.faces, self._sides.roll.names
        frequencies = self._frequencies
        group = frequencies.group(self._sides.roll.profession[r])
        u_surname = self._chance(
            "surname", frequencies.surnames, group, surname, faces.surname[f], rows.surname[r]
        )
        u_given = self._chance("given name", frequencies.givens, group, given, faces.given[f], rows.given[r])
        is_initial = given == LEVEL["given name"]["initial"]
        letters = self._spelled.initial[rows.given[r[is_initial]]]
        u_given[is_initial] = frequencies.initials.share(group[is_initial], letters)
        return u_surname, u_given

    def _chance(
        self, name: str, tally: Tally, group: Codes, level: Levels, one: Codes, other: Codes
    ) -> Shares:
        least = np.array([LEAST_SHARE.get(each, 0.0) for each in LEVELS[name]])
        u = np.maximum(least[level], tally.share(group, other))
        inexact = least[level] > 0
        u[inexact] = np.maximum(u[inexact], tally.share(group[inexact], one[inexact]))
        u[level <= LEVEL[name]["different"]] = 1.0
        shares: Shares = u
        return shares

    def full_name(self, r: Codes, surname: Levels, given: Levels, chance: Shares) -> tuple[Levels, Weights]:
        """Takes back what two parts that go together (Sung Min Kim) claim too much."""
        names = self._sides.roll.names
        agrees = (surname > LEVEL["surname"]["different"]) & (given > LEVEL["given name"]["different"])
        least = np.where(agrees, self._frequencies.namesake_share(names.surname[r], names.given[r]), 0.0)
        is_common = least > chance
        bits = np.where(is_common, weight(chance, np.maximum(least, 1e-12)), 0)
        return is_common.astype(np.int8), bits.astype(np.int32)

    def middle(self, f: Codes, r: Codes, given: Levels, model: Model) -> tuple[Levels, Weights]:
        """Levels and weights of the middle names; a missing one says nothing."""
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

    def suffix(self, f: Codes, r: Codes) -> tuple[Levels, Weights]:
        """Levels and weights of generational suffixes: Jr. and Sr. are two people."""
        one, other = self._sides.directory.faces.suffix[f], self._sides.roll.names.suffix[r]
        level = LEVEL["suffix"]
        found = np.full(len(f), level["conflict"], dtype=np.int8)
        found[(one == 0) | (other == 0)] = level["one_side"]
        found[one == other] = level["same"]
        found[(one == 0) & (other == 0)] = level["missing"]
        return found, (SUFFIX_BITS * GRAIN).astype(np.int32)[found]

    def _cheap_surname(self, f: Codes, r: Codes) -> Levels:
        faces, rows, level = self._sides.directory.faces, self._sides.roll.names, LEVEL["surname"]
        one, other = faces.surname[f], rows.surname[r]
        found = np.full(len(f), level["different"], dtype=np.int8)
        counts = np.diff(self._spelled.words[0])
        many = (counts[faces.surname_words[f]] > 0) | (counts[rows.surname_words[r]] > 0)
        self._mark(
            found, many, faces.surname_words[f], rows.surname_words[r], share_a_word, level["compound"]
        )
        known = np.diff(self._spelled.romanized[0])
        both = (known[one] > 0) & (known[other] > 0) & (one != other)
        self._mark(found, both, one, other, each(are_romanizations), level["romanized"])
        same = (one == other) & (one > 0)
        is_other = self._sides.directory.is_other[f]
        found[same] = np.where(is_other[same], level["other_name"], level["exact"])
        found[(one == 0) | (other == 0)] = level["missing"]
        return found

    def _cheap_given(self, f: Codes, r: Codes) -> Levels:
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

    def _mark(self, found: Levels, asked: Flags, one: Codes, other: Codes, judge: Judge, level: int) -> None:
        """Set the level of the pairs asked about that `judge` says yes to."""
        lines = np.flatnonzero(asked)
        if len(lines):
            yes = of_distinct(one[lines], other[lines], self._texts, judge)
            found[lines[np.asarray(yes, dtype=np.bool_)]] = level

    def _close(self, found: Levels, different: int, rest: Flags, one: Codes, other: Codes, name: str) -> None:
        long = (self._spelled.length[one] > 3) & (self._spelled.length[other] > 3)
        self._mark(found, (found == different) & rest & long, one, other, are_close, LEVEL[name]["close"])

    def _best_faces(self, pairs: Pairs, surname: Levels, given: Levels) -> tuple[Pairs, Levels, Levels]:
        """One pair for each entry and row: that of the face whose name fits best, the first among equals."""
        entry = self._sides.directory.face_owner[pairs.face]
        rank = _RANK_SURNAME[surname] + _RANK_GIVEN[given]
        order = np.lexsort((pairs.face, -rank, pairs.row, entry))
        first = order[openings(entry[order], pairs.row[order])]
        return Pairs(pairs.face[first], pairs.row[first]), surname[first], given[first]
