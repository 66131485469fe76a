"""Rows of an answer from another process, as Datasette expects them."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Any


class Row(tuple):
    """A row that can be asked by place and by name of the column, as `sqlite3.Row`."""

    __slots__ = ()
    columns: Sequence[str] = ()

    def keys(self) -> list[str]:
        """The names of the columns."""
        return list(self.columns)

    def __getitem__(self, key: Any) -> Any:
        """The value of a column; the first one where two have a name."""
        if not isinstance(key, str):
            return super().__getitem__(key)
        if key not in self.columns:
            raise IndexError("No item with that key")
        return super().__getitem__(self.columns.index(key))


def rows_of(columns: list[str], rows: list[list[Any]]) -> list[Row]:
    """The rows as Datasette expects them."""
    kind = type("RowOfAnswer", (Row,), {"columns": tuple(columns), "__slots__": ()})
    return [kind(_value(cell) for cell in row) for row in rows]


def _value(cell: Any) -> Any:
    return base64.b64decode(cell["base64"]) if isinstance(cell, dict) else cell
