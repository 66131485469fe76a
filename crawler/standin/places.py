"""Real cities and ZIP codes to draw from. Streets are invented in `addresses`."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.standin.chance import Chance, Weighted
from crawler.standin.city_table import LICENSING_CITIES, UNLICENSING_CITIES

COVERED_STATES = ("WA", "CA", "CO", "IL", "CT", "DE", "TX", "NJ", "FL")
COVERED = Weighted.of(list(zip(COVERED_STATES, (18.0, 34.0, 9.0, 9.0, 5.0, 3.0, 6.0, 8.0, 8.0), strict=True)))
ACUPUNCTURE_ONLY = frozenset({"TX"})


@dataclass(frozen=True, slots=True)
class City:
    """A city as a listing prints it; `area_code` is one of those in use there."""

    state: str
    name: str
    county: str
    area_code: str
    weight: float
    zips: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A ZIP code within a city."""

    city: City
    zip5: str


def _city(line: str) -> City:
    state, name, county, area_code, weight, zips = line.split("|")
    return City(state, name, county, area_code, float(weight), tuple(zips.split()))


CITIES = tuple(map(_city, LICENSING_CITIES.split("\n")))
UNLICENSING = tuple(map(_city, UNLICENSING_CITIES.split("\n")))
"""Cities of states that license no acupuncturists; apart, so that other draws do not know them."""
_BY_STATE = {
    state: Weighted.of([(city, city.weight) for city in (*CITIES, *UNLICENSING) if city.state == state])
    for state in dict.fromkeys(city.state for city in (*CITIES, *UNLICENSING))
}
_ELSEWHERE = Weighted.of([(city, city.weight) for city in CITIES if city.state not in COVERED_STATES])


def spot_in_state(chance: Chance, state: str) -> Spot:
    """A ZIP code in `state`, cities by weight."""
    return spot_in_city(chance, chance.weighted(_BY_STATE[state]))


def spot_in_city(chance: Chance, city: City) -> Spot:
    """A ZIP code of `city`."""
    return Spot(city, chance.pick(city.zips))


def spot_elsewhere(chance: Chance) -> Spot:
    """A ZIP code in a state that no listing of the sample covers."""
    return spot_in_city(chance, chance.weighted(_ELSEWHERE))


def unlicensing_spot(chance: Chance) -> Spot:
    """A ZIP code in a state that licenses no acupuncturists."""
    return spot_in_city(chance, chance.pick(UNLICENSING))


def spot_nearby(chance: Chance, spot: Spot) -> Spot:
    """A ZIP code of another city that shares the first three digits, or of the same city."""
    near = [
        Spot(city, zip5)
        for city in CITIES
        if city.state == spot.city.state and city is not spot.city
        for zip5 in city.zips
        if zip5[:3] == spot.zip5[:3]
    ]
    return chance.pick(near) if near else spot_in_city(chance, spot.city)
