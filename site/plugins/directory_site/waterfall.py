"""The comparisons of a link as bars that run from a name picked by chance to the match."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

WIDTH = 400.0
MARGIN = 12.0
LEAST_BAR = 3.0
MOST_TO_ONE = 1_000_000


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of the figure; `x` and `width` in units of the figure's width of 400."""

    comparison: str
    level: str
    entry_value: str
    license_value: str
    reason: str
    bits: str
    css: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Waterfall:
    """The bars in order, the sum as the last one, where zero is, and the odds in words."""

    bars: tuple[Bar, ...]
    sum: Bar
    zero: float
    odds: str


def waterfall(comparisons: Sequence[Any], weight_bits: float) -> Waterfall:
    """The figure for the comparisons of a link, in their order, that sum to `weight_bits`."""
    points = [0.0]
    for row in comparisons:
        points.append(points[-1] + row["weight_bits"])
    low, high = min(*points, weight_bits, 0.0), max(*points, weight_bits, 1.0)
    scale = (WIDTH - 2 * MARGIN) / (high - low)

    def at(bits: float) -> float:
        return round(MARGIN + (bits - low) * scale, 1)

    bars = tuple(
        _bar(row, at(min(start, end)), at(max(start, end)))
        for row, start, end in zip(comparisons, points, points[1:], strict=False)
    )
    left, right = at(min(0.0, weight_bits)), at(max(0.0, weight_bits))
    width = max(LEAST_BAR, round(right - left, 1))
    total = Bar("Sum", "", "", "", "", signed(weight_bits), "sum", left, width)
    return Waterfall(bars, total, at(0.0), odds_words(weight_bits))


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


def _bar(row: Any, left: float, right: float) -> Bar:
    bits = row["weight_bits"]
    css = "nil" if round(bits, 1) == 0 else "up" if bits > 0 else "down"
    width = max(LEAST_BAR, round(right - left, 1))
    values = (row["entry_value"] or "", row["license_value"] or "")
    name = row["comparison"].replace("_", " ").capitalize()
    return Bar(name, row["level"], *values, row["reason"], signed(bits), css, left, width)
