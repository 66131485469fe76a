"""The results of a search for programs: the entries of a page, with what the page says of each today.

Nothing stands here that the page would not show: a verdict that has ended is not given, the license behind a
verdict only where it may be shown, and nobody who was withheld since the build.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from datasette.utils import tilde_encode

from .asked_profession import is_about_other, shown_as
from .licenses import may_show
from .listing import People
from .numbers import Numbered
from .search import Answer
from .texts import ENGLISH

_PLACE = ("city", "state", "zip5")
_DATES = ("checked_on", "listing_as_of", "shown_until")
_LICENSE = ("agency", "license_number", "status_printed", "expires_on")


def as_facts(answer: Answer, today: date, link: Callable[[str], str], next_page: str) -> dict[str, Any]:
    """The answer as plain values, as of `today`; `next_page` is the address of what follows, or empty.

    `total` counts all entries found, `counts` what each other filter would leave; `read_as` is how the words
    were understood. The words themselves are not repeated.
    """
    facets = answer.facets
    return {
        "today": today.isoformat(),
        "notice": ENGLISH.text("frame.no_consumer_report").striptags(),
        "read_as": _reading(answer),
        "filters": {name: value for name, value in answer.filters.parts().items() if value},
        "total": facets.total,
        "page": answer.number,
        "last_page": answer.last,
        "next_page": next_page or None,
        "is_close": answer.is_close,
        "entries": [_entry(row, answer, today, link) for row in answer.rows],
        "counts": {
            "profession": facets.professions,
            "verdict": facets.verdicts,
            "licensed": facets.licensed,
            "language": facets.languages,
            "with": facets.marks,
        },
    }


def _reading(answer: Answer) -> dict[str, Any]:
    reading = answer.reading
    place = reading.place
    return {
        "name": " ".join(reading.words) or None,
        "profession": reading.profession or None,
        "place": place.label if place else None,
        "within_miles": reading.within if place and not answer.is_close else None,
        "state": reading.state or None,
        "is_number": reading.numbered is not None,
    }


def _entry(row: dict[str, Any], answer: Answer, today: date, link: Callable[[str], str]) -> dict[str, Any]:
    is_person = row["kind"] == "individual"
    start = "/practitioner/" if is_person else "/clinic/"
    people = answer.people.get(row["entry_id"])
    said = (
        verdict_facts(row, today, answer.filters.profession)
        if is_person
        else {"people": people_facts(people)}
    )
    return {
        "entry_id": row["entry_id"],
        "kind": row["kind"],
        "name": row["name"],
        "profession": row["profession"] if is_person else None,
        "checked_profession": row["checked_profession"],
        **{name: row[name] or None for name in _PLACE},
        "miles": None if row["miles"] is None else round(row["miles"], 1),
        "address": link(start + tilde_encode(row["entry_id"])),
        **said,
        "found_by": _reasons(answer.reasons.get(row["search_id"], ())),
    }


def verdict_facts(row: dict[str, Any], today: date, profession: str = "") -> dict[str, Any]:
    """The verdict as it may be shown today, and the license that it rests on.

    Where a profession is asked for, both are given of this profession alone.
    """
    told = shown_as(row, profession, today)
    is_other = is_about_other(row, profession)
    is_said = bool(row["license_number"]) and may_show(row) and not (told.has_ended or is_other)
    dates = {"listing_as_of": row["license_as_of"], "fetched_at": row["license_fetched_at"]}
    return {
        "verdict": told.verdict.code,
        "label": told.word,
        "sentence": told.sentence,
        "has_ended": told.has_ended,
        **{name: row[name] for name in _DATES},
        "license": {name: row[name] for name in _LICENSE} | dates if is_said else None,
    }


def people_facts(people: People | None) -> dict[str, int]:
    """How many people are named at a clinic, and what was found of them; a clinic has no verdict itself."""
    found = people or People(0, 0, 0)
    return {
        "named": found.members_count,
        "verified": found.verified_count,
        "not_checked": found.uncovered_count,
    }


def _reasons(why: Any) -> list[dict[str, str]]:
    """Why an entry is there, where its name does not tell: by a number, or by a word that is near."""
    if isinstance(why, Numbered):
        return [{"license_number": why.number_printed, "agency": why.agency}]
    return [{"typed": each.typed, "listed": each.word} for each in why]
