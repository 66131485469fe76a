"""What the service answers besides single resources: a page of a search, a count, what is wrong."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from verify.fhir.elements import Element, kept

MEDIA_TYPE = "application/fhir+json"


def bundle(
    found: Iterable[Element],
    included: Iterable[Element],
    base: str,
    links: Mapping[str, str],
    total: int | None = None,
    more: str = "",
) -> Element:
    """A page of what a search found, with what came along.

    `links` holds the addresses of this page and the next by their relation; `total` is how many fit, where
    that was asked; `more` says in words what was left out, or is empty.
    """
    entries = [_entry(each, base, "match") for each in found]
    entries += [_entry(each, base, "include") for each in included]
    if more:
        entries.append({"resource": outcome("incomplete", more, "warning"), "search": {"mode": "outcome"}})
    return {
        "resourceType": "Bundle",
        "type": "searchset",
        **({} if total is None else {"total": total}),
        "link": [{"relation": name, "url": url} for name, url in links.items() if url],
        **kept(entry=entries),
    }


def _entry(each: Element, base: str, mode: str) -> Element:
    address = f"{base}/{each['resourceType']}/{each['id']}"
    return {"fullUrl": address, "resource": each, "search": {"mode": mode}}


def outcome(code: str, words: str, severity: str = "error") -> Element:
    """What was wrong with a request: a code of FHIR's issue types, and words for a person."""
    return {
        "resourceType": "OperationOutcome",
        "issue": [{"severity": severity, "code": code, "diagnostics": words}],
    }


def as_text(value: Mapping[str, Any]) -> str:
    """A resource as one line of JSON; the same resource always gives the same line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
