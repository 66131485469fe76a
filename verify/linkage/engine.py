"""Linking from end to end: standardize, block, learn from number links, weigh, decide, explain."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from time import perf_counter

import numpy as np

from crawler.records import EntryRecord, LicenseRecord
from verify.linkage.blocking import Pairs, candidates, spelling
from verify.linkage.calibrate import calibrated
from verify.linkage.comparisons import LEVELS, Compared, Comparer
from verify.linkage.decide import (
    ACCEPTED,
    NOTHING,
    Candidates,
    Decided,
    agrees_in_name,
    decide,
)
from verify.linkage.explain import links_of
from verify.linkage.frequencies import Frequencies, count
from verify.linkage.links import Decision, Link, Linkage
from verify.linkage.model import LEAST_BITS, LEARNED, Model, default_model, learn
from verify.linkage.persons import entry_person_of, person_of
from verify.linkage.sides import Sides
from verify.linkage.from_records import directory_columns, roll_columns
from verify.linkage.standardize import sides_of
from verify.linkage.vocabulary import Codes, Flags
from verify.linkage.comparisons import GRAIN

Progress = Callable[[str], None]


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
    """A finished run: both sides, the model it learned, all candidates and the decisions on them."""

    sides: Sides
    model: Model
    comparer: Comparer
    frequencies: Frequencies
    candidates: Candidates
    decided: Decided
    pairs_count: int

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
    licenses: Iterable[LicenseRecord], entries: Iterable[EntryRecord], progress: Progress | None = None
) -> Linkage:
    """All links between persons' entries and license rows, sorted by entry and license.

    Same records in any order give the same links. `progress` is told each stage.
    """
    say = progress or (lambda _: None)
    started = perf_counter()
    sides = sides_of(roll_columns(licenses), directory_columns(entries))
    rows, people = len(sides.roll.ids), len(sides.directory.ids)
    say(f"standardized {rows:,} rows and {people:,} people in {perf_counter() - started:.1f} s")
    run = link_sides(sides, say)
    links = links_of(run.sides, run.frequencies, run.candidates, run.decided)
    return Linkage(tuple(links), run.model.version, _figures(run, links))


def link_sides(
    sides: Sides, say: Progress, is_everywhere: bool = False, is_one_entry_each: bool = True
) -> Run:
    """The decisions on all candidate pairs of two sides.

    With `is_everywhere`, rows of states in which an entry names no place are compared with it too. With
    `is_one_entry_each`, nobody has two entries, so that two of one name are two people.
    """
    spelled = spelling(sides)
    frequencies = count(sides)
    comparer = Comparer(sides, spelled, frequencies)
    named, pairs_count = [], 0
    for portion in candidates(sides, spelled, is_everywhere):
        pairs_count += len(portion)
        best, surname, given = comparer.name_levels(portion)
        named.append((best, surname, given))
    say(f"blocking found {pairs_count:,} candidate pairs")
    person = person_of(sides, frequencies)
    entries = np.arange(len(sides.directory.ids), dtype=np.int32)
    who = entries if is_one_entry_each else entry_person_of(sides.directory)
    first = gathered(sides, person, who, (comparer.weigh(*each, default_model()) for each in named), is_everywhere)
    model = _learned(first.compared)
    weighed = gathered(sides, person, who, (comparer.weigh(*each, model) for each in named), is_everywhere)
    say(f"learned model {model.version} from {len(weighed.person):,} compared pairs")
    model = model.with_cuts(calibrated(weighed, decide(weighed, model), len(np.unique(person)), model))
    return Run(sides, model, comparer, frequencies, weighed, decide(weighed, model), pairs_count)


def gathered(
    sides: Sides, person: Codes, entry_person: Codes, parts: Iterable[Compared], is_everywhere: bool
) -> Candidates:
    """The candidates of all portions that are worth keeping."""
    kept = [part.at(_is_worth_keeping(part, is_everywhere)) for part in parts]
    compared = Compared(
        np.concatenate([part.entry for part in kept]),
        np.concatenate([part.face for part in kept]),
        np.concatenate([part.row for part in kept]),
        {name: np.concatenate([part.levels[name] for part in kept]) for name in LEVELS},
        {name: np.concatenate([part.weights[name] for part in kept]) for name in LEVELS},
    )
    roll = sides.roll
    return Candidates(
        compared,
        person[compared.row],
        entry_person[compared.entry],
        roll.roll[compared.row],
        roll.is_superseded[compared.row],
        roll.is_adverse[compared.row],
        len(sides.directory.ids),
    )


def _is_worth_keeping(part: Compared, is_everywhere: bool) -> Flags:
    own = part.is_level("scope", "own")
    kept = (part.total >= LEAST_BITS * GRAIN) | (own & part.is_level("license number", "same"))
    return kept if is_everywhere else kept & own


def _learned(compared: Compared) -> Model:
    """The model of the pairs with equal numbers; those that agree in no name show how numbers mislead."""
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


def _figures(run: Run, links: list[Link]) -> dict[str, int | float]:
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
