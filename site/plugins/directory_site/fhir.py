"""The directory in FHIR R4 under `/fhir`, for reading: single resources, searches, and what is offered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from datasette import Response

from verify.fhir import ids
from verify.fhir.answers import MEDIA_TYPE, as_text, bundle, outcome
from verify.fhir.capability import capability
from verify.fhir.elements import Element
from verify.fhir.offered import PARAMETERS

from .clock import site_today
from .faults import Fault
from .fhir_along import Along, come_along
from .fhir_asked import (
    WITH,
    RefusedError,
    read_along,
    read_asked,
    read_number,
    require_json,
    require_kind,
    require_reading,
)
from .fhir_posted import given_to
from .fhir_searches import count_in, search_in, with_id
from .frame import directory, read_frame
from .reading import Build, read
from .texts import ENGLISH
from .withheld import CONTACT, is_withheld

USUAL, MOST = 20, 50
"""Resources on a page of a search: where nothing is said, and at most."""

_ISSUES = {
    400: "invalid",
    404: "not-found",
    405: "not-supported",
    406: "not-supported",
    413: "too-long",
    415: "not-supported",
    410: "deleted",
    500: "exception",
}


def _answer(value: Mapping[str, Any], status: int = 200) -> Response:
    return Response(
        as_text(value),
        status=status,
        headers={"X-Robots-Tag": "noindex", "Cache-Control": "no-store" if status != 200 else "no-cache"},
        content_type=f"{MEDIA_TYPE}; charset=utf-8",
    )


def refused(status: int, words: str, code: str = "") -> Response:
    """An OperationOutcome, with the issue type of the status or a finer one."""
    return _answer(outcome(code or _ISSUES.get(status, "processing"), words), status)


def fault_answer(fault: Fault) -> Response:
    """An error of the site as an OperationOutcome; where it is ours, nothing of the server is told."""
    return refused(fault.status, fault.message or fault.title or "Something went wrong here.")


def _guarded(view: Callable[..., Any]) -> Callable[..., Any]:
    async def guarded_view(datasette: Any, request: Any) -> Response:
        try:
            require_reading(request)
            require_json(request.args)
            return _answer(await view(datasette, request))
        except RefusedError as error:
            return refused(error.status, error.words, error.code)

    return guarded_view


def _base(datasette: Any, request: Any) -> str:
    return str(datasette.absolute_url(request, datasette.urls.path("/fhir")))


async def metadata(datasette: Any, request: Any) -> Element:
    """The CapabilityStatement.

    Raises:
        RefusedError: nothing is published.
    """
    release = (await read_frame(datasette))["release"]
    if release is None:
        raise RefusedError(404, "No release is published yet.")
    notice = ENGLISH.text("frame.no_consumer_report").striptags()
    return capability(_base(datasette, request), release, notice)


async def one(datasette: Any, request: Any) -> Element:
    """One resource.

    Raises:
        RefusedError: there is none (404), or it was withheld on request (410).
    """
    kind, fhir_id = request.url_vars["kind"], request.url_vars["fhir_id"]
    require_kind(kind)
    today = site_today(datasette)
    found = await read(directory(datasette), lambda build: with_id(build, kind, fhir_id, today))
    if found:
        return found[0]
    own = ids.read(fhir_id)
    if any(map(is_withheld, own)) or (own and kind == "Location" and is_withheld(own[0], CONTACT)):
        raise RefusedError(410, "This is withheld on request.")
    raise RefusedError(404, f"There is no {kind} with this id.")


async def search(datasette: Any, request: Any) -> Element:
    """A page of the resources that a search finds, with the address of the next page, which asks with GET.

    Raises:
        RefusedError: a parameter is not known, is given twice, or has a value that it can't have; or a form
            can't be read.
    """
    kind = request.url_vars["kind"]
    require_kind(kind)
    given = await given_to(request)
    require_json(given)
    asked, along = read_asked(given, kind), read_along(given, kind)
    part = read_number(asked, "_after", 0, 2**31 - 1), read_number(asked, "_count", USUAL, MOST)
    base, today = _base(datasette, request), site_today(datasette)

    def page(build: Build) -> Element:
        is_count = asked.get("_summary") == "count" or not part[1]
        is_counted = is_count or asked.get("_total", "none") != "none"
        total = count_in(build, kind, asked, today) if is_counted else None
        found, place = ([], 0) if is_count else search_in(build, kind, asked, part, today)
        more, left_out = come_along(build, kind, found, along, today)
        links = _links(f"{base}/{kind}", asked, along, place)
        return bundle(found, more, base, links, total, left_out)

    return await read(directory(datasette), page)


def _links(address: str, asked: Mapping[str, str], along: Along, place: int) -> dict[str, str]:
    """The addresses of this page and of the next one, which begins after `place`; empty where that is 0."""
    several = [(name, each) for name, names in zip(WITH, along, strict=True) for each in names]

    def link(parts: Mapping[str, str]) -> str:
        query = urlencode([*parts.items(), *several])
        return f"{address}?{query}" if query else address

    return {"self": link(asked), "next": link({**asked, "_after": str(place)}) if place else ""}


async def nothing(datasette: Any, request: Any) -> Element:
    """There is nothing else under `/fhir`."""
    raise RefusedError(404, f"Ask for /fhir/metadata, or for one of {', '.join(PARAMETERS)}.")


ROUTES = [
    (r"^/fhir/metadata$", _guarded(metadata)),
    (r"^/fhir/(?P<kind>[A-Za-z]+)/?$", _guarded(search)),
    (r"^/fhir/(?P<kind>[A-Za-z]+)/_search$", _guarded(search)),
    (r"^/fhir/(?P<kind>[A-Za-z]+)/(?P<fhir_id>[^/]+)$", _guarded(one)),
    (r"^/fhir(?:/.*)?$", _guarded(nothing)),
]
"""Pattern of the path, and the function that answers."""
