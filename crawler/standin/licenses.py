"""Licenses of the people: numbers, status words and dates, in the words of each board."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from crawler.standin.board_rolls import ROLLS
from crawler.standin.boards import (
    ACTION_WORDS,
    CALIFORNIA,
    CALIFORNIA_TYPES,
    CALIFORNIA_WORDS,
    IN_FORCE,
    SUPERSEDED,
    WASHINGTON,
    WASHINGTON_SEGMENTS,
    WASHINGTON_STATUS,
)
from crawler.standin.chance import Chance
from crawler.standin.license import License, Serials, issue_day, month_end
from crawler.standin.people import ACUPUNCTURIST, PHYSICAL_THERAPIST, PT_ASSISTANT, Person
from crawler.standin.rolls import roll_licenses


def licenses_of(person: Person, seed: int, as_of: date, serials: Serials) -> list[License]:
    """Every license of one person in the covered states, twins and temporary permits included."""
    chance = Chance(seed, "licenses", person.person_id)
    result: list[License] = []
    professions = [person.profession, *([person.second_profession] if person.second_profession else [])]
    for state in person.states:
        for profession in professions:
            if state == "WA":
                result += _washington(chance, person, profession, as_of, serials)
            elif state in ROLLS:
                result += roll_licenses(chance, person, profession, ROLLS[state], as_of, serials)
            else:
                result += _california(chance, person, profession, as_of, serials)
    return result


def _washington(
    chance: Chance, person: Person, profession: str, as_of: date, serials: Serials
) -> list[License]:
    is_old = chance.happens(0.5)
    status = chance.weighted(WASHINGTON_STATUS)
    number = _washington_number(serials, profession, is_old)
    main = _license(chance, person, profession, WASHINGTON, number, status, as_of)
    main = replace(main, is_old_style=is_old, action=_action(chance, status))
    return [main, *_washington_companions(chance, main, serials)]


def _washington_companions(chance: Chance, main: License, serials: Serials) -> list[License]:
    earlier = replace(main, action="No", expires=main.issued + timedelta(days=180))
    if chance.happens(0.04):
        same = chance.happens(0.3)
        number = main.number if same else _washington_number(serials, main.profession, True)
        twin = replace(earlier, number=number, status=SUPERSEDED, is_old_style=main.is_old_style or not same)
        return [replace(twin, license_id=f"{WASHINGTON}:{number}")]
    if chance.happens(0.03):
        number = f"TP{serials.next('TP', 60990000, 60999999)}"
        permit = replace(earlier, number=number, status="Closed", is_old_style=True, is_temporary=True)
        return [replace(permit, license_id="")]
    return []


def _washington_number(serials: Serials, profession: str, is_old: bool) -> str:
    segment = WASHINGTON_SEGMENTS[profession]
    if is_old:
        return f"{segment}{serials.next(f'WA-{segment}-old', 80000, 99999):08d}"
    head = {ACUPUNCTURIST: "ACUP", PHYSICAL_THERAPIST: "PT", PT_ASSISTANT: "PTA"}[profession]
    return f"{head}.{segment}.{serials.next(f'WA-{segment}', 60900000, 60999999):08d}"


def _california(
    chance: Chance, person: Person, profession: str, as_of: date, serials: Serials
) -> list[License]:
    type_code = CALIFORNIA_TYPES[profession]
    low, high = (9000, 19999) if profession == PT_ASSISTANT else (80000, 119999)
    number = str(serials.next(f"CA-{type_code}", low, high))
    status = chance.weighted(CALIFORNIA_WORDS[profession])
    found = _license(chance, person, profession, CALIFORNIA[profession], number, status, as_of)
    found = replace(found, license_id=f"{found.source}:{type_code}-{number}", state="CA")
    expires = month_end(found.expires)
    if found.expires >= as_of:
        expires = month_end(max(found.expires, as_of + timedelta(days=31)))
    found = replace(found, expires=expires, action="")
    if profession == PHYSICAL_THERAPIST and chance.happens(0.02):
        assistant = replace(person, profession=PT_ASSISTANT)
        before = _california(chance, assistant, PT_ASSISTANT, as_of, serials)[0]
        expired = month_end(found.issued + timedelta(days=400))
        return [
            replace(
                before,
                status="Delinquent",
                issued=found.issued - timedelta(days=1500),
                expires=expired,
                person=person,
            ),
            found,
        ]
    return [found]


def _license(
    chance: Chance, person: Person, profession: str, source: str, number: str, status: str, as_of: date
) -> License:
    issued = issue_day(chance, person, as_of)
    lasts = status.startswith(IN_FORCE)
    ahead = 364 if source == WASHINGTON else 640
    expires = _expiry(chance, issued, as_of, ahead if lasts else 0)
    renewed = max(issued, expires - timedelta(days=365 if source == WASHINGTON else 730))
    return License(
        license_id=f"{source}:{number}",
        source=source,
        state="WA" if source == WASHINGTON else "CA",
        profession=profession,
        number=number,
        status=status,
        action="",
        issued=issued,
        renewed=min(renewed, as_of - timedelta(days=1)),
        expires=expires,
        is_old_style=False,
        is_temporary=False,
        person=person,
    )


def _expiry(chance: Chance, issued: date, as_of: date, ahead: int) -> date:
    """A day at most `ahead` days from now, or a past one; one license in force of two hundred has expired."""
    if ahead and not chance.happens(0.005):
        return as_of + timedelta(days=chance.between(5, ahead))
    past = as_of - timedelta(days=chance.between(10, 4000))
    return past if past > issued else issued + (as_of - issued) // 2


def _action(chance: Chance, status: str) -> str:
    if status in ACTION_WORDS:
        return "Yes" if chance.happens(0.9) else "No"
    roll = chance.between(1, 1000)
    return "Yes" if roll <= 10 else "Pending" if roll <= 15 else "No"
