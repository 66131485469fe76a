"""Comparison levels, and compared pairs as columns of levels and weights.

A weight is a whole number of 1/1024 bits (`GRAIN`), so that any order of adding gives exactly the
same sum, on every machine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from verify.linkage.vocabulary import Codes, Flags, Shares, Weights, Wide

Levels = npt.NDArray[np.int8]

GRAIN = 1024

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
    levels: Mapping[str, Levels]
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


def weight(m: Shares | float, u: Shares | Wide | float) -> Weights:
    """log2(m/u) in whole 1/1024 bits."""
    weights: Weights = np.rint(np.log2(np.divide(m, u)) * GRAIN).astype(np.int32)
    return weights
