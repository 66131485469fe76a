"""Weights of organizations become decisions: accept, review or nothing. Ties are never broken."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from verify.linkage.contest import MOST_BITS
from verify.linkage.decided import ACCEPTED, IN_REVIEW, NOTHING
from verify.linkage.joins import openings
from verify.linkage.levels import GRAIN
from verify.linkage.organization_decided import (
    ADVERSE,
    BELOW_CUT,
    BRANCH,
    BY_NAME,
    BY_NUMBER,
    CLAIMED,
    GENERIC_NAME,
    NAME_IN_PART,
    NEAR_RIVAL,
    NUMBER_ALONE,
    OTHER_NUMBER,
    DecidedOrganizations,
    OrganizationCandidates,
)
from verify.linkage.organization_levels import ComparedOrganizations
from verify.linkage.organization_model import ACCEPT_NUMBER, REVIEW, REVIEW_MOST, OrganizationModel
from verify.linkage.vocabulary import Codes, Flags, Shares, Wide


def decide_organizations(
    candidates: OrganizationCandidates, model: OrganizationModel
) -> DecidedOrganizations:
    """The decisions on all candidates of a run."""
    compared = candidates.compared
    total = compared.total
    odds = np.exp2(np.minimum(MOST_BITS, total / GRAIN))
    by_number = compared.is_level("license number", "same") & ~compared.is_level("name", "different")
    group = _numbered((compared.entry.astype(np.int64) << 32) | candidates.board)
    holder = candidates.holder.astype(np.int64)
    fit = _share(odds, group, holder)
    claimed = _share(odds, _numbered(holder), compared.entry.astype(np.int64))
    probability = np.where(by_number, fit, np.minimum(fit, claimed))
    rival = _rivals(group, holder, total, compared.row)
    reason = _vetoes(compared, by_number)
    cut = np.where(by_number, ACCEPT_NUMBER, model.accept_name)
    doubtful = (reason < 0) & (probability < cut)
    reason[doubtful] = _doubts(compared, total, rival, fit, claimed)[doubtful]
    reason[(reason < 0) & candidates.is_adverse & ~by_number] = ADVERSE
    accepted = reason < 0
    decision = np.where(accepted, ACCEPTED, NOTHING).astype(np.int8)
    decision[_reviewed(compared, accepted, fit, group, total)] = IN_REVIEW
    reason = np.where(accepted, np.where(by_number, BY_NUMBER, BY_NAME), reason).astype(np.int8)
    return DecidedOrganizations(decision, probability, by_number, reason, rival)


def _numbered(values: Wide) -> Wide:
    return np.unique(values, return_inverse=True)[1].astype(np.int64)


def _share(odds: Shares, contest: Wide, side: Wide) -> Shares:
    """Each pair's share in its contest: every side (holder or entry) competes once, with its best pair.

    The 1 in the sum stands for "none of those listed".
    """
    sides = _numbered((contest << 32) | side)
    best = np.zeros(int(sides.max(initial=-1)) + 1)
    np.maximum.at(best, sides, odds)
    of_side = np.zeros(len(best), dtype=np.int64)
    of_side[sides] = contest
    whole = 1.0 + np.bincount(of_side, best, minlength=int(contest.max(initial=-1)) + 1)
    # The rows of one license stand or fall together, as far as each of them agrees at all.
    of_pair = np.where(odds > 1.0, best[sides], odds)
    shares: Shares = of_pair / whole[contest]
    return shares


def _rivals(group: Wide, holder: Wide, total: npt.NDArray[np.int32], row: Codes) -> Wide:
    """For each pair the best one of another holder in its group, or -1; among equals the first row."""
    rival = np.full(len(group), -1, dtype=np.int64)
    if not len(group):
        return rival
    order = np.lexsort((row, -total, group))
    leader = order[openings(group[order])]
    others = order[holder[order] != holder[leader[group[order]]]]
    groups, first = np.unique(group[others], return_index=True)
    second = np.full(len(leader), -1, dtype=np.int64)
    second[groups] = others[first]
    return np.where(holder == holder[leader[group]], second[group], leader[group])


def _vetoes(compared: ComparedOrganizations, by_number: Flags) -> npt.NDArray[np.int8]:
    """Why a pair may not be accepted whatever its weight, or -1."""
    reason = np.full(len(by_number), -1, dtype=np.int8)
    reason[compared.is_level("name", "different", "related")] = NAME_IN_PART
    reason[compared.is_level("license number", "same")] = NUMBER_ALONE
    reason[compared.is_level("license number", "different")] = OTHER_NUMBER
    reason[by_number] = -1
    return reason


def _doubts(
    compared: ComparedOrganizations, total: npt.NDArray[np.int32], rival: Wide, fit: Shares, claimed: Shares
) -> npt.NDArray[np.int8]:
    against = np.where(rival >= 0, total[rival], np.iinfo(np.int32).min) if len(total) else total
    near = (against > total - 8 * GRAIN) & (against > -3 * GRAIN)
    reason = np.where(near, NEAR_RIVAL, BELOW_CUT)
    bare = ~near & ~compared.is_level("license number", "same")
    far = ~compared.is_level("place", "zip5", "city")
    reason = np.where(bare & far, BRANCH, reason)
    reason = np.where(bare & (compared.others >= 1.0), GENERIC_NAME, reason)
    return np.where(claimed < fit / 2, CLAIMED, reason).astype(np.int8)


def _reviewed(
    compared: ComparedOrganizations, accepted: Flags, fit: Shares, group: Wide, total: npt.NDArray[np.int32]
) -> Flags:
    """The candidates worth a person's time, the best few of each entry and board.

    Where a link of the entry or of the row was accepted, nothing is left to ask, save about equal numbers.
    """
    same = compared.is_level("license number", "same")
    has_any = np.bincount(group, accepted, minlength=int(group.max(initial=-1)) + 1)[group] > 0
    taken = np.isin(compared.row, compared.row[accepted])
    worth = ((fit >= REVIEW) | same) & ~accepted & ((~has_any & ~taken) | same)
    order = np.lexsort((compared.row, -total, ~worth, group))
    begin = np.searchsorted(group[order], group[order])
    rank = np.empty(len(group), dtype=np.int64)
    rank[order] = np.arange(len(group)) - begin
    flags: Flags = worth & (rank < REVIEW_MOST)
    return flags
