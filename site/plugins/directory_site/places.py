"""Where a ZIP code or a city lies, how far apart two points are, and which ZIP areas lie around a place."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Any

from verify.linkage.names import fold

from .question import place_readings, state_reading

EARTH_RADIUS_MILES = 3958.8
MILES_PER_DEGREE = 69.0
RADII = (5, 10, 25, 50, 100)
"""Miles that a search can ask for."""
ENOUGH_ENTRIES = 40
"""Where the address asks for no radius, the least one that holds so many entries is taken."""


@dataclass(frozen=True, slots=True)
class Place:
    """A point to search around. `others` are cities of the same name: (city, state).

    `is_doubtful` says that only a word names it, which may as well be a name: more names hold the word than
    entries are in that city.
    """

    label: str
    zip5: str
    latitude: float
    longitude: float
    others: tuple[tuple[str, str], ...] = ()
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """A place with the ZIP areas within so many miles: ZIP code to miles from the place."""

    place: Place
    within: float
    miles: dict[str, float]


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


def place_of_zip(connection: Connection, zip5: str) -> Place | None:
    """The middle of a ZIP area, or None where the code or its coordinates are not known."""
    row = connection.execute("select * from zips where zip5 = ?", [zip5]).fetchone()
    if row is None or row["latitude"] is None:
        return None
    return Place(f"{zip5} ({row['city']}, {row['state']})", zip5, row["latitude"], row["longitude"])


def words_beside_zip(connection: Connection, zip5: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without those that only say again where a ZIP area is: `Seattle, WA` beside 98101.

    Words are taken for a name unless the state is typed too, or nothing but the city is left.
    """
    row = connection.execute("select city, state from zips where zip5 = ?", [zip5]).fetchone()
    if row is None:
        return words
    for city, state, left in place_readings(words):
        if fold(city) == fold(row["city"]) and (state == row["state"] or not (state or left)):
            return left
    stated = state_reading(words)
    return stated.left if stated and stated.code == row["state"] else words


def place_of_words(connection: Connection, words: tuple[str, ...]) -> tuple[Place, tuple[str, ...]] | None:
    """The first city that some of the words name, with the words left over, or None.

    Of several cities of one name the one with most entries of the directory is taken; the others
    are named in `Place.others`.
    """
    readings = place_readings(words)
    cities = _cities(connection, sorted({city for city, _, _ in readings}))
    for city, state, left in readings:
        found = [each for each in cities if each["city_key"] == fold(city) and state in ("", each["state"])]
        if found:
            others = tuple((each["city"], each["state"]) for each in found[1:5] if each["entries_count"])
            first = found[0]
            label = f"{first['city']}, {first['state']}"
            is_doubtful = not state and first["entries_count"] <= _bearers(connection, city)
            return Place(label, "", first["latitude"], first["longitude"], others, is_doubtful), left
    return None


def _bearers(connection: Connection, word: str) -> int:
    """How many names hold this one word: Kim is a town of Colorado, and hardly ever meant."""
    sql = "select entries_count from search_words where word = ?"
    row = connection.execute(sql, [fold(word).lower()]).fetchone()
    return row[0] if row else 0


def area_around(connection: Connection, place: Place, within: int | None) -> Area:
    """The ZIP areas around a place, within so many miles, or within the least radius with enough entries."""
    for widest in (within,) if within else (RADII[1], RADII[2], RADII[-1]):
        near = _zips_around(connection, place, widest)
        radius = within or _enough(near, widest)
        if radius:
            break
    radius = radius or RADII[-1]
    return Area(place, radius, {zip5: away for zip5, away, _ in near if away <= radius})


def _enough(near: Sequence[tuple[str, float, int]], widest: int) -> int:
    """The least radius up to `widest` that holds enough entries; 0 where none does."""
    held = ((r, sum(count for _, away, count in near if away <= r)) for r in RADII if r <= widest)
    return next((radius for radius, count in held if count >= ENOUGH_ENTRIES), 0)


def _zips_around(connection: Connection, place: Place, within: int) -> list[tuple[str, float, int]]:
    """(ZIP, miles, entries there) of each ZIP area with an entry."""
    high, wide = within / MILES_PER_DEGREE, degrees_wide(place.latitude, within)
    sql = """
        select z.zip5, z.latitude, z.longitude, c.entries_count
        from zips z cross join zip_counts c on c.zip5 = z.zip5
        where z.latitude between ? and ? and (abs(z.longitude - ?) <= ? or abs(z.longitude - ?) >= 360 - ?)
    """
    box = (place.latitude - high, place.latitude + high, place.longitude, wide, place.longitude, wide)
    found = []
    for zip5, latitude, longitude, count in connection.execute(sql, box):
        away = miles(place.latitude, place.longitude, latitude, longitude)
        if away is not None and away <= within:
            found.append((zip5, away, count))
    return found


def _cities(connection: Connection, names: Sequence[str]) -> list[Any]:
    """Every city of one of the names, those with most entries first."""
    sql = """
        select c.* from json_each(?) n cross join cities c on c.city_key = n.value
        order by c.entries_count desc, c.zips_count desc, c.state
    """
    return connection.execute(sql, [json.dumps([fold(name) for name in names])]).fetchall() if names else []
