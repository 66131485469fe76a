"""Finds out which columns a parser looks into, and which it passes on into the record unseen.

The parser reads a row whose cells are slots. A slot may be put into a text and into a field of the record,
and it says no word about itself: whoever compares, cuts, searches or tests it is told that this column
decides, and the parser then reads the row again with the true answer in that place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from operator import add, itemgetter
from typing import Any

from crawler.batch import Record
from crawler.cells import MAX_CELL_CHARACTERS
from crawler.license_lines import keyed
from crawler.readings import Reading
from crawler.records import LicenseRecord, Profession
from crawler.rows import Row, RowRejectedError, numbered
from crawler.slots import LookedInto, Slot

_NUMBER = -987_654_321_987_654_321
# Private-use characters stand in no listing; the letters tell when a mark was put into another case.
_MARK = re.compile("\ue000aZ([0-9]+)\ue001")


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """What the lines of all rows have in common whose deciding cells agree.

    `template` has a place for each of the answers that `pick` takes; it is empty for rows that are not ours.
    """

    template: bytes
    pick: Callable[[Sequence[Any]], Any]
    profession: Profession | None = None


SKIPPED = Pattern(b"", lambda answers: ())
"""Rows that are not ours."""

ASIDE = Pattern(b"", lambda answers: ())
"""Rows that have to be read one by one: refused, noted, or of a parser that can't be traced."""


class _Unseen(Mapping[str, str]):
    """The cells themselves, past the methods of the row: a parser that wants them can't be traced."""

    def __getitem__(self, name: str) -> str:
        raise TypeError(f"the cell {name!r} is read past the methods of its row")

    __iter__ = __len__ = __getitem__  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class _TracingRow(Row):
    """A row that answers with slots, but for the readings that decide. `places` numbers the slots."""

    plain: Row | None = None
    deciding: Sequence[Reading] = ()
    places: Mapping[Reading, int] | None = None

    def text(self, column: str, limit: int = MAX_CELL_CHARACTERS) -> str:
        return self._slot(Reading("text", column, (limit,)))

    def needed(self, column: str) -> str:
        return self._slot(Reading("needed", column))

    def zip5(self, column: str) -> str:
        return self._slot(Reading("zip5", column))

    def day(self, column: str, formats: Sequence[str], characters: int | None = None) -> str | None:
        # Whether something is None can be asked without a word to it. So it decides that there is a day.
        given = (tuple(formats), characters)
        is_there = self._decide(Reading("has_day", column, given))
        return self._slot(Reading("day", column, given)) if is_there else None

    def read(self, column: str, function: Callable[[str], Any]) -> Any:
        return self._decide(Reading("read", column, (function,)))

    def _decide(self, reading: Reading) -> Any:
        if reading not in self.deciding:
            raise LookedInto(reading)
        return reading.of(self.plain)  # type: ignore[arg-type]

    def _slot(self, reading: Reading) -> str:
        """The answer where it decides, else a slot, which the parser has to take for a text."""
        if reading in self.deciding:
            return str(reading.of(self.plain))  # type: ignore[arg-type]
        places: dict[Reading, int] = self.places  # type: ignore[assignment]
        return Slot(reading, _mark(places.setdefault(reading, len(places) + 1)))  # type: ignore[return-value]


def trace(
    parse: Callable[[Row], Record | None], row: Row, deciding: Sequence[Reading], places: dict[Reading, int]
) -> Pattern:
    """The pattern of all rows that give the deciding readings the answers of this one.

    `places` gains the readings that fill the slots, each with its place among the answers; at place 0 stands
    the number of the row.

    Raises:
        LookedInto: another reading decides too.
    """
    if any("\ue000" in cell or str(_NUMBER) in cell for cell in row.cells.values()):
        return ASIDE
    evidence = numbered(row.evidence, _NUMBER)
    tracing = _TracingRow(_Unseen(), evidence, plain=row, deciding=deciding, places=places)
    try:
        record = parse(tracing)
        if record is None:
            return SKIPPED
        if tracing.notes or not isinstance(record, LicenseRecord):
            return ASIDE
        return _pattern(record)
    except (RowRejectedError, TypeError):
        # The row is read again by itself, where an error of ours shows, too.
        return ASIDE


def _pattern(record: LicenseRecord) -> Pattern:
    held = ((field.name, getattr(record, field.name)) for field in fields(record))
    slots = {name: f"{value}" for name, value in held if isinstance(value, Slot)}
    line = keyed(replace(record, **slots)).decode()  # type: ignore[arg-type]
    pieces = _MARK.split(line.replace(str(_NUMBER), _mark(0)))
    literals, marked = pieces[::2], list(map(int, pieces[1::2]))
    if "\ue000" in "".join(literals) or len(marked) < 2:
        return ASIDE
    places = ["%s" if place else "%d" for place in marked]
    template = "".join(map(add, [literal.replace("%", "%%") for literal in literals], [*places, ""]))
    return Pattern(template.encode(), itemgetter(*marked), record.profession)


def _mark(place: int) -> str:
    return f"\ue000aZ{place}\ue001"
