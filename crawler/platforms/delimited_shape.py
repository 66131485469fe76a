"""Which rows of a delimited text file fit its header, and which have cells that can't be told apart. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.blocks import Block
from crawler.platforms.delimited_layout import Layout, is_filled
from crawler.records import Evidence
from crawler.rows import Row, numbered


class RowShape:
    """Tells the rows whose cells fit the header from the others; `last` is the width of the last row."""

    def __init__(self, layout: Layout, names: list[str]) -> None:
        """No row of the file with these column names was seen yet."""
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
        return cells[:width] if is_whole and not is_filled(cells[width:]) else None


def _rejoined(cells: list[str], place: int, excess: int, delimiter: str) -> list[str]:
    """The cells with the excess ones behind `place` made part of the cell there."""
    end = place + excess + 1
    return [*cells[:place], delimiter.join(cells[place:end]), *cells[end:]]


def _defect(found: int, width: int) -> str:
    return f"has {found} columns where the header has {width}"
