"""The rejected candidates that came nearest: who was looked at, and is not in the links."""

from __future__ import annotations

import numpy as np

from verify.linkage.candidates import Candidates
from verify.linkage.decide import NOTHING, Decided
from verify.linkage.levels import GRAIN
from verify.linkage.model import LEAST_BITS
from verify.linkage.vocabulary import Wide

NEAR_MISS_BITS = LEAST_BITS
"""Least weight of a near miss: 1 to 128.

Below it nothing is kept of a pair: it could neither be reviewed nor be a rival, and by far most of those
pairs are strangers who share half a name.
"""


def nearest_misses(candidates: Candidates, decided: Decided) -> Wide:
    """The lines of the best candidate decided as nothing, of each entry and roll; the first among equals."""
    compared, total = candidates.compared, candidates.compared.total
    lines = np.flatnonzero((decided.decision == NOTHING) & (total >= NEAR_MISS_BITS * GRAIN))
    entry, roll, row = compared.entry[lines], candidates.roll[lines], compared.row[lines]
    order = np.lexsort((row, -total[lines], roll, entry))
    entry, roll = entry[order], roll[order]
    opens = np.ones(len(order), dtype=np.bool_)
    opens[1:] = (entry[1:] != entry[:-1]) | (roll[1:] != roll[:-1])
    nearest: Wide = lines[order[opens]]
    return nearest
