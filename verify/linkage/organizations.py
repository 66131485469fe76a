"""Linking of organizations from end to end: standardize, block, learn from numbers, weigh, decide, explain.

Clinics have a model of their own: chains put one name in many places, towns lend their name to every
trade, and legal and trade names stand for each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from time import perf_counter

import numpy as np

from verify.linkage.levels import GRAIN
from verify.linkage.links import Link
from verify.linkage.organization_blocking import candidate_pairs
from verify.linkage.organization_calibrate import raised_organization_cut
from verify.linkage.organization_comparisons import OrganizationComparer
from verify.linkage.organization_decide import decide_organizations
from verify.linkage.organization_decided import OrganizationCandidates
from verify.linkage.organization_explain import organization_links
from verify.linkage.organization_frequencies import frequencies_of
from verify.linkage.organization_levels import LEVELS, ComparedOrganizations
from verify.linkage.organization_model import (
    LEAST_BITS,
    M_DEFAULTS,
    OrganizationModel,
    default_organization_model,
    learn_organizations,
)
from verify.linkage.organization_records import OrganizationEntry, OrganizationRow
from verify.linkage.organization_sides import OrganizationSides, boards_of
from verify.linkage.organization_standardize import sides_of_organizations

Progress = Callable[[str], None]


def link_organizations(
    rows: Iterable[OrganizationRow],
    entries: Iterable[OrganizationEntry],
    progress: Progress | None = None,
    given: OrganizationModel | None = None,
    *,
    near_misses: bool = False,
) -> tuple[list[Link], OrganizationModel]:
    """All accepted and reviewed links of organizations, sorted by entry and row, with the model used.

    Same records in any order give the same links. `progress` is told each stage. A model that is
    given is used as it is, and nothing is learned. With `near_misses` the rejected candidates that came
    nearest are among the links.

    Raises:
        ValueError: two rows or two entries have the same id.
    """
    say, started = progress or (lambda _: None), perf_counter()
    sides = sides_of_organizations(rows, entries)
    say(
        f"organizations: standardized {len(sides.roll.ids):,} rows and {len(sides.directory.ids):,} entries "
        f"in {perf_counter() - started:.1f} s"
    )
    frequencies = frequencies_of(sides)
    entry, row = candidate_pairs(sides)
    comparer = OrganizationComparer(sides, frequencies)
    found = comparer.compare(entry, row)
    say(f"organizations: {len(found.row):,} of {len(row):,} candidate pairs have something in common")
    first = comparer.weigh(found, default_organization_model(frequencies.branches))
    model = given or _learned(first, frequencies.branches)
    candidates = _candidates(sides, comparer.weigh(found, model))
    decided = decide_organizations(candidates, model)
    if given is None:
        model = model.with_cut(raised_organization_cut(candidates, decided, model))
        decided = decide_organizations(candidates, model)
    links = organization_links(sides, frequencies, candidates, decided, model, near_misses=near_misses)
    say(
        f"organizations: {len(links):,} links by model {model.version} after {perf_counter() - started:.1f} s"
    )
    return links, model


def _learned(compared: ComparedOrganizations, branches: float) -> OrganizationModel:
    """The model of the pairs with equal numbers; those that agree in nothing else misled."""
    same = compared.is_level("license number", "same")
    anchors = same & (~compared.is_level("name", "different") | compared.is_level("place", "zip5", "city"))
    counts = {}
    for name in M_DEFAULTS:
        seen = np.bincount(compared.levels[name][anchors], minlength=len(LEVELS[name])).tolist()
        counts[name] = dict(zip(LEVELS[name], seen, strict=True))
    return learn_organizations(counts, int(anchors.sum()), int(same.sum() - anchors.sum()), branches)


def _candidates(sides: OrganizationSides, compared: ComparedOrganizations) -> OrganizationCandidates:
    kept = (compared.total >= LEAST_BITS * GRAIN) | compared.is_level("license number", "same")
    compared = compared.at(kept)
    roll = sides.roll
    return OrganizationCandidates(
        compared, boards_of(roll)[compared.row], roll.holder[compared.row], roll.is_adverse[compared.row]
    )
