"""The search: from what was typed to a page of entries."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from sqlite3 import Connection
from typing import Any

from .finding import MOST_PAGES, PAGE_SIZE, Scope, pick
from .listing import People, read_people, read_rows
from .naming import Why, find_close, reasons
from .narrowing import Facets, Filters, count_facets
from .numbers import Numbered, read_npi, read_number
from .question import Question, read_question
from .readings import Asked, Reading, Readings, counted
from .search_arrays import Arrays


@dataclass(frozen=True, slots=True)
class Answer:
    """All that the page of results says.

    `filters` are those of the address, with the profession that was typed. `ways` are other ways to read the
    words, with the number of entries that each finds; `city` is a city of the same name as the state that was
    read. `is_close` says that nobody bears the name as typed. `has_number` is true where a number was typed,
    found or not.
    """

    question: Question
    asked: Asked
    reading: Reading
    filters: Filters
    facets: Facets
    rows: tuple[dict[str, Any], ...]
    number: int
    last: int
    people: dict[str, People]
    reasons: dict[int, tuple[Why, ...] | Numbered]
    ways: dict[str, int] = field(default_factory=dict)
    city: str = ""
    is_close: bool = False
    has_number: bool = False


def search(connection: Connection, arrays: Arrays, asked: Asked, today: str) -> Answer:
    """The answer to a search as of `today` (ISO date); any text gives an answer, possibly an empty one."""
    readings = Readings(connection, arrays, read_question(asked.text), asked)
    reading = readings.choose()
    is_close = not reading.total and bool(reading.words) and reading.numbered is None
    if is_close:
        reading = _close(readings, reading)
    filters = replace(asked.filters, profession=asked.filters.profession or reading.profession)
    facets = count_facets(arrays.groups, reading.counted, filters, today)
    last = min(max(1, -(-facets.total // PAGE_SIZE)), MOST_PAGES)
    number = min(max(1, asked.page), last)
    rows = read_rows(connection, pick(arrays, reading.found, filters, today, number))
    return Answer(
        readings.question, asked, reading, filters, facets, rows, number, last,
        people=read_people(connection, rows, today),
        reasons=_reasons(connection, reading, rows),
        ways={} if is_close else readings.others(reading),
        city=readings.city_of_same_name(reading),
        is_close=is_close and bool(rows),
        has_number=bool(read_npi(readings.question.text) or read_number(readings.question.text)),
    )  # fmt: skip


def _close(readings: Readings, reading: Reading) -> Reading:
    """The same question for close names, wherever they are; distances are told where a place was named."""
    named = find_close(readings.sets, reading.words)
    return counted(readings.arrays, readings.sets, replace(reading, named=named, scope=Scope(named.ids)))


def _reasons(
    connection: Connection, reading: Reading, rows: tuple[dict[str, Any], ...]
) -> dict[int, tuple[Why, ...] | Numbered]:
    """Why the entries of a page are there, where their names do not tell."""
    ids = [row["search_id"] for row in rows]
    numbered = reading.numbered or {}
    found: dict[int, Any] = {search_id: numbered[search_id] for search_id in ids if search_id in numbered}
    return found or (reasons(connection, reading.named, ids) if reading.named else {})


def corrected(answer: Answer) -> str:
    """The typed words with those of the closest name in place of the mistyped ones; empty without any."""
    first = answer.rows[0]["search_id"] if answer.is_close and answer.rows else None
    whys = answer.reasons.get(first, ()) if first is not None else ()
    pairs = {why.typed: why.word for why in whys} if isinstance(whys, tuple) else {}
    words = [pairs.get(word, word) for word in answer.reading.words]
    return " ".join(words) if pairs else ""
