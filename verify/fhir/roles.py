"""What a person does and where: `PractitionerRole`, and the areas of work as `Location`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from verify.fhir import ids
from verify.fhir.elements import TAXONOMY, TERMS, Element, address, concept, phone, reference, resource
from verify.fhir.facts import Facts, Row

_TAXONOMY = re.compile(r"[0-9A-Z]{9}X", re.ASCII)
_AREA = (
    "City and ZIP code as stated, which may be out of date; the street is not published. Call before you go."
)


def roles(facts: Facts) -> list[Element]:
    """The profession of a person with its areas of work, then one role for each clinic that names them."""
    return [_own_role(facts), *(clinic_role(row) for row in _apart(facts.works_at))]


def _own_role(facts: Facts) -> Element:
    entry = facts.entry
    fhir_id = ids.written(facts.entry_id)
    codes = dict.fromkeys(row["taxonomy_code"] for row in facts.claims)
    return resource(
        "PractitionerRole",
        fhir_id,
        practitioner=reference("Practitioner", fhir_id, entry["name"]),
        code=[concept(text=str(entry["checked_profession"] or entry["profession"]).replace("_", " "))],
        specialty=[concept(TAXONOMY, code) for code in codes if _TAXONOMY.fullmatch(code or "")],
        location=[reference("Location", place["id"]) for place in locations(facts)],
        telecom=phone(entry["phone"]),
    )


def clinic_role(row: Row) -> Element:
    """A person at a clinic that is known to be their place of work."""
    return resource(
        "PractitionerRole",
        ids.joined(row["clinic_id"], row["member_id"]),
        practitioner=reference("Practitioner", ids.written(row["member_id"]), row["member_name"]),
        organization=reference("Organization", ids.written(row["clinic_id"]), row["clinic_name"]),
    )


def _apart(works_at: Iterable[Row]) -> list[Row]:
    """Each pair of clinic and person once, however many ways it is known by."""
    return list({(row["clinic_id"], row["member_id"]): row for row in works_at}.values())


def members(facts: Facts) -> list[Element]:
    """The roles of the people of a clinic, or of a person at its clinics."""
    return [clinic_role(row) for row in _apart(facts.works_at)]


def locations(facts: Facts) -> list[Element]:
    """The areas in which an entry states that it works."""
    return [
        _location(facts, place)
        for place in facts.places
        if address(place) and ids.has_room(ids.joined(facts.entry_id, str(place["position"])))
    ]


def _location(facts: Facts, place: Row) -> Element:
    entry_id = ids.written(facts.entry_id)
    owner = None if facts.is_person else reference("Organization", entry_id, facts.entry["name"])
    return resource(
        "Location",
        ids.joined(facts.entry_id, str(place["position"])),
        description=_AREA,
        mode="instance",
        telecom=phone(place["phone"]),
        address=address(place)[0],
        physicalType=concept(f"{TERMS}location-physical-type", "area", "Area"),
        managingOrganization=owner,
    )
