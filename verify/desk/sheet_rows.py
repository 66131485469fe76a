"""Reads a filled-in spreadsheet back: as CSV in UTF-8, with the heading that it was written with."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from verify.desk.sheet import unguarded
from verify.publish.errors import CannotRunError
from verify.publish.own_table import OwnRow


def sheet_rows(path: Path, columns: Sequence[str], needed: Sequence[str], made_by: str) -> Iterator[OwnRow]:
    """The rows of a sheet whose heading has all of `needed` and none besides `columns`, in its order.

    `made_by` is the command that wrote the sheet.

    Raises:
        CannotRunError: it is no UTF-8 CSV file, or a column is missing, unknown or twice there.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except OSError as error:
        raise CannotRunError(f"{path} can't be read: {error.strerror}.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise CannotRunError(f"{path} is no UTF-8 CSV file ({error}). Save it as CSV, UTF-8.") from error
    heading = [name.strip() for name in lines[0]] if lines else []
    _assert_heading(path, heading, columns, needed, made_by)
    for number, line in enumerate((line for line in lines[1:] if any(line)), start=1):
        if len(line) != len(heading):
            raise CannotRunError(
                f"{path.name}, row {number}: {len(line)} cells where the heading has {len(heading)}. "
                "Put text that holds a comma into quotation marks."
            )
        cells = {name: unguarded(cell.strip()) for name, cell in zip(heading, line, strict=True)}
        yield OwnRow(path.name, number, cells)


def _assert_heading(
    path: Path, heading: Sequence[str], columns: Sequence[str], needed: Sequence[str], made_by: str
) -> None:
    unknown = [name for name in heading if name not in columns]
    missing = [name for name in needed if name not in heading]
    twice = [name for name in heading if heading.count(name) > 1]
    for names, what in ((missing, "missing"), (unknown, "unknown"), (twice, "twice there")):
        if names:
            raise CannotRunError(
                f"{path.name}, heading: column {names[0]!a} is {what}. "
                f"Fill in the file that `{made_by}` wrote, and save it as CSV with commas."
            )
