"""The whole fiction in one object: people, licenses, clinics, entries, and the truth about them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from crawler.standin.chance import Chance
from crawler.standin.clinics import Clinic, new_clinic
from crawler.standin.collaborators import collaborators_of
from crawler.standin.corporations import Corporation, corporations_of
from crawler.standin.employment import employed
from crawler.standin.entries import ClinicEntry, PersonEntry, clinic_entry, person_entry
from crawler.standin.every_word import with_every_word
from crawler.standin.license import License, Serials
from crawler.standin.licenses import licenses_of
from crawler.standin.npi import invented_npi
from crawler.standin.people import ACUPUNCTURIST, Person, Role, new_person
from crawler.standin.places import unlicensing_spot
from crawler.standin.relations import related
from crawler.standin.sites import new_site

CLINIC_SHARE = 0.08
# Together with the clinics, and without California's physicians: about a quarter of all entries has no
# license in any listing.
UNLICENSED_SHARES = ((Role.PHYSICIAN, 0.04), (Role.ELSEWHERE, 0.065), (Role.UNLISTED, 0.065))
DOUBLE_ENTRY_RATE = 0.004


@dataclass(frozen=True, slots=True)
class Population:
    """Everything that the listings are printed from."""

    seed: int
    as_of: date
    licensees: tuple[Person, ...]
    licenses: tuple[License, ...]
    corporations: tuple[Corporation, ...]
    person_entries: tuple[PersonEntry, ...]
    clinic_entries: tuple[ClinicEntry, ...]


def population(seed: int, licensees: int, entries: int, as_of: date) -> Population:
    """A population with so many licensed people and directory entries.

    The same arguments give the same population on every machine. Entries are limited by the
    people there are: at most four entries for three licensees.

    Raises:
        ValueError: there are too few licensees for the entries, or no people at all.
    """
    clinics_count, others = round(entries * CLINIC_SHARE), _role_counts(entries)
    licensed_entries = entries - clinics_count - sum(others.values())
    if licensees < 20 or licensed_entries > licensees:
        raise ValueError(
            f"{licensees} licensees are too few for {entries} entries; ask for {licensed_entries} or more"
        )
    clinics = tuple(new_clinic(seed, number) for number in range(clinics_count))
    people = [new_person(seed, number, Role.LICENSED, as_of) for number in range(licensees)]
    people = related(employed(people, clinics, seed), seed)
    strangers = employed(_without_license(seed, licensees, others, as_of), clinics, seed)
    strangers = [_resettled(person, seed) for person in strangers]
    licenses = [*_licenses(people, seed, as_of), *collaborators_of(strangers, seed, as_of)]
    members = Chance(seed, "members").shuffled(people)[:licensed_entries]
    return Population(
        seed=seed,
        as_of=as_of,
        licensees=tuple(people),
        licenses=tuple(licenses),
        corporations=tuple(corporations_of(clinics, seed, as_of)),
        person_entries=_person_entries([*members, *strangers], licenses, seed, as_of),
        clinic_entries=_clinic_entries(clinics, people, len(members) + len(strangers), seed, as_of),
    )


def _role_counts(entries: int) -> dict[Role, int]:
    return {role: round(entries * share) for role, share in UNLICENSED_SHARES}


def _without_license(seed: int, start: int, counts: dict[Role, int], as_of: date) -> list[Person]:
    roles = [role for role, count in counts.items() for _ in range(count)]
    return [new_person(seed, start + number, role, as_of) for number, role in enumerate(roles)]


def _resettled(person: Person, seed: int) -> Person:
    """One in seven acupuncturists of places without a listing practices where no state licenses them."""
    chance = Chance(seed, "unlicensing state", person.person_id)
    if person.role is not Role.ELSEWHERE or person.profession != ACUPUNCTURIST or not chance.happens(0.14):
        return person
    spot = unlicensing_spot(chance)
    moved = replace(person, practice=new_site(chance, spot), registered=spot, second_profession="")
    return replace(moved, other_state=spot.city.state)


def _licenses(people: list[Person], seed: int, as_of: date) -> list[License]:
    serials = Serials(seed)
    found = [each for person in people for each in licenses_of(person, seed, as_of, serials)]
    return with_every_word(found, seed, as_of)


def _person_entries(
    members: list[Person], licenses: list[License], seed: int, as_of: date
) -> tuple[PersonEntry, ...]:
    own: dict[str, list[License]] = {}
    for each in licenses:
        own.setdefault(each.person.person_id, []).append(each)
    by_kind: dict[tuple[str, str], list[License]] = {}
    for each in licenses:
        by_kind.setdefault((each.state, each.profession), []).append(each)
    chance = Chance(seed, "double entries")
    doubles = [person for person in members if chance.happens(DOUBLE_ENTRY_RATE)]
    people = [*members, *doubles]
    people = people[len(doubles) :]  # the number of entries stays what was asked for
    result = []
    for number, person in enumerate(people):
        state = person.states[0] if person.states else person.practice.spot.city.state
        strangers = by_kind.get((state, person.profession), [])
        npi = invented_npi(number)
        result.append(person_entry(person, npi, own.get(person.person_id, []), strangers, seed, as_of))
    return tuple(result)


def _clinic_entries(
    clinics: tuple[Clinic, ...], people: list[Person], start: int, seed: int, as_of: date
) -> tuple[ClinicEntry, ...]:
    chance = Chance(seed, "officials")
    return tuple(
        clinic_entry(clinic, invented_npi(start + number), chance.pick(people).identity.name, seed, as_of)
        for number, clinic in enumerate(clinics)
    )
