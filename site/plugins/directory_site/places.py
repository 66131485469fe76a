"""Where a ZIP code or a city lies, how far apart two points are, and which ZIP areas lie around a place."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Any

from verify.linkage.names import fold
from verify.linkage.search_places import EARTH_RADIUS_MILES, Near, Places

from .question import place_readings, state_reading

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
    """A place with the ZIP areas within so many miles; None where only the miles of entries are asked for."""

    place: Place
    within: float
    near: Near | None = None


def miles(latitude: Any, longitude: Any, to_latitude: Any, to_longitude: Any) -> float | None:
    """Straight-line distance in miles between two points in degrees; None where a value is missing."""
    if None in (latitude, longitude, to_latitude, to_longitude):
        return None
    first, second = math.radians(latitude), math.radians(to_latitude)
    half = math.sin((second - first) / 2) ** 2
    half += math.cos(first) * math.cos(second) * math.sin(math.radians(to_longitude - longitude) / 2) ** 2
    return 2 * EARTH_RADIUS_MILES * math.asin(min(1.0, math.sqrt(half)))


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


def area_around(places: Places, place: Place, within: int | None) -> Area:
    """The ZIP areas around a place, within so many miles, or within the least radius with enough entries."""
    near = places.around(place.latitude, place.longitude, within or RADII[-1])
    if within:
        return Area(place, within, near)
    enough = (miles for miles in RADII if places.entries_count(near.within(miles)) >= ENOUGH_ENTRIES)
    radius = next(enough, RADII[-1])
    return Area(place, radius, near.within(radius))


def _cities(connection: Connection, names: Sequence[str]) -> list[Any]:
    """Every city of one of the names, those with most entries first."""
    sql = """
        select c.* from json_each(?) n cross join cities c on c.city_key = n.value
        order by c.entries_count desc, c.zips_count desc, c.state
    """
    return connection.execute(sql, [json.dumps([fold(name) for name in names])]).fetchall() if names else []
