"""Addresses of the page of results: from one to the question in it, and from a question to many."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from .narrowing import Filters, read_filters
from .places import RADII
from .readings import WAYS, Asked


def read_asked(arguments: Any) -> Asked:
    """The search request of an address; a value that is none of the choices counts as not given."""
    page, within, way = (arguments.get(name) or "" for name in ("page", "within", "as"))
    return Asked(
        text=arguments.get("q") or "",
        filters=read_filters(arguments),
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1,
        way=way if way in WAYS else "",
        within=int(within) if within in map(str, RADII) else None,
    )


class Addresses:
    """The addresses of a search with some parts changed; a page has dozens, so what stays is written once."""

    def __init__(self, start: str, asked: Asked, **kept: Any) -> None:
        """`start` is the address of the page of results; `kept` are parts beside the question itself."""
        parts = {
            "q": asked.text,
            **asked.filters.parts(),
            "within": asked.within,
            "as": asked.way,
            "page": "",
        }
        self._start = f"{start}?"
        self._parts = {name: _part(name, value) for name, value in {**parts, **kept}.items()}

    def __call__(self, **changes: Any) -> str:
        """This search with these parts instead; parts that say nothing are left out."""
        parts = self._parts | {name: _part(name, value) for name, value in changes.items()}
        return self._start + "&".join(part for part in parts.values() if part)


def _part(name: str, value: Any) -> str:
    return urlencode({name: value}, doseq=True) if value or name == "q" else ""


def active_filters(filters: Filters) -> list[tuple[str, str, dict[str, Any]]]:
    """(kind, value, the change that removes it) of every filter that is on."""
    single = ("profession", "verdict", "licensed", "language")
    found = [(kind, getattr(filters, kind), {kind: ""}) for kind in single if getattr(filters, kind)]
    for mark in filters.marks:
        found.append(("mark", mark, {"with": [each for each in filters.marks if each != mark]}))
    return found


def page_numbers(number: int, last: int) -> list[int | None]:
    """The page numbers to offer, with None where some are left out: `[1, 2, 3, None, 7]`."""
    kept = sorted({1, last, *range(max(1, number - 1), min(last, number + 1) + 1)})
    numbers: list[int | None] = []
    for each in kept:
        if numbers and each - (numbers[-1] or 0) > 1:
            numbers.append(None)
        numbers.append(each)
    return numbers
