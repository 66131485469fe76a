"""Clinics, boards and this directory itself as `Organization`. A clinic has no verdict of its own."""

from __future__ import annotations

from verify.fhir import ids
from verify.fhir.elements import TERMS, Element, address, concept, npi, phone, resource, web
from verify.fhir.facts import Facts, Row

_TYPES = f"{TERMS}organization-type"


def clinic(facts: Facts) -> Element:
    """A clinic as it states itself."""
    entry = facts.entry
    return resource(
        "Organization",
        ids.written(facts.entry_id),
        identifier=npi(facts.entry_id),
        type=[concept(_TYPES, "prov", "Healthcare Provider")],
        name=entry["name"],
        alias=list(dict.fromkeys(row["name"] for row in facts.names if row["name"] != entry["name"])),
        telecom=phone(entry["phone"]),
        address=address(entry),
    )


def board(source: Row) -> Element:
    """The agency that publishes a list of licenses."""
    jurisdiction = {"state": source["jurisdiction"], "country": "US"}
    return resource(
        "Organization",
        ids.board(source["source"]),
        type=[concept(_TYPES, "govt", "Government")],
        name=source["agency"],
        telecom=web(source["homepage_url"]),
        address=[jurisdiction],
    )


def directory() -> Element:
    """This directory: no part of any government, and not affiliated with any board."""
    return resource(
        "Organization",
        ids.DIRECTORY,
        type=[concept(_TYPES, "other", "Other")],
        name="Practitioner Directory",
    )
