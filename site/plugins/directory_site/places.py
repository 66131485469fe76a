"""Where a ZIP code or a city lies, and how far apart two points are."""

from __future__ import annotations

import math
from dataclasses import dataclass
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
        found = [row for row in cities if row["asked"] == city and state in ("", row["state"])]
        if found:
            first = found[0]
            others = tuple((row["city"], row["state"]) for row in found[1:5] if row["entries_count"])
            label = f"{first['city']}, {first['state']}"
            return Place(label, "", first["latitude"], first["longitude"], others), left
    return None


async def _cities(db: Any, names: list[str]) -> list[Any]:
    marks = ", ".join("?" for _ in names)
    sql = f"""
        select lower(z.city) as asked, min(z.city) as city, z.state, count(*) as zips_count,
          avg(z.latitude) as latitude, avg(z.longitude) as longitude,
          (select count(*) from entries e where e.state = z.state and e.city = z.city collate nocase)
            as entries_count
        from zips z
        where lower(z.city) in ({marks}) and z.latitude is not null
        group by lower(z.city), z.state
        order by entries_count desc, zips_count desc, z.state
    """  # noqa: S608 - only question marks are put in
    return list((await db.execute(sql, names)).rows)
