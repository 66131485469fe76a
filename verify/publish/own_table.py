"""Reads a list that maintainers keep by hand: strict, with the place and the remedy in every error."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from crawler.records import Evidence
from verify.publish.errors import CannotRunError
from verify.publish.private_text import is_private, is_private_name

PARSER_VERSION = "1"
"""Raised when a row of a list is read in another way."""

CELL_MAX = 500
"""Longest text of a cell, in characters."""

_HOSTILE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
    r"|[<>]|&(?:#\w+|[a-z]+);|\b(?:java|vb)script:|^[=@]",
    re.IGNORECASE,
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_YEARS = range(1900, 2200)


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One row of a list, outer blanks removed; `number` counts data rows from 1."""

    file: str
    number: int
    cells: Mapping[str, str]

    def wrong(self, column: str, why: str, remedy: str, *, shows_value: bool = True) -> CannotRunError:
        """The error to raise for a cell: file, row, column, value and what to do."""
        value = f" {self.cells[column][:60]!a}" if shows_value and self.cells.get(column) else ""
        return CannotRunError(f"{self.file}, row {self.number}, {column}:{value} {why}. {remedy}")

    def needed(self, column: str) -> str:
        """The text of a column that must not be empty.

        Raises:
            CannotRunError: it is empty.
        """
        if not self.cells[column]:
            raise self.wrong(column, "is empty", "Fill it in, or remove the row.")
        return self.cells[column]

    def one_of(self, column: str, known: Sequence[str]) -> str:
        """The text of a column of a closed list.

        Raises:
            CannotRunError: the list does not hold it.
        """
        if self.needed(column) not in known:
            raise self.wrong(column, "is not known", f"Write one of {', '.join(known)}.")
        return self.cells[column]

    def day(self, column: str) -> str:
        """The day of a column, as ISO text.

        Raises:
            CannotRunError: it is empty or no day.
        """
        text = self.needed(column)
        try:
            is_day = bool(_DAY.fullmatch(text)) and date.fromisoformat(text).year in _YEARS
        except ValueError:
            is_day = False
        if not is_day:
            raise self.wrong(column, "is no day", "Write the day as 2026-11-20.")
        return text

    def address(self, column: str) -> str:
        """The web address of a column; empty where there is none.

        Raises:
            CannotRunError: it does not begin with https:// or http://, or holds blanks.
        """
        text = self.cells[column]
        if text and not re.fullmatch(r"https?://[^\s\"'\\]+", text):
            raise self.wrong(column, "is no web address", "Write it with https://, or leave it empty.")
        return text


def read_own_table(
    path: Path,
    columns: Sequence[str],
    *,
    names: Sequence[str] = (),
    free: Sequence[str] = (),
    today: date | None = None,
) -> tuple[str, list[OwnRow]]:
    """The sha256 of the file and its rows; a file that is not there has no rows and an empty hash.

    A cell of `names` may hold no telephone number, a cell of `free` any number; none may hold markup,
    control characters, an e-mail address, a social security number or a birth date. Where `today` is given,
    no day lies ahead of it by more than one: it is a day in UTC, and who writes may live east of it.

    Raises:
        CannotRunError: the file is no UTF-8 CSV with just these columns, or a cell may not be published.
    """
    if not path.exists():
        return "", []
    content = path.read_bytes()
    rows = [OwnRow(path.name, number, cells) for number, cells in _cells(path, content, columns)]
    for row in rows:
        for column in columns:
            assert_cell_publishable(row, column, is_name=column in names, is_free=column in free)
            if today is not None and column.endswith("_on"):
                _assert_not_ahead(row, column, today)
    return hashlib.sha256(content).hexdigest(), rows


def _assert_not_ahead(row: OwnRow, column: str, today: date) -> None:
    text = row.cells[column]
    if _DAY.fullmatch(text) and text > (today + timedelta(1)).isoformat():
        raise row.wrong(column, f"lies ahead of {today}, the day of this run", "Write the day that it was.")


def _cells(path: Path, content: bytes, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise CannotRunError(f"{path} is no UTF-8 CSV file ({error}). Save it as CSV, UTF-8.") from error
    heading = [name.strip() for name in lines[0]] if lines else []
    _assert_heading(path, heading, columns)
    for number, line in enumerate((line for line in lines[1:] if any(line)), start=1):
        if len(line) != len(heading):
            raise CannotRunError(
                f"{path.name}, row {number}: {len(line)} cells where the heading has {len(heading)}. "
                "Put text that holds a comma into quotation marks."
            )
        yield number, {name: cell.strip() for name, cell in zip(heading, line, strict=True)}


def _assert_heading(path: Path, heading: Sequence[str], columns: Sequence[str]) -> None:
    unknown = [name for name in heading if name not in columns]
    missing = [name for name in columns if name not in heading]
    twice = [name for name in columns if heading.count(name) > 1]
    for names, what in ((unknown, "unknown"), (missing, "missing"), (twice, "twice there")):
        if names:
            raise CannotRunError(
                f"{path.name}, heading: column {names[0]!a} is {what}. The columns are {','.join(columns)}."
            )


def assert_cell_publishable(row: OwnRow, column: str, *, is_name: bool, is_free: bool = False) -> None:
    """The cell may stand on a public page; see `read_own_table` for `is_name` and `is_free`.

    Raises:
        CannotRunError: it is too long, or holds markup or something private.
    """
    text = row.cells[column]
    if len(text) > CELL_MAX:
        raise row.wrong(column, f"has over {CELL_MAX} characters", "Shorten it.")
    if _HOSTILE.search(text):
        raise row.wrong(column, "holds markup or control characters", "Write plain text.")
    if not is_free and (is_private_name(text) if is_name else is_private(text)):
        why = "looks like private data (number, e-mail, telephone or birth date)"
        raise row.wrong(column, why, "Take it out: it is never published.", shows_value=False)


def evidence_of(source: str, row: OwnRow, address: str, seen_on: str, sha256: str) -> Evidence:
    """The evidence of a row that a person saw on `seen_on` at `address`."""
    return Evidence(source, address, f"{seen_on}T00:00:00Z", seen_on, sha256, row.number, PARSER_VERSION)
