"""The diplomates of a national board: who is on saved pages of its directory, and who holds a certificate."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass, replace

from crawler.standin import names
from crawler.standin.chance import Chance, Weighted
from crawler.standin.names import Name
from crawler.standin.origins import ORIGINS_ACUPUNCTURE
from crawler.standin.people import ACUPUNCTURIST
from crawler.standin.places import CITIES, City
from crawler.standin.subjects import Subject

HELD_SHARE, SAVED_SHARE = 0.45, 0.6
STRANGERS, NAMESAKES = 60, 14
_BADGES = Weighted.of(
    [
        (("AC Certification",), 55.0),
        (("OM Certification",), 20.0),
        (("AC Certification", "CH Certification"), 15.0),
        (("AC Certification", "CH Certification", "OM Certification"), 8.0),
        (("AC Certification", "ABT Certification"), 2.0),
    ]
)
_STATUSES = Weighted.of(
    [
        ("Certified Diplomate", 90.0),
        ("Inactive", 4.0),
        ("Retired", 2.0),
        ("Expired", 2.5),
        ("Suspended", 0.8),
        ("Revoked", 0.7),
    ]
)


@dataclass(frozen=True, slots=True)
class Diplomate:
    """One person as the directory shows them; `person_id` is the truth, empty for a stranger."""

    client_id: str
    person_id: str
    name: Name
    is_woman: bool
    status: str
    badges: tuple[str, ...]
    city: City


@dataclass(frozen=True, slots=True)
class Diplomates:
    """Whoever is on the saved pages, and the ids of the people who hold a certificate, on a page or not."""

    listed: tuple[Diplomate, ...]
    holders: frozenset[str]


def diplomates_of(subjects: Iterable[Subject], seed: int) -> Diplomates:
    """Certificates of 45 in 100 acupuncturists, of whom six in ten are on a saved page, and of others."""
    own = {each.person.person_id: each for each in subjects if each.profession == ACUPUNCTURIST}
    listed: list[Diplomate] = []
    holders: set[str] = set()
    for person_id, subject in own.items():
        chance = Chance(seed, "diplomate", person_id)
        if chance.happens(HELD_SHARE):
            holders.add(person_id)
            if chance.happens(SAVED_SHARE):
                listed.append(_listed(chance, subject, len(listed)))
    others = [each for person_id, each in own.items() if person_id not in holders]
    chance = Chance(seed, "diplomates of other places")
    for subject in chance.shuffled(others)[:NAMESAKES]:
        listed.append(_namesake(chance, subject, len(listed)))
    for _ in range(STRANGERS):
        listed.append(_stranger(chance, len(listed)))
    return Diplomates(tuple(chance.shuffled(listed)), frozenset(holders))


def _listed(chance: Chance, subject: Subject, number: int) -> Diplomate:
    """The person as registered there: at the practice, moved within the state, or moved away."""
    identity, home = subject.person.identity, subject.site.spot.city
    name = identity.name
    if chance.happens(0.3):
        name = replace(name, middle=name.middle[:1])
    roll, city = chance.between(1, 100), home
    if roll > 78:
        near = [each for each in CITIES if (each.state == home.state) is (roll <= 94)]
        city = chance.pick(near or CITIES)
    status, badges = chance.weighted(_STATUSES), chance.weighted(_BADGES)
    return Diplomate(
        _client_id(number), subject.person.person_id, name, identity.is_woman, status, badges, city
    )


def _namesake(chance: Chance, subject: Subject, number: int) -> Diplomate:
    """Another person of the same first and last name, in another state."""
    home, identity = subject.site.spot.city, subject.person.identity
    city = chance.pick([each for each in CITIES if each.state != home.state])
    other = Name(identity.name.first, chance.pick("BEJQVZ"), identity.name.last)
    return _someone(chance, number, other, identity.is_woman, city)


def _stranger(chance: Chance, number: int) -> Diplomate:
    identity = names.identity(chance, ORIGINS_ACUPUNCTURE)
    return _someone(chance, number, identity.name, identity.is_woman, chance.pick(CITIES))


def _someone(chance: Chance, number: int, name: Name, is_woman: bool, city: City) -> Diplomate:
    badges = chance.weighted(_BADGES)
    return Diplomate(_client_id(number), "", name, is_woman, "Certified Diplomate", badges, city)


def _client_id(number: int) -> str:
    return b64encode((990_000 + number).to_bytes(8, "big")).decode()
