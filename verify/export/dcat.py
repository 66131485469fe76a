"""A release in DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/) as JSON-LD, for catalogs of data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from verify.export.description import CREATOR, LICENSE, USE, Description, ReleaseFile
from verify.export.media import media_type
from verify.export.texts import cite_line

CONTEXT = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "prov": "http://www.w3.org/ns/prov#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
MEDIA = "https://www.iana.org/assignments/media-types/"


def dcat(release: Description, files: Iterable[ReleaseFile]) -> dict[str, Any]:
    """`dcat.jsonld`: the release as a data set with one distribution for each file of data."""
    found: dict[str, Any] = {
        "@context": CONTEXT,
        "@id": "./",
        "@type": "dcat:Dataset",
        "dct:identifier": release.release_id,
        "dct:title": {"@value": release.title, "@language": "en"},
        "dct:description": {"@value": release.summary, "@language": "en"},
        "dct:issued": {"@value": release.built_on, "@type": "xsd:date"},
        "dcat:version": release.release_id,
        "dcat:keyword": ["licensure", "primary source verification", "record linkage"],
        "dct:spatial": {"@id": "http://id.loc.gov/vocabulary/countries/xxu"},
        "dct:accrualPeriodicity": {"@id": "http://purl.org/cld/freq/weekly"},
        "dct:publisher": {"@type": "foaf:Organization", "foaf:name": CREATOR},
        "dct:bibliographicCitation": cite_line(release),
        "dct:rights": {"@type": "dct:RightsStatement", "dct:description": f"{LICENSE} {USE}"},
        "dct:license": {"@id": "LICENSES.md"},
        "dct:source": [_source(each.title, each.agency, each.homepage_url) for each in release.sources],
        "dcat:distribution": [_distribution(file) for file in files],
    }
    if release.previous_release_id:
        found["dcat:prev"] = {"@id": f"../{release.previous_release_id}/"}
    return found


def _source(title: str, agency: str, url: str) -> dict[str, Any]:
    named: dict[str, Any] = {"@type": "dcat:Dataset", "dct:title": title, "dct:creator": agency}
    return {**named, "dcat:landingPage": {"@id": url}} if url else named


def _distribution(file: ReleaseFile) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@type": "dcat:Distribution",
        "@id": file.path,
        "dct:title": file.path,
        "dcat:downloadURL": {"@id": file.path},
        "dcat:mediaType": {"@id": MEDIA + media_type(file.path.removesuffix(".gz"))},
        "dcat:byteSize": {"@value": str(file.bytes_count), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": file.sha256, "@type": "xsd:hexBinary"},
        },
        "dct:license": {"@id": "LICENSES.md"},
    }
    if file.path.endswith(".gz"):
        found["dcat:compressFormat"] = {"@id": f"{MEDIA}application/gzip"}
    return found
