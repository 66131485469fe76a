"""Entries that a search in FHIR names by what belongs to them alone: a number, or a reference."""

from __future__ import annotations

from datetime import date

from verify.fhir import ids
from verify.fhir.elements import NPI
from verify.fhir.facts import Facts
from verify.fhir.practitioner import shown_licenses
from verify.linkage.search_sets import ids_from

from .fhir_finding import entries_in, facts_of
from .numbers import TypedNumber, agrees, entries_with_number, read_number
from .reading import Build


def with_identifier(build: Build, text: str, today: date) -> list[Facts]:
    """Those called by a national provider number, or with a license of this number that is stated today."""
    system, _, value = text.rpartition("|")
    if system not in ("", NPI):
        return []
    found = facts_of(build, [value.strip()]) if value.strip().isdigit() else []
    number = read_number(value) if not system else None
    return found or (_with_license(build, number, today) if number else [])


def _with_license(build: Build, number: TypedNumber, today: date) -> list[Facts]:
    numbered = ids_from(entries_with_number(build.connection, number))
    found = facts_of(build, entries_in(build.connection, numbered, "individual"))
    return [
        facts
        for facts in found
        if any(agrees(number, row["license_number"]) for row in shown_licenses(facts, today))
    ]


def referred(text: str, kind: str) -> str:
    """The id in a reference (`Practitioner/ID`, an address that ends so, an id); empty for another kind."""
    head, _, fhir_id = text.strip().rpartition("/")
    return "" if head and head.rpartition("/")[2] != kind else fhir_id


def own_id(fhir_id: str) -> str:
    """Our id of the entry that a resource with an id of its own is made of; empty for any other."""
    own = ids.read(fhir_id)
    return own[0] if len(own) == 1 else ""
