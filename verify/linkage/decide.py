"""Weights become decisions: accept, review or nothing. Ties are never broken.

Links by number come first: state, license number and profession agree and so does a part of
the name. Links by name need a calibrated probability and no veto. A link to a row that says
something disciplinary is accepted by number and name only: a name alone never carries it.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from verify.linkage.candidates import Candidates, is_by_number, is_name_alone
from verify.linkage.contest import MOST_BITS, Contest, claims_of, contest_of
from verify.linkage.decided import (
    ACCEPTED,
    ADVERSE,
    BELOW_CUT,
    BY_NAME,
    BY_NUMBER,
    CLAIMED,
    FITS_OTHER,
    FOLLOWS,
    IN_REVIEW,
    NAME_ALONE,
    NEAR_RIVAL,
    NOTHING,
    SECOND,
    SEVERAL,
    SUCCESSOR,
    Decided,
)
from verify.linkage.levels import GRAIN
from verify.linkage.model import REVIEW, REVIEW_MOST, SECOND_BITS, STEPS, Model
from verify.linkage.vetoes import cuts_of, doubts, vetoes
from verify.linkage.vocabulary import Flags


def decide(candidates: Candidates, model: Model) -> Decided:
    """The decisions on all candidates of a run."""
    total = candidates.compared.total
    odds = np.exp2(np.minimum(MOST_BITS, total / GRAIN))
    contest = contest_of(candidates, total, odds)
    by_number = is_by_number(candidates.compared)
    claimed = np.where(by_number, 1.0, claims_of(candidates, odds))
    probability = np.minimum(contest.fit, claimed)
    reason = vetoes(candidates, by_number)
    alone = is_name_alone(candidates.compared)
    cut = cuts_of(candidates.compared, by_number, model)
    doubtful = (reason < 0) & (probability < cut)
    reason[doubtful] = doubts(total, contest.rival, alone)[doubtful]
    adverse = (reason < 0) & candidates.is_adverse & ~by_number
    reason[adverse] = ADVERSE
    decision = np.where(reason < 0, ACCEPTED, IN_REVIEW).astype(np.int8)
    reason = np.where(reason < 0, np.where(by_number, BY_NUMBER, BY_NAME), reason).astype(np.int8)
    # The probability of a person is that of the best row; what speaks against a further row stays a veto.
    follows = np.isin(reason, (BELOW_CUT, NAME_ALONE, NEAR_RIVAL)) & (decision[contest.lead] == ACCEPTED)
    follows &= probability >= STEPS[0]
    decision[follows], reason[follows] = ACCEPTED, FOLLOWS
    decided = Decided(decision, probability, contest.fit, by_number, reason, contest.rival)
    return _one_person_per_row(candidates, total, _settled(candidates, contest, decided))


def _settled(candidates: Candidates, contest: Contest, decided: Decided) -> Decided:
    """Little more to review on a roll where a standing row was accepted: equal numbers, second licenses.

    Where only replaced rows were accepted, the standing row of that person waits for a person's
    eye: a namesake's replaced row looks just like one's own.
    """
    same = candidates.compared.is_level("license number", "same") & candidates.compared.is_level(
        "scope", "own"
    )
    accepted = decided.decision == ACCEPTED
    has_any = np.bincount(contest.group, accepted, minlength=contest.groups)[contest.group] > 0
    standing = np.bincount(contest.group, accepted & ~candidates.is_superseded, minlength=contest.groups) > 0
    packed = (contest.group << 32) | candidates.person
    successor = has_any & ~standing[contest.group] & np.isin(packed, packed[accepted]) & ~accepted
    decision, reason = decided.decision.copy(), decided.reason.copy()
    total = candidates.compared.total
    of_accepted = np.isin(packed, packed[accepted]) & (total > 0)
    second = has_any & ~accepted & ~same & ((total >= SECOND_BITS * GRAIN) | of_accepted)
    decision[has_any & ~accepted & ~same & ~successor & ~second] = NOTHING
    reason[second], reason[successor] = SECOND, SUCCESSOR
    kept = ~has_any & _worth_review(contest, decided, same)
    decision[~has_any & ~kept] = NOTHING
    claimed = ~has_any & kept & (decided.probability < REVIEW) & ~same & (decided.fit >= REVIEW)
    reason[claimed] = CLAIMED
    several = ~has_any & kept & (decided.fit < REVIEW) & ~same
    reason[several] = SEVERAL
    return Decided(decision, decided.probability, decided.fit, decided.by_number, reason, decided.rival)


def _worth_review(contest: Contest, decided: Decided, same: Flags) -> Flags:
    """The candidates worth a person's time; where many share the weight, at least the first.

    Thirty people of one common name are no proof that none of them is meant.
    """
    kept = (decided.fit >= REVIEW) | same
    has_one = np.bincount(contest.group, kept, minlength=contest.groups) > 0
    sums = np.bincount(contest.group, decided.fit, minlength=contest.groups)
    kept |= (~has_one & (sums >= REVIEW))[contest.group] & (contest.rank == 0)
    best = kept & (contest.lead == np.arange(len(kept)))
    order = np.lexsort((contest.rank, contest.group))
    running = np.cumsum(best[order])
    opens = np.concatenate([[0], running])[np.searchsorted(contest.group[order], contest.group[order])]
    position = np.empty(len(order), dtype=np.int64)
    position[order] = running - opens
    flags: Flags = kept & (position[contest.lead] <= REVIEW_MOST)
    return flags


def _one_person_per_row(candidates: Candidates, total: npt.NDArray[np.int32], decided: Decided) -> Decided:
    """A row accepted for entries with different people's names goes to review for the weaker ones.

    One person may have two entries, so entries that agree with the row in both parts of the
    name may share it.
    """
    compared = candidates.compared
    accepted = decided.decision == ACCEPTED
    best = np.full(int(compared.row.max(initial=-1)) + 1, np.iinfo(np.int32).min, dtype=np.int32)
    np.maximum.at(best, compared.row[accepted], total[accepted])
    differs = compared.is_level("surname", "different", "missing")
    differs |= compared.is_level("given name", "different", "missing")
    yields = accepted & (total < best[compared.row]) & differs
    decision, reason = decided.decision.copy(), decided.reason.copy()
    decision[yields], reason[yields] = IN_REVIEW, FITS_OTHER
    return Decided(decision, decided.probability, decided.fit, decided.by_number, reason, decided.rival)
