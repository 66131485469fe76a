"""Text cell -> typed value. Pure, and strict: what can't be read is an error, never a guess."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache

_ZIP = re.compile(r"(\d{5})(?:\s*-?\s*(?:\d{4})?)", re.ASCII)
_YEARS = range(1900, 2200)
_NO_DATE = frozenset({"", "00000000", "0", "//", "00/00/0000", "00-00-0000"})
US_STATES = frozenset(
    (
        "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY "
        "NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY AS GU MP PR VI FM MH PW AA AE AP"
    ).split()
)


# `strptime` takes ten microseconds, and the days of two hundred years are few.
@lru_cache(maxsize=1 << 15)
def iso_day(text: str, formats: tuple[str, ...]) -> str | None:
    """The day in ISO form, read by the listing's own formats; None where it states none.

    The formats are those of `strptime` and are tried in turn; they must not overlap. `00000000`
    and its like mean no date.

    Raises:
        ValueError: no format fits, or the year is outside 1900-2199.
    """
    if text.replace(" ", "") in _NO_DATE:
        return None
    for form in formats:
        day = _day(text, form)
        if day is not None:
            return day.isoformat()
    raise ValueError(f"no date in the form {' or '.join(formats)}")


def _day(text: str, form: str) -> date | None:
    # strptime would read the seven digits 2026111 as 1 November.
    if form == "%Y%m%d" and not re.fullmatch(r"\d{8}", text, re.ASCII):
        return None
    try:
        day = datetime.strptime(text, form).date()
    except ValueError:
        return None
    return day if day.year in _YEARS else None


@lru_cache(maxsize=1 << 15)
def zip5(text: str) -> str:
    """The first five digits of a US ZIP (`95762`, `95762-0000`, `95762-`); empty for anything else."""
    found = _ZIP.fullmatch(text.strip())
    return found[1] if found and found[1] != "00000" else ""


def us_state(text: str) -> str:
    """The postal code of a US state, territory or military region; empty for anything else (`99`)."""
    code = text.strip().upper()
    return code if code in US_STATES else ""


def header_name(text: str) -> str:
    """A column name without case and separators: `License Number` and `license_number` are one."""
    return re.sub(r"[^a-z0-9]", "", text.lower())
