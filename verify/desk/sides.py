"""Entry and board row side by side, with a word for each line: same, differs, or on one side only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from crawler.records import EntryRecord, LicenseRecord
from verify.publish.display import other_name


class Mark(StrEnum):
    """How the two sides of a line compare; `none` where there is nothing to compare."""

    SAME = "same"
    DIFFERS = "differs"
    ONE_SIDE = "one side only"
    NONE = ""


SIGNS = {Mark.SAME: "=", Mark.DIFFERS: "≠", Mark.ONE_SIDE: "–", Mark.NONE: ""}
"""The sign beside each word."""


@dataclass(frozen=True, slots=True)
class SideLine:
    """One line: what it is, the values of the entry and those of the board row, and the mark."""

    what: str
    entry: tuple[str, ...]
    board: tuple[str, ...]
    mark: Mark

    @property
    def sign(self) -> str:
        """The sign of the mark."""
        return SIGNS[self.mark]


def side_lines(entry: EntryRecord, row: LicenseRecord) -> tuple[SideLine, ...]:
    """All lines that are shown of a pair; one that both sides leave empty is left out."""
    return tuple(line for line in _lines(entry, row) if line.entry or line.board)


def _lines(entry: EntryRecord, row: LicenseRecord) -> Iterator[SideLine]:
    claims, places = entry.claims, entry.places
    yield _compared("License number", [claim.license_number for claim in claims], [row.license_number])
    yield _compared("Last name", [entry.last_name], [row.last_name])
    yield _compared("First name", [entry.first_name], [row.first_name])
    yield _compared("Middle name", [entry.middle_name], [row.middle_name])
    yield _compared("Suffix", [entry.suffix], [row.suffix])
    yield _told("Other names", [other_name(name) for name in entry.other_names], [])
    yield _compared("Organization", [entry.organization_name], [row.organization_name])
    professions = [str(claim.profession) for claim in claims] or [str(entry.profession)]
    yield _compared("Profession", professions, [str(row.profession)])
    yield _compared("State", [*(c.state for c in claims), *(p.state for p in places)], [row.jurisdiction])
    yield _compared("City", [place.city for place in places], [row.city])
    yield _compared("ZIP code", [place.zip5 for place in places], [row.zip5])
    yield _told("Letters / license type", [entry.credential_printed], [row.license_type_printed])
    yield _told("Board status", [], [row.status_printed])
    yield _told("Discipline as printed", [], [row.discipline_printed, *_cases(row)])
    yield _told("Issued", [entry.enumerated_on or ""], [row.issued_on or ""])
    yield _told("Expires", [], [row.expires_on or ""])
    yield _told("Updated", [entry.updated_on or ""], [row.renewed_on or ""])
    yield _told("School", [], [row.school_printed])


def _cases(row: LicenseRecord) -> list[str]:
    return [f"{case.stage}: {case.action_printed} {case.docket}".strip() for case in row.actions]


def _compared(what: str, entry: Sequence[str], board: Sequence[str]) -> SideLine:
    ours, theirs = _filled(entry), _filled(board)
    return SideLine(what, ours, theirs, _mark(ours, theirs))


def _told(what: str, entry: Sequence[str], board: Sequence[str]) -> SideLine:
    return SideLine(what, _filled(entry), _filled(board), Mark.NONE)


def _filled(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _mark(entry: Sequence[str], board: Sequence[str]) -> Mark:
    if not entry and not board:
        return Mark.NONE
    if not entry or not board:
        return Mark.ONE_SIDE
    return Mark.SAME if {*map(_bare, entry)} & {*map(_bare, board)} else Mark.DIFFERS


def _bare(value: str) -> str:
    return re.sub(r"[\W_]+", "", value).casefold()
