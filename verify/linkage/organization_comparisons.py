"""Comparison levels and weights of candidate organizations, in whole 1/1024 bits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA

from verify.linkage.comparisons import GRAIN, weight
from verify.linkage.model import LEAST_DIGITS
from verify.linkage.organization_blocking import joined, word_counts
from verify.linkage.organization_frequencies import OrganizationFrequencies, place_shares
from verify.linkage.organization_model import (
    COMMON_WORD,
    LEAST_NAME_SHARE,
    LEAST_SHARE,
    M_DEFAULTS,
    NUMBER_CLOSE,
    NUMBER_DIFFERENT,
    ON_ROLL,
    RELATED,
    OrganizationModel,
)
from verify.linkage.organization_sides import OrganizationSides
from verify.linkage.vocabulary import Codes, Flags, Shares, Weights, Wide

Levels = npt.NDArray[np.int8]

LEVELS: Mapping[str, tuple[str, ...]] = {
    "prior": ("listing",),
    "name": tuple(M_DEFAULTS["name"]),
    "license number": ("missing", "different", "close", "same"),
    "place": tuple(M_DEFAULTS["place"]),
}
LEVEL = {name: {level: i for i, level in enumerate(levels)} for name, levels in LEVELS.items()}


@dataclass(frozen=True, slots=True)
class ComparedOrganizations:
    """Compared pairs, sorted by entry and row: best names, levels and weights of each comparison.

    `our_name` and `their_name` are lines of names; `others` how many further organizations of such a
    name are expected on the board.
    """

    entry: Codes
    row: Codes
    our_name: Codes
    their_name: Codes
    others: Shares
    levels: Mapping[str, Levels]
    weights: Mapping[str, Weights]

    @property
    def total(self) -> Weights:
        """The match weight of each pair: the exact sum of its factors."""
        total: Weights = np.sum(list(self.weights.values()), axis=0, dtype=np.int32)
        return total

    def is_level(self, comparison: str, *levels: str) -> Flags:
        """Which pairs are at one of these levels."""
        return np.isin(self.levels[comparison], [LEVEL[comparison][level] for level in levels])

    def at(self, kept: Flags | Wide) -> ComparedOrganizations:
        """These pairs alone."""
        return ComparedOrganizations(
            *(column[kept] for column in (self.entry, self.row, self.our_name, self.their_name, self.others)),
            {name: column[kept] for name, column in self.levels.items()},
            {name: column[kept] for name, column in self.weights.items()},
        )


class NameJudge:
    """Says how two names that are not the same relate; rarity of words is that of the data at hand."""

    def __init__(self, counts: Counter[str], names: int) -> None:
        """Hold how many of `names` names have each word."""
        self._counts, self._names = counts, max(1, names)
        self._sets: dict[tuple[str, ...], frozenset[str]] = {}

    def level(self, one: Sequence[str], other: Sequence[str]) -> int:
        """The level of two names, given as words."""
        ours, theirs = set(one), set(other)
        shared = ours & theirs
        ours, theirs = ours - shared, theirs - shared
        levels = LEVEL["name"]
        if len(ours) == len(theirs) == 1 and self._is_misspelled(*ours, *theirs):
            return levels["alike"]
        if not shared:
            return levels["different"]
        extra = ours | theirs
        if not (ours and theirs) and all(map(self._is_common, extra)) and not all(map(self._is_common, shared)):
            return levels["contained"]
        common = 2 * self._rarity(shared)
        is_related = common >= RELATED * (common + self._rarity(extra))
        return levels["related" if is_related else "different"]

    def _is_common(self, word: str) -> bool:
        return self._counts[word] >= COMMON_WORD * self._names

    def _rarity(self, words: set[str]) -> float:
        return sum(log2(self._names / max(1, self._counts[word])) for word in words)

    def _is_misspelled(self, one: str, other: str) -> bool:
        """Whether the rarer word is a slip of the other: two words that are both in use are two words."""
        shorter, longer = sorted((one, other), key=len)
        if len(shorter) >= 3 and longer.startswith(shorter) and len(longer) - len(shorter) > 1:
            return self._is_common(longer)
        rarer, usual = sorted((self._counts[one], self._counts[other]))
        if len(shorter) < 5 or rarer > max(2, usual // 50):
            return False
        return OSA.distance(one, other, score_cutoff=1) <= 1


class OrganizationComparer:
    """Compares candidate pairs of one pair of sides."""

    def __init__(self, sides: OrganizationSides, frequencies: OrganizationFrequencies) -> None:
        """Hold what every comparison needs of the sides."""
        self._sides, self._frequencies = sides, frequencies
        roll = sides.roll
        self._board = np.zeros(len(roll.ids), dtype=np.int32)
        self._board[roll.board_owner] = roll.board
        names = len(roll.names.core) + len(sides.directory.names.core)
        self._judge = NameJudge(word_counts(sides), names)

    def compare(self, entry: Codes, row: Codes) -> tuple[Codes, Codes, Levels]:
        """The best line of names on both sides of each pair, and the level of the name."""
        ours, theirs = self._sides.directory.names, self._sides.roll.names
        pair, our_name = joined(entry, ours.owner)
        line, their_name = joined(row[pair], theirs.owner)
        pair, our_name = pair[line], our_name[line]
        level = self._name_levels(our_name, their_name)
        order = np.lexsort((their_name, our_name, -level, pair))
        first = order[np.searchsorted(pair[order], np.arange(len(entry)))]
        return our_name[first].astype(np.int32), their_name[first].astype(np.int32), level[first]

    def _name_levels(self, our_name: Wide, their_name: Wide) -> Levels:
        ours, theirs, words = self._sides.directory.names, self._sides.roll.names, self._sides.words
        one, other = ours.core[our_name], theirs.core[their_name]
        found = np.full(len(one), LEVEL["name"]["different"], dtype=np.int8)
        same_words = ours.sorted_words[our_name] == theirs.sorted_words[their_name]
        asked = np.flatnonzero(~same_words & (one != other))
        packed, back = np.unique((one[asked].astype(np.int64) << 32) | other[asked], return_inverse=True)
        judge = self._judge.level
        pairs = zip((packed >> 32).tolist(), (packed & 0xFFFFFFFF).tolist(), strict=True)
        judged = np.fromiter((judge(words[a], words[b]) for a, b in pairs), np.int8, len(packed))
        found[asked] = judged[back]
        found[same_words] = LEVEL["name"]["same_words"]
        found[one == other] = LEVEL["name"]["exact"]
        return found

    def weigh(
        self, entry: Codes, row: Codes, best: tuple[Codes, Codes, Levels], model: OrganizationModel
    ) -> ComparedOrganizations:
        """All factors of the pairs whose names were compared."""
        our_name, their_name, name = best
        holders = self._frequencies.holders[row]
        prior = weight(np.float64(ON_ROLL / (1 - ON_ROLL)), holders)
        others = self._expected_others(our_name, their_name, name, holders, model)
        chance = np.minimum(1.0, others / np.maximum(1, holders))
        is_other = name == LEVEL["name"]["different"]
        name_bits = np.where(is_other, weight(model.levels("name")[:1], np.float64(1.0)), weight(model.levels("name")[name], chance))
        number = self._number_levels(entry, row)
        place, place_bits = self._places(entry, row, model)
        levels = {"prior": np.zeros(len(row), dtype=np.int8), "name": name, "license number": number, "place": place}
        weights = {
            "prior": prior,
            "name": name_bits.astype(np.int32),
            "license number": _number_bits(number, holders, model),
            "place": place_bits,
        }
        return ComparedOrganizations(entry, row, our_name, their_name, others, levels, weights)

    def _expected_others(
        self, our_name: Codes, their_name: Codes, level: Levels, holders: Wide, model: OrganizationModel
    ) -> Shares:
        """How many further organizations on the board would agree as well: by chance, or as a branch."""
        ours, theirs = self._frequencies.directory_chance[our_name], self._frequencies.roll_chance[their_name]
        whole = np.maximum(ours[:, 0], theirs[:, 0])
        begin = np.maximum(whole, np.maximum(ours[:, 1], theirs[:, 1]))
        is_part = np.isin(level, [LEVEL["name"]["contained"], LEVEL["name"]["related"]])
        least = np.array([LEAST_NAME_SHARE.get(each, 0.0) for each in LEVELS["name"]])[level]
        by_chance = np.maximum(least, np.where(is_part, begin, whole)) * holders
        # A sister's name is written down no better or worse than one's own.
        sisters = (model.branches + self._frequencies.others[their_name]) * model.levels("name")[level]
        return np.maximum(by_chance, sisters)

    def _number_levels(self, entry: Codes, row: Codes) -> Levels:
        claims, roll = self._sides.directory, self._sides.roll
        pair, claim = joined(entry, claims.number_owner)
        own = claims.number_board[claim] == self._board[row[pair]]
        pair, claim = pair[own], claim[own]
        line, printed = joined(row[pair], roll.number_owner)
        pair, claim = pair[line], claim[line]
        one, other = claims.reading[claim], roll.reading[printed]
        level = np.full(len(pair), LEVEL["license number"]["different"], dtype=np.int8)
        level[_are_mistyped(one, other)] = LEVEL["license number"]["close"]
        level[one == other] = LEVEL["license number"]["same"]
        found = np.zeros(len(row), dtype=np.int8)
        np.maximum.at(found, pair, level)
        return found

    def _places(self, entry: Codes, row: Codes, model: OrganizationModel) -> tuple[Levels, Weights]:
        """The best agreement of any place of the entry with that of the row, and its weight."""
        ours, theirs = self._sides.directory.places, self._sides.roll.places
        pair, here = joined(entry, ours.owner)
        line, there = joined(row[pair], theirs.owner)
        pair, here = pair[line], here[line]
        names = LEVEL["place"]
        same_state = ours.state[here] == theirs.state[there]
        level = np.where(same_state, names["state"], names["elsewhere"]).astype(np.int8)
        level[(ours.area[here] == theirs.area[there]) & (ours.area[here] > 0)] = names["area"]
        level[(ours.city[here] == theirs.city[there]) & (ours.city[here] > 0) & same_state] = names["city"]
        level[(ours.zip5[here] == theirs.zip5[there]) & (ours.zip5[here] > 0)] = names["zip5"]
        found, spot = np.zeros(len(row), dtype=np.int8), np.zeros(len(row), dtype=np.int64)
        np.maximum.at(found, pair, level)
        spot[pair] = there
        tries = np.bincount(pair, minlength=len(row))
        return found, self._place_bits(found, row, spot, tries, model)

    def _place_bits(self, found: Levels, row: Codes, spot: Wide, tries: Wide, model: OrganizationModel) -> Weights:
        places, u = self._sides.roll.places, np.ones(len(row))
        for name in ("state", "area", "city", "zip5", "elsewhere"):
            at = np.flatnonzero(found == LEVEL["place"][name])
            column = "state" if name == "elsewhere" else name
            keys, shares = place_shares(self._sides, self._board, column)
            wanted = (self._board[row[at]].astype(np.int64) << 32) | getattr(places, column)[spot[at]]
            share = shares[np.searchsorted(keys, wanted)] if len(at) else np.zeros(0)
            u[at] = np.maximum(LEAST_SHARE[name], 1.0 - share if name == "elsewhere" else share)
        bits = weight(model.levels("place")[found], np.minimum(1.0, u * np.maximum(1, tries)))
        bits[found == LEVEL["place"]["missing"]] = 0
        return bits


def _number_bits(level: Levels, holders: Wide, model: OrganizationModel) -> Weights:
    bits = np.zeros(len(level), dtype=np.int32)
    same = level == LEVEL["license number"]["same"]
    bits[same] = weight(model.number_odds / (ON_ROLL / (1 - ON_ROLL)) * holders[same], np.float64(1.0))
    bits[level == LEVEL["license number"]["close"]] = weight(*map(np.float64, NUMBER_CLOSE))
    bits[level == LEVEL["license number"]["different"]] = weight(np.float64(NUMBER_DIFFERENT), np.float64(1.0))
    return bits


def _are_mistyped(one: Wide, other: Wide) -> Flags:
    """Which numbers are one typing error apart, where both are long enough for that to mean anything."""
    least = 10 ** (LEAST_DIGITS - 1)
    found = np.zeros(len(one), dtype=np.bool_)
    for at in np.flatnonzero((one >= least) & (other >= least) & (one != other)).tolist():
        found[at] = OSA.distance(str(one[at]), str(other[at]), score_cutoff=1) <= 1
    return found
