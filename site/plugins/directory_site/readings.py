"""The ways to read what was typed: a number, a name, a place, a state; and which of them is meant."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from .numbers import entries_with_number, read_npi, read_number
from .places import Place, degrees_wide, place_of_words, place_of_zip
from .question import Question, StateReading, full_text, state_reading, whole_words
from .results import Facets, count_facets

NAME_COLUMNS = "name other_names license_numbers"
NEAR_MILES = 25
FAR_MILES = 100
ANYWHERE_MILES = 13_000
WAYS = ("name", "number", "state")
"""Ways to read the words that an address can ask for (`as=name`), instead of the most likely one."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A search request: the text, the filters, the page number and the way to read, as in the address."""

    text: str
    profession: str
    verdict: str
    page: int
    way: str


@dataclass(frozen=True, slots=True)
class Reading:
    """How the question was understood.

    `words` are looked for in `columns` (all, where empty), near `place` where there is one, within
    `within` miles, or in the state `state`, among one profession where `profession` is not empty.
    `numbered` maps the entries that a typed number leads to, to why; None where no number is meant.
    """

    words: tuple[str, ...]
    columns: str
    place: Place | None
    within: int
    profession: str
    state: str = ""
    numbered: dict[str, str] | None = None

    def parameters(self, today: date) -> dict[str, Any]:
        """The values that the SQL of `results` takes."""
        return {
            "match": full_text(self.words, self.columns) if self.words else "",
            "whole": whole_words(self.words) if self.words else "",
            "phrase": " ".join(self.words),
            "swapped": " ".join((*self.words[1:], *self.words[:1])),
            "latitude": self.place.latitude if self.place else None,
            "longitude": self.place.longitude if self.place else None,
            "within": self.within,
            "span": degrees_wide(self.place.latitude, self.within) if self.place else 360.0,
            "profession": self.profession,
            "state": self.state,
            "ids": "" if self.numbered is None else json.dumps(list(self.numbered)),
            "today": today.isoformat(),
        }


Found = tuple[Reading, Facets]


class Readings:
    """The ways to read one question, each counted at most when it is needed."""

    def __init__(self, db: Any, question: Question, asked: Asked, today: date) -> None:
        """Nothing is read yet."""
        self.db, self.question, self.asked, self.today = db, question, asked, today
        self.profession = asked.profession or question.profession
        self.number: Reading | None = None
        self.by_name = Reading(question.words, NAME_COLUMNS, None, ANYWHERE_MILES, asked.profession)
        self.state: StateReading | None = state_reading(question.rest) if question.rest else None

    async def choose(self) -> Found:
        """The way that was asked for, else the most likely one that finds somebody."""
        if self.asked.way == "name" or not self.question.words:
            return await self._count(self.by_name)
        if self.asked.way == "state" and self.state:
            return await self._count(self._in_state(self.state))
        self.number = number = await self._by_number()
        has_zip = bool(self.question.zip5)
        if number and (self.asked.way == "number" or not has_zip):
            return await self._count(number)
        found = await self._by_words()
        if number and (found[0].place is None or not found[1].total):
            return await self._count(number)
        return found

    async def others(self, chosen: Reading) -> dict[str, int]:
        """Other ways to read the words than the chosen one, with what each finds."""
        ways = {}
        if (chosen.place or chosen.state) and not self.question.zip5:
            ways["name"] = (await self._count(self.by_name))[1].total
        if self.state and not chosen.state and not chosen.place and chosen.numbered is None:
            ways["state"] = (await self._count(self._in_state(self.state)))[1].total
        if chosen.numbered is None and self.question.zip5:
            ways["number"] = (await self._count(self.number))[1].total if self.number else 0
        return {way: count for way, count in ways.items() if count}

    async def city_of_same_name(self, chosen: Reading) -> str:
        """`New York, NY` where the state New York was read and nothing but its name was typed."""
        if not chosen.state or chosen.words or self.state is None or self.state.is_code:
            return ""
        place, left = await self._place()
        return place.label if place and not left else ""

    async def _by_number(self) -> Reading | None:
        """The entries that a typed NPI or license number leads to; None where it leads to none."""
        npi, number = read_npi(self.question.text), read_number(self.question.text)
        found: dict[str, str] = {}
        if npi and (await self.db.execute("select 1 from entries where entry_id = ?", [npi])).first():
            found = {npi: "this is the entry’s national provider number (NPI)."}
        elif number:
            found = await entries_with_number(self.db, number)
        base = replace(self.by_name, words=(), columns="")
        return replace(base, numbered=found) if found else None

    async def _by_words(self) -> Found:
        """A name where all words are in one; else a place or a state; else words anywhere in an entry."""
        question, state = self.question, self.state
        place, left = await self._place()
        has_only_place = place is not None and not left
        names = (self.by_name, replace(self.by_name, words=question.rest, profession=self.profession))
        if question.rest and not question.zip5 and not has_only_place and not await self._is_state():
            for reading in names:
                named = await self._count(reading)
                if named[1].total:
                    return named
        is_city_of_state = state and place and place.label.endswith(f", {state.code}") and state.left
        if state and not question.zip5 and not is_city_of_state:
            return await self._in_state_or_name(state)
        if place is None:
            return await self._count(Reading(question.rest, "", None, ANYWHERE_MILES, self.profession))
        return await self._near(Reading(left, NAME_COLUMNS, place, NEAR_MILES, self.profession))

    async def _in_state_or_name(self, state: StateReading) -> Found:
        """Those of a state; where a state alone has none, those who are called so, such as Virginia."""
        in_state = await self._count(self._in_state(state))
        if in_state[1].total or state.left:
            return in_state
        named = await self._count(self.by_name)
        return named if named[1].total else in_state

    async def _is_state(self) -> bool:
        """Whether the last words are a state rather than the start of a name, such as WA or Ma."""
        if self.state is None:
            return False
        if not self.state.left and not self.state.is_code:
            return True
        sql = "select 1 from entries_fts where entries_fts match ? limit 1"
        whole = "{name other_names} : " + whole_words(self.question.rest)
        return (await self.db.execute(sql, [whole])).first() is None

    def _in_state(self, state: StateReading) -> Reading:
        return Reading(state.left, NAME_COLUMNS, None, ANYWHERE_MILES, self.profession, state.code)

    async def _near(self, reading: Reading) -> Found:
        """The reading within the least distance that finds somebody; for a name, anywhere at last.

        Where the digits can be a license number too, only places near the ZIP count.
        """
        steps = (NEAR_MILES, FAR_MILES, ANYWHERE_MILES) if reading.words else (NEAR_MILES, FAR_MILES)
        steps = steps[:1] if self.number else steps
        found = (reading, Facets(0, {}))
        for within in steps:
            found = await self._count(replace(reading, within=within))
            if found[1].total:
                break
        return found

    async def _place(self) -> tuple[Place | None, tuple[str, ...]]:
        if self.question.zip5:
            return await place_of_zip(self.db, self.question.zip5), self.question.rest
        found = await place_of_words(self.db, self.question.rest) if self.question.rest else None
        return found or (None, self.question.rest)

    async def _count(self, reading: Reading) -> Found:
        return reading, await count_facets(self.db, reading.parameters(self.today))
