"""The page of results, the same as JSON, and the suggestions: from a question to an answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from datasette import Response

from .area_map import area_map
from .asked_profession import is_about_other, shown_as
from .clock import site_today
from .finding import PAGE_SIZE
from .frame import directory, read_frame
from .languages import linker, texts_of
from .people import may_show
from .places import RADII
from .reading import read
from .readings import Asked
from .rendering import render
from .search import Answer, corrected, search
from .search_addresses import Addresses, active_filters, page_numbers, read_asked
from .search_arrays import arrays_of
from .search_json import as_facts
from .security import WITH_STREETS
from .suggestions import suggest
from .texts import ENGLISH
from .withheld import CONTACT, is_withheld

CHOICES = ("acupuncturist", "physical_therapist", "clinic")
"""Professions offered beside the search box."""

HEADERS = {"X-Robots-Tag": "noindex"}
"""Results are no pages for search engines; those of people and clinics are."""


def still_public(rows: Iterable[Any]) -> tuple[Any, ...]:
    """The rows without what was withheld since the build: whole entries, or where to reach somebody."""
    kept = (row for row in rows if not is_withheld(row["entry_id"]))
    hidden = dict.fromkeys(("city", "zip5", "phone"), "")
    return tuple({**row, **hidden} if is_withheld(row["entry_id"], CONTACT) else row for row in kept)


async def read_answer(datasette: Any, asked: Asked, today: date) -> Answer:
    """What a search finds today, without what was withheld since the build."""
    answer: Answer = await read(
        directory(datasette),
        lambda build: search(build.connection, arrays_of(build), asked, today.isoformat()),
    )
    return replace(answer, rows=still_public(answer.rows))


async def results_json(datasette: Any, request: Any) -> Response:
    """The same entries as the page of results, for programs."""
    asked, today, link = read_asked(request.args), site_today(datasette), linker(datasette, ENGLISH)
    answer = await read_answer(datasette, asked, today)
    following = answer.number + 1 if answer.number < answer.last else 0
    next_page = Addresses(link("/search.json"), asked)(page=following) if following else ""
    facts = as_facts(answer, today, link, next_page)
    release = (await read_frame(datasette))["release"]
    about = {"release_id": release["release_id"], "is_sample": bool(release["is_sample"])} if release else {}
    return Response.json({**about, **facts}, headers=HEADERS)


async def results(datasette: Any, request: Any) -> Response:
    """The entries that a search finds, nearest first where a place is named."""
    asked, today, texts = read_asked(request.args), site_today(datasette), texts_of(request)
    has_streets = request.args.get("streets") == "on"
    kept = {"streets": "on"} if has_streets else {}
    answer = await read_answer(datasette, asked, today)
    link = linker(datasette, texts)
    data_address = Addresses(link("/search.json"), asked)(page=answer.number if answer.number > 1 else "")
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
            "address": Addresses(link("/search"), asked, **kept),
            "data_address": data_address,
            "page_numbers": page_numbers(answer.number, answer.last),
            "shown_today": lambda row: shown_as(row, answer.filters.profession, today, texts),
            "is_about_other": lambda row: is_about_other(row, answer.filters.profession),
            "has_others": any(is_about_other(row, answer.filters.profession) for row in answer.rows),
            "may_show": may_show,
            "corrected": corrected(answer),
            "map": area_map(answer.rows, first, answer.reading.scope.area),
            "has_streets": has_streets,
        },
        request,
    )
    told = {"Link": f'<{data_address}>; rel="alternate"; type="application/json"'}
    return Response.html(html, headers=HEADERS | told | (WITH_STREETS if has_streets else {}))


async def suggestions(datasette: Any, request: Any) -> Response:
    """Names, cities and ZIP codes that begin as typed, as JSON; nothing that was typed is kept."""
    typed = request.args.get("q") or ""
    found = await read(
        directory(datasette), lambda build: suggest(build.connection, arrays_of(build).size, typed)
    )
    return Response.json(found, headers={"Cache-Control": "public, max-age=300"})
