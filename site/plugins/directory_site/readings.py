"""The ways to read what was typed: a number, a name, a place, a state; and which of them is meant."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from sqlite3 import Connection

from verify.linkage.search_sets import Ids, ids_from, in_all

from .finding import Found, Scope, find
from .naming import Named, find_named
from .narrowing import Filters
from .numbers import Numbered, entries_with_number, read_npi, read_number
from .places import RADII, Area, Place, area_around, place_of_words, place_of_zip, words_beside_zip
from .question import Question, StateReading, state_reading
from .search_arrays import Arrays
from .word_sets import NAMES, WordSets

ANYWHERE_MILES = 13_000
WAYS = ("name", "number", "state")
"""Ways to read the words that an address can ask for (`as=name`), instead of the most likely one."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A search request as in the address: text, filters, page, way to read, miles (None: ours)."""

    text: str
    filters: Filters
    page: int
    way: str = ""
    within: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """How the question was understood: a name, a place, a state, a profession, or a number.

    `numbered` maps the entries that a typed number leads to, to why; None where no number is meant.
    `found` are the entries, `counted` how many of them are in each group, `total` those of the profession
    that was typed, before filters; `named` is how the name led to them.
    """

    words: tuple[str, ...]
    profession: str = ""
    place: Place | None = None
    within: int = 0
    state: str = ""
    numbered: dict[int, Numbered] | None = None
    named: Named | None = None
    scope: Scope = field(default_factory=Scope)
    found: Found | None = None
    counted: Ids | None = None
    total: int = 0


