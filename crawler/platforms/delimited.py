"""Delimited text files: read by header name, in constant memory, with damage told apart from bad rows."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

from crawler.challenge import START_BYTES, no_text_reason
from crawler.columns import Columns, require_columns
from crawler.errors import ListingError
from crawler.records import Evidence
from crawler.rows import Row, numbered

CELL_LIMIT = 1 << 30
"""A hostile cell of a megabyte shall cost its row, not the file; Python's own limit is 131,072."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How the cells are set apart. `quoting` is one of the `csv.QUOTE_*` values.

    `overflowing` names neighboring columns in which the delimiter itself may occur: what a row has too
    many is theirs, and the cells before and after them are counted from both ends. With
    `has_stray_blanks`, blanks before a quoted cell are no part of it. With `has_steady_width`, rows that
    close with one delimiter more than the header must all do so: a row with a further one has a delimiter
    within a cell, and its cells can't be told apart.
    """

    delimiter: str
    quoting: int
    columns: Columns
    overflowing: tuple[str, ...] = ()
    has_stray_blanks: bool = False
    has_steady_width: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The data rows of a file and the columns in it that are not known."""

    new_columns: tuple[str, ...]
    rows: Iterator[Row]


def read_table(path: Path, evidence: Evidence, layout: Layout) -> Table:
    """The rows of the file; blank lines are passed over.

    Raises:
        ListingError: the file is empty, is a web page, or lacks a required column; while the rows
            are read: the file ends within a row.
    """
    encoding = text_encoding(path)
    with path.open(encoding=encoding, errors="replace", newline="") as handle:
        header = next((cells for cells in _cells(handle, layout) if any(map(str.strip, cells))), [])
    if not header:
        raise ListingError(evidence.source, "the file is empty")
    with path.open("rb") as binary:
        page = no_text_reason(binary.read(START_BYTES))
    if page:
        raise ListingError(evidence.source, page)
    require_columns(evidence.source, layout.columns, header)
    return Table(layout.columns.new(header), _rows(path, encoding, evidence, layout, len(header)))


def text_encoding(path: Path) -> str:
    """`utf-8-sig` where the whole file is UTF-8, else `cp1252`, which older state systems write."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as handle:
            while chunk := handle.read(1 << 20):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _rows(path: Path, encoding: str, evidence: Evidence, layout: Layout, width: int) -> Iterator[Row]:
    with path.open(encoding=encoding, errors="replace", newline="") as handle:
        lines = (cells for cells in _cells(handle, layout) if any(map(str.strip, cells)))
        names = [layout.columns.known_name(name) for name in next(lines)]
        named = _naming(names)
        overflow = max((names.index(name) for name in layout.overflowing if name in names), default=None)
        number, last, closed = 0, width, 0
        for number, cells in enumerate(lines, start=1):
            if overflow is not None and len(cells) > width:
                cells = _rejoined(cells, overflow, len(cells) - width, layout.delimiter)
            last = len(cells)
            if layout.has_steady_width:
                closed = closed or (last if last in (width, width + 1) else 0)
            is_whole = last == (closed or width) or (last > width and not layout.has_steady_width)
            if is_whole and (last == width or not any(map(str.strip, cells[width:]))):
                yield Row(named(cells), numbered(evidence, number))
            else:
                yield Row({}, numbered(evidence, number), _defect(last, width))
    if last < width and not _ends_with_newline(path):
        raise ListingError(
            evidence.source,
            f"the file is truncated: it ends within row {number} ({last} of {width} columns); fetch it again",
        )


def _naming(names: list[str]) -> Callable[[list[str]], dict[str, str]]:
    """What gives the cells of a whole row their names; cells of unknown columns are left out."""
    places = [place for place, name in enumerate(names) if name]
    if len(places) < 2:
        return lambda cells: {names[place]: cells[place] for place in places}
    known, pick = [names[place] for place in places], itemgetter(*places)
    return lambda cells: dict(zip(known, pick(cells), strict=True))


def _cells(handle: Iterator[str], layout: Layout) -> Iterator[list[str]]:
    csv.field_size_limit(CELL_LIMIT)
    return csv.reader(
        handle,
        delimiter=layout.delimiter,
        quoting=layout.quoting,  # type: ignore[arg-type]
        skipinitialspace=layout.has_stray_blanks,
    )


def _rejoined(cells: list[str], place: int, excess: int, delimiter: str) -> list[str]:
    """The cells with the excess ones behind `place` made part of the cell there."""
    end = place + excess + 1
    return [*cells[:place], delimiter.join(cells[place:end]), *cells[end:]]


def _defect(found: int, width: int) -> str:
    return f"has {found} columns where the header has {width}"


def _ends_with_newline(path: Path) -> bool:
    with path.open("rb") as handle:
        handle.seek(-1, 2)
        return handle.read(1) in b"\r\n"
