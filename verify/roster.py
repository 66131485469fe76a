"""A roster checked row by row against the published lists; nothing of it is stored or logged."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from verify.linkage.lookup import Answer, Looker
from verify.roster_rows import RosterRow, question_of, read_rows

UNREADABLE = "unreadable"
"""The result of a row that is no question; its reason says why."""

ADDED = (
    "result", "match", "reason", "listed_name", "listed_number", "listed_state", "listed_profession",
    "status_printed", "status", "expires_on", "notice", "no_longer_listed_since", "board", "board_page",
    "listing_as_of", "fetched_at", "next_check_on",
)  # fmt: skip
"""Columns that a check adds behind those of the roster."""

EVERY = 1_000
"""Rows between two lines about the progress."""


def check_roster(
    path: Path, connection: sqlite3.Connection, today: date, say: Callable[[str], None]
) -> Iterator[dict[str, str]]:
    """Each row of the roster with its result, reason and what the list says, in order, one at a time.

    Raises:
        CannotRunError: the file is empty, is no UTF-8 text, or has no column to check.
    """
    looker = Looker(connection, today)
    counts: Counter[str] = Counter()
    for number, row in enumerate(read_rows(path), start=1):
        checked = check_row(row, looker)
        counts[checked[_free("result", row.cells)]] += 1
        if number % EVERY == 0:
            say(f"{number:,} rows checked")
        yield checked
    say(", ".join(f"{count:,} {result}" for result, count in sorted(counts.items())) or "no rows")


def check_row(row: RosterRow, looker: Looker) -> dict[str, str]:
    """The cells of a row, and behind them what was found."""
    if row.problem:
        found = {"result": UNREADABLE, "reason": row.problem}
    else:
        found = _found(looker.look_up(question_of(row.meant)))
    return {**row.cells, **{_free(name, row.cells): found.get(name, "") for name in ADDED}}


def added_columns(headings: Iterable[str]) -> list[str]:
    """The columns that a check adds to these; a heading that is taken gets `checked_` before it."""
    taken = list(headings)
    return [_free(name, taken) for name in ADDED]


def _free(name: str, taken: Iterable[str]) -> str:
    return f"checked_{name}" if name in taken else name


def _found(answer: Answer) -> dict[str, str]:
    """What an answer says, as cells; those of a license are empty unless it is a single one."""
    cells = {"result": str(answer.result), "match": str(answer.match).lower(), "reason": _reason(answer)}
    if answer.listings:
        listing = answer.listings[0]
        dates = {"listing_as_of": listing.listing_as_of, "fetched_at": listing.fetched_at}
        cells |= {name: value or "" for name, value in dates.items()}
        cells["next_check_on"] = listing.next_check_on or ""
    if answer.boards:
        cells |= {"board": answer.boards[0].board, "board_page": answer.boards[0].register_url}
    if len(answer.candidates) == 1:
        one = answer.candidates[0]
        quoted = [f"{action.stage}: {action.words}" for action in one.actions]
        cells |= {
            "listed_name": one.name,
            "listed_number": one.license_number,
            "listed_state": one.jurisdiction,
            "listed_profession": one.profession,
            "status_printed": one.status_printed,
            "status": one.status,
            "expires_on": one.expires_on,
            "notice": "; ".join([one.discipline, *quoted] if one.discipline else quoted),
            "no_longer_listed_since": one.missing_since,
        }
    return cells


def _reason(answer: Answer) -> str:
    fields = answer.candidates[0].fields if len(answer.candidates) == 1 else ()
    compared = " ".join(f"{each.words}" for each in fields if each.level != "missing")
    return " ".join(part for part in (f"{answer.heading}.", compared) if part)
