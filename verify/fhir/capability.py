"""The CapabilityStatement: what the service can do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from verify.fhir.answers import MEDIA_TYPE
from verify.fhir.elements import Element, kept
from verify.fhir.offered import FORWARD, PARAMETERS, REVERSE

VERSION = "4.0.1"
_NAME = "Practitioner Directory"
_DOCUMENTATION = (
    "For reading alone. A parameter that is not named here is refused. In every search: _count, _include, "
    "_revinclude, _summary=count, _total=accurate, _format. A search can also be posted as a form to "
    "KIND/_search, with parameters in the address, the body or both; it reads alone, like GET."
)
_DEFINITIONS = "http://hl7.org/fhir/SearchParameter/"
_SHARED_DEFINITIONS = {
    ("Practitioner", "name"): "Practitioner-name",
    ("Practitioner", "family"): "individual-family",
    ("Practitioner", "given"): "individual-given",
    ("Practitioner", "address-state"): "individual-address-state",
    ("CodeSystem", "url"): "conformance-url",
    ("StructureDefinition", "url"): "conformance-url",
}
"""Where the definition of a parameter is called otherwise than after kind and parameter."""


def capability(base: str, release: Mapping[str, Any], notice: str) -> Element:
    """What the service can do, as of the day on which the release was made; `notice` is how not to use it."""
    day, sample = release["built_on"], "; a fictional sample" if release["is_sample"] else ""
    return {
        "resourceType": "CapabilityStatement",
        "url": f"{base}/metadata",
        "name": _NAME.replace(" ", ""),
        "title": f"{_NAME} in FHIR R4",
        "status": "active",
        "experimental": bool(release["is_sample"]),
        "date": day,
        "publisher": _NAME,
        "description": notice,
        "copyright": "Each list keeps its own terms: LICENSES.md of the release, and the table sources.",
        "kind": "instance",
        "software": kept(name=_NAME, version=release["software_version"], releaseDate=day),
        "implementation": {"description": f"Release {release['release_id']}{sample}", "url": base},
        "fhirVersion": VERSION,
        "format": [MEDIA_TYPE, "json"],
        "rest": [
            {
                "mode": "server",
                "documentation": _DOCUMENTATION,
                "security": {"cors": True, "description": "Everybody may read; nobody signs in."},
                "resource": [_resource(kind) for kind in PARAMETERS],
            }
        ],
    }


def _resource(kind: str) -> Element:
    return {
        "type": kind,
        "profile": f"http://hl7.org/fhir/StructureDefinition/{kind}",
        "interaction": [{"code": "read"}, {"code": "search-type"}],
        "versioning": "no-version",
        "readHistory": False,
        **kept(searchInclude=list(FORWARD.get(kind, ())), searchRevInclude=list(REVERSE.get(kind, ()))),
        "searchParam": [
            {"name": name, "definition": _definition(kind, name), "type": of_type, "documentation": words}
            for name, (of_type, words) in PARAMETERS[kind].items()
        ],
    }


def _definition(kind: str, name: str) -> str:
    """The address of the definition of a search parameter in FHIR R4."""
    if name == "_id":
        return f"{_DEFINITIONS}Resource-id"
    return _DEFINITIONS + _SHARED_DEFINITIONS.get((kind, name), f"{kind}-{name}")
