"""What a Socrata host answers: metadata, a count, rows. Pure reading, no network."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from crawler.blocks import BLOCK_ROWS, Block
from crawler.challenge import page_reason
from crawler.columns import Columns
from crawler.errors import ListingError
from crawler.records import Evidence


@dataclass(frozen=True, slots=True)
class Dataset:
    """One dataset of a host: its id, which rows are asked for (all where empty), its columns."""

    dataset_id: str
    where: str
    columns: Columns


@dataclass(frozen=True, slots=True)
class Paging:
    """How far the reading of a dataset has come. `seen` are the columns met so far.

    `updated_at` is when the rows were last updated, as the server prints it; empty where it does not say.
    """

    dataset: Dataset
    seen: frozenset[str] = frozenset()
    source_as_of: str | None = None
    total: int | None = None
    offset: int = 0
    last_page: str = ""
    updated_at: str = ""


def read_metadata(body: bytes, dataset: Dataset) -> Paging:
    """The day of the listing (`rowsUpdatedAt`, Unix seconds) and its columns, as far as they are given."""
    try:
        metadata = json.loads(body)
    except ValueError:
        return Paging(dataset)
    if not isinstance(metadata, dict):
        return Paging(dataset)
    columns = metadata.get("columns")
    names = (
        [column.get("fieldName") for column in columns if isinstance(column, dict)]
        if isinstance(columns, list)
        else []
    )
    known = frozenset(name for name in names if isinstance(name, str))
    updated = metadata.get("rowsUpdatedAt")
    return Paging(dataset, known, _day(updated), updated_at=str(updated or ""))


def read_count(body: bytes) -> int | None:
    """The number in the answer to `count(*)`; None when the server answered something else."""
    try:
        rows = json.loads(body)
        row = rows[0] if len(rows) == 1 else {}
        return int(row[next(name for name in row if name.lower().startswith("count"))])
    except (ValueError, TypeError, KeyError, AttributeError, StopIteration):
        return None


def read_json_rows(body: bytes, source: str) -> list[dict[str, Any]]:
    """The rows of a page or file.

    Raises:
        ListingError: it is no JSON (a web page, or cut off) or no list of rows.
    """
    try:
        rows = json.loads(body)
    except ValueError as error:
        damaged = "the answer is damaged or truncated JSON and no list of rows; try again"
        raise ListingError(source, page_reason(body, "list of rows") or damaged) from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ListingError(
            source, "the answer is JSON but no list of rows; look at the address and the query"
        )
    return rows


def json_blocks(rows: Sequence[Mapping[str, Any]], evidence: Evidence, columns: Columns) -> Iterator[Block]:
    """The rows in blocks, with known column names and text cells; a null is an empty cell."""
    printed: dict[str, list[str]] = {}
    for name in set[str]().union(*rows):
        printed.setdefault(columns.known_name(name), []).append(name)
    printed.pop("", None)
    for start in range(0, len(rows), BLOCK_ROWS):
        some = rows[start : start + BLOCK_ROWS]
        held = {known: _column(some, names) for known, names in printed.items()}
        yield Block(held, range(start + 1, start + 1 + len(some)), evidence)


def _column(rows: Sequence[Mapping[str, Any]], names: list[str]) -> list[str]:
    """The cells of the column; of two spellings in one row the last one that has a value holds."""
    if len(names) == 1:
        (name,) = names
        cells = [row.get(name) for row in rows]
    else:
        given = (
            [value for name, value in row.items() if name in names and value is not None] for row in rows
        )
        cells = [values[-1] if values else None for values in given]
    return cells if {str}.issuperset(map(type, cells)) else list(map(_text, cells))  # type: ignore[return-value]


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    return "" if value is None else json.dumps(value)


def without_system(names: Iterable[str]) -> Iterable[str]:
    """Without the server's own columns (`:id`, `:@computed_region_...`)."""
    return (name for name in names if not name.startswith(":"))


def _day(seconds: object) -> str | None:
    if isinstance(seconds, str) and seconds.isdigit():
        seconds = int(seconds)
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        return None
    try:
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return None
