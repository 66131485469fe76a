"""All resources of an entry, by kind: what stands in the files of a release, and what the service reads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from verify.fhir import ids
from verify.fhir.elements import Element
from verify.fhir.facts import Facts
from verify.fhir.organization import clinic
from verify.fhir.practitioner import practitioner
from verify.fhir.roles import locations, roles
from verify.fhir.verification import verification

KINDS = ("Practitioner", "PractitionerRole", "Organization", "Location", "VerificationResult")
"""The kinds of resources, in the order in which they are explained."""


def resources_of(facts: Facts, today: date) -> Iterator[Element]:
    """Every resource that is made of one entry, as of `today`.

    One whose id would be longer than FHIR allows is left out.
    """
    return (each for each in _made(facts, today) if ids.has_room(each["id"]))


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
