"""The saved pages of a national directory of diplomates: who is on them, and whose certificates they are."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape
from urllib.parse import quote

from crawler.standin import names
from crawler.standin.chance import Chance, Weighted
from crawler.standin.corruption import fold
from crawler.standin.names import Name
from crawler.standin.people import ACUPUNCTURIST
from crawler.standin.places import CITIES, City
from crawler.standin.subjects import Subject

HELD_SHARE, SAVED_SHARE = 0.45, 0.6
STRANGERS, NAMESAKES, PAGE_SIZE = 60, 14, 100
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
    identity = names.identity(chance, names.ORIGINS_ACUPUNCTURE)
    return _someone(chance, number, identity.name, identity.is_woman, chance.pick(CITIES))


def _someone(chance: Chance, number: int, name: Name, is_woman: bool, city: City) -> Diplomate:
    badges = chance.weighted(_BADGES)
    return Diplomate(_client_id(number), "", name, is_woman, "Certified Diplomate", badges, city)


def _client_id(number: int) -> str:
    return b64encode((990_000 + number).to_bytes(8, "big")).decode()


def pages(found: Sequence[Diplomate]) -> Iterable[str]:
    """The result pages, up to a hundred people each."""
    total = -(-len(found) // PAGE_SIZE)
    for number in range(total):
        start = number * PAGE_SIZE
        cards = (_card(each, start + at) for at, each in enumerate(found[start : start + PAGE_SIZE]))
        yield _PAGE.format(count=len(found), last=total, cards="".join(cards))


def _card(each: Diplomate, number: int) -> str:
    shown = escape(" ".join(filter(None, (each.name.first, each.name.middle, each.name.last))))
    badges = "".join(
        f'<div class="cert-box__item"><p class="copy">{badge}</p></div>' for badge in each.badges
    )
    place = f"{number % 9000 + 1} Invented Ave , {each.city.name}, {each.city.state}, USA"
    return _CARD.format(
        link=quote(each.client_id, safe="="),
        name=shown if number % 3 else fold(shown),
        status=each.status,
        gender="Female" if each.is_woman else "Male",
        number=number,
        place=escape(place),
        badges=badges,
    )


_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Search results</title></head>
<body><h2>&gt;{count} Practitioners found</h2><input type="hidden" id="hdnlastpage" value="{last}">
<div class="result-card">
{cards}</div>
</body></html>
"""
_CARD = """<div class="result-card__item"><div class="info-box">
<p class="name"><a href="/FAP/PractitionerDetail?AgencyClientId={link}">{name}</a></p>
<p class="gendar">{status} | {gender}</p>
<em id="addressdata_{number}">{place}</em></div>
{badges}</div>
"""
