"""What the reconciliation service suggests while a person types, and proposes to fetch."""

from __future__ import annotations

from typing import Any

from datasette import Response

from .frame import directory
from .reading import read
from .reconcile_facts import suggest_entries
from .reconcile_page import data
from .reconcile_query import LONGEST_VALUE
from .reconcile_terms import FETCHED, MATCHED_BY, TYPES, as_properties, beginning, fetched_of, type_of
from .security import RECONCILE


async def propose(datasette: Any, request: Any) -> Response:
    """The properties that can be fetched of entries of a type; all where the type is none of ours."""
    kind = request.args.get("type") or ""
    known = kind if kind in TYPES else ""
    found = [{"id": code, "name": each.name} for code, each in fetched_of(known).items()]
    limit = _number(request.args.get("limit"), len(found))
    return data({"type": known, "limit": limit, "properties": found[:limit]})


async def suggest_entity(datasette: Any, request: Any) -> Response:
    """Entries whose names begin as typed."""
    prefix, skipped = request.args.get("prefix") or "", _number(request.args.get("cursor"), 0)
    found = await read(directory(datasette), lambda build: suggest_entries(build, prefix, skipped))
    return data({"result": found})


async def suggest_type(datasette: Any, request: Any) -> Response:
    """Types whose names begin as typed."""
    codes = beginning((request.args.get("prefix") or "")[:LONGEST_VALUE], TYPES.items())
    skipped = _number(request.args.get("cursor"), 0)
    return data({"result": [type_of(code) for code in codes[skipped:]]})


async def suggest_property(datasette: Any, request: Any) -> Response:
    """Properties to match by whose names begin as typed, then those that can only be fetched."""
    known = {**MATCHED_BY, **FETCHED}
    named = [(code, each.name) for code, each in known.items()]
    codes = beginning((request.args.get("prefix") or "")[:LONGEST_VALUE], named)
    skipped = _number(request.args.get("cursor"), 0)
    return data({"result": as_properties(codes[skipped:])})


def _number(text: str | None, otherwise: int) -> int:
    """A small whole number of an address; `otherwise` where there is none."""
    typed = text or ""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else otherwise


ROUTES = [
    (rf"^{RECONCILE}/properties$", propose),
    (rf"^{RECONCILE}/suggest/entity$", suggest_entity),
    (rf"^{RECONCILE}/suggest/type$", suggest_type),
    (rf"^{RECONCILE}/suggest/property$", suggest_property),
]
"""Pattern of the path, and the function that answers."""
