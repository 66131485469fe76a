"""The closed lists of the reconciliation service: types of entries, properties to match by and to fetch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .wording import PROFESSIONS

PRACTITIONER, CLINIC = "practitioner", "clinic"
OF_PRACTITIONERS = (
    "acupuncturist",
    "physical_therapist",
    "pt_assistant",
    "physician",
    "chiropractor",
    "naturopath",
)
"""The finer types: professions that entries state."""

TYPES: dict[str, str] = {
    PRACTITIONER: "Practitioner",
    **{code: str(PROFESSIONS[code]) for code in OF_PRACTITIONERS},
    CLINIC: "Clinic",
}
"""Every type and its name, the coarse ones at both ends."""


@dataclass(frozen=True, slots=True)
class Property:
    """A property: its name for people, and what it is."""

    name: str
    description: str


MATCHED_BY: dict[str, Property] = {
    "npi": Property("NPI", "National provider identifier, ten digits"),
    "license_number": Property("License number", "As printed on a license; match it together with the state"),
    "state": Property("State", "State of the license or of the practice, letters or name"),
    "profession": Property("Profession", "In words or as a code, such as acupuncturist"),
    "first_name": Property("First name", "Of a person; together with the last name it replaces the query"),
    "middle_name": Property("Middle name", "Of a person, or an initial"),
    "last_name": Property("Last name", "Of a person; it replaces the query"),
    "city": Property("City", "Of the practice; orders candidates of the same score"),
    "zip": Property("ZIP code", "Of the practice, five digits; orders candidates of the same score"),
    "phone": Property("Phone", "Of the practice; orders candidates of the same score"),
}
"""Properties of a question."""

FETCHED: dict[str, Property] = {
    "name": Property("Name", "Name of the entry"),
    "address": Property("Page", "Address of the page with verdict and evidence"),
    "verdict": Property("Verdict", "Code of the verdict as it may be shown today; none for a clinic"),
    "label": Property("Verdict in words", "Label of the verdict, with its age where that is said"),
    "sentence": Property("Verdict sentence", "What the verdict says, with date, board, number and status"),
    "has_ended": Property(
        "Verdict has ended", "Whether the evidence is too old for the verdict once reached"
    ),
    "checked_on": Property("Checked on", "Day of the last check, ISO date"),
    "listing_as_of": Property("Listing as of", "The own date of the listing that was read, ISO date"),
    "shown_until": Property("Shown until", "Last day on which the verdict may be shown, ISO date"),
    "license_number": Property("License number", "Of the license behind the verdict, as the board prints it"),
    "license_state": Property("License state", "State of the license behind the verdict"),
    "license_status": Property("License status", "The board’s own word"),
    "license_expires_on": Property("License expires on", "End date of the license, ISO date"),
    "board": Property("Board", "Who publishes the listing"),
    "npi": Property("NPI", "National provider identifier, where the entry is of the national file"),
    "first_name": Property("First name", "Of a person, as the entry states it"),
    "middle_name": Property("Middle name", "Of a person, as the entry states it"),
    "last_name": Property("Last name", "Of a person, as the entry states it"),
    "profession": Property("Profession", "Code of the profession"),
    "city": Property("City", "Of the practice"),
    "state": Property("State", "Of the practice, two letters"),
    "zip": Property("ZIP code", "Of the practice"),
    "phone": Property("Phone", "Of the practice, where the entry states it"),
    "people_named": Property("People named", "People named at a clinic"),
    "people_verified": Property("People verified", "Those of them who are verified today"),
    "people_not_checked": Property("People not checked", "Those of them whom no listing was read for"),
}
"""Properties that data extension gives: all of a question, and more."""

ONLY_FETCHED = "To fetch only, not to match by. "
"""Begins the description of what a question can't hold: a client offers all properties in one list."""

_OF_PEOPLE = frozenset(
    "verdict label sentence has_ended checked_on listing_as_of shown_until license_number license_state "
    "license_status license_expires_on board first_name middle_name last_name profession".split()
)
_OF_CLINICS = frozenset({"people_named", "people_verified", "people_not_checked"})


def fetched_of(kind: str) -> dict[str, Property]:
    """The properties that entries of a type can have; all where the type is empty."""
    without = _OF_PEOPLE if kind == CLINIC else _OF_CLINICS if kind else frozenset()
    return {name: each for name, each in FETCHED.items() if name not in without}


def type_of(code: str) -> dict[str, object]:
    """A type as the protocol writes it, with the coarser one above it."""
    above = {"broader": [type_of(PRACTITIONER)]} if code in OF_PRACTITIONERS else {}
    return {"id": code, "name": TYPES[code], **above}


def types_of_entry(kind: str, profession: str) -> list[dict[str, str]]:
    """The types of an entry, the finest first."""
    codes = (CLINIC,) if kind == "organization" else (profession, PRACTITIONER)
    return [{"id": code, "name": TYPES[code]} for code in codes if code in TYPES]


def beginning(prefix: str, names: Iterable[tuple[str, str]]) -> list[str]:
    """The codes of which a word begins as typed, or the code itself; all where nothing is typed."""
    start = prefix.strip().casefold()
    return [
        code
        for code, name in names
        if any(text.startswith(start) for text in (code, name.casefold(), *name.casefold().split()))
    ]


def described(code: str) -> Property | None:
    """A property as a list of suggestions describes it; None where it is none of ours."""
    if code in MATCHED_BY:
        return MATCHED_BY[code]
    each = FETCHED.get(code)
    return Property(each.name, ONLY_FETCHED + each.description) if each else None


def as_properties(codes: Iterable[str]) -> list[dict[str, str]]:
    """Properties as the protocol writes them, of these codes that are ours."""
    known = ((code, described(code)) for code in codes)
    return [{"id": code, "name": each.name, "description": each.description} for code, each in known if each]
