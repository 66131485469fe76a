"""Rows of a listing, some thousand at a time, held as columns: what most rows share is then met once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from crawler.records import Evidence
from crawler.rows import Row, numbered

BLOCK_ROWS = 500
"""The cells of so many rows fit into the cache of a processor; those of 5,000 take a third longer."""


@dataclass(frozen=True, slots=True)
class Block:
    """The cells of `columns[name]` belong to the rows with these `numbers`, in this order.

    `defective` are the rows whose cells can't be told apart.
    """

    columns: Mapping[str, Sequence[str]]
    numbers: Sequence[int]
    evidence: Evidence
    defective: tuple[Row, ...] = ()

    def row(self, place: int) -> Row:
        """The row at the place, counted from 0."""
        cells = {name: column[place] for name, column in self.columns.items()}
        return Row(cells, numbered(self.evidence, self.numbers[place]))

    def column(self, name: str) -> Sequence[str]:
        """The cells of the column; empty ones where the listing omits it."""
        return self.columns.get(name) or [""] * len(self.numbers)

    def rows(self) -> Iterator[Row]:
        """All rows in the order of their numbers."""
        rows = [self.row(place) for place in range(len(self.numbers))]
        if self.defective:
            rows = sorted([*rows, *self.defective], key=lambda row: row.evidence.row_number)
        return iter(rows)
