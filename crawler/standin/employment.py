"""Who works in a clinic, and how they write down where that is."""

from __future__ import annotations

from dataclasses import replace

from crawler.standin.chance import Chance
from crawler.standin.clinics import STAFF, Clinic
from crawler.standin.people import Person, Role, moved_to
from crawler.standin.sites import Site, other_suite, own_phone


def employed(people: list[Person], clinics: tuple[Clinic, ...], seed: int) -> list[Person]:
    """The people, some of them working in a clinic of their state that takes their profession."""
    jobs: dict[tuple[str, str], list[Clinic]] = {}
    for clinic in clinics:
        for profession in STAFF[clinic.kind]:
            jobs.setdefault((clinic.site.spot.city.state, profession), []).append(clinic)
    result = []
    for person in people:
        chance = Chance(seed, "job", person.person_id)
        offers = jobs.get((person.practice.spot.city.state, person.profession))
        share = 0.75 if person.role is Role.PHYSICIAN else 0.22
        if offers and chance.happens(share):
            result.append(moved_to(person, seed, _desk(chance, chance.pick(offers).site)))
        else:
            result.append(person)
    return result


def _desk(chance: Chance, site: Site) -> Site:
    """How someone who works at `site` writes it: the same, another phone, no suite, next door."""
    roll = chance.between(1, 100)
    if roll <= 65:
        return site
    if roll <= 82:
        return own_phone(chance, site)
    if roll <= 90:
        return replace(site, suite="")
    return other_suite(chance, site)
