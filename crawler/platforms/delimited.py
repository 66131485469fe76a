"""Delimited text files: read by header name, in constant memory, with damage told apart from bad rows."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from crawler.blocks import BLOCK_ROWS, Block
from crawler.challenge import START_BYTES, no_text_reason
from crawler.columns import require_columns
from crawler.errors import ListingError
from crawler.platforms.delimited_layout import Layout, cells_of, is_filled
from crawler.platforms.delimited_shape import RowShape
from crawler.records import Evidence
from crawler.rows import Row


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
        header = next(filter(is_filled, cells_of(handle, layout)), [])
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
        lines = cells_of(handle, layout)
        names = [layout.columns.known_name(name) for name in next(filter(is_filled, lines))]
        shape = RowShape(layout, names)
        number, last = 0, width
        while chunk := list(islice(lines, BLOCK_ROWS)):
            rows = [cells for cells in chunk if (cells and cells[0].strip()) or is_filled(cells)]
            if rows:
                yield shape.block(rows, number, evidence)
                number, last = number + len(rows), shape.last
    if last < width and not _ends_with_newline(path):
        raise ListingError(
            evidence.source,
            f"the file is truncated: it ends within row {number} ({last} of {width} columns); fetch it again",
        )


def _ends_with_newline(path: Path) -> bool:
    with path.open("rb") as handle:
        handle.seek(-1, 2)
        return handle.read(1) in b"\r\n"
