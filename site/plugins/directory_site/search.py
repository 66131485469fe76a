"""The search: from what was typed to a page of entries."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from .places import Place, place_of_words, place_of_zip
from .question import Question, full_text, read_question, whole_words
from .results import Facets, Page, count_facets, read_page
from .spelling import Near, near_names

NAME_COLUMNS = "name other_names license_numbers"
NEAR_MILES = 25
FAR_MILES = 100
ANYWHERE_MILES = 13_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A search request: the text, the filters and the page number as they stand in the address."""

    text: str
    profession: str
    verdict: str
    page: int
    as_name: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """How the question was understood.

    `words` are looked for in `columns` (all, where empty), near `place` where there is one, within
    `within` miles, among one profession where `profession` is not empty.
    """

    words: tuple[str, ...]
    columns: str
    place: Place | None
    within: int
    profession: str

    def parameters(self, today: date) -> dict[str, Any]:
        """The values that the SQL of `results` takes."""
        return {
            "match": full_text(self.words, self.columns) if self.words else "",
            "whole": whole_words(self.words, NAME_COLUMNS) if self.words else "",
            "latitude": self.place.latitude if self.place else None,
            "longitude": self.place.longitude if self.place else None,
            "within": self.within,
            "profession": self.profession,
            "today": today.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """All that the page of results says.

    `near_misses` are filled only where nothing was found. `name_reading_count` counts the entries
    whose name holds all the words, where the words were read as a place instead.
    """

    question: Question
    asked: Asked
    reading: Reading
    facets: Facets
    page: Page
    near_misses: tuple[Near, ...]
    name_reading_count: int


async def search(db: Any, asked: Asked, today: date) -> Answer:
    """The answer to a search as of `today`; any text gives an answer, possibly an empty one."""
    question = read_question(asked.text)
    by_name = Reading(question.words, NAME_COLUMNS, None, ANYWHERE_MILES, asked.profession)
    named = await count_facets(db, by_name.parameters(today))
    reading, facets = by_name, named
    if question.words and not asked.as_name:
        reading, facets = await _understand(db, question, (by_name, named), today)
    page = await read_page(db, reading.parameters(today), asked.verdict, asked.page, facets)
    misses: tuple[Near, ...] = ()
    if not facets.total and reading.words:
        misses = await near_names(db, reading.words, reading.profession)
    is_place = reading.place is not None and not question.zip5
    return Answer(question, asked, reading, facets, page, misses, named.total if is_place else 0)


async def _understand(
    db: Any, question: Question, named: tuple[Reading, Facets], today: date
) -> tuple[Reading, Facets]:
    """A name where all words are in one; else a place; else words anywhere in an entry."""
    place, left = await _place(db, question)
    has_only_place = place is not None and not left
    has_only_profession = not question.rest
    if named[1].total and not question.zip5 and not has_only_place and not has_only_profession:
        return named
    profession = named[0].profession or question.profession
    if place is None:
        anywhere = Reading(question.rest, "", None, ANYWHERE_MILES, profession)
        return anywhere, await count_facets(db, anywhere.parameters(today))
    return await _near(db, Reading(left, NAME_COLUMNS, place, NEAR_MILES, profession), today)


async def _near(db: Any, reading: Reading, today: date) -> tuple[Reading, Facets]:
    """The reading within the least distance that finds somebody; for a name, anywhere at last."""
    steps = (NEAR_MILES, FAR_MILES, ANYWHERE_MILES) if reading.words else (NEAR_MILES, FAR_MILES)
    facets = Facets(0, {})
    for within in steps:
        reading = replace(reading, within=within)
        facets = await count_facets(db, reading.parameters(today))
        if facets.total:
            break
    return reading, facets


async def _place(db: Any, question: Question) -> tuple[Place | None, tuple[str, ...]]:
    if question.zip5:
        return await place_of_zip(db, question.zip5), question.rest
    found = await place_of_words(db, question.rest) if question.rest else None
    return found or (None, question.rest)
