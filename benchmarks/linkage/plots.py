"""Two plots as SVG: errors against recall, and scores against the share that is right."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape

WIDTH, HEIGHT, MARGIN = 640, 440, 80
_COLORS = ("#0b5394", "#b45f06", "#38761d", "#741b47", "#666666", "#990000")
Point = tuple[float, float]
Tick = tuple[float, str]


def _svg(title: str, parts: Sequence[str]) -> str:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif"'
    label = f'<text x="{WIDTH / 2}" y="24" text-anchor="middle" font-size="15">{escape(title)}</text>'
    return "\n".join(
        [
            f'{head} font-size="12">',
            '<rect width="100%" height="100%" fill="white"/>',
            label,
            *parts,
            "</svg>\n",
        ]
    )


def _at(x: float, y: float) -> Point:
    """A point of the unit square on the canvas."""
    return MARGIN + x * (WIDTH - 2 * MARGIN), HEIGHT - MARGIN - y * (HEIGHT - 2 * MARGIN)


def _text(x: float, y: float, text: str, anchor: str = "middle", more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" {more}>{escape(text)}</text>'


def _rule(start: Point, end: Point) -> str:
    (x1, y1), (x2, y2) = start, end
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="#ddd"/>'


def _grid(across: Sequence[Tick], upwards: Sequence[Tick], x: str, y: str) -> list[str]:
    """Lines at the ticks of both axes, with their labels and the names of the axes."""
    parts = []
    for at, text in across:
        foot = _at(at, 0)
        parts += [_rule(foot, _at(at, 1)), _text(foot[0], foot[1] + 16, text)]
    for at, text in upwards:
        left = _at(0, at)
        parts += [_rule(left, _at(1, at)), _text(left[0] - 6, left[1] + 4, text, "end")]
    turned = f'transform="rotate(-90 14 {HEIGHT / 2})"'
    return [*parts, _text(WIDTH / 2, HEIGHT - 16, x), _text(14, HEIGHT / 2, y, more=turned)]


def _line(points: Sequence[Point], color: str, name: str, place: int) -> list[str]:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in (_at(*point) for point in points))
    top = MARGIN + 18 + 16 * place
    return [
        f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="2"/>',
        f'<text x="{MARGIN + 10}" y="{top}" fill="{color}">{escape(name)}</text>',
    ]


def _wrong_height(precision: float) -> float:
    """Height of a share of wrong links: 1 in 10,000 at the bottom, 1 in 10 at the top."""
    return (min(max(math.log10(max(1 - precision, 1e-9)), -4.0), -1.0) + 4.0) / 3.0


def precision_recall(lines: Mapping[str, Sequence[tuple[float, float, float]]], title: str) -> str:
    """Share of wrong links, on a logarithmic axis, against recall, one line for each linker."""
    across = [(at / 10, f".{at}" if at < 10 else "1") for at in range(0, 11, 2)]
    upwards = [(0.0, "1 in 10,000"), (1 / 3, "1 in 1,000"), (2 / 3, "1 in 100"), (1.0, "1 in 10")]
    parts = _grid(across, upwards, "recall of true links", "wrong links")
    for place, (name, found) in enumerate(lines.items()):
        points = [(recall, _wrong_height(precision)) for _, precision, recall in _thinned(found)]
        parts += _line(points, _COLORS[place % len(_COLORS)], name, place)
    return _svg(title, parts)


def _thinned(found: Sequence[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """About four hundred of the points; below a recall of 1 % a single error swings the line."""
    step = max(1, len(found) // 400)
    return [point for point in found[::step] if point[2] >= 0.01]


def calibration(bins: Sequence[dict[str, float]], title: str) -> str:
    """Share of right links against the mean score of each bin; on the diagonal the score is honest."""
    ticks = [(at / 10, f".{at}" if at < 10 else "1") for at in range(0, 11, 2)]
    parts = _grid(ticks, ticks, "score", "share that is right")
    parts += _line([(0.0, 0.0), (1.0, 1.0)], "#aaaaaa", "a perfect score", 0)
    parts += _line([(each["score"], each["right"]) for each in bins], _COLORS[0], "measured", 1)
    for each in bins:
        x, y = _at(each["score"], each["right"])
        label = f"<title>{each['pairs']} pairs</title>"
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{_COLORS[0]}">{label}</circle>')
    return _svg(title, parts)
