"""Links against a truth by stratum, and the largest gaps between strata."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from verify.linkage.evaluate import Evaluation, Pair, PairSets, Told, pair_sets
from verify.linkage.reliability import Band, reliability
from verify.linkage.strata import COMPARED, DIMENSIONS, Gap, Strata, largest_gap, percent


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


def details(links: Iterable[Told], truth: Iterable[Pair], strata: Strata) -> Details:
    """The same by stratum, the largest gaps between strata, and the reliability of the probabilities.

    An entry counts in each stratum in which it has a true or a told link.
    """
    links, pairs = list(links), list(truth)
    found = _by_stratum(pair_sets(links, pairs), strata)
    return Details(found, _gaps(found), reliability(links, {pair for pair in pairs if pair[1]}))


def _by_stratum(pairs: PairSets, strata: Strata) -> tuple[StratumEvaluation, ...]:
    members: dict[tuple[str, str], set[Pair]] = defaultdict(set)
    for pair in pairs.every():
        for dimension, stratum in strata.of(*pair):
            members[dimension, stratum].add(pair)
    order = sorted(members, key=lambda key: (DIMENSIONS.index(key[0]), key[1]))
    return tuple(
        StratumEvaluation(dimension, stratum, part.evaluation(len({entry for entry, _ in part.every()})))
        for dimension, stratum in order
        for own in [members[dimension, stratum]]
        for part in [PairSets(pairs.true & own, pairs.accepted & own, pairs.review & own)]
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
