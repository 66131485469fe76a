"""The cut for links by name, tested on the data at hand with its own number links as truth.

Each entry linked by number is linked again with the number hidden: once as it is, and once with
its true row taken away, as if the board did not list it. Links that would then be wrong show
which cut is safe here. Nobody labels anything, and the cut only ever rises.

Rows that bear the very name of the true row are taken away with it: boards list one person
twice far more often than the same profession has two people of one rare name, so such a link
would be counted as wrong although it is right. Their risk is in the frequencies.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from verify.linkage.comparisons import Factors
from verify.linkage.decide import Candidate, Decided, decide
from verify.linkage.links import Decision
from verify.linkage.model import ON_ROLL, Model
from verify.linkage.names import PersonName

MOST_WRONG = 0.0005
"""Largest share of wrong links by name that a cut may show on the hidden numbers."""


def raised_cut(candidates: Sequence[Candidate], anchors: Iterable[Decided], model: Model) -> float:
    """The cut for links by name: the model's, or the lowest above it that the anchors allow."""
    listed = [a.candidate for a in anchors]
    truth = {(c.entry.entry_id, c.row.roll): c.person for c in listed}
    names = {(c.entry.entry_id, c.row.roll): c.row.name for c in listed}
    hidden = [_hide_number(c) for c in candidates if (c.entry.entry_id, c.row.roll) in truth]
    without = [c for c in hidden if not _bears(names[c.entry.entry_id, c.row.roll], c.row.name)]
    right: list[float] = []
    wrong: list[float] = []
    for d in decide(hidden, model):
        if d.decision is Decision.ACCEPT:
            key = (d.candidate.entry.entry_id, d.candidate.row.roll)
            (right if d.candidate.person == truth[key] else wrong).append(d.probability)
    wrong += [d.probability for d in decide(without, model) if d.decision is Decision.ACCEPT]
    return _lowest_cut(right, wrong, model.accept_name)


def _bears(true: PersonName, other: PersonName) -> bool:
    return (true.surname_key, true.given_key) == (other.surname_key, other.given_key)


def _hide_number(candidate: Candidate) -> Candidate:
    factors: Factors = tuple(f for f in candidate.factors if f.comparison != "license number")
    return Candidate(candidate.entry, candidate.row, factors, candidate.person)


def _lowest_cut(right: Sequence[float], wrong: Sequence[float], cut: float) -> float:
    """The lowest cut from `cut` up at which wrong links are few enough among the accepted."""
    missing_rows = (1 - ON_ROLL) / ON_ROLL
    for candidate in sorted({cut, *(p for p in wrong if p >= cut)}):
        above = sum(p > candidate for p in wrong) * missing_rows
        if above <= MOST_WRONG * sum(p > candidate for p in right):
            return candidate
    return 1.0
