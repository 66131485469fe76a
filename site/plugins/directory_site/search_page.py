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
from .readings import WAYS, Asked
from .rendering import render
from .search import Answer, corrected, search
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


def search_address(asked: Asked, **changes: Any) -> str:
    """The address of this search with some parts changed; parts that say nothing are left out."""
    parts: dict[str, Any] = {
        "q": asked.text,
        **asked.filters.parts(),
        "within": asked.within or "",
        "as": asked.way,
        "page": "",
    }
    parts.update(changes)
    kept = {key: value for key, value in parts.items() if value or key == "q"}
    return "/search?" + urlencode(kept, doseq=True)


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
    link = linker(datasette, texts)
    has_streets = request.args.get("streets") == "on"
    kept = {"streets": "on"} if has_streets else {}
    answer: Answer = await directory(datasette).execute_fn(
        lambda connection: search(connection, asked, today.isoformat())
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
            "address": lambda **changes: link(search_address(asked, **kept | changes)),
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
    found = await directory(datasette).execute_fn(lambda connection: suggest(connection, typed))
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
