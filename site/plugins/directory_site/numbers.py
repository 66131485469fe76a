"""A national provider number or a license number typed into the search box."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

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


_UNGROUPED = """case when instr(license_number, '-') or instr(license_number, ' ')
  then replace(replace(license_number, '-', ''), ' ', '') else license_number end"""
"""SQL for a printed number with its digits together, as in `AC 6099-0117`."""


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """A number as typed: its letters in capitals (or empty), and its plausible values."""

    text: str
    letters: str
    values: frozenset[str]


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


async def entries_with_number(db: Any, number: TypedNumber) -> dict[str, str]:
    """Entries that state this license number or are matched to it: entry_id to why, in words."""
    rows = await db.execute_fn(lambda connection: _candidates(connection, number))
    found: dict[str, str] = {}
    for entry_id, stated, listed, agency in rows:
        if listed and agrees(number, listed):
            found[entry_id] = f"“{listed}” is the license number on the list of the {agency}."
        elif stated and agrees(number, stated):
            found.setdefault(entry_id, f"this entry itself states the license number “{stated}”.")
    return found


def agrees(number: TypedNumber, printed: str) -> bool:
    """Whether a printed number can be the one that was typed: one value, no other profession's letters."""
    if not number.values & readings(printed):
        return False
    letters = re.sub(r"[^A-Z]", "", printed.upper())
    typed = re.sub(r"[^A-Z]", "", number.letters)
    return not letters or not typed or typed in letters or letters in typed


def _candidates(connection: Any, number: TypedNumber) -> list[Any]:
    """(entry, number stated or None, number listed or None, agency) of entries that hold the digits."""
    places = range(len(number.values))
    tests = " or ".join(f"instr({_UNGROUPED}, :value_{place})" for place in places)
    sql = f"""
        select entry_id, license_number, null, null from entry_claims where {tests}
        union all
        select k.entry_id, null, l.license_number, s.agency
        from (select rowid as number_id from licenses where {tests}) found
        join licenses l on l.rowid = found.number_id
        join links k on k.license_id = l.license_id and k.decision = 'accept'
        join sources s on s.source = l.source
        limit {MOST_CANDIDATES}
    """  # noqa: S608 - only names of parameters are put in
    values = {f"value_{place}": value for place, value in enumerate(sorted(number.values))}
    return list(connection.execute(sql, values))
