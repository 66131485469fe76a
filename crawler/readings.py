"""What one cell says, read once for each text that occurs, by the very methods of a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from crawler.cells import MAX_CELL_CHARACTERS, SHORT_CELL_CHARACTERS, are_plain
from crawler.records import Evidence
from crawler.rows import Row, RowRejectedError

KNOWN_MAX = 1 << 15
"""So many texts of a column are remembered; then all are forgotten, so that no file can fill the memory."""

NOTHING = object()
"""The answer of a reading that says None."""

_NOWHERE = Evidence("", "", "", None, "", 0, "")
_PLAIN_METHODS = frozenset({("text", (MAX_CELL_CHARACTERS,)), ("needed", ())})


@dataclass(frozen=True, slots=True)
class Reading:
    """A method of `Row` that reads the one column, with what else it is given."""

    method: str
    column: str
    given: tuple[Any, ...] = ()

    def of(self, row: Row) -> Any:
        """What the row says.

        Raises:
            RowRejectedError: the cell is hostile, or is not what it should be.
        """
        return getattr(row, self.method)(self.column, *self.given)


class Cells:
    """The answers of one reading to the texts of its column; None for a text that needs a look at its row.

    Such are refused texts and long ones. Answers that are a part of a line of JSON (`is_part`) are bytes, and
    None stands for those that JSON would escape, too.
    """

    def __init__(self, reading: Reading, *, is_part: bool) -> None:
        """Nothing is known yet."""
        self.reading = reading
        self.has_unanswered = False
        self._is_part = is_part
        self._answers: dict[str, Any] = {}

    def read(self, column: Sequence[str]) -> list[Any]:
        """The answers, one for each cell."""
        try:
            return list(map(self._answers.__getitem__, column))
        except KeyError:
            self._learn(column)
            return list(map(self._answers.__getitem__, column))

    def _learn(self, column: Sequence[str]) -> None:
        if len(self._answers) > KNOWN_MAX:
            self._answers.clear()
            self.has_unanswered = False
        # Without the set, a column of numbers would ask the method of a row for every cell.
        new = set(column).difference(self._answers)
        if (self.reading.method, self.reading.given) in _PLAIN_METHODS and are_plain(new):
            self._answers.update(zip(new, map(str.encode, new) if self._is_part else new, strict=True))
            return
        answers = [self._answer(text) for text in new]
        self._answers.update(zip(new, answers, strict=True))
        self.has_unanswered = self.has_unanswered or None in answers

    def _answer(self, text: str) -> Any:
        if len(text) > SHORT_CELL_CHARACTERS:
            return None
        try:
            answer = self.reading.of(Row({self.reading.column: text}, _NOWHERE))
        except RowRejectedError:
            return None
        if self._is_part:
            return answer.encode() if _is_same_in_json(answer) else None
        return NOTHING if answer is None else answer


def _is_same_in_json(text: object) -> bool:
    return isinstance(text, str) and text.isprintable() and '"' not in text and "\\" not in text
