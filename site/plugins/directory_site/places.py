"""Where a ZIP code or a city lies, and how far apart two points are."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import groupby
from statistics import median
from typing import Any

from .question import place_readings

EARTH_RADIUS_MILES = 3958.8
MILES_PER_DEGREE = 69.0


@dataclass(frozen=True, slots=True)
class Place:
    """A point to search around. `others` are cities of the same name: (city, state)."""

    label: str
    zip5: str
    latitude: float
    longitude: float
    others: tuple[tuple[str, str], ...] = ()


def miles(latitude: Any, longitude: Any, to_latitude: Any, to_longitude: Any) -> float | None:
    """Straight-line distance in miles between two points in degrees; None where a value is missing."""
    if None in (latitude, longitude, to_latitude, to_longitude):
        return None
    first, second = math.radians(latitude), math.radians(to_latitude)
    half = math.sin((second - first) / 2) ** 2
    half += math.cos(first) * math.cos(second) * math.sin(math.radians(to_longitude - longitude) / 2) ** 2
    return 2 * EARTH_RADIUS_MILES * math.asin(min(1.0, math.sqrt(half)))


def degrees_wide(latitude: float, within: float) -> float:
    """Degrees of longitude that surely hold all points within so many miles of a latitude; at most 360."""
    nearest_pole = min(89.0, abs(latitude) + within / MILES_PER_DEGREE)
    return min(360.0, within / (MILES_PER_DEGREE * math.cos(math.radians(nearest_pole))) + 0.1)


async def place_of_zip(db: Any, zip5: str) -> Place | None:
    """The middle of a ZIP area, or None where the code or its coordinates are not known."""
    row = (await db.execute("select * from zips where zip5 = ?", [zip5])).first()
    if row is None or row["latitude"] is None:
        return None
    return Place(f"{zip5} ({row['city']}, {row['state']})", zip5, row["latitude"], row["longitude"])


async def place_of_words(db: Any, words: tuple[str, ...]) -> tuple[Place, tuple[str, ...]] | None:
    """The first city that some of the words name, with the words left over, or None.

    Of several cities of one name the one with most entries of the directory is taken; the others
    are named in `Place.others`.
    """
    readings = place_readings(words)
    if not readings:
        return None
    cities = await _cities(db, sorted({city for city, _, _ in readings}))
    for city, state, left in readings:
        found = [each for each in cities if each.label.lower() == city and state in ("", each.state)]
        if found:
            others = tuple((each.label, each.state) for each in found[1:5] if each.entries_count)
            first = found[0]
            label = f"{first.label}, {first.state}"
            return Place(label, "", first.latitude, first.longitude, others), left
    return None


@dataclass(frozen=True, slots=True)
class City:
    """A city with the middle of its ZIP areas and how many entries of the directory are there."""

    label: str
    state: str
    latitude: float
    longitude: float
    zips_count: int
    entries_count: int


async def _cities(db: Any, names: list[str]) -> list[City]:
    """Every city of one of the names (lower case), those with most entries first.

    The middle is the median: some ZIP codes of post boxes are filed far from their city.
    """
    marks = ", ".join("?" for _ in names)
    sql = f"""
        select z.city, z.state, z.latitude, z.longitude,
          (select count(*) from entries e where e.zip5 = z.zip5) as entries_count
        from zips z where lower(z.city) in ({marks}) and z.latitude is not null
        order by z.state, z.city
    """  # noqa: S608 - only question marks are put in
    rows = (await db.execute(sql, names)).rows
    groups = groupby(rows, lambda row: (row["city"], row["state"]))
    cities = [_city(label, state, list(group)) for (label, state), group in groups]
    return sorted(cities, key=lambda city: (-city.entries_count, -city.zips_count, city.state))


def _city(label: str, state: str, rows: list[Any]) -> City:
    latitude = median(row["latitude"] for row in rows)
    longitude = median(row["longitude"] for row in rows)
    return City(label, state, latitude, longitude, len(rows), sum(row["entries_count"] for row in rows))
