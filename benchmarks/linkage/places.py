"""ZIP codes of the whole country with their neighbors, states with their share of the people."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

import zipcodes

from crawler.standin.chance import Chance, Weighted

# Percent of the population (census of 2020).
_SHARES = """
CA:11.8 TX:8.7 FL:6.5 NY:6.1 PA:3.9 IL:3.8 OH:3.5 GA:3.2 NC:3.1 MI:3.0 NJ:2.8 VA:2.6 WA:2.3 AZ:2.2 MA:2.1
TN:2.1 IN:2.0 MD:1.9 MO:1.9 WI:1.8 CO:1.7 MN:1.7 SC:1.5 AL:1.5 LA:1.4 KY:1.4 OR:1.3 OK:1.2 CT:1.1 UT:1.0
IA:1.0 NV:0.9 AR:0.9 MS:0.9 KS:0.9 NM:0.6 NE:0.6 ID:0.6 WV:0.5 HI:0.4 NH:0.4 ME:0.4 RI:0.3 MT:0.3 DE:0.3
SD:0.3 ND:0.2 AK:0.2 DC:0.2 VT:0.2 WY:0.2
"""
STATE_SHARES = {pair[:2]: float(pair[3:]) for pair in _SHARES.split()}
NEIGHBORS = 8


@dataclass(frozen=True, slots=True)
class Place:
    """One ZIP code with its city."""

    zip5: str
    city: str
    state: str
    latitude: float
    longitude: float


@cache
def _of_city() -> dict[tuple[str, str], list[Place]]:
    """The ZIP codes with street addresses, by state and city."""
    found: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for row in zipcodes.list_all():  # type: ignore[no-untyped-call]
        if row["zip_code_type"] == "STANDARD" and row["active"] and row["state"] in STATE_SHARES:
            at = float(row["lat"] or 0), float(row["long"] or 0)
            place = Place(row["zip_code"], row["city"], row["state"], *at)
            found[place.state, place.city].append(place)
    return found


@cache
def _of_state() -> dict[str, Weighted[Place]]:
    """Places by state; a ZIP code of a city with many holds more people than a village's only one."""
    pairs: dict[str, list[tuple[Place, float]]] = defaultdict(list)
    for (state, _), found in _of_city().items():
        pairs[state] += [(place, len(found) ** 0.7) for place in found]
    return {
        state: Weighted.of(sorted(of_state, key=lambda pair: pair[0].zip5))
        for state, of_state in pairs.items()
    }


@cache
def _of_zip3() -> dict[tuple[str, str], list[Place]]:
    groups: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for state, table in _of_state().items():
        for place in table.values:
            groups[state, place.zip5[:3]].append(place)
    return groups


@cache
def _near(place: Place) -> tuple[Place, ...]:
    """The nearest ZIP codes of other cities of the state that share the first three digits."""
    around = [each for each in _of_zip3()[place.state, place.zip5[:3]] if each.city != place.city]
    around.sort(key=lambda each: _distance(place, each))
    return tuple(around[:NEIGHBORS])


def _distance(one: Place, other: Place) -> float:
    # A degree of longitude is about .77 of one of latitude in the middle of the country.
    return (one.latitude - other.latitude) ** 2 + (0.77 * (one.longitude - other.longitude)) ** 2


def somewhere(chance: Chance, state: str) -> Place:
    """A place of `state`, as likely as people live there."""
    return chance.weighted(_of_state()[state])


def in_city(chance: Chance, place: Place) -> Place:
    """Another ZIP code of the same city, or a neighbor where the city has one alone."""
    others = [each for each in _of_city()[place.state, place.city] if each is not place]
    return chance.pick(others) if others else nearby(chance, place)


def nearby(chance: Chance, place: Place) -> Place:
    """A near ZIP code of another city with the same first three digits, or anywhere in the state."""
    around = _near(place)
    return chance.pick(around) if around else somewhere(chance, place.state)


def choose_states(chance: Chance, share: float) -> tuple[str, ...]:
    """States that hold about `share` of the country's people: so many that rolls keep their real size.

    The whole country for 1, about five states for a tenth, two for a hundredth.
    """
    if share >= 0.95:
        return tuple(STATE_SHARES)
    count = max(2, round(share * 50))
    while True:
        states = chance.shuffled(list(STATE_SHARES))[:count]
        if abs(sum(STATE_SHARES[each] for each in states) / 100 / share - 1) < 0.1:
            return tuple(sorted(states))
