"""The reconciliation service: lists of others are matched to entries by programs such as OpenRefine.

It speaks version 0.2 of the protocol of the W3C Entity Reconciliation Community Group. Every page of other
sites may ask it (CORS), so that no JSONP is needed: that would run our answers as scripts in their pages.
What is asked is neither kept nor logged.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from datasette import NotFound, Response

from . import reconcile_page, reconcile_suggest
from .check import HEADERS
from .clock import site_today
from .frame import directory, read_frame
from .languages import linker
from .licenses import may_show
from .pages import Gone
from .reading import Build, read
from .reconcile_batch import MOST_QUERIES, read_batch, read_extension
from .reconcile_facts import as_candidate, extend, read_preview
from .reconcile_find import find_candidates
from .reconcile_json import BatchError, read_form
from .reconcile_page import data, is_browser, page
from .reconcile_query import LONGEST_VALUE
from .reconcile_terms import CLINIC, PRACTITIONER, type_of
from .rendering import render
from .security import PREVIEW, RECONCILE
from .texts import ENGLISH
from .verdicts import shown
from .withheld import is_withheld

PREVIEW_WIDTH, PREVIEW_HEIGHT = 430, 520
"""Pixels of the frame of a preview: the longest verdicts fit, since some clients let no frame scroll."""


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
        "documentation": address(RECONCILE),
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
            name: {
                **own,
                "service_path": f"/suggest/{name}",
                "flyout_service_url": own["service_url"],
                "flyout_service_path": f"/flyout/{name}?id=${{id}}",
            }
            for name in ("entity", "type", "property")
        },
        "extend": {"propose_properties": {**own, "service_path": "/properties"}, "property_settings": []},
        "notice": str(ENGLISH.text("frame.no_consumer_report").striptags()),
    }
    return manifest | ({"serviceVersion": release["release_id"]} if release else {})


async def reconcile(datasette: Any, request: Any) -> Response:
    """Candidates for each query, or data of entries; without a question the manifest, to people a page."""
    try:
        asked = read_form(await request.post_body()) if request.method == "POST" else request.args
        if batch := asked.get("queries"):
            return data(await _results(datasette, batch))
        if extension := asked.get("extend"):
            return data(await _extension(datasette, request, extension))
    except BatchError as error:
        return _refused(error.status, str(error))
    if request.method == "POST":
        return _refused(400, "A form with queries or extend is needed.")
    if is_browser(request):
        return await page(datasette, request)
    return data(await _manifest(datasette, request))


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


def _refused(status: int, sentence: str) -> Response:
    """What is wrong, as all errors of the site are told to programs."""
    return data({"ok": False, "error": sentence, "status": status, "title": None}, status)


ROUTES = [
    (rf"^{RECONCILE}$", reconcile),
    (rf"^{PREVIEW}$", preview),
    *reconcile_page.ROUTES,
    *reconcile_suggest.ROUTES,
]
"""Pattern of the path, and the function that answers."""
