"""All resources of an entry, by kind: what stands in the files of a release, and what the service reads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from verify.fhir import ids
from verify.fhir.elements import Element
from verify.fhir.facts import Facts
from verify.fhir.organization import clinic
from verify.fhir.practitioner import practitioner
from verify.fhir.roles import locations, members, roles
from verify.fhir.verification import verification

TEST = {"system": "http://terminology.hl7.org/CodeSystem/v3-ActReason", "code": "HTEST"}
"""FHIR's label for test data: nobody in it exists."""

KINDS = ("Practitioner", "PractitionerRole", "Organization", "Location", "VerificationResult")
"""The kinds of resources, in the order in which they are explained."""


def resources_of(facts: Facts, today: date) -> Iterator[Element]:
    """Every resource that is made of one entry, as of `today`.

    One whose id would be longer than FHIR allows is left out.
    """
    return (labeled(each, facts) for each in _made(facts, today) if ids.has_room(each["id"]))


def members_of(facts: Facts) -> list[Element]:
    """The roles of the people of a clinic."""
    return [labeled(each, facts) for each in members(facts) if ids.has_room(each["id"])]


def labeled(made: Element, facts: Facts) -> Element:
    """The resource; of a fictional release with the label that FHIR has for invented data."""
    if not facts.is_sample:
        return made
    first = {name: made[name] for name in ("resourceType", "id")}
    return first | {"meta": {"security": [TEST], **made.get("meta", {})}} | _without_meta(made)


def _without_meta(made: Element) -> Element:
    return {name: value for name, value in made.items() if name != "meta"}


def _made(facts: Facts, today: date) -> Iterator[Element]:
    if not ids.has_room(ids.written(facts.entry_id)):
        return
    if facts.is_person:
        yield practitioner(facts, today)
        yield from roles(facts)
        yield verification(facts, today)
    else:
        yield clinic(facts)
    yield from locations(facts)
