"""The map beside the results: ZIP areas by true distance and bearing, never a home."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from verify.linkage.search_places import MILES_PER_DEGREE

from .places import Area

WIDTH, HEIGHT = 360, 380
MARK_WIDTH, MARK_HEIGHT = 48, 48
"""Size of the target around a mark; marks whose targets would overlap are one."""
RINGS = (1, 2, 5, 10, 25, 50, 100, 250, 500)
WIDEST_MILES = 600
"""Entries spread wider than this make no map: a point would hide a state."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One mark: its place in the picture, the numbers of its entries in the list, its areas."""

    x: float
    y: float
    numbers: tuple[int, ...]
    areas: tuple[str, ...]

    @property
    def label(self) -> str:
        """`3`, `1–4` for numbers in a row, else `2, 5`; three and more apart are `2 …`."""
        first, last = self.numbers[0], self.numbers[-1]
        if len(self.numbers) == 1:
            return str(first)
        if last - first == len(self.numbers) - 1:
            return f"{first}–{last}"
        return f"{first}, {last}" if len(self.numbers) == 2 else f"{first} …"

    @property
    def width(self) -> int:
        """Width of the mark that holds the label."""
        return max(34, 16 + 9 * len(self.label))


@dataclass(frozen=True, slots=True)
class Ring:
    """A circle around the middle, with its miles."""

    miles: int
    radius: float


@dataclass(frozen=True, slots=True)
class AreaMap:
    """The picture: marks, rings, and the middle; rings only around a place that was asked for."""

    spots: tuple[Spot, ...]
    rings: tuple[Ring, ...]
    x: float
    y: float
    points: tuple[tuple[float, float], ...]

    @property
    def marks(self) -> str:
        """The marks in degrees, as JSON for the map with streets; ZIP areas, as on the drawing."""
        pairs = zip(self.spots, self.points, strict=True)
        facts = [
            {"latitude": at[0], "longitude": at[1], "label": spot.label, "number": spot.numbers[0]}
            for spot, at in pairs
        ]
        return json.dumps(facts, ensure_ascii=False)


def area_map(rows: Sequence[Mapping[str, Any]], first: int, area: Area | None) -> AreaMap | None:
    """The map of one page of results, numbered from `first`; None where nothing can be placed on it."""
    placed = [(first + at, row) for at, row in enumerate(rows) if row["latitude"] is not None]
    if not placed:
        return None
    middle = (area.place.latitude, area.place.longitude) if area else _middle(row for _, row in placed)
    # An entry may be found by a second practice; its main place can lie far outside the circle.
    widest_shown = area.within * 1.1 + 1 if area and area.within <= RINGS[-1] else WIDEST_MILES
    offsets = {number: _offset(middle, row) for number, row in placed}
    placed = [(number, row) for number, row in placed if math.hypot(*offsets[number]) <= widest_shown]
    offsets = {number: offsets[number] for number, _ in placed}
    if not placed:
        return None
    widest = max(1.0, *(math.hypot(x, y) for x, y in offsets.values()))
    scale = (min(WIDTH, HEIGHT) / 2 - MARK_WIDTH / 2) / widest
    points = [(number, row, offsets[number]) for number, row in placed]
    spots = [
        Spot(WIDTH / 2 + x * scale, HEIGHT / 2 - y * scale, (number,), (_area_words(row),))
        for number, row, (x, y) in points
    ]
    rings = tuple(Ring(m, round(m * scale, 1)) for m in RINGS if 24 < m * scale < WIDTH) if area else ()
    merged = tuple(_merged(spots))
    degrees = {number: (row["latitude"], row["longitude"]) for number, row in placed}
    points_of = tuple(degrees[spot.numbers[0]] for spot in merged)
    return AreaMap(merged, rings, WIDTH / 2, HEIGHT / 2, points_of)


def _middle(rows: Iterable[Mapping[str, Any]]) -> tuple[float, float]:
    points = [(row["latitude"], row["longitude"]) for row in rows]
    return median(p[0] for p in points), median(p[1] for p in points)


def _offset(middle: tuple[float, float], row: Mapping[str, Any]) -> tuple[float, float]:
    """Miles to the east and to the north of the middle."""
    north = (row["latitude"] - middle[0]) * MILES_PER_DEGREE
    turn = (row["longitude"] - middle[1] + 180) % 360 - 180
    return turn * MILES_PER_DEGREE * math.cos(math.radians(middle[0])), north


def _area_words(row: Mapping[str, Any]) -> str:
    city = row["city"] or ""
    return " ".join(part for part in (row["zip5"], city.title() if city.isupper() else city) if part)


def _merged(spots: Iterable[Spot]) -> list[Spot]:
    """Marks whose targets would overlap made one, until none do; the mark stays where its first entry is."""
    merged: list[Spot] = []
    for spot in spots:
        near = next((each for each in merged if _overlap(each, spot)), None)
        if near is None:
            merged.append(spot)
            continue
        areas = tuple(dict.fromkeys((*near.areas, *spot.areas)))
        merged[merged.index(near)] = Spot(
            near.x, near.y, tuple(sorted((*near.numbers, *spot.numbers))), areas
        )
    return merged


def _overlap(one: Spot, other: Spot) -> bool:
    wide = max(MARK_WIDTH, (one.width + other.width) / 2)
    return abs(one.x - other.x) < wide and abs(one.y - other.y) < MARK_HEIGHT
