"""Weights become decisions: accept, review or nothing. Ties are never broken.

Links by number come first: state, license number and profession agree and so does a part of
the name. Links by name need a calibrated probability and no veto. A link to a row that says
something disciplinary is accepted by number and name only: a name alone never carries it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from verify.linkage.candidates import Candidates, is_by_number, is_name_alone, is_near
from verify.linkage.contest import MOST_BITS, Contest, claims_of, contest_of
from verify.linkage.levels import GRAIN, Compared
from verify.linkage.model import (
    ACCEPT_NUMBER,
    ACCEPT_ODD,
    ACCEPT_OTHER_NUMBER,
    REVIEW,
    REVIEW_MOST,
    SECOND_BITS,
    STEPS,
    Model,
)
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
    reason[doubtful] = _doubts(total, contest.rival, alone)[doubtful]
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


def cuts_of(compared: Compared, by_number: Flags, model: Model) -> Shares:
    """The least probability of an accepted link, pair by pair: higher where something speaks against it."""
    cut = np.where(is_name_alone(compared), model.cuts.alone, model.cuts.supported)
    odd = compared.is_level("scope", "elsewhere") | compared.is_level("surname", "close", "romanized")
    cut[odd] = np.maximum(cut[odd], ACCEPT_ODD)
    other_number = compared.is_level("license number", "different")
    cut[other_number] = np.maximum(cut[other_number], ACCEPT_OTHER_NUMBER)
    cut[by_number] = ACCEPT_NUMBER
    return cut


def vetoes(candidates: Candidates, by_number: Flags) -> npt.NDArray[np.int8]:
    """Why a pair may not be accepted whatever its weight, or -1; the first in the list that holds."""
    compared = candidates.compared
    middle, place = compared.is_level("middle name", "full", "initial"), is_near(compared)
    close = compared.is_level("surname", "close", "romanized")
    tests = (
        (REPLACED, candidates.is_superseded),
        (SUFFIX_CONFLICT, compared.is_level("suffix", "conflict")),
        (SUFFIX_ONE_SIDE, compared.is_level("suffix", "one_side")),
        (OTHER_NUMBER, compared.is_level("license number", "different") & ~(middle & place)),
        (
            OTHER_PROFESSION,
            compared.is_level("scope", "other_profession"),
        ),
        (NUMBER_ALONE, compared.is_level("license number", "same")),
        (MIDDLE_CONFLICT, compared.is_level("middle name", "conflict")),
        (
            NAME_IN_PART,
            compared.is_level("surname", "different", "missing")
            | (close & ~(place & compared.is_level("given name", "exact")))
            | compared.is_level("given name", "different", "initial", "missing"),
        ),
        (ELSEWHERE, compared.is_level("scope", "elsewhere") & ~(middle | place)),
    )
    reason = np.full(len(by_number), -1, dtype=np.int8)
    for number, holds in reversed(tests):
        reason[holds] = number
    # Father and son share a name, never a license number; many sources leave a suffix out.
    reason[by_number] = np.where(compared.is_level("suffix", "conflict")[by_number], SUFFIX_CONFLICT, -1)
    return reason


def _doubts(total: npt.NDArray[np.int32], rival: Wide, alone: Flags) -> npt.NDArray[np.int8]:
    against = np.where(rival >= 0, total[rival], np.iinfo(np.int32).min)
    near = (against > total - 12 * GRAIN) & (against > -3 * GRAIN)
    return np.where(near, NEAR_RIVAL, np.where(alone, NAME_ALONE, BELOW_CUT)).astype(np.int8)


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
