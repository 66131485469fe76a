"""License numbers that an entry claims, against those of a row."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from verify.linkage.joins import joined
from verify.linkage.judges import are_mistyped
from verify.linkage.levels import LEVEL, Levels
from verify.linkage.vocabulary import Codes, Wide


@dataclass(frozen=True, slots=True)
class Claims:
    """The license numbers that entries state, sorted by entry; profession 0 means any."""

    entry: Codes
    board: Codes
    profession: Codes
    reading: Wide

    def levels(
        self,
        entry: Codes,
        r: Codes,
        board: Codes,
        profession: Codes,
        numbers: tuple[Codes, Wide],
    ) -> Levels:
        """Whether a number claimed for the roll is the row's, one typing error away, or another."""
        level = LEVEL["license number"]
        pair, claim = joined(entry, self.entry)
        claimed = self.profession[claim]
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
