"""The page that checks a name or a license number, and its JSON. What is asked is neither kept nor logged."""

from __future__ import annotations

from datetime import date
from operator import itemgetter
from typing import Any
from urllib.parse import urlencode

from datasette import Response

from verify.linkage.lookup import Answer, as_facts, look_up
from verify.linkage.lookup_lists import Listing, read_listings
from verify.linkage.lookup_question import read_question
from verify.linkage.states import STATES

from .clock import site_today
from .frame import directory
from .languages import linker, texts_of
from .reading import Build, read
from .rendering import render
from .withheld import is_withheld
from .wording import state_name

FIELDS = ("name", "number", "state", "profession")
"""The parts of a question, as they stand in the address."""

LONGEST_FIELD = 200
"""Characters of each part that are looked at; the look-up reads fewer."""

CHOICES = ("acupuncturist", "physical_therapist", "pt_assistant")
"""Professions offered in the form."""

HEADERS = {"X-Robots-Tag": "noindex, nofollow", "Cache-Control": "no-store"}
"""No copy of an answer about a person is kept by search engines or caches."""

SHAPES = {
    "found": "v-verified",
    "found_not_active": "v-inactive",
    "no_longer_listed": "v-missing",
    "needs_more": "v-review",
    "several": "v-review",
    "not_found": "v-missing",
    "not_covered": "v-uncovered",
    "too_little": "v-uncovered",
}
"""The answer to its shape and color."""


def read_typed(arguments: Any) -> dict[str, str]:
    """The parts of the question as typed, cut to what is looked at."""
    return {name: (arguments.get(name) or "")[:LONGEST_FIELD] for name in FIELDS}


async def answer_to(datasette: Any, typed: dict[str, str]) -> Answer:
    """The answer from the published database, as of today."""
    question, today = read_question(**typed), site_today(datasette)

    def answer(build: Build) -> Answer:
        return look_up(build.connection, question, today, is_withheld, listings_of(build, today))

    return await read(directory(datasette), answer)


def listings_of(build: Build, today: date) -> tuple[Listing, ...]:
    """The lists of a build as old as they are today; those of the day before are forgotten."""
    day, listings = build.remembered.get("listings", (None, ()))
    if day != today:
        listings = read_listings(build.connection, today)
        build.remembered["listings"] = today, listings
    return tuple(listings)


async def check(datasette: Any, request: Any) -> Response:
    """The form and, where something was asked, the answer above it."""
    typed = read_typed(request.args)
    answer = await answer_to(datasette, typed) if any(typed.values()) else None
    html = await render(datasette, "check.html", _variables(datasette, request, typed, answer), request)
    return Response.html(html, headers=HEADERS)


async def check_json(datasette: Any, request: Any) -> Response:
    """The same facts as the page, for programs."""
    answer = await answer_to(datasette, read_typed(request.args))
    return Response.json(as_facts(answer), headers=HEADERS)


def _variables(datasette: Any, request: Any, typed: dict[str, str], answer: Answer | None) -> dict[str, Any]:
    asked = answer.question if answer else read_question()
    address = urlencode({name: value for name, value in typed.items() if value})
    return {
        "tab": "check",
        "robots": HEADERS["X-Robots-Tag"],
        "typed": typed,
        "asked": asked,
        "answer": answer,
        "shape": _shape(answer),
        "choices": CHOICES,
        "states": _states(texts_of(request)),
        "json_address": f"{linker(datasette, texts_of(request))('/check.json')}?{address}",
        "has_letters": bool(asked.letters),
    }


def _shape(answer: Answer | None) -> str:
    if answer is None:
        return ""
    if answer.result == "found" and answer.candidates[0].lacks_end_date:
        return "v-endless"
    has_notice = answer.result == "found" and answer.candidates[0].is_identified and _has_notice(answer)
    return "v-notice" if has_notice else SHAPES[answer.result]


def _has_notice(answer: Answer) -> bool:
    one = answer.candidates[0]
    return one.status != "active" or bool(one.actions) or one.discipline.startswith("The list says")


def _states(texts: Any) -> list[tuple[str, str]]:
    """Codes and names of the states, by name; last the United Kingdom.

    In other languages the letters stand beside the name, for these are what a card or a flyer shows.
    """
    letters = "{}" if texts.is_english else "{} ({})"
    named = sorted(
        ((code, letters.format(state_name(code, texts), code)) for code in STATES), key=itemgetter(1)
    )
    return [*named, ("UK", texts.text("check.kingdom"))]


ROUTES = [(r"^/check$", check), (r"^/check\.json$", check_json)]
"""Pattern of the path, and the function that answers."""
