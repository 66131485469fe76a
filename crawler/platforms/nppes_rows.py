"""From a stream of CSV bytes to the few rows of interest, without parsing the many others.

The national file has 9.4 million rows of 330 quoted columns; about 7 in 100 matter. So the bytes
are cut into blocks that end where a row ends, each block is searched as a whole, and only rows
that hold a kept taxonomy code anywhere are parsed. Memory stays at a few blocks whatever the file.

A line break is the end of a row unless it stands inside quotation marks. Between `"` and `"` and
then neither comma, quotation mark nor line break, it can't be inside (inside, the first mark would
open the field and the second close it, or double a mark). One search finds whether a block has any
other line break; only such a block is cut by counting marks.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO

BLOCK_BYTES = 1 << 20
MAX_ROW_BYTES = 1 << 24
"""A row of 330 columns at their greatest lengths has about 14,000 bytes; a megabyte cell still fits."""

# The csv module knows only this one process-wide bound; its default would stop at a 128 KB cell.
csv.field_size_limit(MAX_ROW_BYTES)

_ODD_BREAK = re.compile(rb'\n(?:(?<!"\n)(?<!"\r\n)|(?!"[^,"\r\n]))')


class BrokenRowError(ValueError):
    """A row never ends, or the stream stops within it; the message says which row."""


@dataclass(frozen=True, slots=True)
class FoundRow:
    """The bytes of one row that may matter. `number` counts data rows from 1."""

    number: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Block:
    """What one stretch of the file held: how many rows, and those that may matter."""

    rows_count: int
    found: tuple[FoundRow, ...]


def parse_row(content: bytes) -> list[str]:
    """The cells of one row; bytes that are no UTF-8 become the replacement sign.

    Raises:
        csv.Error: the row breaks the rules of CSV.
    """
    return next(csv.reader((content.decode("utf-8", errors="replace"),)), [])


def read_header(stream: IO[bytes]) -> list[str]:
    """The headings of the first line, without a byte order mark; empty for an empty stream."""
    return [name.strip() for name in parse_row(stream.readline(BLOCK_BYTES).removeprefix(b"\xef\xbb\xbf"))]


def find_rows(chunks: Iterable[bytes], pattern: re.Pattern[bytes], columns_count: int) -> Iterator[Block]:
    """Every data row of the chunks is counted once, and those in which `pattern` occurs are found.

    The chunks begin after the header. Blank lines are no rows. The last row may lack its line
    break, but then it must have `columns_count` columns.

    Raises:
        BrokenRowError: the chunks end within a row, or a row is longer than `MAX_ROW_BYTES`.
    """
    row_number, rest = 0, b""
    for chunk in chunks:
        data = rest + chunk
        block, rest = _cut(data, pattern, row_number)
        row_number += block.rows_count
        if len(rest) > MAX_ROW_BYTES:
            raise BrokenRowError(f"row {row_number + 1} opens a quotation mark and never closes it")
        yield block
    if rest.strip():
        yield _last_block(rest, pattern, row_number, columns_count)


def _cut(data: bytes, pattern: re.Pattern[bytes], row_number: int) -> tuple[Block, bytes]:
    # Two bytes after the last line break are needed to judge it.
    end = data.rfind(b"\n", 0, -2) + 1
    if end and _ODD_BREAK.search(data, 0, end + 2) is None:
        return _search(data, end, pattern, row_number), data[end:]
    rows, end = _count_marks(data)
    return _pick(rows, pattern, row_number), data[end:]


def _search(data: bytes, end: int, pattern: re.Pattern[bytes], row_number: int) -> Block:
    """Every line break in `data[:end]` ends a row: rows are counted by counting line breaks."""
    found: list[FoundRow] = []
    start, rows_count = 0, 0
    while hit := pattern.search(data, start, end):
        row_start = data.rfind(b"\n", start, hit.start()) + 1 or start
        rows_count += data.count(b"\n", start, row_start) + 1
        start = data.index(b"\n", hit.end()) + 1
        found.append(FoundRow(row_number + rows_count, data[row_start:start]))
    return Block(rows_count + data.count(b"\n", start, end), tuple(found))


def _count_marks(data: bytes) -> tuple[list[bytes], int]:
    """The whole rows at the start of `data`, and where they end: by counting quotation marks."""
    rows: list[bytes] = []
    start = position = marks = 0
    for line in data.split(b"\n")[:-1]:
        marks += line.count(b'"')
        position += len(line) + 1
        if marks % 2 and not _is_plain_break(data, line, position):
            continue
        rows.append(data[start:position])
        start, marks = position, 0
    return rows, start


def _is_plain_break(data: bytes, line: bytes, position: int) -> bool:
    # Takes up the thread again after a row with a stray quotation mark.
    if not line.removesuffix(b"\r").endswith(b'"'):
        return False
    after = data[position : position + 2]
    return len(after) == 2 and after[:1] == b'"' and after[1:] not in b',"\r\n'


def _pick(rows: list[bytes], pattern: re.Pattern[bytes], row_number: int) -> Block:
    filled = [row for row in rows if row.strip()]
    numbered = enumerate(filled, row_number + 1)
    return Block(len(filled), tuple(FoundRow(number, row) for number, row in numbered if pattern.search(row)))


def _last_block(rest: bytes, pattern: re.Pattern[bytes], row_number: int, columns_count: int) -> Block:
    rows, end = _count_marks(rest)
    last = rest[end:]
    if last.strip():
        rows.append(last)
        if last.count(b'"') % 2 or len(parse_row(last)) != columns_count:
            raise BrokenRowError(f"the file ends in the middle of row {row_number + len(rows)}")
    return _pick(rows, pattern, row_number)
