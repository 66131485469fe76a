"""How sure links were, against how many of them are right, in bands of probability."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise

from verify.linkage.evaluate import Pair, Told
from verify.linkage.strata import percent, wilson

BANDS = (0.0, 0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.995, 0.999, 0.9995, 1.0)
"""Bounds of the bands of the reliability table; the last band holds 1 too."""


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
