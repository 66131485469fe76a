"""The cut for links by name, tested on the data at hand with its own number links as truth.

Each entry linked by number is linked again with the number hidden: once as it is, and once with
its true row taken away, as if the board did not list it. Links that would then be wrong show
which cut is safe here. Nobody labels anything, and the cut only ever rises.

Rows that bear the very name of the true row are taken away with it: boards list one person
twice far more often than the same profession has two people of one rare name, so such a link
would be counted as wrong although it is right. Their risk is in the frequencies.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from verify.linkage.comparisons import Compared
from verify.linkage.decide import ACCEPTED, Candidates, Decided, decide
from verify.linkage.model import ON_ROLL, Model
from verify.linkage.sides import RollTable, rolls
from verify.linkage.vocabulary import Flags, Shares, mixed

MOST_WRONG = 0.0005
"""Largest share of wrong links by name that a cut may show on the hidden numbers."""


def raised_cut(candidates: Candidates, decided: Decided, roll: RollTable, model: Model) -> float:
    """The cut for links by name: the model's, or the lowest above it that the anchors allow."""
    compared = candidates.compared
    anchors = np.flatnonzero((decided.decision == ACCEPTED) & decided.by_number)
    contest = _contest_keys(candidates)
    keys, first = np.unique(contest[anchors][::-1], return_index=True)
    true_line = anchors[::-1][first]  # where an entry has several, the last one is its truth
    at = np.minimum(np.searchsorted(keys, contest), max(0, len(keys) - 1))
    listed = np.flatnonzero((keys[at] == contest) if len(keys) else np.zeros(len(contest), dtype=np.bool_))
    hidden, truth = _without_numbers(candidates.at(listed)), true_line[at[listed]]
    right, wrong = _split(hidden, candidates.person[truth], model)
    full_name = mixed(31, roll.names.surname, roll.names.given)
    strangers = full_name[hidden.compared.row] != full_name[compared.row[truth]]
    missing = hidden.at(strangers)
    found = decide(missing, model)
    stray = found.probability[found.decision == ACCEPTED]
    return _lowest_cut(right, np.concatenate([wrong, stray]), model.accept_name)


def _contest_keys(candidates: Candidates) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    return mixed(32, candidates.compared.entry, candidates.roll)


def _split(hidden: Candidates, truth: np.ndarray[tuple[int], np.dtype[np.int32]], model: Model) -> tuple[Shares, Shares]:
    found = decide(hidden, model)
    accepted: Flags = found.decision == ACCEPTED
    is_right = hidden.person == truth
    return found.probability[accepted & is_right], found.probability[accepted & ~is_right]


def _without_numbers(candidates: Candidates) -> Candidates:
    compared = candidates.compared
    silent = np.zeros_like(compared.levels["license number"])
    levels = {**compared.levels, "license number": silent}
    weights = {**compared.weights, "license number": np.zeros(len(silent), dtype=np.int32)}
    return replace(candidates, compared=Compared(compared.entry, compared.face, compared.row, levels, weights))


def _lowest_cut(right: Shares, wrong: Shares, cut: float) -> float:
    """The lowest cut from `cut` up at which wrong links are few enough among the accepted."""
    missing_rows = (1 - ON_ROLL) / ON_ROLL
    for candidate in sorted({cut, *(p for p in wrong.tolist() if p >= cut)}):
        above = int((wrong > candidate).sum()) * missing_rows
        if above <= MOST_WRONG * int((right > candidate).sum()):
            return float(candidate)
    return 1.0
