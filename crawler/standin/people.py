"""The people of the sample: who they are, what they do, where they work. Nobody exists."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from crawler.standin import names
from crawler.standin.chance import Chance, Weighted
from crawler.standin.names import Identity
from crawler.standin.origins import ORIGINS_ACUPUNCTURE, ORIGINS_ACUPUNCTURE_WEST, ORIGINS_THERAPY, Origin
from crawler.standin.places import (
    ACUPUNCTURE_ONLY,
    COVERED,
    Spot,
    spot_elsewhere,
    spot_in_city,
    spot_in_state,
    spot_nearby,
)
from crawler.standin.sites import Site, new_site

ACUPUNCTURIST = "acupuncturist"
PHYSICAL_THERAPIST = "physical_therapist"
PT_ASSISTANT = "pt_assistant"
PHYSICIAN = "physician"
CHIROPRACTOR = "chiropractor"
NATUROPATH = "naturopath"

_PROFESSIONS = Weighted.of([(ACUPUNCTURIST, 42.0), (PHYSICAL_THERAPIST, 45.0), (PT_ASSISTANT, 13.0)])


class Role(StrEnum):
    """Why a person has, or has not, a row in one of the listings."""

    LICENSED = "licensed"
    UNLISTED = "unlisted"
    ELSEWHERE = "elsewhere"
    PHYSICIAN = "physician"


@dataclass(frozen=True, slots=True)
class Person:
    """One invented person.

    `states` are the covered states that license the person; `other_state` is one without a
    listing. `registered` is the address that a board holds, `practice` the place to go.
    """

    person_id: str
    role: Role
    identity: Identity
    born: date
    profession: str
    second_profession: str
    states: tuple[str, ...]
    other_state: str
    practice: Site
    registered: Spot


def new_person(seed: int, number: int, role: Role, as_of: date) -> Person:
    """Person `number` of the population: the same for the same seed, whatever its size."""
    chance = Chance(seed, "person", number)
    state = _uncovered_state(chance) if role is Role.ELSEWHERE else chance.weighted(COVERED)
    profession = _profession(chance, role, state)
    identity = names.identity(chance, _origins(profession, state))
    states = _license_states(chance, state, profession) if role is Role.LICENSED else ()
    second = ""
    if profession in (ACUPUNCTURIST, PHYSICAL_THERAPIST) and chance.happens(0.014):
        second = PHYSICAL_THERAPIST if profession == ACUPUNCTURIST else ACUPUNCTURIST
    other = state if role is Role.ELSEWHERE else ""
    if role is Role.LICENSED and chance.happens(0.05):
        other = spot_elsewhere(chance).city.state
    practice_state = other if other and chance.happens(0.5) else state
    practice = new_site(chance, spot_in_state(chance, practice_state))
    return Person(
        person_id=f"p{number:06d}",
        role=role,
        identity=identity,
        born=date(as_of.year - 27, 1, 1) - timedelta(days=chance.between(0, 42 * 365)),
        profession=profession,
        second_profession=second,
        states=states,
        other_state=other,
        practice=practice,
        registered=registered_spot(chance, practice.spot, state),
    )


def registered_spot(chance: Chance, practice: Spot, state: str) -> Spot:
    """The address that the board holds: the ZIP code of the practice for about half of the people."""
    if practice.city.state != state and chance.happens(0.7):
        return spot_in_state(chance, state)
    roll = chance.between(1, 100)
    if roll <= 41:
        return practice
    if roll <= 49:
        return spot_in_city(chance, practice.city)
    if roll <= 61:
        return spot_nearby(chance, practice)
    if roll <= 93:
        return spot_in_state(chance, practice.city.state)
    return spot_elsewhere(chance)


def moved_to(person: Person, seed: int, practice: Site) -> Person:
    """The person working at `practice`, with a registered address drawn anew around it."""
    chance = Chance(seed, "moved", person.person_id)
    registered = registered_spot(chance, practice.spot, practice.spot.city.state)
    return replace(person, practice=practice, registered=registered)


def _origins(profession: str, state: str) -> Weighted[Origin]:
    if profession != ACUPUNCTURIST:
        return ORIGINS_THERAPY
    return ORIGINS_ACUPUNCTURE_WEST if state in ("CA", "NY", "NJ", "HI") else ORIGINS_ACUPUNCTURE


def suited(person: Person) -> Person:
    """The person, with a profession that every one of the person's listings can hold."""
    if person.profession == ACUPUNCTURIST or not ACUPUNCTURE_ONLY & set(person.states):
        return person
    kept = tuple(state for state in person.states if state not in ACUPUNCTURE_ONLY)
    return replace(person, states=kept) if kept else replace(person, profession=ACUPUNCTURIST)


def _profession(chance: Chance, role: Role, state: str) -> str:
    if role is Role.PHYSICIAN:
        return PHYSICIAN
    drawn = chance.weighted(_PROFESSIONS)
    if state not in ACUPUNCTURE_ONLY:
        return drawn
    return PHYSICAL_THERAPIST if role is Role.ELSEWHERE else ACUPUNCTURIST


def _uncovered_state(chance: Chance) -> str:
    """A state without a listing, or one whose listing leaves therapists out."""
    return chance.pick(sorted(ACUPUNCTURE_ONLY)) if chance.happens(0.1) else spot_elsewhere(chance).city.state


def _license_states(chance: Chance, state: str, profession: str) -> tuple[str, ...]:
    found = [state]
    if chance.happens(0.035):
        found += [chance.weighted(COVERED) for _ in range(1 + chance.happens(0.2))]
    is_listed = profession == ACUPUNCTURIST
    return tuple(each for each in dict.fromkeys(found) if is_listed or each not in ACUPUNCTURE_ONLY)
