"""Entries that maintainers of the sample keep themselves: clinics, and people without a registry number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from crawler.standin.chance import Chance
from crawler.standin.corruption import fold
from crawler.standin.license import License
from crawler.standin.people import ACUPUNCTURIST, Person, Role, new_person
from crawler.standin.places import Spot, unlicensing_spot
from crawler.standin.population import Population
from crawler.standin.sites import Site, new_site
from crawler.standin.subjects import Subject

COLUMNS = (
    *("entry_id", "kind", "profession", "first_name", "middle_name", "last_name", "suffix"),
    *("credential_printed", "organization_name", "street", "city", "state", "zip5", "phone", "license_state"),
    *("license_number", "website", "added_on", "added_by"),
)
LICENSED_COUNT, ELSEWHERE_COUNT, CLINICS_COUNT = 6, 4, 8
_FIRST_NUMBER = 800_000
_CLINIC_NAMES = (
    "Lantern",
    "Blue Heron",
    "Still Water",
    "True North",
    "Madrona",
    "Tidewater",
    "Orchard",
    "Juniper",
)


@dataclass(frozen=True, slots=True)
class OwnPerson:
    """A person on the own list; `license` is the one that the row states, if it states one."""

    entry_id: str
    subject: Subject
    license: License | None
    credential: str


@dataclass(frozen=True, slots=True)
class OwnClinic:
    """An integrative clinic on the own list."""

    entry_id: str
    name: str
    site: Site


@dataclass(frozen=True, slots=True)
class OwnEntries:
    """The whole list."""

    people: tuple[OwnPerson, ...]
    clinics: tuple[OwnClinic, ...]


def own_entries_of(people: Population) -> OwnEntries:
    """Clinics, licensed people without a registry entry, and acupuncturists of states that license none."""
    chance = Chance(people.seed, "own entries")
    return OwnEntries(
        (*_licensed(chance, people), *_unlicensing(people.seed, people.as_of)), tuple(_clinics(people))
    )


def _licensed(chance: Chance, people: Population) -> Iterable[OwnPerson]:
    entered = {each.person.person_id for each in people.person_entries}
    first = {
        each.person.person_id: each
        for each in people.licenses
        if each.state in ("WA", "CA", "CO") and each.person.role is Role.LICENSED and not each.is_temporary
        if each.person.practice.spot.city.state == each.state and each.person.person_id not in entered
    }
    for number, each in enumerate(chance.shuffled(list(first.values()))[:LICENSED_COUNT]):
        stated = each if number % 3 else None
        credential = "L.AC." if each.profession == ACUPUNCTURIST else ""
        yield _own(each.person, each.profession, stated, credential)


def _unlicensing(seed: int, as_of: date) -> Iterable[OwnPerson]:
    for number in range(ELSEWHERE_COUNT):
        chance = Chance(seed, "own acupuncturist", number)
        person = new_person(seed, _FIRST_NUMBER + number, Role.ELSEWHERE, as_of)
        spot = unlicensing_spot(chance)
        person = settled(replace(person, profession=ACUPUNCTURIST, second_profession=""), chance, spot)
        yield _own(person, ACUPUNCTURIST, None, "DIPL. AC." if number % 2 else "L.AC.")


def settled(person: Person, chance: Chance, spot: Spot) -> Person:
    """The person with a practice at `spot`, in a state that licenses nobody of the profession."""
    return replace(person, other_state=spot.city.state, practice=new_site(chance, spot), registered=spot)


def _own(person: Person, profession: str, stated: License | None, credential: str) -> OwnPerson:
    name = person.identity.name
    entry_id = f"own:{_slug(f'{name.first} {name.last} {person.practice.spot.city.name}')}"
    return OwnPerson(entry_id, Subject(entry_id, person, person.practice, profession), stated, credential)


def _clinics(people: Population) -> Iterable[OwnClinic]:
    homes = [each.site for each in _of_california(people)]
    for number, name in enumerate(_CLINIC_NAMES[:CLINICS_COUNT]):
        chance = Chance(people.seed, "own clinic", number)
        if homes:
            site = new_site(chance, chance.pick(homes).spot)
            city = site.spot.city.name
            yield OwnClinic(f"own:{_slug(f'{name} {city}')}", f"{name} Integrative Health {city}", site)


def _of_california(people: Population) -> Iterable[Subject]:
    for each in people.person_entries:
        site = each.registration.practice
        if site.spot.city.state == "CA":
            yield Subject(each.registration.npi, each.person, site, each.person.profession)


def rows(found: OwnEntries, as_of: date) -> Iterable[Sequence[str]]:
    """The rows of `entries.csv`."""
    added = (as_of - timedelta(days=30)).isoformat()
    for each in found.people:
        name, stated = each.subject.person.identity.name, each.license
        told = (stated.state, stated.number) if stated else ("", "")
        who = (name.first, name.middle, name.last, name.suffix, each.credential, "")
        kind = (each.entry_id, "individual", each.subject.profession)
        yield (*kind, *who, *_place(each.subject.site), *told, *_made(added))
    for clinic in found.clinics:
        who = ("", "", "", "", "", clinic.name)
        yield (clinic.entry_id, "organization", "clinic", *who, *_place(clinic.site), "", "", *_made(added))


def _place(site: Site) -> tuple[str, ...]:
    street = f"{site.street} {site.suite}".strip()
    return street, site.spot.city.name, site.spot.city.state, site.spot.zip5, site.phone


def _made(added: str) -> tuple[str, str, str]:
    return "https://own.example.com/", added, "A. Maintainer"


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(text).lower()).strip("-")
