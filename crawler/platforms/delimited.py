"""Delimited text files: read by header name, in constant memory, with damage told apart from bad rows."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from crawler.blocks import BLOCK_ROWS, Block
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
    """The data rows of a file, in blocks, and the columns in it that are not known. To be read once."""

    new_columns: tuple[str, ...]
    blocks: Iterator[Block]

    @property
    def rows(self) -> Iterator[Row]:
        """The data rows one by one."""
        return chain.from_iterable(block.rows() for block in self.blocks)


def read_table(path: Path, evidence: Evidence, layout: Layout) -> Table:
    """The rows of the file; blank lines are passed over.

    Raises:
        ListingError: the file is empty, is a web page, or lacks a required column; while the rows
            are read: the file ends within a row.
    """
    encoding = text_encoding(path)
    with path.open(encoding=encoding, errors="replace", newline="") as handle:
        header = next(filter(_is_filled, _cells(handle, layout)), [])
    if not header:
        raise ListingError(evidence.source, "the file is empty")
    with path.open("rb") as binary:
        page = no_text_reason(binary.read(START_BYTES))
    if page:
        raise ListingError(evidence.source, page)
    require_columns(evidence.source, layout.columns, header)
    return Table(layout.columns.new(header), _blocks(path, encoding, evidence, layout, len(header)))


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


def _blocks(path: Path, encoding: str, evidence: Evidence, layout: Layout, width: int) -> Iterator[Block]:
    with path.open(encoding=encoding, errors="replace", newline="") as handle:
        lines = _cells(handle, layout)
        names = [layout.columns.known_name(name) for name in next(filter(_is_filled, lines))]
        shape = _Shape(layout, names)
        number, last = 0, width
        while chunk := list(islice(lines, BLOCK_ROWS)):
            rows = [cells for cells in chunk if (cells and cells[0].strip()) or _is_filled(cells)]
            if rows:
                yield shape.block(rows, number, evidence)
                number, last = number + len(rows), shape.last
    if last < width and not _ends_with_newline(path):
        raise ListingError(
            evidence.source,
            f"the file is truncated: it ends within row {number} ({last} of {width} columns); fetch it again",
        )


def _is_filled(cells: list[str]) -> bool:
    return any(map(str.strip, cells))


class _Shape:
    """Tells the rows whose cells fit the header from the others; `last` is the width of the last row."""

    def __init__(self, layout: Layout, names: list[str]) -> None:
        self._layout = layout
        self._names = names
        self._width = len(names)
        self._overflow = max(
            (names.index(name) for name in layout.overflowing if name in names), default=None
        )
        self._closed = 0
        self.last = self._width

    def block(self, rows: list[list[str]], before: int, evidence: Evidence) -> Block:
        """The rows that come after so many others, as a block."""
        numbers: Sequence[int] = range(before + 1, before + 1 + len(rows))
        defective: list[Row] = []
        if set(map(len, rows)) != {self._width} or self._closed > self._width:
            fitting = []
            for number, cells in zip(numbers, rows, strict=True):
                whole = self._fitted(cells)
                if whole is None:
                    defective.append(Row({}, numbered(evidence, number), _defect(self.last, self._width)))
                else:
                    fitting.append((number, whole))
            numbers, rows = [number for number, _ in fitting], [cells for _, cells in fitting]
        else:
            self._closed, self.last = self._width, self._width
        columns = dict(zip(self._names, zip(*rows, strict=False), strict=False))
        columns.pop("", None)
        return Block(columns, numbers, evidence, tuple(defective))

    def _fitted(self, cells: list[str]) -> list[str] | None:
        """As many cells as the header has; None where they can't be told apart."""
        width = self._width
        if self._overflow is not None and len(cells) > width:
            cells = _rejoined(cells, self._overflow, len(cells) - width, self._layout.delimiter)
        self.last = len(cells)
        if self._layout.has_steady_width:
            self._closed = self._closed or (self.last if self.last in (width, width + 1) else 0)
            is_whole = self.last == (self._closed or width)
        else:
            is_whole = self.last >= width
        return cells[:width] if is_whole and not _is_filled(cells[width:]) else None


def _cells(handle: Iterator[str], layout: Layout) -> Iterator[list[str]]:
    if layout.quoting == csv.QUOTE_NONE and not layout.has_stray_blanks:
        # What csv.reader makes of such a line, in a third of its time.
        return (line.rstrip("\r\n").split(layout.delimiter) for line in handle)
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
