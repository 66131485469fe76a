"""The queue as a spreadsheet: columns to read, to fill in, and to tie each row to what was seen."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from verify.desk.pages import license_name
from verify.desk.queue import Candidate, Queue
from verify.desk.sides import Mark, side_lines
from verify.publish.decisions import ClericalDecision
from verify.publish.display import entry_name
from verify.publish.ledger import write_synced

TOLD: Mapping[str, Callable[[Candidate], object]] = {
    "state": lambda each: each.state.value,
    "verdict": lambda each: each.pair.effect.verdict,
    "verdict_if_accepted": lambda each: each.pair.effect.if_accepted,
    "verdict_if_rejected": lambda each: each.pair.effect.if_rejected,
    "is_adverse": lambda each: int(each.pair.is_adverse),
    "is_number_needed": lambda each: int(not each.pair.effect.is_applied),
    "entry_name": lambda each: entry_name(each.pair.entry),
    "entry_numbers": lambda each: _several(claim.license_number for claim in each.pair.entry.claims),
    "entry_places": lambda each: _several(
        f"{p.city} {p.state} {p.zip5}".strip() for p in each.pair.entry.places
    ),
    "license_name": license_name,
    "license_number": lambda each: each.pair.license.license_number,
    "license_place": lambda each: f"{each.pair.license.city} {each.pair.license.zip5}".strip(),
    "jurisdiction": lambda each: each.pair.license.jurisdiction,
    "profession": lambda each: str(each.pair.license.profession),
    "status_printed": lambda each: each.pair.license.status_printed,
    "expires_on": lambda each: each.pair.license.expires_on or "",
    "differs": lambda each: _several(
        line.what for line in side_lines(each.pair.entry, each.pair.license) if line.mark is Mark.DIFFERS
    ),
    "probability": lambda each: f"{each.pair.link.probability:.6f}",
    "cut": lambda each: f"{each.pair.link.cut:g}",
    "weight_bits": lambda each: f"{each.pair.link.weight_bits:.2f}",
    "machine_reason": lambda each: each.pair.link.reason,
    "board_url": lambda each: each.pair.license.board_url,
    "said_before": lambda each: _said(each.said),
}
"""Columns to read; what is changed in them is left aside when the sheet comes back."""

FILLED = ("decision", "reason", "decided_by")
"""Columns to fill in."""
KEYS = ("entry_id", "license_id", "seen")
"""Columns that tie a row to what was seen; they come back as they were. `seen` holds both fingerprints with a
word before them, because a spreadsheet takes 16 digits for a number and rounds it."""
COLUMNS = (*TOLD, *FILLED, *KEYS)
NEEDED = (*FILLED, *KEYS)

_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")


def export_sheet(data: Path, path: Path, by: str) -> int:
    """`path` holds every pair that waits, in the order of the desk; returns how many.

    It is readable by its owner alone. A cell that a spreadsheet would run as a formula begins with an
    apostrophe.

    Raises:
        CannotRunError: there is no queue, or it can't be read.
    """
    candidates = Queue(data).candidates()
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(sheet_cells(each, by) for each in candidates)
    write_synced(path, text.getvalue())
    return len(candidates)


def sheet_cells(each: Candidate, by: str) -> list[str]:
    """The cells of a row, in the order of `COLUMNS`, with nothing to decide filled in but `decided_by`."""
    told = (str(cell(each)) for cell in TOLD.values())
    return [guarded(cell) for cell in (*told, "", "", by, *each.pair.key, seen_cell(each))]


def seen_cell(each: Candidate) -> str:
    """The text of `seen`."""
    return "seen-" + "-".join(each.seen)


def _several(values: Iterator[str]) -> str:
    return "; ".join(dict.fromkeys(value for value in values if value))


def _said(said: ClericalDecision | None) -> str:
    return f"{said.word} by {said.decided_by} on {said.decided_at}: {said.reason}" if said else ""


def guarded(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text that `guarded` made this of."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
