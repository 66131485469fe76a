"""The rows of a worksheet in an xlsx workbook, streamed; nothing in it is trusted.

An xlsx file is a zip of XML. Read are cells, shared strings and the calendar, by the standard library's
expat: formulas, styles, macros and links are never looked at. A document type is refused before any entity
could be declared, so none can grow or lead elsewhere; a part that unpacks to more than `MAX_PART_BYTES` is
refused while it is unpacked, whatever the zip says of its size. (ECMA-376, part 1, section 18.3.)
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

MAX_PART_BYTES = 1 << 28
MAX_CELL_CHARACTERS = 32_767
"""The most that a cell of a workbook may hold."""
_CHUNK_BYTES = 1 << 18
_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
_STRINGS, _WORKBOOK = "xl/sharedStrings.xml", "xl/workbook.xml"


class XlsxError(ValueError):
    """The file is no workbook, is damaged, or holds what no honest workbook holds."""


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
        for _ in _parsed(container, _WORKBOOK, start, lambda name: None, lambda text: None):
            pass
    if not set(found) <= {"0", "false"}:
        raise XlsxError("it counts days from 1904; such workbooks are not read")


@dataclass(slots=True)
class _Text:
    """Gathers the text of a cell or string; what stands between is layout."""

    is_open: bool = False
    is_phonetic: bool = False
    parts: list[str] = field(default_factory=list)
    size: int = 0

    def start(self, name: str) -> None:
        self.is_open = name in ("v", "t")
        self.is_phonetic = self.is_phonetic or name == "rPh"

    def end(self, name: str) -> None:
        self.is_open = False
        self.is_phonetic = self.is_phonetic and name != "rPh"

    def add(self, text: str) -> None:
        if self.is_open and not self.is_phonetic:
            self.size += len(text)
            if self.size > MAX_CELL_CHARACTERS:
                raise XlsxError(f"a cell holds more than {MAX_CELL_CHARACTERS} characters")
            self.parts.append(text)

    def take(self) -> str:
        text, self.parts, self.size = "".join(self.parts), [], 0
        return text


def _shared_strings(container: zipfile.ZipFile) -> Iterator[str]:
    text, done = _Text(), list[str]()

    def end(name: str) -> None:
        text.end(name)
        if name == "si":
            done.append(text.take())

    for _ in _parsed(container, _STRINGS, lambda name, _: text.start(name), end, text.add):
        yield from done
        done.clear()


def _rows(container: zipfile.ZipFile, part: str, strings: tuple[str, ...]) -> Iterator[SheetRow]:
    text, done = _Text(), list[SheetRow]()
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

    for _ in _parsed(container, part, start, end, text.add):
        yield from done
        done.clear()


def _cell(printed: str, kind: str, strings: tuple[str, ...]) -> Cell:
    if kind != "s":
        return Cell(printed, is_number=kind == "n")
    if not (printed.isascii() and printed.isdigit() and int(printed) < len(strings)):
        raise XlsxError(f"a cell refers to the shared string {printed[:20]!r}, which is not there")
    return Cell(strings[int(printed)])


def _parsed(
    container: zipfile.ZipFile,
    part: str,
    on_start: Callable[[str, dict[str, str]], None],
    on_end: Callable[[str], None],
    on_text: Callable[[str], None],
) -> Iterator[None]:
    """The part goes through the handlers; after each piece the caller can take what they gathered."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse_document_type
    parser.StartElementHandler = lambda name, given: on_start(name.rpartition(" ")[2], given)
    parser.EndElementHandler = lambda name: on_end(name.rpartition(" ")[2])
    parser.CharacterDataHandler = on_text
    size = 0
    with container.open(part) as stream:
        while True:
            chunk = stream.read(_CHUNK_BYTES)
            size += len(chunk)
            if size > MAX_PART_BYTES:
                raise XlsxError(f"{part} unpacks to more than {MAX_PART_BYTES >> 20} MB")
            try:
                parser.Parse(chunk, not chunk)
            except expat.ExpatError as error:
                raise XlsxError(f"{part} is no well-formed XML ({error})") from error
            yield
            if not chunk:
                return


def _refuse_document_type(*_: object) -> None:
    raise XlsxError("it declares a document type, which no workbook does")
