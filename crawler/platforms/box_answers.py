"""What a Box folder answers: its files, and the counts in one of them. Pure reading, no network."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from crawler.challenge import page_reason
from crawler.errors import ListingError


@dataclass(frozen=True, slots=True)
class FolderFile:
    """One file of the folder; ids change with each edition."""

    file_id: str
    name: str


def data_parts(files: Iterable[FolderFile], mark: str) -> tuple[FolderFile, ...]:
    """The parts of the list in their order: the first file with the mark, and those named alike.

    An `.xls` sheet ends at 65,536 rows, so a longer list may come as `..._Data00.xls`, `..._Data01.xls`
    and so on; parts differ in the digits behind the mark alone.
    """
    number = re.compile(rf"({re.escape(mark)})\d+", re.IGNORECASE)
    names = {file: number.sub(r"\1", file.name).casefold() for file in files}
    marked = [file for file in names if mark.casefold() in names[file]]
    return tuple(file for file in marked if names[file] == names[marked[0]])


def read_folder(body: bytes, source: str) -> tuple[FolderFile, ...]:
    """The files of a folder listing, sorted by name.

    Raises:
        ListingError: the answer is no folder listing.
    """
    try:
        entries = json.loads(body)["entries"]
        files = [
            FolderFile(str(entry["id"]), str(entry["name"]))
            for entry in entries
            if entry.get("type", "file") == "file"
        ]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        other = "the answer of api.box.com is no folder listing; the way to the file may have changed"
        raise ListingError(source, page_reason(body, "folder listing") or other) from error
    return tuple(sorted(files, key=lambda file: file.name))


def read_total(body: bytes) -> int | None:
    """The total that a counts file states: in its row named `Total`, or as its only number; else None."""
    text = body.decode("utf-8-sig", "replace")
    numbers: list[int] = []
    totals: list[int] = []
    for cells in _lines(text):
        found = [
            int(cell.replace(",", ""))
            for cell in cells
            if re.fullmatch(r"\d{1,3}(,\d{3})+|\d+", cell.strip())
        ]
        numbers.extend(found)
        if any("total" in cell.lower() for cell in cells):
            totals.extend(found)
    candidates = totals or numbers
    return candidates[0] if len(candidates) == 1 else None


def _lines(text: str) -> Iterator[list[str]]:
    delimiter = "\t" if "\t" in text else ","
    return csv.reader(io.StringIO(text), delimiter=delimiter)