class Readings:
    """The ways to read one question, each looked up at most when it is needed."""

    def __init__(self, connection: Connection, arrays: Arrays, question: Question, asked: Asked) -> None:
        """Nothing is read yet."""
        self.connection, self.arrays, self.question, self.asked = connection, arrays, question, asked
        self.sets = WordSets(connection, arrays.size)
        self.profession = question.profession
        self.number: Reading | None = None
        self.state: StateReading | None = state_reading(question.rest) if question.rest else None
        self._named: dict[tuple[str, ...], Named] = {}

    def choose(self) -> Reading:
        """The way that was asked for, else the most likely one that finds somebody."""
        question, way = self.question, self.asked.way
        if way == "name" or not question.words:
            return self.by_name(question.words)
        if way == "state" and self.state:
            return self._in_state(self.state)
        self.number = number = self._by_number()
        if number and (way == "number" or not question.zip5 or not number.numbered):
            return number
        found = self._by_words()
        if number and (found.place is None or not found.total):
            return number
        return found

    def others(self, chosen: Reading) -> dict[str, int]:
        """Other ways to read the words than the chosen one, with what each finds."""
        ways = {}
        if (chosen.place or chosen.state) and not self.question.zip5:
            ways["name"] = len(self._names(self.question.words).ids)
        if self.state and not chosen.state and not chosen.place and chosen.numbered is None:
            ways["state"] = self._in_state(self.state).total
        if chosen.numbered is None and self.question.zip5:
            ways["number"] = self.number.total if self.number else 0
        return {way: count for way, count in ways.items() if count}

    def city_of_same_name(self, chosen: Reading) -> str:
        """`New York, NY` where the state New York was read and nothing but its name was typed."""
        if not chosen.state or chosen.words or self.state is None or self.state.is_code:
            return ""
        place, left = self._place()
        return place.label if place and not left else ""

    def by_name(self, words: tuple[str, ...], profession: str = "") -> Reading:
        """Everybody of a name, wherever; all entries where there are no words."""
        named = self._names(words) if words else None
        return self._counted(
            Reading(words, profession, named=named, scope=Scope(named.ids if named else None))
        )

    def near(self, words: tuple[str, ...], place: Place) -> Reading:
        """Those around a place; those of a name around it, or anywhere at last."""
        named = self._names(words) if words else None
        if named:
            area = Area(place, self.asked.within or RADII[-1])
        else:
            area = area_around(self.arrays.places, place, self.asked.within)
        reading = Reading(words, self.profession, place, area.within, named=named)
        found = self._counted(replace(reading, scope=Scope(named.ids if named else None, area)))
        if found.total or not named or not len(named.ids) or self.asked.within or self.number:
            return found
        anywhere = Area(place, ANYWHERE_MILES)
        return self._counted(replace(reading, within=ANYWHERE_MILES, scope=Scope(named.ids, anywhere)))

    def _by_number(self) -> Reading | None:
        """The entries that a typed NPI or license number leads to; None where it leads to none."""
        npi, number = read_npi(self.question.text), read_number(self.question.text)
        sql = "select search_id from entry_search where entry_id = ?"
        held = self.connection.execute(sql, [npi]).fetchone() if npi else None
        found = {held[0]: Numbered(npi, "")} if held else {}
        if number and not found:
            found = entries_with_number(self.connection, number)
        scope = Scope(ids_from(sorted(found)))
        is_meant = bool(found) or (number is not None and number.is_certain)
        return self._counted(Reading((), numbered=found, scope=scope)) if is_meant else None

    def _by_words(self) -> Reading:
        """A name where all words are in one; else a place or a state; else words anywhere in a name."""
        question, state = self.question, self.state
        place, left = self._place()
        if place and place.is_doubtful and not self.profession and not question.has_linking_word:
            named = self.by_name(question.rest)
            if named.total or left:
                return named
        has_only_place = place is not None and not left
        if question.rest and not question.zip5 and not has_only_place and not self._is_state():
            for words, profession in ((question.words, ""), (question.rest, self.profession)):
                named = self.by_name(words, profession)
                if named.total:
                    return named
        is_city_of_state = state and place and place.label.endswith(f", {state.code}") and state.left
        if state and not question.zip5 and not is_city_of_state:
            return self._in_state_or_name(state)
        if place is None:
            return self.by_name(question.rest, self.profession)
        return self.near(left, place)

    def _in_state_or_name(self, state: StateReading) -> Reading:
        """Those of a state; where a state alone has none, those who are called so, such as Virginia."""
        in_state = self._in_state(state)
        if in_state.total or state.left:
            return in_state
        named = self.by_name(self.question.words)
        return named if named.total else in_state

    def _is_state(self) -> bool:
        """Whether the last words are a state rather than the start of a name, such as WA or Ma."""
        if self.state is None:
            return False
        if not self.state.left and not self.state.is_code:
            return True
        return not in_all(self.sets.holding(word, NAMES) for word in self.question.rest).any()

    def _in_state(self, state: StateReading) -> Reading:
        named = self._names(state.left) if state.left else None
        scope = Scope(named.ids if named else None, state=state.code)
        return self._counted(Reading(state.left, self.profession, state=state.code, named=named, scope=scope))

    def _place(self) -> tuple[Place | None, tuple[str, ...]]:
        if self.question.zip5:
            rest = self.question.rest
            left = words_beside_zip(self.connection, self.question.zip5, rest)
            is_name = left not in ((), rest) and len(self._names(rest).ids)  # Ma is a last name in MA, too
            return place_of_zip(self.connection, self.question.zip5), rest if is_name else left
        found = place_of_words(self.connection, self.question.rest) if self.question.rest else None
        return found or (None, self.question.rest)

    def _names(self, words: tuple[str, ...]) -> Named:
        if words not in self._named:
            self._named[words] = find_named(self.sets, words)
        return self._named[words]

    def _counted(self, reading: Reading) -> Reading:
        return counted(self.arrays, self.sets, reading)


def counted(arrays: Arrays, sets: WordSets, reading: Reading) -> Reading:
    """The reading with the entries of its scope found and counted."""
    found = find(arrays, sets, reading.scope)
    counts = arrays.groups.counted(found.groups)
    wanted = arrays.groups.professions.bearers(reading.profession) if reading.profession else True
    return replace(reading, found=found, counted=counts, total=int((counts * wanted).sum()))
