"""Slots hold the places of answers in a record that a parser makes, and tell when it asks what they hold."""

from __future__ import annotations

from typing import NoReturn

from crawler.readings import Reading


class LookedInto(Exception):  # noqa: N818 - no error: it tells the tracer what decides
    """The parser asked a slot what it holds."""

    def __init__(self, reading: Reading) -> None:
        """Carry what the parser wants to know."""
        super().__init__(reading)
        self.reading = reading


class Slot:
    """Holds the place of an answer in the record."""

    __slots__ = ("_mark", "_reading")

    def __init__(self, reading: Reading, mark: str) -> None:
        """Stand for the answer of this reading."""
        self._reading, self._mark = reading, mark

    def __format__(self, form: str) -> str:
        """The mark; a form that would change the text looks into it."""
        if form:
            raise LookedInto(self._reading)
        return self._mark

    def _look(self, *given: object) -> NoReturn:
        raise LookedInto(self._reading)

    __getattr__ = __getitem__ = __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _look
    __hash__ = __bool__ = __len__ = __iter__ = __contains__ = __str__ = __repr__ = _look
    __add__ = __radd__ = __mod__ = __mul__ = __int__ = __index__ = _look
