"""Linking from end to end: block, learn from number links, weigh, decide."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from time import perf_counter

import numpy as np

from crawler.records import EntryRecord, LicenseRecord
from verify.linkage.blocking import (
    Index,
    Keys,
    KeyTable,
    Pairs,
    face_table,
    not_crowded,
    pairs_of,
    row_table,
)
from verify.linkage.calibrate import calibrated
from verify.linkage.candidates import Candidates, agrees_in_name
from verify.linkage.comparisons import GRAIN, LEVELS, Compared, Comparer, stacked
from verify.linkage.decide import ACCEPTED, NOTHING, Decided, decide
from verify.linkage.explain import links_of
from verify.linkage.frequencies import Frequencies, count
from verify.linkage.from_records import directory_columns, roll_columns
from verify.linkage.links import Decision, Link, Linkage
from verify.linkage.model import LEARNED, LEAST_BITS, Model, default_model, learn
from verify.linkage.moves import Move, moves
from verify.linkage.persons import entry_person_of, person_of
from verify.linkage.sides import Sides
from verify.linkage.spelling import Spelling, spelling
from verify.linkage.standardize import sides_of
from verify.linkage.vocabulary import Flags

Progress = Callable[[str], None]

PAIRS_AT_ONCE = 400_000
"""Pairs are compared in portions of about this size, so that memory does not grow with their number."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a run compares.

    With `is_everywhere`, rows of states in which an entry names no place are compared with it too. With
    `is_one_entry_each`, nobody has two entries, so that two of one name are two people.
    """

    is_everywhere: bool = False
    is_one_entry_each: bool = True


@dataclass(frozen=True, slots=True)
class Learned:
    """What a run took from its data, and a later run may take over unchanged, so that no link moves
    because a stranger registered: how common names are, the model, and the keys that select nothing."""

    frequencies: Frequencies
    model: Model
    crowded: Keys


@dataclass(frozen=True, slots=True)
class PlainLink:
    """A link as a line of a file: what was decided, and how sure it is."""

    entry_id: str
    row_id: str
    decision: Decision
    probability: float
    weight_bits: float
    rule: str


@dataclass(frozen=True, slots=True)
class Run:
    """A finished run: both sides, what it learned, all candidates and the decisions on them.

    `rows` and `faces` are the blocking keys of both sides, kept for the next change.
    """

    sides: Sides
    scope: Scope
    spelled: Spelling
    learned: Learned
    rows: KeyTable
    faces: KeyTable
    candidates: Candidates
    decided: Decided
    pairs_count: int

    @property
    def model(self) -> Model:
        """The model of the run."""
        return self.learned.model

    @property
    def frequencies(self) -> Frequencies:
        """How common each value was taken to be."""
        return self.learned.frequencies

    def comparer(self) -> Comparer:
        """What compares any pair of the sides as this run did."""
        return Comparer(self.sides, self.spelled, self.learned.frequencies)

    def links(self, *, near_misses: bool = False) -> list[Link]:
        """The accepted and reviewed links with their explanations; on request the near misses among them."""
        return links_of(
            self.sides, self.frequencies, self.candidates, self.decided, self.model, near_misses=near_misses
        )

    def decisions(self) -> dict[tuple[str, str], str]:
        """The decision on each accepted or reviewed pair of an entry and a row."""
        return {(link.entry_id, link.row_id): link.decision.value for link in self.plain_links()}

    def plain_links(self) -> Iterator[PlainLink]:
        """The accepted and reviewed links without their explanations."""
        told = np.flatnonzero(self.decided.decision != NOTHING)
        compared, decided = self.candidates.compared, self.decided
        total = compared.total
        for line in told.tolist():
            yield PlainLink(
                self.sides.directory.ids[compared.entry[line]],
                self.sides.roll.ids[compared.row[line]],
                Decision.ACCEPT if decided.decision[line] == ACCEPTED else Decision.REVIEW,
                float(decided.probability[line]),
                int(total[line]) / GRAIN,
                "number_and_name" if decided.by_number[line] else "name_and_place",
            )


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


def _all(ids: tuple[str, ...]) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    return np.arange(len(ids), dtype=np.int32)


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
    opens = (
        np.flatnonzero(np.concatenate([[True], entry[1:] != entry[:-1]])) if len(entry) else np.zeros(1, int)
    )
    wanted = np.arange(0, max(1, len(entry)), PAIRS_AT_ONCE)
    cuts = np.unique(np.append(opens[np.searchsorted(opens, wanted, side="right") - 1], len(entry)))
    bounds = cuts.tolist() if len(entry) else [0, 0]
    for first, last in pairwise(bounds):
        yield Pairs(pairs.face[first:last], pairs.row[first:last])


def _is_worth_keeping(part: Compared, scope: Scope) -> Flags:
    own = part.is_level("scope", "own")
    kept = (part.total >= LEAST_BITS * GRAIN) | (own & part.is_level("license number", "same"))
    return kept if scope.is_everywhere else kept & own


def candidates_of(sides: Sides, scope: Scope, frequencies: Frequencies, compared: Compared) -> Candidates:
    """The compared pairs with what decisions rest on beside them."""
    roll, person = sides.roll, person_of(sides, frequencies)
    entries = _all(sides.directory.ids)
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


def relearned(run: Run, say: Progress) -> tuple[Run, tuple[Move, ...]]:
    """The same sides with everything learned anew, and every pair whose decision moved by that."""
    after = link_sides(run.sides, say, run.scope)
    return after, moves(run.decisions(), after.decisions())


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
