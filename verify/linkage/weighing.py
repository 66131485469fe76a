"""Candidate pairs weighed, in portions, and those worth keeping with what decisions rest on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from verify.linkage.blocking import Pairs
from verify.linkage.candidates import Candidates
from verify.linkage.comparisons import Comparer
from verify.linkage.frequencies import Frequencies
from verify.linkage.joins import openings
from verify.linkage.levels import GRAIN, Compared, stacked
from verify.linkage.model import LEAST_BITS, Model
from verify.linkage.persons import entry_person_of, person_of
from verify.linkage.run import Scope
from verify.linkage.sides import Sides
from verify.linkage.vocabulary import Flags

PAIRS_AT_ONCE = 400_000
"""Pairs are compared in portions of about this size, so that memory does not grow with their number."""


def compared_pairs(comparer: Comparer, pairs: Pairs, model: Model, sides: Sides, scope: Scope) -> Compared:
    """The pairs that are worth keeping, weighed; the best face of each entry and row alone."""
    parts = []
    for portion in _portions(pairs, sides):
        part = comparer.compare(portion, model)
        parts.append(part.at(_is_worth_keeping(part, scope)))
    return stacked(parts)


def _portions(pairs: Pairs, sides: Sides) -> Iterator[Pairs]:
    """The pairs in portions that part no entry from its other faces; at least one portion."""
    entry = sides.directory.face_owner[pairs.face]
    if not len(entry):
        yield pairs
        return
    opens = np.flatnonzero(openings(entry))
    wanted = np.arange(0, len(entry), PAIRS_AT_ONCE)
    cuts = np.unique(np.append(opens[np.searchsorted(opens, wanted, side="right") - 1], len(entry)))
    for first, last in pairwise(cuts.tolist()):
        yield Pairs(pairs.face[first:last], pairs.row[first:last])


def _is_worth_keeping(part: Compared, scope: Scope) -> Flags:
    own = part.is_level("scope", "own")
    kept = (part.total >= LEAST_BITS * GRAIN) | (own & part.is_level("license number", "same"))
    return kept if scope.is_everywhere else kept & own


def candidates_of(sides: Sides, scope: Scope, frequencies: Frequencies, compared: Compared) -> Candidates:
    """The compared pairs with what decisions rest on beside them."""
    roll, person = sides.roll, person_of(sides, frequencies)
    entries = np.arange(len(sides.directory.ids), dtype=np.int32)
    who = entries if scope.is_one_entry_each else entry_person_of(sides.directory)
    return Candidates(
        compared,
        person[compared.row],
        who[compared.entry],
        roll.roll[compared.row],
        roll.is_superseded[compared.row],
        roll.is_adverse[compared.row],
        len(entries),
    )
