"""Linking from end to end: standardize, block, learn from number links, weigh, decide, explain."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from time import perf_counter

from crawler.records import EntryRecord, LicenseRecord
from verify.linkage.blocking import candidates
from verify.linkage.calibrate import raised_cut
from verify.linkage.comparisons import compare, level_of
from verify.linkage.decide import Candidate, Decided, decide
from verify.linkage.explain import explained
from verify.linkage.frequencies import Frequencies, count
from verify.linkage.links import Decision, Link, Linkage
from verify.linkage.model import Model, default_model, learn
from verify.linkage.persons import person_of
from verify.linkage.sides import EntrySide, RowSide, entry_sides, row_sides

Progress = Callable[[str], None]
Pair = tuple[EntrySide, RowSide]


def link_records(
    licenses: Iterable[LicenseRecord], entries: Iterable[EntryRecord], progress: Progress | None = None
) -> Linkage:
    """All links between persons' entries and license rows, sorted by entry and license.

    Same records in any order give the same links. `progress` is told each stage.
    """
    say = progress or (lambda _: None)
    started = perf_counter()
    rows, people = row_sides(licenses), entry_sides(entries)
    say(f"standardized {len(rows):,} rows and {len(people):,} people in {perf_counter() - started:.1f} s")
    pairs = [(entry, row) for entry, found in candidates(people, rows) for row in found]
    say(f"blocking found {len(pairs):,} candidate pairs")
    model, compared = _weigh(pairs, rows, people)
    say(f"learned model {model.version} from {len(compared):,} compared pairs")
    decided = decide(compared, model)
    links = sorted((explained(d) for d in decided), key=lambda link: (link.entry_id, link.license_id))
    return Linkage(tuple(links), model.version, _figures(rows, people, pairs, model, links))


def _weigh(
    pairs: Sequence[Pair], rows: Sequence[RowSide], people: Sequence[EntrySide]
) -> tuple[Model, list[Candidate]]:
    """The model learned from the number links of these pairs, and every pair weighed by it."""
    frequencies, persons = count(rows, people), person_of(rows)
    first = _compare(pairs, persons, default_model(), frequencies)
    model = _learned(first)
    compared = _compare(pairs, persons, model, frequencies)
    anchors = [d for d in decide(compared, model) if _is_anchor(d)]
    return model.with_cut(raised_cut(compared, anchors, model)), compared


def _compare(
    pairs: Sequence[Pair], persons: dict[str, str], model: Model, frequencies: Frequencies
) -> list[Candidate]:
    return [
        Candidate(entry, row, compare(entry, row, model, frequencies), persons[row.license_id])
        for entry, row in pairs
    ]


def _learned(compared: Sequence[Candidate]) -> Model:
    """The model of the pairs with equal numbers; those that agree in no name show how numbers mislead."""
    same_number = [c for c in compared if level_of(c.factors, "license number") == "same"]
    anchors = [c for c in same_number if c.agrees_in_name]
    levels = [
        {
            "surname": level_of(c.factors, "surname"),
            "given": level_of(c.factors, "given name"),
            "middle": level_of(c.factors, "middle name"),
            "place": level_of(c.factors, "place"),
        }
        for c in anchors
    ]
    return learn(levels, misleading=len(same_number) - len(anchors))


def _is_anchor(d: Decided) -> bool:
    return d.decision is Decision.ACCEPT and d.rule == "number_and_name"


def _figures(
    rows: Sequence[RowSide],
    people: Sequence[EntrySide],
    pairs: Sequence[Pair],
    model: Model,
    links: Sequence[Link],
) -> dict[str, int | float]:
    accepted = [link for link in links if link.decision is Decision.ACCEPT]
    return {
        "rows": len(rows),
        "people": len(people),
        "candidate_pairs": len(pairs),
        "accepted": len(accepted),
        "accepted_by_number": sum(link.rule == "number_and_name" for link in accepted),
        "review": len(links) - len(accepted),
        "accept_name_cut": model.accept_name,
        "number_odds": round(model.number_odds, 1),
    }
