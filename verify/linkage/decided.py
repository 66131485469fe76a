"""Decisions on candidates as columns, and why each is what it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from verify.linkage.links import Decision
from verify.linkage.vocabulary import Flags, Shares, Wide

REASONS = (
    "state, license number, profession and a part of the name agree",
    "name and profession agree, nothing contradicts, and no other row comes near",
    "the board marks this row as replaced; only its number could tie it to a person",
    "suffix: Jr. on one side, Sr. on the other",
    "suffix on one side only: it could be parent and child",
    "license number: the entry claims another one for this board",
    "license number agrees, but no part of the name does",
    "license number agrees, but the profession does not",
    "middle names differ",
    "the name agrees in part only, and no license number confirms it",
    "the entry names no place in this state, and no license number confirms it",
    "another row fits nearly as well",
    "only the name agrees, and probability {probability:.4f} is too low for that",
    "probability {probability:.4f} is below the cut",
    "the row is adverse and the license number does not confirm the person",
    "the row with this number was replaced; this may be its successor",
    "several rows fit, and none of them well",
    "the row fits, but another entry has the better claim to it",
    "another entry fits this row better",
    "another row of this roll was accepted; this may be a second license of the same person",
    "another row of the same person was accepted, and nothing speaks against this one",
)
"""Why a decision is what it is; stored as its place here."""
(
    BY_NUMBER, BY_NAME, REPLACED, SUFFIX_CONFLICT, SUFFIX_ONE_SIDE, OTHER_NUMBER, NUMBER_ALONE,
    OTHER_PROFESSION, MIDDLE_CONFLICT, NAME_IN_PART, ELSEWHERE, NEAR_RIVAL, NAME_ALONE, BELOW_CUT,
    ADVERSE, SUCCESSOR, SEVERAL, CLAIMED, FITS_OTHER, SECOND, FOLLOWS,
) = range(len(REASONS))  # fmt: skip

NOTHING, IN_REVIEW, ACCEPTED = 0, 1, 2
"""Decisions as numbers."""
DECISIONS = {NOTHING: Decision.NONE, IN_REVIEW: Decision.REVIEW, ACCEPTED: Decision.ACCEPT}


@dataclass(frozen=True, slots=True)
class Decided:
    """The decision on each candidate; those decided as `NOTHING` are neither accepted nor reviewed.

    `fit` is the probability before other entries that claim the row are looked at: a row that
    somebody else claims may still be this person's, who then was not "not found". `rival` is the
    place of the best candidate of another person on the roll, -1 where there is none.
    """

    decision: npt.NDArray[np.int8]
    probability: Shares
    fit: Shares
    by_number: Flags
    reason: npt.NDArray[np.int8]
    rival: Wide
