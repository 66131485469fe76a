"""What a request in FHIR asks. What is not known is refused: a filter passed over would widen an answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from verify.fhir.answers import MEDIA_TYPE, PARAMETERS, REVERSE

from .addresses import LONGEST_SEARCH
from .fhir_finding import is_state

_FORMATS = ("json", "application/json", MEDIA_TYPE)
WITH = "_revinclude"
"""The parameter that asks for what refers to the people found; it may stand more than once."""
SHARED = frozenset({"_count", "_after", "_format", WITH})
"""Parameters of every search, which narrow nothing."""


class RefusedError(Exception):
    """A request that is not answered: status, and words that say what to do."""

    def __init__(self, status: int, words: str) -> None:
        """The error with its status."""
        super().__init__(words)
        self.status, self.words = status, words


def require_reading(request: Any) -> None:
    """The request asks to read, and not to create anything.

    Raises:
        RefusedError: it asks for something else.
    """
    if request.method not in ("GET", "HEAD"):
        raise RefusedError(405, "This can only be read, with GET.")


def require_json(request: Any) -> None:
    """The answer is wanted as JSON.

    Raises:
        RefusedError: it is wanted in another format.
    """
    if (request.args.get("_format") or "json") not in _FORMATS:
        raise RefusedError(406, f"Resources are written as {MEDIA_TYPE} alone; leave _format out.")


def require_kind(kind: str) -> None:
    """There are resources of this kind.

    Raises:
        RefusedError: there are none.
    """
    if kind not in PARAMETERS:
        raise RefusedError(404, f"Kinds of resources here are {', '.join(PARAMETERS)}.")


def read_asked(request: Any, kind: str) -> dict[str, str]:
    """The parameters of a search with their values, in the order of their names.

    Raises:
        RefusedError: one is not known, is given twice, or has a value that it can't have.
    """
    known = PARAMETERS[kind]
    for name in request.args:
        if name not in known and name not in SHARED:
            raise RefusedError(400, f"{kind} is searched by {', '.join(known)}; leave the others out.")
        if len(request.args.getlist(name)) > 1 and name != WITH:
            raise RefusedError(400, f"Give {name} once.")
    names = sorted(set(request.args) - {WITH})
    asked = {name: str(request.args.get(name)).strip() for name in names}
    if any(len(value) > LONGEST_SEARCH for value in asked.values()):
        raise RefusedError(400, f"Give values of at most {LONGEST_SEARCH} characters.")
    if empty := [name for name, value in asked.items() if not any(map(str.isalnum, value))]:
        raise RefusedError(400, f"Give {empty[0]} a value, or leave it out.")
    if "address-state" in asked and not is_state(asked["address-state"]):
        raise RefusedError(400, "Give address-state as the two letters of a state, such as WA.")
    return asked


def read_reverse(request: Any, kind: str) -> list[str]:
    """What is to come with the people found.

    Raises:
        RefusedError: nothing of that name comes with this kind.
    """
    given = sorted(set(request.args.getlist(WITH)))
    known = REVERSE.get(kind, {})
    if not set(given) <= set(known):
        raise RefusedError(400, f"With {kind} come, by {WITH}: {', '.join(known) or 'nothing'}.")
    return given


def read_number(asked: Mapping[str, str], name: str, usual: int, most: int) -> int:
    """The number that is asked, `most` at most.

    Raises:
        RefusedError: it is none.
    """
    text = asked.get(name, str(usual))
    if not (text.isascii() and text.isdigit() and len(text) < 11):
        raise RefusedError(400, f"Give {name} as a whole number.")
    return min(int(text), most)
