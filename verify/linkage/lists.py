"""Any two files to link: a directory and a roll, read with every refusal explained."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pandas as pd

DIRECTORY_COLUMNS = (
    "entry_id", "entity_type", "name", "first_name", "middle_name", "last_name", "suffix", "credential",
    "other_first", "other_last", "org_name", "dba_name", "address", "city",
    "state", "zip", "taxonomy", "licenses",
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
    """The data rows of a file as columns of length `count`; a column that is missing is empty texts."""

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
        encoding = _encoding(path)
        header = _header(path, encoding, known)
        frame = _frame(path, encoding, [name for name in header if name in known], header)
    except OSError as error:
        raise ListError(f"{path}: can't be read: {error.strerror}") from error
    if not len(frame):
        raise ListError(f"{path}: has a header and no rows")
    count = len(frame)
    columns = {
        name: _cleaned(path, encoding, name, frame[name].tolist()) if name in frame else [""] * count
        for name in known
    }
    _check_ids(path, encoding, known[0], columns[known[0]])
    return Lines(path, count, columns, tuple(name for name in header if name and name not in known))


def _encoding(path: Path) -> str:
    """UTF-16 by its mark, UTF-8 where the whole file is, else Windows' Western one."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as handle:
        if handle.read(2) in (b"\xff\xfe", b"\xfe\xff"):
            return "utf-16"
        handle.seek(0)
        try:
            while chunk := handle.read(1 << 22):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"


def _rows(path: Path, encoding: str) -> Iterator[tuple[int, list[str]]]:
    """All rows with their numbers in the file, slowly: to say where something is wrong."""
    csv.field_size_limit(CSV_CELL_LIMIT)
    with path.open(encoding=encoding, errors="replace", newline="") as handle:
        yield from ((number, cells) for number, cells in enumerate(csv.reader(handle), start=1) if cells)


def _header(path: Path, encoding: str, known: Sequence[str]) -> list[str]:
    rows = _rows(path, encoding)
    try:
        header = [_heading(cell) for cell in next(rows, (1, []))[1]]
    except csv.Error as error:
        raise ListError(f"{path}, row 1: is no CSV: {error}") from error
    if not any(header):
        raise ListError(f"{path}: is empty; a first line with column names is needed, at least {known[0]!r}")
    if known[0] not in header:
        raise ListError(
            f"{path}, row 1: there is no column {known[0]!r}; it has {_shown(', '.join(header), 120)}. "
            f"Known columns: {', '.join(known)}"
        )
    twice = next((name for name in header if name and header.count(name) > 1), None)
    if twice:
        raise ListError(f"{path}, row 1: the column {twice!r} stands there twice; keep one")
    return header


def _heading(cell: str) -> str:
    return cell.strip().casefold().replace(" ", "_")


def _frame(path: Path, encoding: str, used: Sequence[str], header: Sequence[str]) -> pd.DataFrame:
    """The used columns, all text; a row with more cells than the header is an error."""
    # pandas refuses rows that are too wide, but for the first, and but where columns are chosen.
    wide = _too_wide(path, encoding, header, most=1)
    if wide is not None:
        raise wide
    try:
        frame = pd.read_csv(
            path,
            encoding=encoding,
            encoding_errors="replace",
            names=[name or f"unnamed {place}" for place, name in enumerate(header)],
            header=0,
            index_col=False,
            dtype=object,
            na_filter=False,
            on_bad_lines="error",
        )
    except (pd.errors.ParserError, ValueError) as error:
        why = "a quotation mark is never closed" if "EOF inside string" in str(error) else str(error)
        raise _too_wide(path, encoding, header) or ListError(f"{path}: is no CSV file: {why}") from error
    return frame[list(used)]


def _too_wide(path: Path, encoding: str, header: Sequence[str], most: int | None = None) -> ListError | None:
    """The error of the first row with a cell that belongs to no column, among the first `most` data rows."""
    width = len(header)
    for number, cells in islice(_rows(path, encoding), 1, None if most is None else most + 1):
        if len(cells) > width and any(cell.strip() for cell in cells[len(header) :]):
            return ListError(
                f"{path}, row {number}: has {len(cells)} cells where the header has {len(header)}: "
                f"{_shown(cells[len(header)])!r} belongs to no column; is a comma unquoted?"
            )
    return None


def _cleaned(path: Path, encoding: str, column: str, cells: list[str]) -> list[str]:
    cleaned = [cell.strip() for cell in cells]
    if max(map(len, cleaned)) > LONGEST_CELL:
        place = next(i for i, cell in enumerate(cleaned) if len(cell) > LONGEST_CELL)
        raise ListError(
            f"{path}, row {_row_number(path, encoding, place)}, column {column!r}: "
            f"{_shown(cleaned[place])!r} is {len(cleaned[place]):,} characters long; correct or remove it"
        )
    return cleaned


def _check_ids(path: Path, encoding: str, column: str, ids: Sequence[str]) -> None:
    if "" in ids:
        number = _row_number(path, encoding, ids.index(""))
        raise ListError(
            f"{path}, row {number}, column {column!r}: is empty; every row needs an id of its own"
        )
    if len(set(ids)) < len(ids):
        seen: dict[str, int] = {}
        for place, value in enumerate(ids):
            if value in seen:
                first, number = (_row_number(path, encoding, at) for at in (seen[value], place))
                raise ListError(
                    f"{path}, row {number}, column {column!r}: {_shown(value)!r} stands in row {first} too; "
                    "ids must differ"
                )
            seen[value] = place


def _row_number(path: Path, encoding: str, place: int) -> int:
    """The row of the file in which the data row at this place begins, the header being row 1."""
    rows = _rows(path, encoding)
    next(rows)
    return next((number for at, (number, _) in enumerate(rows) if at == place), place + 2)


def _shown(value: str, most: int = 40) -> str:
    plain = "".join(c if c.isprintable() else "?" for c in value[: most + 1])
    return plain if len(plain) <= most else f"{plain[:most]}..."
