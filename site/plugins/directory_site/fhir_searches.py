"""The resources that a request in FHIR leads to: by id, by keys, or page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from verify.fhir import ids
from verify.fhir.definitions import definitions
from verify.fhir.elements import Element
from verify.fhir.every import members_of, resources_of
from verify.fhir.facts import Facts, read_boards
from verify.fhir.offered import PARAMETERS
from verify.fhir.organization import board
from verify.fhir.organization import directory as ourselves

from .fhir_asked import SHARED, RefusedError
from .fhir_finding import MOST_COUNTED, count_entries, facts_of, find_page
from .fhir_keys import own_id, referred, with_identifier
from .reading import Build

_ENTRY_KINDS = {
    "Practitioner": "individual",
    "VerificationResult": "individual",
    "Organization": "organization",
}
"""Kinds of resources of which an entry has one, to the kind of entry: all of them can be gone through."""

_DEFINED = ("CodeSystem", "StructureDefinition")


def with_id(build: Build, kind: str, fhir_id: str, today: date) -> list[Element]:
    """The resource of this kind and id, or none."""
    if kind in _DEFINED:
        every = _defined(kind)
    elif kind == "Organization" and (fhir_id == ids.DIRECTORY or fhir_id.startswith(ids.BOARD)):
        every = [ourselves(), *map(board, read_boards(build.connection))]
    else:
        own = ids.read(fhir_id)
        every = _resources(facts_of(build, own[-1:] if kind == "PractitionerRole" else own[:1]), kind, today)
    return [each for each in every if each["id"] == fhir_id]


def _defined(kind: str) -> list[Element]:
    return [each for each in definitions() if each["resourceType"] == kind]


def _resources(found: Iterable[Facts], kind: str, today: date) -> list[Element]:
    return [each for facts in found for each in resources_of(facts, today) if each["resourceType"] == kind]


def search_in(
    build: Build, kind: str, asked: Mapping[str, str], part: tuple[int, int], today: date
) -> tuple[list[Element], int]:
    """A part (after which place, how many) of what a search finds, and the place where the next begins, or 0.

    Raises:
        RefusedError: parameters can't stand together.
    """
    after, count = part
    direct = _direct(build, kind, asked, today)
    if direct is not None:
        return direct[after : after + count], (after + count if len(direct) > after + count > after else 0)
    page = find_page(build, _ENTRY_KINDS[kind], asked, after, max(count, 1))
    return _resources(facts_of(build, page.entry_ids), kind, today)[:count], page.following if count else 0


def count_in(build: Build, kind: str, asked: Mapping[str, str], today: date) -> int:
    """How many resources a search finds on all its pages.

    Raises:
        RefusedError: parameters can't stand together, or too many would have to be read.
    """
    direct = _direct(build, kind, asked, today)
    if direct is not None:
        return len(direct)
    count = count_entries(build, _ENTRY_KINDS[kind], asked)
    if count is None:
        raise RefusedError(
            400, f"More than {MOST_COUNTED:,} entries are not counted; ask for less.", "too-costly"
        )
    return count


def _direct(build: Build, kind: str, asked: Mapping[str, str], today: date) -> list[Element] | None:
    """What an id or a reference leads to; None where names and states are asked.

    Raises:
        RefusedError: such a parameter stands with another one, or none does where one is needed.
    """
    given = sorted(set(asked) - SHARED)
    if not given and kind in _DEFINED:
        return _defined(kind)
    direct = [name for name in given if name in _DIRECT]
    if not direct and kind in _ENTRY_KINDS:
        return None
    if len(given) != 1:
        names = ", ".join(name for name in PARAMETERS[kind] if name in _DIRECT)
        raise RefusedError(400, f"Of {names}, give one, and nothing else.")
    values = dict.fromkeys(each.strip() for each in asked[direct[0]].split(","))
    several = [each for value in values for each in _DIRECT[direct[0]](build, kind, value, today)]
    return list({each["id"]: each for each in several}.values())


def _by_id(build: Build, kind: str, text: str, today: date) -> list[Element]:
    return with_id(build, kind, text, today)


def _by_url(build: Build, kind: str, text: str, today: date) -> list[Element]:
    return [each for each in _defined(kind) if each["url"] == text]


def _by_identifier(build: Build, kind: str, text: str, today: date) -> list[Element]:
    return _resources(with_identifier(build, text, today), kind, today)


def _of_person(build: Build, kind: str, text: str, today: date) -> list[Element]:
    return _of(build, kind, own_id(referred(text, "Practitioner")), today)


def _of_clinic(build: Build, kind: str, text: str, today: date) -> list[Element]:
    found = facts_of(build, [own_id(referred(text, "Organization"))])
    clinics = [facts for facts in found if not facts.is_person]
    if kind == "PractitionerRole":
        return [role for facts in clinics for role in members_of(facts)]
    return _resources(clinics, kind, today)


def _of_location(build: Build, kind: str, text: str, today: date) -> list[Element]:
    fhir_id = referred(text, "Location")
    roles = _resources(facts_of(build, ids.read(fhir_id)[:1]), kind, today)
    place = f"Location/{fhir_id}"
    return [role for role in roles if place in [to["reference"] for to in role.get("location", ())]]


def _of(build: Build, kind: str, entry_id: str, today: date) -> list[Element]:
    return _resources(facts_of(build, [entry_id]), kind, today)


_DIRECT: dict[str, Callable[[Build, str, str, date], list[Element]]] = {
    "_id": _by_id,
    "url": _by_url,
    "identifier": _by_identifier,
    "practitioner": _of_person,
    "target": _of_person,
    "organization": _of_clinic,
    "location": _of_location,
}
"""Parameters that lead to few resources by keys; each stands alone, with one value or several."""
