"""What the service answers besides single resources: a page of a search, what is wrong, what it can do."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from verify.fhir.elements import Element, kept

VERSION = "4.0.1"
MEDIA_TYPE = "application/fhir+json"

PARAMETERS: dict[str, dict[str, tuple[str, str]]] = {
    "Practitioner": {
        "_id": ("token", "The id of the resource."),
        "identifier": ("token", "The national provider number, or the number of a license that is stated."),
        "name": ("string", "Words that names of the person begin with, in any order."),
        "family": ("string", "The beginning of the last name."),
        "given": ("string", "The beginning of the first or middle name."),
        "address-state": ("string", "Two letters of a state in which the person works."),
    },
    "PractitionerRole": {
        "_id": ("token", "The id of the resource."),
        "practitioner": ("reference", "The person."),
        "organization": ("reference", "The clinic."),
    },
    "Organization": {
        "_id": ("token", "The id of the resource."),
        "identifier": ("token", "The national provider number of a clinic."),
        "name": ("string", "Words that names of the clinic begin with, in any order."),
        "address-state": ("string", "Two letters of a state in which the clinic works."),
    },
    "Location": {
        "_id": ("token", "The id of the resource."),
        "organization": ("reference", "The clinic whose area it is."),
    },
    "VerificationResult": {
        "_id": ("token", "The id of the resource."),
        "target": ("reference", "The person whose license was checked."),
    },
}
"""The search parameters of each kind: type, and what it finds."""


REVERSE = {
    "Practitioner": {
        "PractitionerRole:practitioner": "PractitionerRole",
        "VerificationResult:target": "VerificationResult",
    }
}
"""What may come with what was found (`_revinclude`), to its kind."""


def bundle(
    found: Iterable[Element], included: Iterable[Element], base: str, here: str, following: str
) -> Element:
    """A page of what a search found, with what refers to it; `following` is the next address, or empty."""
    links = [{"relation": "self", "url": here}]
    links += [{"relation": "next", "url": following}] if following else []
    entries = [_entry(each, base, "match") for each in found]
    entries += [_entry(each, base, "include") for each in included]
    return {"resourceType": "Bundle", "type": "searchset", "link": links, **kept(entry=entries)}


def _entry(each: Element, base: str, mode: str) -> Element:
    address = f"{base}/{each['resourceType']}/{each['id']}"
    return {"fullUrl": address, "resource": each, "search": {"mode": mode}}


def outcome(code: str, words: str) -> Element:
    """What was wrong with a request: a code of FHIR's issue types, and words for a person."""
    return {
        "resourceType": "OperationOutcome",
        "issue": [{"severity": "error", "code": code, "diagnostics": words}],
    }


def capability(base: str, release: Mapping[str, Any], notice: str) -> Element:
    """What the service can do, as of the day on which the release was made; `notice` is how not to use it."""
    day, sample = release["built_on"], "; a fictional sample" if release["is_sample"] else ""
    return {
        "resourceType": "CapabilityStatement",
        "status": "active",
        "experimental": bool(release["is_sample"]),
        "date": day,
        "description": notice,
        "copyright": "Each list keeps its own terms: LICENSES.md of the release, and the table sources.",
        "kind": "instance",
        "software": kept(name="Practitioner Directory", version=release["software_version"], releaseDate=day),
        "implementation": {"description": f"Release {release['release_id']}{sample}", "url": base},
        "fhirVersion": VERSION,
        "format": [MEDIA_TYPE, "json"],
        "rest": [
            {
                "mode": "server",
                "documentation": "For reading alone. A parameter that is not named here is refused.",
                "resource": [_resource(kind, PARAMETERS[kind]) for kind in PARAMETERS],
            }
        ],
    }


def _resource(kind: str, parameters: Mapping[str, tuple[str, str]]) -> Element:
    return {
        "type": kind,
        "interaction": [{"code": "read"}, {"code": "search-type"}],
        **kept(searchRevInclude=list(REVERSE.get(kind, ()))),
        "searchParam": [
            {"name": name, "type": of_type, "documentation": words}
            for name, (of_type, words) in parameters.items()
        ],
    }


def as_text(value: Mapping[str, Any]) -> str:
    """A resource as one line of JSON; the same resource always gives the same line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
