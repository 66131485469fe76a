"""Florida's status file of an operator: pipes, no header, 15 fields by their place.

It states end dates and whether complaints, emergency orders or final orders are on file, and no place. The
cells carry the names that the Licensure file has for the same things, where it has them.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from crawler.actions import discipline_of
from crawler.errors import ListingError
from crawler.platforms.delimited import text_encoding
from crawler.records import ActionStage, BoardAction, Discipline, Evidence
from crawler.rows import Row, numbered

# An emergency order is in force and not yet the end of the matter.
STAGES = {
    "administrative_complaints_ind": ActionStage.ALLEGED,
    "emergency_order_ind": ActionStage.UNKNOWN,
    "final_order_ind": ActionStage.FINAL,
}
FIELDS = (
    *("pro_cde", "Rank-Code", "License-Number", "License-Active-Status-Description"),
    *("License-Status-Description", "Original-Date", "Expire-Date", "Status-Effective-Date"),
    *("First-Name", "Middle-Name", "Last-Name", *STAGES, "multi_state_ind"),
)
# A profession code and a rank: a header has words there.
_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*\d+\|[A-Za-z]+\|(?:[^|\r\n]*\|){12}[^|\r\n]*\|?\r?\n?")


def is_status_file(path: Path) -> bool:
    """Whether the first line of the file is a row of a status file."""
    with path.open("rb") as handle:
        return bool(_START.fullmatch(handle.readline(1 << 16)))


def read_status_rows(path: Path, evidence: Evidence) -> Iterator[Row]:
    """The rows of the file; blank lines are passed over, a row of another width has a defect.

    Raises:
        ListingError: the file ends within a row.
    """
    width, number, cells = len(FIELDS), 0, [""]
    with path.open(encoding=text_encoding(path), errors="replace", newline="") as handle:
        lines = csv.reader(handle, delimiter="|", quoting=csv.QUOTE_NONE)
        for number, cells in enumerate((each for each in lines if any(map(str.strip, each))), start=1):
            is_good = len(cells) == width or (len(cells) == width + 1 and not cells[-1].strip())
            defect = "" if is_good else f"has {len(cells)} fields where a status file has {width}"
            yield Row(dict(zip(FIELDS, cells, strict=False)), numbered(evidence, number), defect)
    if len(cells) < width:
        raise ListingError(
            evidence.source,
            f"the file is truncated: it ends within row {number} ({len(cells)} of {width} fields); fetch it "
            "again",
        )


def stated_actions(row: Row) -> tuple[tuple[BoardAction, ...], Discipline, str]:
    """One action for each indicator that says `Y`, what they say together, and the indicators as printed.

    An order is discipline; a complaint alone is alleged, so it is neither discipline nor none.
    """
    flags = {name: row.text(name) for name in STAGES}
    actions = tuple(
        BoardAction("", f"{name}: {flag}", "", STAGES[name], None, None, "")
        for name, flag in flags.items()
        if flag.upper() == "Y"
    )
    is_none = all(flag.upper() == "N" for flag in flags.values())
    printed = ", ".join(f"{name}: {flag}" for name, flag in flags.items() if flag)
    return actions, discipline_of(actions, Discipline.NONE if is_none else Discipline.NOT_STATED), printed
