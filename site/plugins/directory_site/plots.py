"""Pictures of counts as plain shapes, which the template writes as SVG. Pure: no database, no words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDTH = 400
"""Units across: on a phone one unit is almost a pixel, so that letters are as large as others."""
LEFT, RIGHT, TOP, BOTTOM = 8, 8, 44, 32
ROW, THICK = 44, 18
COLUMNS_HIGH = 220
MOST_LABELS = 4
EDGE = 44
"""Words nearer to an edge begin or end at it."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A bar: its place and size, the class of its color, and what it stands for."""

    x: float
    y: float
    width: float
    height: float
    css: str
    title: str


@dataclass(frozen=True, slots=True)
class Label:
    """Words in the picture; `css` says where they are anchored."""

    x: float
    y: float
    text: str
    css: str = ""


@dataclass(frozen=True, slots=True)
class Cut:
    """A vertical line with its words, such as a threshold."""

    x: float
    label: Label


@dataclass(frozen=True, slots=True)
class Plot:
    """A picture `WIDTH` across; `base` is the height of its zero line, if it has one."""

    height: float
    shapes: tuple[Shape, ...]
    labels: tuple[Label, ...]
    cuts: tuple[Cut, ...] = ()
    base: float | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a bar: how much, the class of its color, and its words."""

    value: float
    css: str
    title: str


def share_rows(rows: Sequence[tuple[str, Sequence[Part]]]) -> Plot:
    """A bar for each row, as long as all others, divided by the shares of its parts."""
    return _rows(rows, [sum(part.value for part in parts) for _, parts in rows])


def amount_rows(rows: Sequence[tuple[str, Sequence[Part]]]) -> Plot:
    """A bar for each row, as long as its sum; the longest one fills the picture."""
    most = max((sum(part.value for part in parts) for _, parts in rows), default=0)
    return _rows(rows, [most] * len(rows))


def _rows(rows: Sequence[tuple[str, Sequence[Part]]], wholes: Sequence[float]) -> Plot:
    shapes, labels = [], []
    for place, ((words, parts), whole) in enumerate(zip(rows, wholes, strict=True)):
        y, x = place * ROW, float(LEFT)
        labels.append(Label(LEFT, y + 16, words))
        for part in parts:
            width = (WIDTH - LEFT - RIGHT) * part.value / whole if whole else 0
            if part.value:
                shapes.append(Shape(round(x, 1), y + 22, round(width, 1), THICK, part.css, part.title))
            x += width
    return Plot(len(rows) * ROW, tuple(shapes), tuple(labels))


def columns(
    parts: Sequence[tuple[str, Sequence[Part], Sequence[Part]]], cuts: Iterable[tuple[float, str]] = ()
) -> Plot:
    """A column for each place, parts above the zero line and parts below it, to one scale.

    `cuts` are vertical lines at a place between columns, counted in columns from the left edge.
    """
    above = max((sum(part.value for part in up) for _, up, _ in parts), default=0)
    below = max((sum(part.value for part in down) for _, _, down in parts), default=0)
    scale = COLUMNS_HIGH / (above + below or 1)
    base = TOP + above * scale
    step = (WIDTH - LEFT - RIGHT) / (len(parts) or 1)
    shapes: list[Shape] = []
    for place, (_, up, down) in enumerate(parts):
        x, width = round(LEFT + place * step + step * 0.08, 1), round(step * 0.84, 1)
        shapes += _stack(up, x, width, base, scale, -1) + _stack(down, x, width, base, scale, 1)
    drawn = tuple(_cut(at * step + LEFT, words, level) for level, (at, words) in enumerate(cuts))
    words = tuple(_places([label for label, _, _ in parts], step, TOP + COLUMNS_HIGH + 20))
    return Plot(TOP + COLUMNS_HIGH + BOTTOM, tuple(shapes), words, drawn, round(base, 1))


def _stack(parts: Sequence[Part], x: float, width: float, base: float, scale: float, way: int) -> list[Shape]:
    found, at = [], base
    for part in (part for part in parts if part.value):
        high = part.value * scale
        y = at - high if way < 0 else at
        found.append(Shape(x, round(y, 1), width, round(max(high, 1), 1), part.css, part.title))
        at += way * high
    return found


def _cut(x: float, words: str, level: int) -> Cut:
    is_right = x > WIDTH / 2
    label = Label(round(x + (-5 if is_right else 5), 1), 14 + 16 * level, words, "end" if is_right else "")
    return Cut(round(x, 1), label)


def _places(words: Sequence[str], step: float, y: float) -> Iterable[Label]:
    """As many labels as fit, evenly."""
    every = -(-len(words) // MOST_LABELS) or 1
    for place in range(0, len(words), every):
        x = round(LEFT + (place + 0.5) * step, 1)
        if x < EDGE:
            yield Label(LEFT, y, words[place])
        elif x > WIDTH - EDGE:
            yield Label(WIDTH - RIGHT, y, words[place], "end")
        else:
            yield Label(x, y, words[place], "middle")
