"""What a look-up found, as lines for a person, as JSON lines for a machine, and as an exit code."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from crawler.registry.look_up import Found
from crawler.registry.providers import Provider
from crawler.registry.question import RESULTS_MAX
from crawler.registry.reading import Coverage

FOUND, NOT_FOUND, FAILED = 0, 1, 2
NO_PROOF = (
    "An NPI is no license. Profession, place and license numbers in the NPI Registry are self-reported; only "
    "the listing of the board shows whether someone is licensed. Issuance of an NPI does not ensure or "
    "validate that the health care provider is licensed or credentialed (CMS)."
)
_NUMBER_NOT_FOUND = (
    "The registry answers for active numbers alone: this one is deactivated or was never given out, and "
    "which of the two it does not say; the monthly file names deactivated numbers."
)
_IN_PARTS = (
    "That is more than the {most:,} results that the registry hands out at once, so {parts:,} narrower "
    "questions were asked. Each was read to its end, and all that the first question had shown came again; "
    "an address outside the United States or a name with an unusual sign can still be missing."
)
_FORM = "{:<10}  {:<34}  {:<40}  {:<27}  {:<10}  {}"


def look_up_code(found: Found) -> int:
    """0 somebody was found, 1 nobody, 2 the registry could not be asked or its answer not be read."""
    if found.failure:
        return FAILED
    if found.providers:
        return FOUND
    return FAILED if found.unreadable else NOT_FOUND


def look_up_lines(found: Found) -> list[str]:
    """A line for each provider below a heading, then what is missing and what all of it does not prove."""
    return [*_table(found.providers), *_remarks(found)]


def look_up_json_lines(found: Found) -> list[str]:
    """First a line about the look-up as a whole, then one for each provider with its entry or null."""
    head = {
        "question": found.question.criteria(),
        "looked_up_at": found.looked_up_at,
        "providers_count": len(found.providers),
        "coverage": found.coverage,
        "gaps": found.gaps,
        "unreadable": found.unreadable,
        "notes": found.notes,
        "requests_count": found.requests_count,
        "parts_count": found.parts_count,
        "served_from": found.served_from,
        "manifest": str(found.manifest or ""),
        "proves": NO_PROOF,
    }
    return [
        json.dumps(head, ensure_ascii=False),
        *(json.dumps(asdict(each), ensure_ascii=False) for each in found.providers),
    ]


def _table(providers: tuple[Provider, ...]) -> Iterator[str]:
    if not providers:
        return
    yield _FORM.format("NPI", "NAME", "TAXONOMY", "PLACE", "UPDATED", "CLAIMED LICENSES")
    for each in providers:
        taxonomies = each.taxonomies or ("-",)
        updated = each.updated_on or "-"
        yield _FORM.format(each.npi, each.name, taxonomies[0], _place(each), updated, _claims(each)).rstrip()
        yield from (f"{'':<48}{words}" for words in taxonomies[1:])


def _place(provider: Provider) -> str:
    place = provider.place
    return " ".join(filter(None, (place.city, place.state, place.zip5))) if place else "-"


def _claims(provider: Provider) -> str:
    if provider.entry is None:
        return "(no profession of this directory)"
    claims = (each for each in provider.entry.claims if each.license_number)
    return ", ".join(dict.fromkeys(f"{each.state} {each.license_number}".strip() for each in claims)) or "-"


def _remarks(found: Found) -> Iterator[str]:
    if not found.providers and not found.unreadable:
        yield f"Nobody found for {found.question.words()}."
        if found.question.number:
            yield _NUMBER_NOT_FOUND
    yield from (f"Withheld: {sentence}" for sentence in found.notes)
    yield from (f"Not read: {sentence}" for sentence in found.unreadable)
    if found.coverage is Coverage.IN_PARTS:
        yield _IN_PARTS.format(most=RESULTS_MAX, parts=found.parts_count)
    yield from (f"INCOMPLETE: {sentence}." for sentence in found.gaps)
    if found.served_from:
        yield f"Answered by a stand-in on {found.served_from}, not by the registry."
    requests = f"{found.requests_count:,} request{'s' * (found.requests_count != 1)}"
    yield f"{len(found.providers):,} found with {requests}; the raw answers are listed in {found.manifest}."
    if found.providers:
        yield NO_PROOF
