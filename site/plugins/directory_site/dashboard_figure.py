"""A picture of the dashboard with its table, and what all pictures share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .coverage import Tile
from .plots import Part, Plot


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture and its table: the question behind both, headings, rows, and a legend of colors.

    `plot` is None for the map, which has `tiles`, and where there is nothing to draw. `is_late` says that the
    question took too long.
    """

    key: str
    question: str
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[Any, ...], ...] = ()
    plot: Plot | None = None
    tiles: tuple[Tile, ...] = ()
    legend: tuple[tuple[str, str], ...] = ()
    is_late: bool = False


def parts_of(counts: dict[str, int], words: dict[str, str], css: str) -> tuple[Part, ...]:
    """The counts as parts of a bar, each with its color and its words."""
    return tuple(Part(count, css + name, f"{words[name]}: {count:,}") for name, count in counts.items())
