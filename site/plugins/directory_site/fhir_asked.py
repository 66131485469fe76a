"""What a request in FHIR asks. What is not known is refused: a filter passed over would widen an answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from verify.fhir.answers import MEDIA_TYPE
from verify.fhir.offered import FORWARD, PARAMETERS, REVERSE
from verify.linkage.states import STATES

from .addresses import LONGEST_SEARCH
from .fhir_along import Along
from .security import is_posted_search

_FORMATS = ("json", "application/json", MEDIA_TYPE, MEDIA_TYPE.replace("+", " "))
"""The last one is what comes of a `+` that was not escaped in an address, as many clients send it."""
WITH = ("_include", "_revinclude")
"""The parameters that ask for what comes along; each may stand more than once."""
SHARED = frozenset({"_count", "_after", "_format", "_summary", "_total", "_totalMethod", *WITH})
"""Parameters of every search, which narrow nothing. `_totalMethod` is no part of FHIR; the client `fhirpy`
sends it beside `_count=0`, and it is passed over."""
_CHOICES = {"_summary": ("count", "false"), "_total": ("accurate", "estimate", "none")}


class RefusedError(Exception):
    """A request that is not answered: status, words that say what to do, perhaps a code of FHIR."""

    def __init__(self, status: int, words: str, code: str = "") -> None:
        """The error with its status."""
        super().__init__(words)
        self.status, self.words, self.code = status, words, code


def require_reading(request: Any) -> None:
    """The request asks to read, and not to create anything: with GET, or at `_search` with a form.

    Raises:
        RefusedError: it asks for something else.
    """
    is_search = is_posted_search(request.scope["path"])
    if is_search and request.method != "POST":
        raise RefusedError(405, "Post a form here, or ask with GET without _search at the end.")
    if not is_search and request.method not in ("GET", "HEAD"):
        raise RefusedError(405, "This can only be read, with GET; a search also by a form at KIND/_search.")


def require_json(given: Any) -> None:
    """The answer is wanted as JSON.

    Raises:
        RefusedError: it is wanted in another format.
    """
    if (given.get("_format") or "json") not in _FORMATS:
        raise RefusedError(406, f"Resources are written as {MEDIA_TYPE} alone; leave _format out.")


def require_kind(kind: str) -> None:
    """There are resources of this kind.

    Raises:
        RefusedError: there are none.
    """
    if kind not in PARAMETERS:
        raise RefusedError(404, f"Kinds of resources here are {', '.join(PARAMETERS)}.")


def read_asked(given: Any, kind: str) -> dict[str, str]:
    """The parameters of a search with their values, in the order of their names.

    Raises:
        RefusedError: one is not known, is given twice, or has a value that it can't have.
    """
    known = PARAMETERS[kind]
    for name in given:
        if name not in known and name not in SHARED:
            raise RefusedError(400, f"{kind} is searched by {', '.join(known)}; leave the others out.")
        if len(given.getlist(name)) > 1 and name not in WITH:
            raise RefusedError(400, f"Give {name} once.")
    asked = {name: str(given.get(name)).strip() for name in sorted(set(given) - set(WITH))}
    for name, value in asked.items():
        _require_value(name, value, known.get(name, ("", ""))[0])
    return asked


def _require_value(name: str, value: str, of_type: str) -> None:
    if len(value) > LONGEST_SEARCH:
        raise RefusedError(400, f"Give values of at most {LONGEST_SEARCH} characters.")
    if not any(map(str.isalnum, value)):
        raise RefusedError(400, f"Give {name} a value, or leave it out.")
    if name == "address-state" and value.upper() not in STATES:
        raise RefusedError(400, "Give address-state as the two letters of a state, such as WA.")
    if of_type == "string" and "," in value:
        raise RefusedError(400, f"Give {name} one value, without a comma: a comma means “or” in FHIR.")
    if name in _CHOICES and value not in _CHOICES[name]:
        raise RefusedError(400, f"Give {name} as {' or '.join(_CHOICES[name])}, or leave it out.")


def read_along(given: Any, kind: str) -> Along:
    """What is to come along with what is found.

    Raises:
        RefusedError: nothing of that name comes with this kind.
    """
    wanted = []
    for parameter, offered in zip(WITH, (FORWARD, REVERSE), strict=True):
        names, known = sorted(set(given.getlist(parameter))), offered.get(kind, {})
        if not set(names) <= set(known):
            raise RefusedError(400, f"With {kind} come, by {parameter}: {', '.join(known) or 'nothing'}.")
        wanted.append(tuple(names))
    return Along(*wanted)


def read_number(asked: Mapping[str, str], name: str, usual: int, most: int) -> int:
    """The number that is asked, `most` at most.

    Raises:
        RefusedError: it is none.
    """
    text = asked.get(name, str(usual))
    if not (text.isascii() and text.isdigit() and len(text) < 11):
        raise RefusedError(400, f"Give {name} as a whole number.")
    return min(int(text), most)
