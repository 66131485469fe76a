"""The page of results and the suggestions: from an address to an answer, and from an answer to addresses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from datasette import Response

from .area_map import area_map
from .clock import site_today
from .finding import PAGE_SIZE
from .frame import directory
from .languages import linker, texts_of
from .narrowing import Filters, read_filters
from .people import may_show
from .places import RADII
from .reading import read
from .readings import WAYS, Asked
from .rendering import render
from .search import Answer, corrected, search
from .search_arrays import arrays_of
from .security import WITH_STREETS
from .suggestions import suggest
from .verdicts import shown
from .withheld import CONTACT, is_withheld

CHOICES = ("acupuncturist", "physical_therapist", "clinic")
"""Professions offered beside the search box."""


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


def still_public(rows: Iterable[Any]) -> tuple[Any, ...]:
    """The rows without what was withheld since the build: whole entries, or where to reach somebody."""
    kept = (row for row in rows if not is_withheld(row["entry_id"]))
    hidden = dict.fromkeys(("city", "zip5", "phone"), "")
    return tuple({**row, **hidden} if is_withheld(row["entry_id"], CONTACT) else row for row in kept)


async def results(datasette: Any, request: Any) -> Response:
    """The entries that a search finds, nearest first where a place is named."""
    asked, today, texts = read_asked(request.args), site_today(datasette), texts_of(request)
    has_streets = request.args.get("streets") == "on"
    kept = {"streets": "on"} if has_streets else {}
    answer: Answer = await read(
        directory(datasette),
        lambda build: search(build.connection, arrays_of(build), asked, today.isoformat()),
    )
    answer = replace(answer, rows=still_public(answer.rows))
    first = (answer.number - 1) * PAGE_SIZE + 1
    html = await render(
        datasette,
        "search.html",
        {
            "tab": "find",
            "choices": CHOICES,
            "asked": asked,
            "answer": answer,
            "first": first,
            "radii": RADII,
            "filters_on": active_filters(answer.filters),
            "address": Addresses(linker(datasette, texts)("/search"), asked, **kept),
            "page_numbers": page_numbers(answer.number, answer.last),
            "shown_today": lambda row: shown(row, today, texts),
            "may_show": may_show,
            "corrected": corrected(answer),
            "map": area_map(answer.rows, first, answer.reading.scope.area),
            "has_streets": has_streets,
        },
        request,
    )
    headers = {"X-Robots-Tag": "noindex"} | (WITH_STREETS if has_streets else {})
    return Response.html(html, headers=headers)


async def suggestions(datasette: Any, request: Any) -> Response:
    """Names, cities and ZIP codes that begin as typed, as JSON; nothing that was typed is kept."""
    typed = request.args.get("q") or ""
    found = await read(
        directory(datasette), lambda build: suggest(build.connection, arrays_of(build).size, typed)
    )
    return Response.json(found, headers={"Cache-Control": "public, max-age=300"})


def page_numbers(number: int, last: int) -> list[int | None]:
    """The page numbers to offer, with None where some are left out: `[1, 2, 3, None, 7]`."""
    kept = sorted({1, last, *range(max(1, number - 1), min(last, number + 1) + 1)})
    numbers: list[int | None] = []
    for each in kept:
        if numbers and each - (numbers[-1] or 0) > 1:
            numbers.append(None)
        numbers.append(each)
    return numbers
