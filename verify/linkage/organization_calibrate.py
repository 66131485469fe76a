"""The cut for links by name alone, tested on the organizations whose license number is known.

Each of them is linked again with the number hidden: once as it is, once with the rows of its
license taken away, as if the board did not list it. What would then be accepted wrongly shows which
cut is safe on the data at hand; unlike with people, a namesake's row counts as wrong, because chains
are what goes wrong here. The cut only ever rises.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from verify.linkage.decided import ACCEPTED
from verify.linkage.organization_decide import decide_organizations
from verify.linkage.organization_decided import DecidedOrganizations, OrganizationCandidates
from verify.linkage.organization_model import MOST_WRONG, ON_ROLL, OrganizationModel
from verify.linkage.vocabulary import Codes, Flags, Shares


def raised_organization_cut(
    candidates: OrganizationCandidates, decided: DecidedOrganizations, model: OrganizationModel
) -> float:
    """The cut for links by name: the model's, or the lowest above it that the anchors allow."""
    contest = (candidates.compared.entry.astype(np.int64) << 32) | candidates.board
    anchors = np.flatnonzero((decided.decision == ACCEPTED) & decided.by_number)
    keys, first = np.unique(contest[anchors], return_index=True)
    if not len(keys):
        return model.accept_name
    at = np.minimum(np.searchsorted(keys, contest), len(keys) - 1)
    is_known = keys[at] == contest
    truth = candidates.holder[anchors[first]][at]
    hidden = _without_numbers(candidates, is_known)
    right, wrong = _accepted(hidden, is_known, truth, model)
    listed = ~(is_known & (candidates.holder == truth))
    _, stray = _accepted(hidden.at(listed), is_known[listed], truth[listed], model)
    return _lowest_cut(right, wrong, stray, model.accept_name)


def _without_numbers(candidates: OrganizationCandidates, silenced: Flags) -> OrganizationCandidates:
    compared = candidates.compared
    levels, weights = dict(compared.levels), dict(compared.weights)
    levels["license number"] = np.where(silenced, 0, levels["license number"]).astype(np.int8)
    weights["license number"] = np.where(silenced, 0, weights["license number"]).astype(np.int32)
    return replace(candidates, compared=replace(compared, levels=levels, weights=weights))


def _accepted(
    candidates: OrganizationCandidates,
    is_known: Flags,
    truth: Codes,
    model: OrganizationModel,
) -> tuple[Shares, Shares]:
    found = decide_organizations(candidates, model)
    accepted = (found.decision == ACCEPTED) & is_known
    is_right = candidates.holder == truth
    return found.probability[accepted & is_right], found.probability[accepted & ~is_right]


def _lowest_cut(right: Shares, wrong: Shares, stray: Shares, cut: float) -> float:
    """The lowest cut from `cut` up at which wrong links are few enough among the accepted."""
    missing_rows = (1 - ON_ROLL) / ON_ROLL
    both = [*wrong.tolist(), *stray.tolist()]
    for candidate in sorted({cut, *(p for p in both if p >= cut)}):
        above = int((wrong > candidate).sum()) + int((stray > candidate).sum()) * missing_rows
        if above <= MOST_WRONG * int((right > candidate).sum()):
            return float(candidate)
    return 1.0
