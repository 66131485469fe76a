"""Linking from end to end: block, learn from number links, weigh, decide."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from time import perf_counter

import numpy as np

from crawler.records import EntryRecord, LicenseRecord
from verify.linkage.blocking import Pairs, face_table, pairs_of, row_table
from verify.linkage.calibrate import calibrated
from verify.linkage.candidates import agrees_in_name
from verify.linkage.comparisons import Comparer
from verify.linkage.decide import decide
from verify.linkage.frequencies import count
from verify.linkage.from_records import directory_columns, roll_columns
from verify.linkage.key_index import Index, not_crowded
from verify.linkage.levels import LEVELS
from verify.linkage.links import Decision, Link, Linkage
from verify.linkage.model import LEARNED, Model, default_model, learn
from verify.linkage.persons import person_of
from verify.linkage.run import Learned, Run, Scope
from verify.linkage.sides import Sides
from verify.linkage.spelling import spelling
from verify.linkage.standardize import sides_of
from verify.linkage.vocabulary import Codes
from verify.linkage.weighing import candidates_of, compared_pairs

Progress = Callable[[str], None]


def link_records(
    licenses: Iterable[LicenseRecord],
    entries: Iterable[EntryRecord],
    progress: Progress | None = None,
    model: Model | None = None,
) -> Linkage:
    """All links between persons' entries and license rows, sorted by entry and license, and near misses.

    Same records in any order give the same links. `progress` is told each stage. A `model` that is
    given is used as it is, and nothing is learned.
    """
    say = progress or (lambda _: None)
    started = perf_counter()
    sides = sides_of(roll_columns(licenses), directory_columns(entries))
    rows, people = len(sides.roll.ids), len(sides.directory.ids)
    say(f"standardized {rows:,} rows and {people:,} people in {perf_counter() - started:.1f} s")
    return linkage_of(link_sides(sides, say, Scope(), model=model))


def linkage_of(run: Run) -> Linkage:
    """All links of a run with their explanations, and the near misses."""
    found = run.links(near_misses=True)
    links = tuple(link for link in found if link.decision is not Decision.NONE)
    missed = tuple(link for link in found if link.decision is Decision.NONE)
    return Linkage(links, run.model.version, _figures(run, links), missed, run.model.facts())


def link_sides(
    sides: Sides, say: Progress, scope: Scope, learned: Learned | None = None, model: Model | None = None
) -> Run:
    """The decisions on all candidate pairs of two sides, by what was learned before or from these data.

    A `model` alone leaves how common the values are to these data.
    """
    spelled = spelling(sides.vocabulary)
    rows, crowded = row_table(sides, spelled, scope.is_everywhere, _all(sides.roll.ids))
    faces = face_table(sides, spelled, scope.is_everywhere, _all(sides.directory.ids))
    crowded = learned.crowded if learned else crowded
    pairs = pairs_of(*Index(not_crowded(rows, crowded)).joined(faces))
    say(f"blocking found {len(pairs):,} candidate pairs")
    frequencies = learned.frequencies if learned else count(sides, spelled)
    comparer = Comparer(sides, spelled, frequencies)
    given = learned.model if learned else model
    model = given or _learned(comparer, pairs)
    weighed = candidates_of(sides, scope, frequencies, compared_pairs(comparer, pairs, model, sides, scope))
    say(f"model {model.version} weighed {len(weighed.person):,} pairs worth keeping")
    if given is None:
        decided, persons = decide(weighed, model), len(np.unique(person_of(sides, frequencies)))
        model = model.with_cuts(calibrated(weighed, decided, persons, model))
    known = Learned(frequencies, model, crowded)
    return Run(sides, scope, spelled, known, rows, faces, weighed, decide(weighed, model), len(pairs))


def _all(ids: tuple[str, ...]) -> Codes:
    return np.arange(len(ids), dtype=np.int32)


def _learned(comparer: Comparer, pairs: Pairs) -> Model:
    """The model of the pairs with equal numbers; those that agree in no name show how numbers mislead."""
    compared = comparer.compare(comparer.with_equal_numbers(pairs), default_model())
    same = compared.is_level("license number", "same") & compared.is_level("scope", "own")
    anchors = same & agrees_in_name(compared)
    counts = {
        comparison: dict(
            zip(
                LEVELS[comparison],
                np.bincount(compared.levels[comparison][anchors], minlength=len(LEVELS[comparison])).tolist(),
                strict=True,
            )
        )
        for comparison in LEARNED
    }
    return learn(counts, int(anchors.sum()), int(same.sum() - anchors.sum()))


def _figures(run: Run, links: tuple[Link, ...]) -> dict[str, int | float]:
    accepted = [link for link in links if link.decision is Decision.ACCEPT]
    return {
        "rows": len(run.sides.roll.ids),
        "people": len(run.sides.directory.ids),
        "candidate_pairs": run.pairs_count,
        "accepted": len(accepted),
        "accepted_by_number": sum(link.rule == "number_and_name" for link in accepted),
        "review": len(links) - len(accepted),
        "accept_name_cut": run.model.cuts.supported,
        "accept_name_alone_cut": run.model.cuts.alone,
        "number_odds": round(run.model.number_odds, 1),
    }
