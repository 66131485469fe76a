"""The directory in FHIR R4 under `/fhir`, for reading: single resources, searches, and what is offered.

Whatever is asked that is not known is refused: a filter that is passed over would widen an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from datasette import Response

from verify.fhir import ids
from verify.fhir.answers import MEDIA_TYPE, PARAMETERS, as_text, bundle, capability, outcome
from verify.fhir.elements import Element
from verify.fhir.every import members_of, resources_of
from verify.fhir.facts import Facts, read_boards
from verify.fhir.organization import board
from verify.fhir.organization import directory as ourselves

from .clock import site_today
from .faults import Fault
from .fhir_finding import facts_of, find_page, is_state, referred, with_identifier
from .frame import directory, read_frame
from .reading import Build, read
from .texts import ENGLISH
from .withheld import CONTACT, is_withheld

USUAL, MOST = 20, 50
"""Resources on a page of a search: where nothing is said, and at most."""

_FORMATS = ("json", "application/json", MEDIA_TYPE)
_SHARED = frozenset({"_count", "_after", "_format"})
_ENTRY_KINDS = {
    "Practitioner": "individual",
    "VerificationResult": "individual",
    "Organization": "organization",
}
_ISSUES = {400: "invalid", 404: "not-found", 406: "not-supported", 410: "deleted", 500: "exception"}


class RefusedError(Exception):
    """A request that is not answered: status, and words that say what to do."""

    def __init__(self, status: int, words: str) -> None:
        """The error with its status."""
        super().__init__(words)
        self.status, self.words = status, words


def _answer(value: Mapping[str, Any], status: int = 200) -> Response:
    return Response(
        as_text(value),
        status=status,
        headers={"X-Robots-Tag": "noindex", "Cache-Control": "no-store" if status != 200 else "no-cache"},
        content_type=f"{MEDIA_TYPE}; charset=utf-8",
    )


def refused(status: int, words: str) -> Response:
    """An OperationOutcome."""
    return _answer(outcome(_ISSUES.get(status, "processing"), words), status)


def fault_answer(fault: Fault) -> Response:
    """An error of the site as an OperationOutcome; where it is ours, nothing of the server is told."""
    return refused(fault.status, fault.message or fault.title or "Something went wrong here.")


def _guarded(view: Callable[..., Any]) -> Callable[..., Any]:
    async def guarded_view(datasette: Any, request: Any) -> Response:
        try:
            _require_json(request)
            return _answer(await view(datasette, request))
        except RefusedError as error:
            return refused(error.status, error.words)

    return guarded_view


def _require_json(request: Any) -> None:
    if (request.args.get("_format") or "json") not in _FORMATS:
        raise RefusedError(406, f"Resources are written as {MEDIA_TYPE} alone; leave _format out.")


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
    _require_kind(kind)
    today = site_today(datasette)
    found = await read(directory(datasette), lambda build: _with_id(build, kind, fhir_id, today))
    if found:
        return found[0]
    own = ids.read(fhir_id)
    if any(map(is_withheld, own)) or (own and kind == "Location" and is_withheld(own[0], CONTACT)):
        raise RefusedError(410, "This is withheld on request.")
    raise RefusedError(404, f"There is no {kind} with this id.")


def _require_kind(kind: str) -> None:
    if kind not in PARAMETERS:
        raise RefusedError(404, f"Kinds of resources here are {', '.join(PARAMETERS)}.")


def _with_id(build: Build, kind: str, fhir_id: str, today: date) -> list[Element]:
    if kind == "Organization" and (fhir_id == ids.DIRECTORY or fhir_id.startswith(ids.BOARD)):
        every = [ourselves(), *map(board, read_boards(build.connection))]
    else:
        own = ids.read(fhir_id)
        every = _resources(facts_of(build, own[-1:] if kind == "PractitionerRole" else own[:1]), kind, today)
    return [each for each in every if each["id"] == fhir_id]


def _resources(found: Iterable[Facts], kind: str, today: date) -> list[Element]:
    return [each for facts in found for each in resources_of(facts, today) if each["resourceType"] == kind]


async def search(datasette: Any, request: Any) -> Element:
    """A page of the resources that a search finds, with the address of the next page.

    Raises:
        RefusedError: a parameter is not known, is given twice, or has a value that it can't have.
    """
    kind = request.url_vars["kind"]
    _require_kind(kind)
    asked = _read_asked(request, kind)
    count, after = _number(asked, "_count", USUAL, MOST), _number(asked, "_after", 0, 2**31 - 1)
    today = site_today(datasette)
    found, following = await read(
        directory(datasette), lambda build: _search(build, kind, asked, (after, count), today)
    )
    base = _base(datasette, request)
    here = f"{base}/{kind}"
    further = f"{here}?{urlencode(asked | {'_after': str(following)})}" if following else ""
    return bundle(found, base, f"{here}?{urlencode(asked)}" if asked else here, further)


def _read_asked(request: Any, kind: str) -> dict[str, str]:
    known = PARAMETERS[kind]
    for name in request.args:
        if name not in known and name not in _SHARED:
            raise RefusedError(400, f"{kind} is searched by {', '.join(known)}; leave the others out.")
        if len(request.args.getlist(name)) > 1:
            raise RefusedError(400, f"Give {name} once.")
    asked = {name: request.args.get(name) for name in sorted(request.args) if request.args.get(name)}
    if "address-state" in asked and not is_state(asked["address-state"]):
        raise RefusedError(400, "Give address-state as the two letters of a state, such as WA.")
    return asked


def _number(asked: Mapping[str, str], name: str, usual: int, most: int) -> int:
    text = asked.get(name, str(usual))
    if not (text.isascii() and text.isdigit() and len(text) < 11):
        raise RefusedError(400, f"Give {name} as a whole number.")
    return min(int(text), most)


def _search(
    build: Build, kind: str, asked: Mapping[str, str], part: tuple[int, int], today: date
) -> tuple[list[Element], int]:
    after, count = part
    direct = _direct(build, kind, asked, today)
    if direct is not None:
        return direct[after : after + count], (after + count if len(direct) > after + count > after else 0)
    page = find_page(build, _ENTRY_KINDS[kind], asked, after, max(count, 1))
    return _resources(facts_of(build, page.entry_ids), kind, today)[:count], page.following if count else 0


def _direct(build: Build, kind: str, asked: Mapping[str, str], today: date) -> list[Element] | None:
    """What an id or a reference leads to; None where names and states are asked.

    Raises:
        RefusedError: such a parameter stands with another one, or none does where one is needed.
    """
    given = sorted(set(asked) - _SHARED)
    direct = [name for name in given if name in _DIRECT]
    if not direct and kind in _ENTRY_KINDS:
        return None
    if len(given) != 1:
        names = ", ".join(name for name in PARAMETERS[kind] if name in _DIRECT)
        raise RefusedError(400, f"Of {names}, give one, and nothing else.")
    return _DIRECT[direct[0]](build, kind, asked[direct[0]], today)


def _by_id(build: Build, kind: str, text: str, today: date) -> list[Element]:
    return _with_id(build, kind, text, today)


def _by_identifier(build: Build, kind: str, text: str, today: date) -> list[Element]:
    return _resources(with_identifier(build, text, today), kind, today)


def _of_person(build: Build, kind: str, text: str, today: date) -> list[Element]:
    return _of(build, kind, referred(text, "Practitioner"), today)


def _of_clinic(build: Build, kind: str, text: str, today: date) -> list[Element]:
    found = facts_of(build, [referred(text, "Organization")])
    clinics = [facts for facts in found if not facts.is_person]
    if kind == "PractitionerRole":
        return [role for facts in clinics for role in members_of(facts)]
    return _resources(clinics, kind, today)


def _of(build: Build, kind: str, entry_id: str, today: date) -> list[Element]:
    return _resources(facts_of(build, [entry_id]), kind, today)


_DIRECT: dict[str, Callable[[Build, str, str, date], list[Element]]] = {
    "_id": _by_id,
    "identifier": _by_identifier,
    "practitioner": _of_person,
    "target": _of_person,
    "organization": _of_clinic,
}
"""Parameters that lead to few resources by keys; each stands alone."""


async def nothing(datasette: Any, request: Any) -> Element:
    """There is nothing else under `/fhir`."""
    raise RefusedError(404, f"Ask for /fhir/metadata, or for one of {', '.join(PARAMETERS)}.")


ROUTES = [
    (r"^/fhir/metadata$", _guarded(metadata)),
    (r"^/fhir/(?P<kind>[A-Za-z]+)/?$", _guarded(search)),
    (r"^/fhir/(?P<kind>[A-Za-z]+)/(?P<fhir_id>[^/]+)$", _guarded(one)),
    (r"^/fhir(?:/.*)?$", _guarded(nothing)),
]
"""Pattern of the path, and the function that answers."""
