"""Links against a truth: precision and recall with their denominators, what went to review, by stratum.

How sure the links were is set against how many of them are right, in bands of probability.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from verify.linkage.links import Decision
from verify.linkage.strata import COMPARED, DIMENSIONS, Gap, Strata, largest_gap, percent, wilson

Pair = tuple[str, str]

BANDS = (0.0, 0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.995, 0.999, 0.9995, 1.0)
"""Bounds of the bands of the reliability table; the last band holds 1 too."""


class Told(Protocol):
    """A link that was told, from wherever."""

    @property
    def entry_id(self) -> str:
        """The entry."""

    @property
    def license_id(self) -> str:
        """The license row."""

    @property
    def decision(self) -> Decision:
        """What was decided."""

    @property
    def probability(self) -> float:
        """How sure the link was said to be."""


@dataclass(frozen=True, slots=True)
class Band:
    """Links whose probability is at least `low` and below `high`: how many, and how many are right.

    `expected` is the sum of their probabilities; `interval` the 95 % interval of the share that is right.
    """

    low: float
    high: float
    count: int
    expected: float
    right: int
    interval: tuple[float, float]

    @property
    def line(self) -> str:
        """The band as a line of the reliability table."""
        low, high = map(percent, self.interval)
        return (
            f"  {self.low:<6g} to {self.high:<6g} {self.count:>8,} links, "
            f"{self.expected:>11,.1f} expected right, "
            f"{self.right:>8,} are ({percent(self.right / self.count)}; {low} to {high})"
        )


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Counts of a run against a truth; shares are None where their denominator is zero."""

    true_pairs: int
    entries: int
    accepted: int
    wrong: tuple[Pair, ...]
    found: int
    found_with_review: int
    entries_in_review: int

    @property
    def precision(self) -> float | None:
        """Share of accepted links that are true."""
        return 1 - len(self.wrong) / self.accepted if self.accepted else None

    @property
    def recall(self) -> float | None:
        """Share of true links that were accepted."""
        return self.found / self.true_pairs if self.true_pairs else None

    @property
    def recall_with_review(self) -> float | None:
        """Share of true links that were accepted or put before a person."""
        return self.found_with_review / self.true_pairs if self.true_pairs else None

    @property
    def review_share(self) -> float | None:
        """Share of entries that wait for a person."""
        return self.entries_in_review / self.entries if self.entries else None

    def lines(self) -> list[str]:
        """The figures as sentences to print."""
        return [
            f"precision {percent(self.precision)}: {len(self.wrong)} wrong of {self.accepted:,} accepted",
            f"recall {percent(self.recall)}: {self.found:,} of {self.true_pairs:,} true links accepted",
            f"found {percent(self.recall_with_review)} of the true links when review is counted",
            f"review {percent(self.review_share)}: {self.entries_in_review:,} of {self.entries:,} entries",
            *(f"wrong: {entry} -> {license_id}" for entry, license_id in self.wrong),
        ]


@dataclass(frozen=True, slots=True)
class StratumEvaluation:
    """The evaluation of one stratum."""

    dimension: str
    stratum: str
    evaluation: Evaluation

    @property
    def line(self) -> str:
        """The stratum as a line to print."""
        each = self.evaluation
        wrong = f"{len(each.wrong)} wrong of {each.accepted:,}"
        return (
            f"  {self.stratum}: precision {percent(each.precision)} ({wrong}), "
            f"recall {percent(each.recall)} of {each.true_pairs:,}, "
            f"with review {percent(each.recall_with_review)}, "
            f"review {percent(each.review_share)} of {each.entries:,} entries"
        )


@dataclass(frozen=True, slots=True)
class Details:
    """What stands beside the figures of all links: strata, largest gaps between them, reliability."""

    strata: tuple[StratumEvaluation, ...]
    gaps: tuple[Gap, ...]
    calibration: tuple[Band, ...]

    def lines(self) -> list[str]:
        """The details as sentences to print."""
        lines = []
        for dimension in DIMENSIONS:
            lines += [f"by {dimension}"]
            lines += [each.line for each in self.strata if each.dimension == dimension]
        return [
            *lines,
            *(gap.line for gap in self.gaps),
            "probability, and how many of the links told with it are right (95 % interval)",
            *(band.line for band in self.calibration),
        ]


