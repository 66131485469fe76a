"""Links of organizations with all of their factors, whose weights sum to that of the link."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from verify.linkage.decided import DECISIONS, NOTHING
from verify.linkage.levels import GRAIN
from verify.linkage.links import Comparison, Link, identity_class_of
from verify.linkage.near_misses import best_of_each
from verify.linkage.organization_decided import REASONS, DecidedOrganizations, OrganizationCandidates
from verify.linkage.organization_fingerprints import OrganizationFingerprints
from verify.linkage.organization_frequencies import OrganizationFrequencies
from verify.linkage.organization_levels import LEVELS
from verify.linkage.organization_model import ACCEPT_NUMBER, OrganizationModel
from verify.linkage.organization_sentences import organization_sentence
from verify.linkage.organization_sides import OrganizationSides
from verify.linkage.organization_values import OrganizationValues
from verify.linkage.vocabulary import Wide


def organization_links(
    sides: OrganizationSides,
    frequencies: OrganizationFrequencies,
    candidates: OrganizationCandidates,
    decided: DecidedOrganizations,
    model: OrganizationModel,
    *,
    near_misses: bool = False,
) -> list[Link]:
    """The accepted and reviewed links, sorted by entry and row, each with all of its factors.

    With `near_misses` the best rejected candidate of each entry and board is among them.
    """
    told = np.flatnonzero(decided.decision != NOTHING)
    if near_misses:
        told = np.concatenate([told, _nearest(candidates, decided)])
    compared = candidates.compared
    told = told[np.lexsort((compared.row[told], compared.entry[told]))]
    hashes = OrganizationFingerprints(sides)
    factors = _factors(sides, frequencies, candidates.at(told))
    lines = zip(_lines(candidates, decided, told), factors, strict=True)
    return [_link(line, comparisons, sides, hashes, model) for line, comparisons in lines]


class _Line(NamedTuple):
    """What was decided on a pair; `rival` is the best row of another holder, -1 where there is none."""

    entry: int
    row: int
    bits: int
    decision: int
    by_number: bool
    probability: float
    reason: int
    rival: int
    rival_bits: int
    others: float


def _lines(candidates: OrganizationCandidates, decided: DecidedOrganizations, told: Wide) -> Iterator[_Line]:
    compared, total, rivals = candidates.compared, candidates.compared.total, decided.rival[told]
    columns: tuple[npt.NDArray[Any], ...] = (
        compared.entry[told],
        compared.row[told],
        total[told],
        decided.decision[told],
        decided.by_number[told],
        decided.probability[told],
        decided.reason[told],
        np.where(rivals >= 0, compared.row[rivals], -1),
        total[rivals],
        compared.others[told],
    )
    return map(_Line._make, zip(*(column.tolist() for column in columns), strict=True))


def _link(
    line: _Line,
    comparisons: tuple[Comparison, ...],
    sides: OrganizationSides,
    hashes: OrganizationFingerprints,
    model: OrganizationModel,
) -> Link:
    decision, rows = DECISIONS[line.decision], sides.roll.ids
    return Link(
        entry_id=sides.directory.ids[line.entry],
        license_id=rows[line.row],
        decision=decision,
        probability=round(line.probability, 6),
        cut=ACCEPT_NUMBER if line.by_number else model.accept_name,
        weight_bits=line.bits / GRAIN,
        rule="organization_number" if line.by_number else "organization_name",
        identity_class=identity_class_of(decision, line.by_number),
        reason=REASONS[line.reason].format(probability=line.probability, others=line.others),
        rival_license_id=rows[line.rival] if line.rival >= 0 else None,
        rival_weight_bits=line.rival_bits / GRAIN if line.rival >= 0 else None,
        entry_hash=hashes.of_entry(line.entry),
        license_hash=hashes.of_row(line.row),
        comparisons=comparisons,
    )


def _nearest(candidates: OrganizationCandidates, decided: DecidedOrganizations) -> Wide:
    """The best rejected candidate of each entry and board."""
    missed = np.flatnonzero(decided.decision == NOTHING)
    at = candidates.at(missed)
    return best_of_each(at.compared.entry, at.board, at.compared.total, at.compared.row, missed)


def _factors(
    sides: OrganizationSides, frequencies: OrganizationFrequencies, told: OrganizationCandidates
) -> Iterator[tuple[Comparison, ...]]:
    """The factors of each pair in turn."""
    compared, values = told.compared, OrganizationValues(sides, frequencies)
    columns = [(name, compared.levels[name].tolist(), compared.weights[name].tolist()) for name in LEVELS]
    others = compared.others.tolist()
    names = zip(compared.our_name.tolist(), compared.their_name.tolist(), strict=True)
    pairs = zip(compared.entry.tolist(), compared.row.tolist(), names, told.board.tolist(), strict=True)
    for line, pair in enumerate(pairs):
        factors = []
        for name, levels, weights in columns:
            level, bits = LEVELS[name][levels[line]], weights[line]
            if level == "missing":
                continue
            ours, theirs = values.of(name, *pair, levels[line])
            words = organization_sentence(name, level, ours, theirs, others[line])
            factors.append(Comparison(name, level, ours, theirs, bits / GRAIN, words))
        yield tuple(factors)
