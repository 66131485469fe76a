"""What speaks against accepting a pair: vetoes, higher cuts, doubts."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from verify.linkage.candidates import Candidates, is_name_alone, is_near
from verify.linkage.decided import (
    BELOW_CUT,
    ELSEWHERE,
    MIDDLE_CONFLICT,
    NAME_ALONE,
    NAME_IN_PART,
    NEAR_RIVAL,
    NUMBER_ALONE,
    OTHER_NUMBER,
    OTHER_PROFESSION,
    REPLACED,
    SUFFIX_CONFLICT,
    SUFFIX_ONE_SIDE,
)
from verify.linkage.levels import GRAIN, Compared
from verify.linkage.model import ACCEPT_NUMBER, ACCEPT_ODD, ACCEPT_OTHER_NUMBER, Model
from verify.linkage.vocabulary import Flags, Shares, Wide


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


def doubts(total: npt.NDArray[np.int32], rival: Wide, alone: Flags) -> npt.NDArray[np.int8]:
    """Why a pair below its cut is in doubt: a rival comes near, only the name agrees, or it is unlikely."""
    against = np.where(rival >= 0, total[rival], np.iinfo(np.int32).min)
    near = (against > total - 12 * GRAIN) & (against > -3 * GRAIN)
    return np.where(near, NEAR_RIVAL, np.where(alone, NAME_ALONE, BELOW_CUT)).astype(np.int8)
