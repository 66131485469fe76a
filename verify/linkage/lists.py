"""Any two files to link: a directory and a roll, read with every refusal explained."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

DIRECTORY_COLUMNS = (
    "entry_id", "entity_type", "name", "first_name", "middle_name", "last_name", "suffix", "credential",
    "other_first", "other_last", "org_name", "dba_name", "address", "city", "state", "zip", "taxonomy", "licenses",
)  # fmt: skip
ROLL_COLUMNS = (
    "rec_id", "name", "first_name", "middle_name", "last_name", "suffix", "license_number", "profession",
    "state", "city", "zip", "status", "issued", "expires", "discipline",
)  # fmt: skip

LONGEST_CELL = 2_000
"""Characters; a longer cell is no name, place or number, whatever else it is."""

CSV_CELL_LIMIT = 1 << 30


class ListError(ValueError):
    """A file can't be used: which, where in it, and what to do."""


@dataclass(frozen=True, slots=True)
class Lines:
    """The data rows of a file as columns, each as long as `count`; a column that is missing is empty texts."""

    path: Path
    count: int
    columns: Mapping[str, Sequence[str]]
    unknown_columns: tuple[str, ...]

    def __getitem__(self, column: str) -> Sequence[str]:
        """The texts of a column."""
        return self.columns[column]


def read_list(path: Path, known: Sequence[str]) -> Lines:
    """The rows of a CSV file, their cells without outer blanks; the first of `known` is the id.

    Raises:
        ListError: the file can't be read, has no rows, lacks the column of ids, repeats or lacks an
            id, or holds a cell that is no text of a list.
    """
    try:
        text = _decoded(path)
        rows = csv.reader(text.splitlines(keepends=True), strict=False)
        csv.field_size_limit(CSV_CELL_LIMIT)
        header = [_heading(cell) for cell in next(rows, [])]
        _check_header(path, header, known)
        return _columns(path, header, rows, known)
    except OSError as error:
        raise ListError(f"{path}: can't be read: {error.strerror}") from error
    except csv.Error as error:
        raise ListError(f"{path}: is no CSV file: {error}") from error


def _decoded(path: Path) -> str:
    data = path.read_bytes()
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace").lstrip("\ufeff")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _heading(cell: str) -> str:
    return cell.strip().casefold().replace(" ", "_")


def _check_header(path: Path, header: Sequence[str], known: Sequence[str]) -> None:
    if not any(header):
        raise ListError(f"{path}: is empty; a first line with column names is needed, at least {known[0]!r}")
    if known[0] not in header:
        raise ListError(
            f"{path}, row 1: there is no column {known[0]!r}; it has {', '.join(header[:12])[:200]}. "
            f"Known columns: {', '.join(known)}"
        )
    twice = next((name for name in header if name and header.count(name) > 1), None)
    if twice:
        raise ListError(f"{path}, row 1: the column {twice!r} stands there twice; keep one")


def _columns(path: Path, header: Sequence[str], rows: Iterator[list[str]], known: Sequence[str]) -> Lines:
    kept: list[list[str]] = []
    numbers: list[int] = []
    for number, cells in enumerate(rows, start=2):
        if not cells:
            continue
        if len(cells) != len(header):
            _check_width(path, number, cells, header)
            cells = (cells + [""] * len(header))[: len(header)]
        kept.append(cells)
        numbers.append(number)
    if not kept:
        raise ListError(f"{path}: has a header and no rows")
    by_name = dict(zip(header, zip(*kept, strict=True), strict=True))
    columns = {name: _cleaned(path, name, by_name.get(name, ()), numbers) for name in known}
    columns = {name: cells or [""] * len(kept) for name, cells in columns.items()}
    _check_ids(path, known[0], columns[known[0]], numbers)
    unknown = tuple(name for name in header if name and name not in known)
    return Lines(path, len(kept), columns, unknown)


def _check_width(path: Path, number: int, cells: Sequence[str], header: Sequence[str]) -> None:
    if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
        raise ListError(
            f"{path}, row {number}: has {len(cells)} cells where the header has {len(header)}: "
            f"{_shown(cells[len(header)])!r} belongs to no column; is a comma unquoted?"
        )


def _cleaned(path: Path, column: str, cells: Sequence[str], numbers: Sequence[int]) -> list[str]:
    cleaned = [cell.strip() for cell in cells]
    for place, cell in enumerate(cleaned):
        if len(cell) > LONGEST_CELL or "\x00" in cell:
            what = "holds a NUL character" if "\x00" in cell else f"is {len(cell):,} characters long"
            raise ListError(
                f"{path}, row {numbers[place]}, column {column!r}: {_shown(cell)!r} {what}; correct or remove it"
            )
    return cleaned


def _check_ids(path: Path, column: str, ids: Sequence[str], numbers: Sequence[int]) -> None:
    seen: dict[str, int] = {}
    for number, value in zip(numbers, ids, strict=True):
        if not value:
            raise ListError(f"{path}, row {number}, column {column!r}: is empty; every row needs an id of its own")
        if value in seen:
            raise ListError(
                f"{path}, row {number}, column {column!r}: {_shown(value)!r} stands in row {seen[value]} too; "
                "ids must differ"
            )
        seen[value] = number


def _shown(value: str) -> str:
    plain = "".join(c if c.isprintable() else "?" for c in value)
    return plain if len(plain) <= 40 else f"{plain[:40]}..."
