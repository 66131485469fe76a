"""Who works at a clinic, as far as practice addresses in NPPES show it.

The weakest evidence there is, and named so: people and organization state the same street, suite
and ZIP, and the same phone or only the address. It says nothing about employment.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from crawler.records import EntryKind, EntryRecord, Place, PlacePurpose
from verify.checks.known import Member
from verify.linkage.names import fold

MOST_MEMBERS = 60
"""An address shared by more people is a hospital or a mail drop, not one clinic."""

_ABBREVIATIONS = {
    "STREET": "ST", "AVENUE": "AVE", "BOULEVARD": "BLVD", "ROAD": "RD", "DRIVE": "DR", "LANE": "LN",
    "SUITE": "STE", "UNIT": "STE", "NORTH": "N", "SOUTH": "S", "EAST": "E", "WEST": "W", "HIGHWAY": "HWY",
    "PLACE": "PL", "COURT": "CT", "PARKWAY": "PKWY", "NUMBER": "STE", "NO": "STE",
}  # fmt: skip


def members(entries: Iterable[EntryRecord]) -> Iterator[Member]:
    """The people at an organization's practice address, sorted by organization and person.

    Basis is `same_suite_and_phone` or `same_address`.
    """
    people: dict[str, dict[str, set[str]]] = defaultdict(dict)
    clinics: list[EntryRecord] = []
    for entry in entries:
        if entry.kind is EntryKind.ORGANIZATION:
            clinics.append(entry)
            continue
        for place in _practices(entry):
            people[address_key(place)].setdefault(entry.entry_id, set()).add(place.phone)
    for clinic in sorted(clinics, key=lambda c: c.entry_id):
        yield from _of_clinic(clinic, people)


def _of_clinic(clinic: EntryRecord, people: dict[str, dict[str, set[str]]]) -> Iterator[Member]:
    found: dict[str, str] = {}
    for place in _practices(clinic):
        here = people.get(address_key(place), {})
        for person, phones in here.items() if len(here) <= MOST_MEMBERS else ():
            same_phone = bool(place.phone) and place.phone in phones
            if same_phone or person not in found:
                found[person] = "same_suite_and_phone" if same_phone else "same_address"
    for person in sorted(found):
        yield Member(clinic.entry_id, person, found[person])


def _practices(entry: EntryRecord) -> Iterator[Place]:
    for place in entry.places:
        if place.purpose is not PlacePurpose.MAILING and place.street and place.zip5:
            yield place


def address_key(place: Place) -> str:
    """Street, suite and ZIP in one comparable form: `100 MAIN ST STE 4 98101`."""
    words = [_ABBREVIATIONS.get(word, word) for word in fold(place.street.replace("#", " STE ")).split()]
    return " ".join([*words, place.zip5])
