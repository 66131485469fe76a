"""The search: from what was typed to a page of entries."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from verify.linkage.states import STATES

from .numbers import read_npi, read_number
from .question import Question, read_question
from .readings import Asked, Reading, Readings
from .reasons import name_reasons
from .results import Facets, Page, read_near_page, read_page
from .spelling import Near, near_names


@dataclass(frozen=True, slots=True)
class Answer:
    """All that the page of results says.

    `near_misses` are filled only where nothing was found; `page` then holds their entries. `reasons`
    say why an entry is there, where its name does not. `ways` are other ways to read the words, with
    the number of entries that each finds; `city` is a city of the same name as the state that was read.
    `has_number` is true where a number was typed, found or not.
    """

    question: Question
    asked: Asked
    reading: Reading
    facets: Facets
    page: Page
    near_misses: tuple[Near, ...]
    reasons: dict[str, str]
    ways: dict[str, int] = field(default_factory=dict)
    city: str = ""
    has_number: bool = False


async def search(db: Any, asked: Asked, today: date) -> Answer:
    """The answer to a search as of `today`; any text gives an answer, possibly an empty one."""
    readings = Readings(db, read_question(asked.text), asked, today)
    reading, facets = await readings.choose()
    ways = await readings.others(reading)
    misses: tuple[Near, ...] = ()
    if not facets.total and reading.words and reading.numbered is None:
        here = (reading.place.latitude, reading.place.longitude) if reading.place else None
        misses = await near_names(db, reading.words, reading.profession, here)
    parameters = reading.parameters(today)
    if misses:
        page = await read_near_page(db, {near.entry_id: near.miles for near in misses}, today.isoformat())
    else:
        page = await read_page(db, parameters, asked.verdict, asked.page, facets)
    reasons = reading.numbered or await name_reasons(db, reading.words, page.rows)
    city = await readings.city_of_same_name(reading)
    has_number = bool(read_npi(readings.question.text) or read_number(readings.question.text))
    return Answer(readings.question, asked, reading, facets, page, misses, reasons, ways, city, has_number)


def state_name(code: str) -> str:
    """The name of a state for readers."""
    return STATES.get(code, code)
