"""The rejected candidates that came nearest: who was looked at, and is not in the links."""

from __future__ import annotations

import numpy as np

from verify.linkage.candidates import Candidates
from verify.linkage.decided import NOTHING, Decided
from verify.linkage.joins import openings
from verify.linkage.levels import GRAIN
from verify.linkage.model import LEAST_BITS
from verify.linkage.vocabulary import Codes, Weights, Wide

NEAR_MISS_BITS = LEAST_BITS
"""Least weight of a near miss: 1 to 128.

Below it nothing is kept of a pair: it could neither be reviewed nor be a rival, and by far most of those
pairs are strangers who share half a name.
"""


def nearest_misses(candidates: Candidates, decided: Decided) -> Wide:
    """The lines of the best candidate decided as nothing, of each entry and roll; the first among equals."""
    compared, total = candidates.compared, candidates.compared.total
    lines = np.flatnonzero((decided.decision == NOTHING) & (total >= NEAR_MISS_BITS * GRAIN))
    return best_of_each(
        compared.entry[lines], candidates.roll[lines], total[lines], compared.row[lines], lines
    )


def best_of_each(entry: Codes, listing: Codes | Wide, total: Weights, row: Codes, lines: Wide) -> Wide:
    """Of these lines the one of most weight of each entry and listing; the first row among equals."""
    order = np.lexsort((row, -total, listing, entry))
    best: Wide = lines[order[openings(entry[order], listing[order])]]
    return best
