"""Candidate organizations compared and weighed, in whole 1/1024 bits."""

from __future__ import annotations

import numpy as np

from verify.linkage.joins import equal_pairs
from verify.linkage.judges import are_mistyped
from verify.linkage.levels import weight
from verify.linkage.organization_frequencies import OrganizationFrequencies
from verify.linkage.organization_levels import LEVEL, LEVELS, ComparedOrganizations, FoundLevels
from verify.linkage.organization_model import (
    LEAST_NAME_SHARE,
    NUMBER_CLOSE,
    NUMBER_DIFFERENT,
    ON_ROLL,
    OrganizationModel,
)
from verify.linkage.organization_name_levels import Levels, NameLevels
from verify.linkage.organization_places import place_levels
from verify.linkage.organization_sides import OrganizationSides, boards_of
from verify.linkage.vocabulary import Codes, Shares, Weights, Wide


class OrganizationComparer:
    """Compares candidate pairs of one pair of sides."""

    def __init__(self, sides: OrganizationSides, frequencies: OrganizationFrequencies) -> None:
        """Hold what every comparison needs of the sides."""
        self._sides, self._frequencies = sides, frequencies
        self._board = boards_of(sides.roll)

    def compare(self, entry: Codes, row: Codes) -> FoundLevels:
        """The levels of all pairs whose names have something in common or whose numbers are equal."""
        our_name, their_name, name = self._best_names(entry, row)
        number = self._number_levels(entry, row)
        kept = np.flatnonzero(
            (name > LEVEL["name"]["different"]) | (number == LEVEL["license number"]["same"])
        )
        entry, row = entry[kept], row[kept]
        place = place_levels(self._sides, self._board, entry, row)
        return FoundLevels(entry, row, our_name[kept], their_name[kept], name[kept], number[kept], place)

    def weigh(self, found: FoundLevels, model: OrganizationModel) -> ComparedOrganizations:
        """All factors of the pairs."""
        holders = self._frequencies.holders[found.row]
        others = self._expected_others(found, holders, model)
        u = np.minimum(1.0, others / np.maximum(1, holders))
        u[found.name == LEVEL["name"]["different"]] = 1.0
        weights = {
            "prior": weight(np.float64(ON_ROLL / (1 - ON_ROLL)), holders),
            "name": weight(model.levels("name")[found.name], u),
            "license number": _number_bits(found.number, holders, model),
            "place": found.place.bits(model.levels("place")),
        }
        levels = {
            "prior": np.zeros(len(found.row), dtype=np.int8),
            "name": found.name,
            "license number": found.number,
            "place": found.place.level,
        }
        return ComparedOrganizations(
            found.entry, found.row, found.our_name, found.their_name, others, levels, weights
        )

    def _best_names(self, entry: Codes, row: Codes) -> tuple[Codes, Codes, Levels]:
        """The lines of names on both sides that agree best, the first among equals, and their level."""
        ours, theirs = self._sides.directory.names, self._sides.roll.names
        pair, our_name = equal_pairs(entry, ours.owner)
        line, their_name = equal_pairs(row[pair], theirs.owner)
        pair, our_name = pair[line], our_name[line]
        if not len(pair):
            return pair.astype(np.int32), pair.astype(np.int32), pair.astype(np.int8)
        level = self._name_levels(our_name, their_name)
        # Both joins keep the order of the pairs, so those of one pair stand together, best line first.
        rank = (level.astype(np.int64) << 32) + (len(pair) - np.arange(len(pair)))
        begin = np.searchsorted(pair, np.arange(len(entry)))
        best = len(pair) - (np.maximum.reduceat(rank, begin) & 0xFFFFFFFF)
        return our_name[best].astype(np.int32), their_name[best].astype(np.int32), level[best]

    def _name_levels(self, our_name: Wide, their_name: Wide) -> Levels:
        ours, theirs = self._sides.directory.names, self._sides.roll.names
        one, other = ours.core[our_name], theirs.core[their_name]
        same_words = ours.sorted_words[our_name] == theirs.sorted_words[their_name]
        found = np.full(len(one), LEVEL["name"]["same_words"], dtype=np.int8)
        asked = np.flatnonzero(~same_words & (one != other))
        found[asked] = NameLevels(self._sides).of(one[asked], other[asked])
        found[one == other] = LEVEL["name"]["exact"]
        return found

    def _expected_others(self, found: FoundLevels, holders: Wide, model: OrganizationModel) -> Shares:
        """How many further organizations on the board would agree as well: by chance, or as a branch."""
        ours = self._frequencies.directory_chance[found.our_name]
        theirs = self._frequencies.roll_chance[found.their_name]
        whole, begin = np.maximum(ours, theirs).T
        is_part = np.isin(found.name, [LEVEL["name"]["contained"], LEVEL["name"]["related"]])
        least = np.array([LEAST_NAME_SHARE.get(each, 0.0) for each in LEVELS["name"]])[found.name]
        by_chance = np.maximum(least, np.where(is_part, begin, whole)) * holders
        # A sister's name is written down no better or worse than one's own.
        namesakes = model.branches + self._frequencies.others[found.their_name]
        expected: Shares = np.maximum(by_chance, namesakes * model.levels("name")[found.name])
        return expected

    def _number_levels(self, entry: Codes, row: Codes) -> Levels:
        claims, roll = self._sides.directory, self._sides.roll
        pair, claim = equal_pairs(entry, claims.number_owner)
        own = claims.number_board[claim] == self._board[row[pair]]
        pair, claim = pair[own], claim[own]
        line, printed = equal_pairs(row[pair], roll.number_owner)
        pair, claim = pair[line], claim[line]
        one, other = claims.reading[claim], roll.reading[printed]
        level = np.full(len(pair), LEVEL["license number"]["different"], dtype=np.int8)
        level[are_mistyped(one, other)] = LEVEL["license number"]["close"]
        level[one == other] = LEVEL["license number"]["same"]
        found = np.zeros(len(row), dtype=np.int8)
        np.maximum.at(found, pair, level)
        return found


def _number_bits(level: Levels, holders: Wide, model: OrganizationModel) -> Weights:
    bits = np.zeros(len(level), dtype=np.int32)
    same = level == LEVEL["license number"]["same"]
    bits[same] = weight(model.number_odds / (ON_ROLL / (1 - ON_ROLL)) * holders[same], np.float64(1.0))
    for name, (m, u) in (("close", NUMBER_CLOSE), ("different", NUMBER_DIFFERENT)):
        bits[level == LEVEL["license number"][name]] = weight(np.float64(m), np.float64(u))
    return bits
