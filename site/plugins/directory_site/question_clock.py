"""The clock that a question in SQL asks stands: at the moment of the question, or on the day of a release.

SQLite would look at the clock of the machine for `date('now')`, `CURRENT_DATE` and their like. Here its own
functions are called with a moment instead, so that a question has one "now" from beginning to end, and a link
to a release has the same one for good.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from .limits import LONGEST_VALUE_BYTES

PLACES: dict[str, tuple[int, ...]] = {
    **dict.fromkeys(("date", "time", "datetime", "julianday", "unixepoch"), (0,)),
    "strftime": (1,),
    "timediff": (0, 1),
}
"""Functions of SQLite that may ask the clock, and which of their values says so."""

WORDS = {"current_date": slice(0, 10), "current_time": slice(11, 19), "current_timestamp": slice(0, 19)}
"""Words that stand for the clock in SQL, and their part of a moment."""

KEPT_ANSWERS = 4_096
"""Of each function; days repeat, and a call of Python costs ten of SQLite's."""


class Clock:
    """A moment in UTC, `YYYY-MM-DD HH:MM:SS.SSS`, which every query on a connection takes for now."""

    def __init__(self, moment: str) -> None:
        """It stands at this moment."""
        self.moment = moment
        self.forget: list[Callable[[], None]] = []

    def stand_at(self, moment: str) -> None:
        """It stands at another moment, and nothing is kept of what was asked before."""
        self.moment = moment
        for forget in self.forget:
            forget()


def moment_of(day: str) -> str:
    """The beginning of a day (an ISO date); the real moment where none is given."""
    return f"{day} 00:00:00.000" if day else datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")[:-3]


def add_clock(connection: sqlite3.Connection, clock: Clock) -> None:
    """Queries on the connection ask this clock and no other. Its views may, so it must trust its schema."""
    calendar = sqlite3.connect(":memory:", check_same_thread=False)
    calendar.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE_BYTES)
    known = {row[0] for row in calendar.execute("select name from pragma_function_list")}
    for name in PLACES.keys() & known:
        function = lru_cache(KEPT_ANSWERS, typed=True)(_function(name, clock, calendar))
        clock.forget.append(function.cache_clear)
        connection.create_function(name, -1, function, deterministic=True)
    for word, part in WORDS.items():
        connection.create_function(word, 0, lambda part=part: clock.moment[part], deterministic=True)


def _function(name: str, clock: Clock, calendar: sqlite3.Connection) -> Callable[..., Any]:
    """SQLite's own function, asked with the moment of the clock."""

    def function(*values: Any) -> Any:
        for place in PLACES[name]:
            values = with_moment(values, place, clock.moment)
        marks = ", ".join("?" * len(values))
        return calendar.execute(f"select {name}({marks})", values).fetchone()[0]

    return function


def with_moment(values: tuple[Any, ...], place: int, moment: str) -> tuple[Any, ...]:
    """The values of a call, with the moment where they ask for the clock at this place."""
    if len(values) == place:
        return (*values, moment)
    word = _word(values[place]) if place < len(values) else ""
    if word == "now":
        return (*values[:place], moment, *values[place + 1 :])
    if word in ("subsec", "subsecond"):
        return (*values[:place], moment, *values[place:])
    return values


def _word(value: Any) -> str:
    """A text as SQLite reads it here: up to the first NUL, in small letters, also of bytes."""
    text = value.decode("latin-1") if isinstance(value, bytes) else value
    return text.partition("\0")[0].lower() if isinstance(text, str) else ""
