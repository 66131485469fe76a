"""Directory entries as people and clinics type them into the national registry."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from crawler.standin.chance import Chance
from crawler.standin.claims import Claimed, claims_of, written_elsewhere
from crawler.standin.clinics import Clinic
from crawler.standin.corruption import entry_name
from crawler.standin.entry_codes import CLINIC_CODES, CREDENTIALS, LETTERS, taxonomy_code
from crawler.standin.license import License
from crawler.standin.names import Name
from crawler.standin.people import Person, Role
from crawler.standin.registrations import Registration, Taxonomy, new_registration


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """The entry of one person; `other_last` is a former or professional surname that it lists."""

    registration: Registration
    person: Person
    name: Name
    credential: str
    other_name: Name | None
    is_upper: bool


@dataclass(frozen=True, slots=True)
class ClinicEntry:
    """The entry of one clinic, with the official who signed for it."""

    registration: Registration
    clinic: Clinic
    official: Name


def person_entry(
    person: Person, npi: str, licenses: list[License], strangers: list[License], seed: int, as_of: date
) -> PersonEntry:
    """The entry of `person`; `strangers` are licenses whose numbers may be given by mistake."""
    chance = Chance(seed, "entry", npi)
    claims = claims_of(chance, [each for each in licenses if not each.is_temporary], strangers)
    claims = _one_per_state(chance, [*claims, *_claims_without_license(chance, person, licenses)])
    name = entry_name(chance, person.identity)
    credential = chance.pick(CREDENTIALS[person.profession]) if chance.happens(0.66) else ""
    name = _with_credential(chance, name, person.profession)
    return PersonEntry(
        registration=new_registration(
            chance, npi, _taxonomies(chance, claims), person.practice, person.registered, as_of
        ),
        person=person,
        name=name,
        credential=credential,
        other_name=_other_name(chance, person, name),
        is_upper=chance.happens(0.88),
    )


def clinic_entry(clinic: Clinic, npi: str, official: Name, seed: int, as_of: date) -> ClinicEntry:
    """The entry of `clinic`, signed by `official`."""
    chance = Chance(seed, "clinic entry", npi)
    taxonomies = tuple(Taxonomy(code, "", "") for code in CLINIC_CODES[clinic.kind])
    spot = clinic.site.spot
    found = new_registration(chance, npi, taxonomies, clinic.site, spot, as_of)
    return ClinicEntry(replace(found, secondary=clinic.branch), clinic, official)


def _claims_without_license(chance: Chance, person: Person, licenses: list[License]) -> list[Claimed]:
    if (person.role is Role.LICENSED or licenses) and not person.other_state:
        return []
    state = person.other_state or person.practice.spot.city.state
    lists_number = chance.happens(0.3 if person.role is Role.UNLISTED else 0.55)
    number = ""
    if lists_number:
        number = written_elsewhere(chance, person.other_state or state, person.profession)
    return [Claimed(person.profession, state if number or chance.happens(0.5) else "", number)]


def _one_per_state(chance: Chance, claims: list[Claimed]) -> list[Claimed]:
    """The claims in a random order, each (profession, state) once, as the registry asks for."""
    first: dict[tuple[str, str], Claimed] = {}
    for claim in chance.shuffled(claims):
        first.setdefault((claim.profession, claim.state), claim)
    return list(first.values())


def _taxonomies(chance: Chance, claims: list[Claimed]) -> tuple[Taxonomy, ...]:
    return tuple(Taxonomy(taxonomy_code(chance, each.profession), each.number, each.state) for each in claims)


def _with_credential(chance: Chance, name: Name, profession: str) -> Name:
    roll = chance.between(1, 1000)
    letters = LETTERS[profession]
    if roll <= 10:
        return replace(name, last=f"{name.last} {letters}")
    if roll <= 14:
        return replace(name, last=f"{name.last}, {letters}")
    if roll <= 17:
        return replace(name, first=f"Dr. {name.first}")
    if roll <= 21 and not name.suffix:
        return replace(name, suffix=letters)
    return name


def _other_name(chance: Chance, person: Person, name: Name) -> Name | None:
    identity = person.identity
    if identity.former_last and identity.former_last != name.last and chance.happens(0.4):
        return replace(name, last=identity.former_last, suffix="")
    if identity.alias and identity.alias not in name.first and chance.happens(0.2):
        return replace(name, first=identity.alias, suffix="")
    return None
