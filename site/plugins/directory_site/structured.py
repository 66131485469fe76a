"""The statements of a page for machines: schema.org in JSON-LD.

Nobody is called a physician here, and no rating, price or opening hour is stated. A license is stated
as a credential only while the page shows a verdict that rests on it.
"""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from verify.linkage.states import STATES

from .wording import profession_name, profession_of

_HOLDS = ("verified", "verified_with_notice")
_CURRENT = frozenset({"active", "active_restricted", "probation"})
_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&'\u2028\u2029"}


def as_data(page: dict[str, Any], address: str) -> dict[str, Any]:
    """The JSON-LD of a page that `people.read_entry` read, at its full address."""
    entry = page["entry"]
    is_person = entry["kind"] == "individual"
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Person" if is_person else "Organization",
        "@id": address,
        "url": address,
        "name": entry["name"],
    }
    if entry["city"] or entry["state"]:
        data["address"] = _place(entry)
    if is_person:
        title = profession_name(profession_of(entry))
        data["jobTitle"] = title
        data["hasOccupation"] = {"@type": "Occupation", "name": title}
        credentials = _credentials(page)
        if credentials:
            data["hasCredential"] = credentials
    return data


def _place(entry: dict[str, Any]) -> dict[str, Any]:
    parts = {
        "@type": "PostalAddress",
        "addressLocality": entry["city"],
        "addressRegion": entry["state"],
        "postalCode": entry["zip5"],
        "addressCountry": "US",
    }
    return {key: value for key, value in parts.items() if value}


def _credentials(page: dict[str, Any]) -> list[dict[str, Any]]:
    if page["shown"].verdict.code not in _HOLDS:
        return []
    return [_license(row) for row in page["licenses"] if row["status"] in _CURRENT]


def _license(row: dict[str, Any]) -> dict[str, Any]:
    state = STATES.get(row["jurisdiction"], row["jurisdiction"])
    return {
        "@type": "EducationalOccupationalCredential",
        "credentialCategory": "license",
        "name": f"{state} license, {profession_name(row['profession']).lower()}",
        "identifier": row["license_number"],
        "recognizedBy": {"@type": "Organization", "name": row["agency"]},
        "validIn": {"@type": "AdministrativeArea", "name": state},
    }


def as_text(data: dict[str, Any]) -> str:
    r"""The data as JSON in which no character can end a script element: `<` is written `\u003c`."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True).translate(_ESCAPES)


def as_block(data: dict[str, Any]) -> Markup:
    """The data as a block of a page. Browsers never run it."""
    return Markup('<script type="application/ld+json">{}</script>').format(Markup(as_text(data)))  # noqa: S704
