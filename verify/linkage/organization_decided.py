"""Candidate organizations and the decisions on them as columns, and why each is what it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from verify.linkage.organization_levels import ComparedOrganizations
from verify.linkage.vocabulary import Codes, Flags, Shares, Wide

REASONS = (
    "board, license number and name agree",
    "name and place agree, nothing contradicts, and no other organization comes near",
    "license number: the entry claims another one for this board",
    "license number agrees, but the name does not",
    "the names share words only, and no license number confirms them",
    "about {others:.1f} other organizations on this board would bear such a name; no number tells",
    "another row fits nearly as well",
    "another entry has as good a claim to this row",
    "only the name agrees: it may be a branch",
    "probability {probability:.4f} is below the cut",
    "the row is adverse and the license number does not confirm the organization",
)
"""Why a decision is what it is; stored as its place here."""
(
    BY_NUMBER, BY_NAME, OTHER_NUMBER, NUMBER_ALONE, NAME_IN_PART, GENERIC_NAME, NEAR_RIVAL, CLAIMED, BRANCH,
    BELOW_CUT, ADVERSE,
) = range(len(REASONS))  # fmt: skip


@dataclass(frozen=True, slots=True)
class OrganizationCandidates:
    """Compared pairs with the board and holder of each row, and whether the row is adverse."""

    compared: ComparedOrganizations
    board: Codes
    holder: Codes
    is_adverse: Flags

    def at(self, kept: Flags | Wide) -> OrganizationCandidates:
        """These candidates alone."""
        return OrganizationCandidates(
            self.compared.at(kept), self.board[kept], self.holder[kept], self.is_adverse[kept]
        )


@dataclass(frozen=True, slots=True)
class DecidedOrganizations:
    """The decision on each candidate; `rival` is the best one of another holder, -1 where there is none."""

    decision: npt.NDArray[np.int8]
    probability: Shares
    by_number: Flags
    reason: npt.NDArray[np.int8]
    rival: Wide
