"""The comparisons of a link as bars that run from a name picked by chance to the match.

The geometry alone: pages and `waterfall_picture.py` draw it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2
from typing import Any

WIDTH = 400.0
MARGIN = 12.0
LEAST_BAR = 3.0
MOST_TO_ONE = 1_000_000


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of the figure; `x` and `width` in units of the figure's width of 400."""

    reason: str
    bits: str
    css: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Waterfall:
    """The bars in order, the sum as the last one, where zero and the cut are, and the odds in words.

    `cut` is None where no weight would have been enough; `cut_bits` is the weight at it.
    """

    bars: tuple[Bar, ...]
    sum: Bar
    zero: float
    odds: str
    cut: float | None
    cut_bits: str


def waterfall(comparisons: Sequence[Mapping[str, Any]], link: Mapping[str, Any]) -> Waterfall:
    """The figure for a link's comparisons, in their order, whose `weight_bits` sum to those of the link.

    The link states its `cut`, a probability, and the weight of its nearest rival.
    """
    weight_bits, needed = float(link["weight_bits"]), cut_bits(link["cut"], link["rival_weight_bits"])
    points = [0.0]
    for row in comparisons:
        points.append(points[-1] + row["weight_bits"])
    seen = [*points, weight_bits, 0.0, *([] if needed is None else [needed])]
    low, high = min(seen), max(*seen, 1.0)
    scale = (WIDTH - 2 * MARGIN) / (high - low)

    def at(bits: float) -> float:
        return round(MARGIN + (bits - low) * scale, 1)

    bars = tuple(
        _bar(row["reason"], row["weight_bits"], at(min(start, end)), at(max(start, end)))
        for row, start, end in zip(comparisons, points, points[1:], strict=False)
    )
    left, right = at(min(0.0, weight_bits)), at(max(0.0, weight_bits))
    total = Bar("Sum", signed(weight_bits), "sum", left, max(LEAST_BAR, round(right - left, 1)))
    cut, words = (None, "") if needed is None else (at(needed), signed(needed))
    return Waterfall(bars, total, at(0.0), odds_words(weight_bits), cut, words)


def cut_bits(cut: float, rival_weight_bits: float | None) -> float | None:
    """The weight at which the probability reaches the cut against "not listed" and the nearest rival.

    Further rivals raise it a little. None where the cut is 1, which no weight reaches.
    """
    if cut >= 1:
        return None
    others = 1.0 if rival_weight_bits is None else 1.0 + float(2.0**rival_weight_bits)
    return log2(cut / (1 - cut)) + log2(others)


def signed(bits: float) -> str:
    """`+13.1`, `−14.6` or `0`: bits with one decimal and a true minus sign."""
    rounded = round(bits, 1)
    return "0" if rounded == 0 else f"{rounded:+.1f}".replace("-", "−")


def odds_words(bits: float) -> str:
    """The odds that a weight stands for, in words; large ones are cut, as no model knows them."""
    if bits > 0 and 2 ** min(bits, 64) > MOST_TO_ONE:
        return "more than 1,000,000 to 1 that this is the same person"
    if bits >= 0:
        return f"about {2**bits:,.0f} to 1 that this is the same person"
    return f"about {2 ** min(-bits, 64):,.0f} to 1 that this is another person"


def _bar(reason: str, bits: float, left: float, right: float) -> Bar:
    css = "nil" if round(bits, 1) == 0 else "up" if bits > 0 else "down"
    return Bar(reason, signed(bits), css, left, max(LEAST_BAR, round(right - left, 1)))
