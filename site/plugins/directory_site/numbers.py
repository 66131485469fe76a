"""A national provider number or a license number typed into the search box."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from sqlite3 import Connection

from verify.linkage.numbers import readings

MOST_CANDIDATES = 500
LEAST_DIGITS = 4
"""Fewer digits than these are no number to look for: they would fit half of all licenses."""

_LEAD = re.compile(r"^(?:(?:npi|license|licence|lic|number|no|nr)\b[.:# ]*)+|^#+ *", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?P<letters>[a-z][a-z. ]*[-. ]*)?(?P<digits>\d[\d .\-]*\d)(?:-[a-z]{1,3})?", re.IGNORECASE
)
_CODE_WITH_DIGIT = re.compile(r"(?P<letters>(?:pta[. ]*)?p1)[. \-]+(?P<digits>\d{4,})", re.IGNORECASE)
_CODES = frozenset("AC AT L LAC LIC ACU ACUP ACUPAC EAMP P P1 PT PTA PTPT PTAP1 PTP1 MD DO".split())
"""Letters of license numbers that people also write with a blank behind them; a name is none of them."""


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """A number as typed: its letters in capitals (or empty), and its plausible values."""

    text: str
    letters: str
    values: frozenset[str]

    @property
    def is_certain(self) -> bool:
        """Whether nothing but a license number is written so: with letters of license numbers."""
        return self.letters in _CODES


def read_npi(text: str) -> str:
    """The ten digits of a national provider number, if the text is nothing else; else empty."""
    bare = re.sub(r"[\s\-]", "", _LEAD.sub("", text))
    return bare if re.fullmatch(r"[0-9]{10}", bare) else ""


def read_number(text: str) -> TypedNumber | None:
    """The license number that the text may be, or None: `AC 6099-0117`, `PT12345`, `license 17742`.

    Letters set apart by a blank must be letters of license numbers, so that `kim 98101` stays a name
    and a ZIP.
    """
    bare = _LEAD.sub("", text).strip()
    found = _CODE_WITH_DIGIT.fullmatch(bare) or _NUMBER.fullmatch(bare)
    if found is None:
        return None
    printed = found["letters"] or ""
    letters = re.sub(r"[^A-Z0-9]", "", printed.upper())
    is_apart = printed.endswith(" ") or " " in printed.strip()
    if len(letters) > 8 or (is_apart and letters not in _CODES):
        return None
    values = frozenset(value for value in readings(found["digits"]) if len(value) >= LEAST_DIGITS)
    return TypedNumber(bare, letters, values) if values else None


@dataclass(frozen=True, slots=True)
class Numbered:
    """Why a number leads to an entry: as printed, on which list (empty: its own statement)."""

    number_printed: str
    agency: str


def entries_with_number(connection: Connection, number: TypedNumber) -> dict[int, Numbered]:
    """Entries that state this license number or are matched to it, by their `search_id`, and why."""
    sql = """
        select m.search_id, m.number_printed, coalesce(s.agency, '') as agency
        from json_each(?) v cross join search_numbers m on m.value = v.value
        left join sources s on s.source = m.source order by m.source = '', m.search_id limit ?
    """
    found: dict[int, Numbered] = {}
    for search_id, printed, agency in connection.execute(
        sql, [json.dumps(sorted(number.values)), MOST_CANDIDATES]
    ):
        if agrees(number, printed):
            found.setdefault(search_id, Numbered(printed, agency))
    return found


def agrees(number: TypedNumber, printed: str) -> bool:
    """Whether a printed number can be the one that was typed: one value, no other profession's letters."""
    if not number.values & readings(printed):
        return False
    letters = re.sub(r"[^A-Z]", "", printed.upper())
    typed = re.sub(r"[^A-Z]", "", number.letters)
    return not letters or not typed or typed in letters or letters in typed
