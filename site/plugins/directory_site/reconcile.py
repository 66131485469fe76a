"""The reconciliation service: lists of others are matched to entries by programs such as OpenRefine.

It speaks version 0.2 of the protocol of the W3C Entity Reconciliation Community Group. Every page of other
sites may ask it (CORS), so that no JSONP is needed: that would run our answers as scripts in their pages.
What is asked is neither kept nor logged.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from datasette import NotFound, Response

from .check import HEADERS
from .clock import site_today
from .frame import directory, read_frame
from .languages import linker
from .licenses import may_show
from .pages import Gone
from .reading import Build, read
from .reconcile_facts import as_candidate, extend, read_preview, suggest_entries
from .reconcile_find import find_candidates
from .reconcile_query import LONGEST_VALUE, MOST_QUERIES, BatchError, read_batch, read_extension, read_form
from .reconcile_terms import (
    CLINIC,
    FETCHED,
    MATCHED_BY,
    PRACTITIONER,
    TYPES,
    as_properties,
    beginning,
    fetched_of,
    type_of,
)
from .rendering import render
from .security import PREVIEW, RECONCILE
from .texts import ENGLISH
from .verdicts import shown
from .withheld import is_withheld

PREVIEW_WIDTH, PREVIEW_HEIGHT = 430, 440
"""Pixels of the frame of a preview."""


def _absolute(datasette: Any, request: Any) -> Callable[[str], str]:
    """The function that makes the full address of a path of ours."""
    link = linker(datasette, ENGLISH)

    def absolute(path: str) -> str:
        return str(datasette.absolute_url(request, link(path)))

    return absolute


async def _manifest(datasette: Any, request: Any) -> dict[str, Any]:
    """What the service is and offers."""
    address = _absolute(datasette, request)
    release = (await read_frame(datasette))["release"]
    own = {"service_url": address(RECONCILE)}
    manifest = {
        "versions": ["0.2"],
        "name": str(ENGLISH.text("frame.name")),
        "identifierSpace": address("/practitioner/"),
        "schemaSpace": "https://schema.org/Thing",
        "documentation": address("/how-we-verify"),
        "logo": address("/static/mark.svg"),
        "batchSize": MOST_QUERIES,
        "defaultTypes": [type_of(PRACTITIONER), type_of(CLINIC)],
        "view": {"url": address("/practitioner/") + "{{id}}"},
        "preview": {
            "url": address(PREVIEW) + "?id={{id}}",
            "width": PREVIEW_WIDTH,
            "height": PREVIEW_HEIGHT,
        },
        "suggest": {
            name: {**own, "service_path": f"/suggest/{name}"} for name in ("entity", "type", "property")
        },
        "extend": {"propose_properties": {**own, "service_path": "/properties"}, "property_settings": []},
        "notice": str(ENGLISH.text("frame.no_consumer_report").striptags()),
    }
    return manifest | ({"serviceVersion": release["release_id"]} if release else {})


async def reconcile(datasette: Any, request: Any) -> Response:
    """The manifest where nothing is asked; else candidates for each query, or data of entries."""
    try:
        asked = read_form(await request.post_body()) if request.method == "POST" else request.args
        if batch := asked.get("queries"):
            return _data(await _results(datasette, batch))
        if extension := asked.get("extend"):
            return _data(await _extension(datasette, request, extension))
    except BatchError as error:
        return _refused(error.status, str(error))
    if request.method == "POST":
        return _refused(400, "A form with queries or extend is needed.")
    return _data(await _manifest(datasette, request))


async def _results(datasette: Any, batch: str) -> dict[str, Any]:
    queries = read_batch(batch)

    def answer(build: Build) -> dict[str, Any]:
        return {
            key: {"result": [as_candidate(each) for each in find_candidates(build, query)]}
            for key, query in queries.items()
        }

    found: dict[str, Any] = await read(directory(datasette), answer)
    return found


async def _extension(datasette: Any, request: Any, asked: str) -> dict[str, Any]:
    ids, properties = read_extension(asked)
    today, link = site_today(datasette), _absolute(datasette, request)
    found: dict[str, Any] = await read(
        directory(datasette), lambda build: extend(build, ids, properties, today, link)
    )
    return found


async def propose(datasette: Any, request: Any) -> Response:
    """The properties that can be fetched of entries of a type; all where the type is none of ours."""
    kind = request.args.get("type") or ""
    known = kind if kind in TYPES else ""
    found = [{"id": code, "name": each.name} for code, each in fetched_of(known).items()]
    limit = _number(request.args.get("limit"), len(found))
    return _data({"type": known, "limit": limit, "properties": found[:limit]})


async def suggest_entity(datasette: Any, request: Any) -> Response:
    """Entries whose names begin as typed."""
    prefix, skipped = request.args.get("prefix") or "", _number(request.args.get("cursor"), 0)
    found = await read(directory(datasette), lambda build: suggest_entries(build, prefix, skipped))
    return _data({"result": found})


async def suggest_type(datasette: Any, request: Any) -> Response:
    """Types whose names begin as typed."""
    codes = beginning((request.args.get("prefix") or "")[:LONGEST_VALUE], TYPES.items())
    skipped = _number(request.args.get("cursor"), 0)
    return _data({"result": [type_of(code) for code in codes[skipped:]]})


async def suggest_property(datasette: Any, request: Any) -> Response:
    """Properties to match by whose names begin as typed, then those that can only be fetched."""
    known = {**FETCHED, **MATCHED_BY}
    named = [(code, known[code].name) for code in {**MATCHED_BY, **FETCHED}]
    codes = beginning((request.args.get("prefix") or "")[:LONGEST_VALUE], named)
    skipped = _number(request.args.get("cursor"), 0)
    return _data({"result": as_properties({code: known[code] for code in codes[skipped:]})})


async def preview(datasette: Any, request: Any) -> Response:
    """An entry in a few lines, for a frame on the page of a client."""
    entry_id = (request.args.get("id") or "")[:LONGEST_VALUE]
    if is_withheld(entry_id):
        raise Gone(ENGLISH.text("error.gone_words"))
    today = site_today(datasette)
    found = await read(directory(datasette), lambda build: read_preview(build, entry_id, today))
    if not found:
        raise NotFound(ENGLISH.text("error.no_entry"))
    variables = {**found, "shown": shown(found["row"], today), "may_show": may_show}
    html = await render(datasette, "preview.html", variables, request)
    return Response.html(html, headers=HEADERS)


def _number(text: str | None, otherwise: int) -> int:
    """A small whole number of an address; `otherwise` where there is none."""
    typed = text or ""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else otherwise


def _refused(status: int, sentence: str) -> Response:
    """What is wrong, as all errors of the site are told to programs."""
    return _data({"ok": False, "error": sentence, "status": status, "title": None}, status)


def _data(facts: dict[str, Any], status: int = 200) -> Response:
    return Response.json(facts, status=status, headers=HEADERS)


ROUTES = [
    (rf"^{RECONCILE}$", reconcile),
    (rf"^{PREVIEW}$", preview),
    (rf"^{RECONCILE}/properties$", propose),
    (rf"^{RECONCILE}/suggest/entity$", suggest_entity),
    (rf"^{RECONCILE}/suggest/type$", suggest_type),
    (rf"^{RECONCILE}/suggest/property$", suggest_property),
]
"""Pattern of the path, and the function that answers."""
