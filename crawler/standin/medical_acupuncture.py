"""A saved answer of the directory of physicians who practice acupuncture."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from crawler.standin import names
from crawler.standin.chance import Chance
from crawler.standin.names import Name
from crawler.standin.origins import ORIGINS_THERAPY
from crawler.standin.people import PHYSICIAN
from crawler.standin.places import CITIES, City
from crawler.standin.subjects import Subject

_LETTERS = (("DABMA",), ("FAAMA",), ("DABMA", "FAAMA"), ())
"""Letters behind a name; a bare member has none, and is no holder of a certificate."""
STRANGERS = 12


@dataclass(frozen=True, slots=True)
class Member:
    """One member as the directory shows them; `person_id` is the truth, empty for a stranger."""

    member_id: int
    person_id: str
    name: Name
    letters: tuple[str, ...]
    city: City


def members_of(subjects: Iterable[Subject], seed: int) -> tuple[Member, ...]:
    """One physician in three of the entries is a member, among a dozen strangers."""
    found: list[Member] = []
    for person_id, each in {each.person.person_id: each for each in subjects}.items():
        chance = Chance(seed, "member", person_id)
        if each.profession == PHYSICIAN and chance.happens(0.33):
            name, city = each.person.identity.name, each.site.spot.city
            found.append(Member(len(found), person_id, name, chance.pick(_LETTERS), city))
    chance = Chance(seed, "members of other places")
    for _ in range(STRANGERS):
        name = names.identity(chance, ORIGINS_THERAPY).name
        found.append(Member(len(found), "", name, chance.pick(_LETTERS), chance.pick(CITIES)))
    return tuple(found)


def answer(members: Iterable[Member]) -> str:
    """The members as the JSON that the page of the directory asks for."""
    results = [
        {
            "id": 880_000 + each.member_id,
            "title": ", ".join((_name(each.name), "MD", *each.letters)),
            "left": [{"html": f"<p>{each.city.name}, {each.city.state}</p>"}],
        }
        for each in members
    ]
    return json.dumps({"results": results}, ensure_ascii=False, indent=0) + "\n"


def _name(name: Name) -> str:
    return " ".join(filter(None, (name.first, name.middle, name.last)))
