"""What people see of the reconciliation service: its page, and a few lines about a suggestion (a flyout)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from datasette import Response
from markupsafe import escape

from .check import HEADERS
from .clock import site_today
from .frame import directory
from .languages import linker
from .reading import read
from .reconcile_batch import MOST_QUERIES
from .reconcile_facts import describe, read_preview
from .reconcile_query import LONGEST_VALUE
from .reconcile_terms import FETCHED, MATCHED_BY, TYPES, described, type_of
from .rendering import render
from .security import RECONCILE
from .texts import ENGLISH
from .verdicts import shown

FLYOUT = f"{RECONCILE}/flyout"


def data(facts: dict[str, Any], status: int = 200) -> Response:
    """An answer for programs; of one address a person gets a page."""
    return Response.json(facts, status=status, headers={**HEADERS, "Vary": "Accept"})


def is_browser(request: Any) -> bool:
    """Whether a person asks: programs want JSON, or whatever there is."""
    return "text/html" in (request.headers.get("accept") or "")


async def page(datasette: Any, request: Any) -> Response:
    """How to add the service to OpenRefine, and what it knows; it has the address of the service itself."""
    variables = {
        "service": datasette.absolute_url(request, linker(datasette, ENGLISH)(RECONCILE)),
        "types": TYPES,
        "matched_by": MATCHED_BY,
        "fetched": FETCHED,
        "most": MOST_QUERIES,
        "robots": HEADERS["X-Robots-Tag"],
    }
    html = await render(datasette, "reconcile.html", variables, request)
    return Response.html(html, headers={**HEADERS, "Vary": "Accept"})


async def flyout_entity(datasette: Any, request: Any) -> Response:
    """An entry in three lines: name, profession and place, verdict of today."""
    entry_id, today = _id(request), site_today(datasette)
    found = await read(directory(datasette), lambda build: read_preview(build, entry_id, today))
    row = found.get("row")
    if row is None:
        return _answer(entry_id, ())
    is_person = row["kind"] == "individual"
    label = [shown(row, today).verdict.label] if is_person else []
    return _answer(entry_id, [row["name"], describe(row), *label])


async def flyout_type(datasette: Any, request: Any) -> Response:
    """A type: its name, and the coarser one."""
    code = _id(request)
    if code not in TYPES:
        return _answer(code, ())
    above: Any = type_of(code).get("broader", ())
    return _answer(code, [TYPES[code], *(each["name"] for each in above)])


async def flyout_property(datasette: Any, request: Any) -> Response:
    """A property: its name, and what it is."""
    code = _id(request)
    each = described(code)
    return _answer(code, [each.name, each.description] if each else ())


def _id(request: Any) -> str:
    return (request.args.get("id") or "")[:LONGEST_VALUE]


def _answer(asked: str, lines: Iterable[str]) -> Response:
    """The lines as a client shows them, the first one as the name; without lines there is nothing (404)."""
    first, *others = [escape(line) for line in lines if line] or [""]
    if not first:
        sentence = "There is nothing with this id."
        return data({"ok": False, "error": sentence, "status": 404, "title": None}, 404)
    html = f"<p><strong>{first}</strong></p>" + "".join(f"<p>{line}</p>" for line in others)
    return data({"id": asked, "html": html})


ROUTES = [
    (rf"^{FLYOUT}/entity$", flyout_entity),
    (rf"^{FLYOUT}/type$", flyout_type),
    (rf"^{FLYOUT}/property$", flyout_property),
]
"""Pattern of the path, and the function that answers."""
