"""Comparison levels of organizations, and compared pairs as columns of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from verify.linkage.organization_model import M_DEFAULTS
from verify.linkage.organization_name_levels import Levels
from verify.linkage.organization_places import PlaceLevels
from verify.linkage.vocabulary import Codes, Flags, Shares, Weights, Wide

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
            self.entry[kept],
            self.row[kept],
            self.our_name[kept],
            self.their_name[kept],
            self.others[kept],
            {name: column[kept] for name, column in self.levels.items()},
            {name: column[kept] for name, column in self.weights.items()},
        )


@dataclass(frozen=True, slots=True)
class FoundLevels:
    """Pairs with the levels of their comparisons, and what their weights need; no model yet."""

    entry: Codes
    row: Codes
    our_name: Codes
    their_name: Codes
    name: Levels
    number: Levels
    place: PlaceLevels
