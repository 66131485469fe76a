"""What can be asked: closed lists of kinds, search parameters, and what may come with what is found."""

from __future__ import annotations

from typing import NamedTuple

ID = ("token", "The id of the resource.")

PARAMETERS: dict[str, dict[str, tuple[str, str]]] = {
    "Practitioner": {
        "_id": ID,
        "identifier": ("token", "The national provider number, or the number of a license that is stated."),
        "name": ("string", "Words that names of the person begin with, in any order."),
        "family": ("string", "The beginning of the last name."),
        "given": ("string", "The beginning of the first or middle name."),
        "address-state": ("string", "Two letters of a state in which the person works."),
    },
    "PractitionerRole": {
        "_id": ID,
        "practitioner": ("reference", "The person."),
        "organization": ("reference", "The clinic."),
        "location": ("reference", "The area of work of a person."),
    },
    "Organization": {
        "_id": ID,
        "identifier": ("token", "The national provider number of a clinic."),
        "name": ("string", "Words that names of the clinic begin with, in any order."),
        "address-state": ("string", "Two letters of a state in which the clinic works."),
    },
    "Location": {
        "_id": ID,
        "organization": ("reference", "The clinic whose area it is."),
    },
    "VerificationResult": {
        "_id": ID,
        "target": ("reference", "The person whose license was checked."),
    },
    "CodeSystem": {"_id": ID, "url": ("uri", "The system as it stands in a code.")},
    "StructureDefinition": {"_id": ID, "url": ("uri", "The address as it stands in an extension.")},
}
"""The search parameters of each kind: type, and what it finds."""


class Tie(NamedTuple):
    """A kind of resource that refers to others, and the element of it that does."""

    kind: str
    element: str


_PERSON = Tie("PractitionerRole", "practitioner")
_CLINIC = Tie("PractitionerRole", "organization")
_AREA = Tie("PractitionerRole", "location")
_OWNER = Tie("Location", "managingOrganization")
_TARGET = Tie("VerificationResult", "target")

FORWARD: dict[str, dict[str, Tie]] = {
    "PractitionerRole": {
        "PractitionerRole:practitioner": _PERSON,
        "PractitionerRole:organization": _CLINIC,
        "PractitionerRole:location": _AREA,
    },
    "Location": {"Location:organization": _OWNER},
    "VerificationResult": {"VerificationResult:target": _TARGET},
}
"""What may come with what was found because it refers to it (`_include`)."""

REVERSE: dict[str, dict[str, Tie]] = {
    "Practitioner": {"PractitionerRole:practitioner": _PERSON, "VerificationResult:target": _TARGET},
    "Organization": {"PractitionerRole:organization": _CLINIC, "Location:organization": _OWNER},
    "Location": {"PractitionerRole:location": _AREA},
}
"""What may come with what was found because it is referred to by it (`_revinclude`)."""
