"""The rows of a worksheet in an xlsx workbook, streamed; nothing in it is trusted.

An xlsx file is a zip of XML. Read are cells, shared strings and the calendar: formulas, styles, macros and
links are never looked at. (ECMA-376, part 1, section 18.3.)
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO

from crawler.platforms.xlsx_parts import CellText, XlsxError, parsed

_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
_STRINGS, _WORKBOOK = "xl/sharedStrings.xml", "xl/workbook.xml"


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell as stored. A day is stored as a number: days since 30 December 1899."""

    text: str
    is_number: bool = False


SheetRow = Mapping[str, Cell]
"""The filled cells of a row by their column letters."""


def sheets(file: IO[bytes]) -> Iterator[Iterator[SheetRow]]:
    """Each worksheet of the workbook in the order of their numbers, as its rows that have any cell.

    Raises:
        XlsxError: see there; also while the rows are read.
    """
    try:
        with zipfile.ZipFile(file) as container:
            names = set(container.namelist())
            numbers = sorted(int(found[1]) for name in names if (found := _SHEET.fullmatch(name)))
            if not numbers:
                raise XlsxError("it holds no worksheet")
            _check_calendar(container, names)
            strings = tuple(_shared_strings(container)) if _STRINGS in names else ()
            for number in numbers:
                yield _rows(container, f"xl/worksheets/sheet{number}.xml", strings)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError) as error:
        raise XlsxError(f"it is damaged or no workbook ({error})") from error


def _check_calendar(container: zipfile.ZipFile, names: set[str]) -> None:
    found: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        found.append(attributes.get("date1904", "0"))

    if _WORKBOOK in names:
        for _ in parsed(container, _WORKBOOK, start, lambda name: None, lambda text: None):
            pass
    if not set(found) <= {"0", "false"}:
        raise XlsxError("it counts days from 1904; such workbooks are not read")


def _shared_strings(container: zipfile.ZipFile) -> Iterator[str]:
    text, done = CellText(), list[str]()

    def end(name: str) -> None:
        text.end(name)
        if name == "si":
            done.append(text.take())

    for _ in parsed(container, _STRINGS, lambda name, _: text.start(name), end, text.add):
        yield from done
        done.clear()


def _rows(container: zipfile.ZipFile, part: str, strings: tuple[str, ...]) -> Iterator[SheetRow]:
    text, done = CellText(), list[SheetRow]()
    row: dict[str, Cell] = {}
    at = {"column": "", "type": "n"}

    def start(name: str, attributes: dict[str, str]) -> None:
        text.start(name)
        if name == "c":
            at["column"] = attributes.get("r", "").rstrip("0123456789")
            at["type"] = attributes.get("t", "n")

    def end(name: str) -> None:
        text.end(name)
        if name == "c":
            printed = text.take()
            if printed:
                row[at["column"]] = _cell(printed, at["type"], strings)
        elif name == "row" and row:
            done.append(dict(row))
            row.clear()

    for _ in parsed(container, part, start, end, text.add):
        yield from done
        done.clear()


def _cell(printed: str, kind: str, strings: tuple[str, ...]) -> Cell:
    if kind != "s":
        return Cell(printed, is_number=kind == "n")
    if not (printed.isascii() and printed.isdigit() and int(printed) < len(strings)):
        raise XlsxError(f"a cell refers to the shared string {printed[:20]!r}, which is not there")
    return Cell(strings[int(printed)])
