"""The rows of a roster: cells in any usual headings, read as questions about credentials."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TextIO

from verify.linkage.lookup_question import Question, read_profession, read_question, read_state
from verify.linkage.names import fold
from verify.publish.errors import CannotRunError

HEADINGS: dict[str, str] = {
    **dict.fromkeys(("NAME", "FULL NAME", "PROVIDER NAME", "PRACTITIONER", "PROVIDER"), "name"),
    **dict.fromkeys(("FIRST NAME", "FIRST", "GIVEN NAME", "FIRSTNAME", "FNAME"), "first"),
    **dict.fromkeys(("MIDDLE NAME", "MIDDLE", "MIDDLENAME", "MI"), "middle"),
    **dict.fromkeys(("LAST NAME", "LAST", "SURNAME", "FAMILY NAME", "LASTNAME", "LNAME"), "last"),
    **dict.fromkeys(
        ("LICENSE NUMBER", "LICENSE NO", "LICENSE", "LICENCE NUMBER", "LIC NO", "LICENSE NUM"), "number"
    ),
    **dict.fromkeys(("NUMBER", "LICENSENUMBER", "LIC NUMBER", "LIC", "CREDENTIAL NUMBER"), "number"),
    **dict.fromkeys(("STATE", "LICENSE STATE", "ST", "JURISDICTION", "STATE CODE"), "state"),
    **dict.fromkeys(("PROFESSION", "LICENSE TYPE", "TYPE", "TITLE", "DISCIPLINE", "SPECIALTY"), "profession"),
}
"""Headings of a roster, folded, and what they are read as; the first column of each kind counts."""

LONGEST_CELL = 1_000_000
"""Characters that one cell may hold; a quote that is never closed swallows rows."""


def read_headings(headings: Iterable[str]) -> dict[str, str]:
    """What each kind of cell is called in this roster: `number` -> `License No.`.

    Raises:
        CannotRunError: there is neither a name nor a number to check.
    """
    found: dict[str, str] = {}
    for heading in headings:
        found.setdefault(HEADINGS.get(fold(heading.replace("_", " ")), ""), heading)
    if not {"name", "last", "number"} & found.keys():
        raise CannotRunError(
            "The roster has no column of names or license numbers; name one of its columns name, "
            "last_name or license_number."
        )
    return found


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A row: its cells by heading, its cells by meaning, and why it can't be read, if so."""

    cells: Mapping[str, str]
    meant: Mapping[str, str]
    problem: str


def read_rows(path: Path) -> Iterator[RosterRow]:
    """The rows of a roster. A row that can't be read has its problem in words.

    Raises:
        CannotRunError: the file is empty, or has no column to check.
    """
    headings = roster_headings(path)
    meanings = read_headings(headings)
    with _opened(path) as file:
        for number, (cells, problem) in enumerate(_lines(file)):
            if number and (problem or any(cell.strip() for cell in cells)):
                yield _row(headings, meanings, cells, problem)


def roster_headings(path: Path) -> list[str]:
    """The headings of a roster, in order.

    Raises:
        CannotRunError: the file is empty, or has no column to check.
    """
    with _opened(path) as file:
        headings = [heading.strip() for heading in next(_lines(file), ([], ""))[0]]
    if not any(headings):
        raise CannotRunError(f"{path} is empty; its first line has to name the columns.")
    read_headings(headings)
    return headings


def _opened(path: Path) -> TextIO:
    csv.field_size_limit(LONGEST_CELL)
    return path.open(encoding="utf-8-sig", errors="replace", newline="")


def _lines(file: TextIO) -> Iterator[tuple[list[str], str]]:
    """The cells of each row, and why they can't be read, if so; the first line tells what divides them."""
    first = file.readline()
    divider = max(",;\t", key=first.count)
    reader = csv.reader((line.replace("\0", "�") for line in chain([first], file)), delimiter=divider)
    while True:
        try:
            yield next(reader), ""
        except StopIteration:
            return
        except csv.Error as error:
            yield [], f"The row can't be read ({error})."


def _row(headings: list[str], meanings: Mapping[str, str], cells: list[str], unread: str) -> RosterRow:
    padded = [*cells, *[""] * (len(headings) - len(cells))]
    by_heading = dict(zip(headings, padded, strict=False))
    meant = {kind: by_heading[heading].strip() for kind, heading in meanings.items() if kind}
    problem = unread
    if len(cells) > len(headings):
        problem = f"The row has {len(cells)} cells, but there are {len(headings)} columns."
    elif any("�" in cell for cell in cells):
        problem = "The row has bytes that are no UTF-8 text; save the file as UTF-8."
    return RosterRow(by_heading, meant, problem or _unread(meant))


def _unread(meant: Mapping[str, str]) -> str:
    """Why state or profession can't be read; a roster is not answered for another state than it names."""
    state, profession = meant.get("state", ""), meant.get("profession", "")
    if read_state(state)[1]:
        return f"The state “{state[:40]}” is not known; give its two letters."
    if read_profession(profession)[1]:
        return f"The profession “{profession[:40]}” is none that is checked."
    return ""


def question_of(meant: Mapping[str, str]) -> Question:
    """The question that a row asks."""
    parts = [meant.get("last", ""), " ".join(filter(None, (meant.get("first", ""), meant.get("middle", ""))))]
    name = meant.get("name", "") or (", ".join(parts) if all(parts) else "".join(parts))
    return read_question(name, meant.get("number", ""), meant.get("state", ""), meant.get("profession", ""))