@dataclass(frozen=True, slots=True)
class _Pairs:
    true: Set[Pair]
    accepted: Set[Pair]
    review: Set[Pair]

    def every(self) -> Set[Pair]:
        return self.true | self.accepted | self.review

    def evaluation(self, entries: int) -> Evaluation:
        settled = {entry for entry, _ in self.accepted}
        return Evaluation(
            true_pairs=len(self.true),
            entries=entries,
            accepted=len(self.accepted),
            wrong=tuple(sorted(self.accepted - self.true)),
            found=len(self.accepted & self.true),
            found_with_review=len((self.accepted | self.review) & self.true),
            entries_in_review=len({entry for entry, _ in self.review} - settled),
        )


def evaluate(
    links: Iterable[Told], truth: Iterable[Pair], entries: Collection[str] | None = None
) -> Evaluation:
    """The evaluation of links against (entry_id, license_id) pairs.

    An empty license_id says that the entry has no license row; it counts as an entry only. `entries`
    are all entries, where the truth names only those with a row.
    """
    rows = list(truth)
    pairs = _pairs(links, rows)
    return pairs.evaluation(len({entry for entry, _ in rows} if entries is None else entries))


def details(links: Iterable[Told], truth: Iterable[Pair], strata: Strata) -> Details:
    """The same by stratum, the largest gaps between strata, and the reliability of the probabilities.

    An entry counts in each stratum in which it has a true or a told link.
    """
    links, pairs = list(links), list(truth)
    found = _by_stratum(_pairs(links, pairs), strata)
    return Details(found, _gaps(found), reliability(links, {pair for pair in pairs if pair[1]}))


def reliability(links: Iterable[Told], true_pairs: Collection[Pair]) -> tuple[Band, ...]:
    """The bands that hold links, the lowest first."""
    links = sorted(links, key=lambda link: link.probability)
    bands = []
    for low, high in pairwise(BANDS):
        held = [x for x in links if low <= x.probability < high or x.probability == high == BANDS[-1]]
        if held:
            right = sum((x.entry_id, x.license_id) in true_pairs for x in held)
            expected = sum(x.probability for x in held)
            bands.append(Band(low, high, len(held), expected, right, wilson(right, len(held))))
    return tuple(bands)


def _pairs(links: Iterable[Told], truth: Iterable[Pair]) -> _Pairs:
    links = list(links)
    return _Pairs(
        {pair for pair in truth if pair[1]},
        {(x.entry_id, x.license_id) for x in links if x.decision is Decision.ACCEPT},
        {(x.entry_id, x.license_id) for x in links if x.decision is Decision.REVIEW},
    )


def _by_stratum(pairs: _Pairs, strata: Strata) -> tuple[StratumEvaluation, ...]:
    members: dict[tuple[str, str], set[Pair]] = defaultdict(set)
    for pair in pairs.every():
        for dimension, stratum in strata.of(*pair):
            members[dimension, stratum].add(pair)
    order = sorted(members, key=lambda key: (DIMENSIONS.index(key[0]), key[1]))
    return tuple(
        StratumEvaluation(dimension, stratum, part.evaluation(len({entry for entry, _ in part.every()})))
        for dimension, stratum in order
        for own in [members[dimension, stratum]]
        for part in [_Pairs(pairs.true & own, pairs.accepted & own, pairs.review & own)]
    )


def _gaps(found: Iterable[StratumEvaluation]) -> tuple[Gap, ...]:
    """The largest gaps of recall and precision within each dimension."""
    recall: Mapping[str, dict[str, tuple[float, int]]] = defaultdict(dict)
    precision: Mapping[str, dict[str, tuple[float, int]]] = defaultdict(dict)
    for each in found:
        own = each.evaluation
        recall[each.dimension][each.stratum] = own.recall or 0.0, own.true_pairs
        precision[each.dimension][each.stratum] = own.precision or 0.0, own.accepted
    gaps = [
        largest_gap(dimension, measure, shares[dimension])
        for dimension in COMPARED
        for measure, shares in (("recall", recall), ("precision", precision))
    ]
    return tuple(gap for gap in gaps if gap is not None)
