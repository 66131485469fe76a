"""One cell of an NPPES file to one typed value. Pure; nothing is guessed."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from functools import lru_cache

from crawler.cells import MAX_CELL_CHARACTERS, check_cell, clean_text, show_cell
from crawler.clean import iso_day
from crawler.platforms.nppes_refusals import RefusedError

Row = Mapping[str, str]
WITHHELD = "(withheld)"

# Made of letters and digits with single signs between: nothing to clean, nothing that could be refused.
_is_simple = re.compile(r"[0-9A-Za-z]+(?:[ .,'#/][0-9A-Za-z]+)*[.,]?").fullmatch
_LONGEST_PLACEHOLDER = 4
_MASKED = re.compile(r"([$*_=])\1{3}|\*{3}-\*{2}-")
_PRIVATE = re.compile(r"(?<!\d)\d{3}-\d{2}-\d{4}(?!\d)")
_NINE_DIGITS = re.compile(r"(?:SSN\D*)?\d{3} ?\d{2} ?\d{4}", re.IGNORECASE)


def shown(value: str) -> str:
    """The value made safe to print in a quarantine line; withheld when it reads like a private number."""
    return WITHHELD if _PRIVATE.search(value) else show_cell(value)


def text(row: Row, column: str) -> str:
    """The cell with entities resolved and blanks squished; empty for placeholders.

    Raises:
        RefusedError: the cell is hostile, or reads like a social security number.
    """
    value = row[column]
    if not value or (_LONGEST_PLACEHOLDER < len(value) <= MAX_CELL_CHARACTERS and _is_simple(value)):
        return value
    return _checked(value, column)


def _checked(value: str, column: str) -> str:
    cleaned, reason = _clean_once(value) if len(value) <= MAX_CELL_CHARACTERS else _clean(value)
    if reason:
        raise RefusedError(column, shown(html.unescape(value)), reason)
    return cleaned


def _clean(value: str) -> tuple[str, str | None]:
    """The cleaned cell and why it is refused, if it is."""
    value = html.unescape(value) if "&" in value else value
    reason = "private_text" if _PRIVATE.search(value) else check_cell(value)
    return clean_text(value), reason


# Names, cities, days and codes repeat: this halves the time that an entry takes.
_clean_once = lru_cache(maxsize=1 << 15)(_clean)


def day(row: Row, column: str) -> str | None:
    """The ISO day of a cell MM/DD/YYYY, None when the cell is blank.

    Raises:
        RefusedError: the cell is neither.
    """
    value = text(row, column)
    try:
        return _iso_day(value)
    except ValueError:
        raise RefusedError(column, shown(value), "date") from None


@lru_cache(maxsize=1 << 15)
def _iso_day(value: str) -> str | None:
    return iso_day(value, ("%m/%d/%Y",))


def phone(row: Row, column: str) -> str:
    """The digits of a telephone number without a leading country code 1.

    Empty when there are fewer than 7 or more than 15 of them, or all are the same.

    Raises:
        RefusedError: the cell is hostile; a plus sign before digits is not.
    """
    # A plus sign is how a country code begins, not a formula.
    number = _checked(row[column].strip().removeprefix("+"), column)
    digits = number if number.isascii() and number.isdigit() else re.sub(r"[^0-9]", "", number)
    digits = digits[1:] if len(digits) == 11 and digits.startswith("1") else digits
    return digits if 7 <= len(digits) <= 15 and len(set(digits)) > 1 else ""


def license_number(row: Row, column: str, state: str) -> tuple[str, bool]:
    """The claimed license number as printed, and whether it was withheld as private.

    CMS masks tax numbers typed into this field with a run of one sign; such a value is empty. It
    doesn't find all of them, so `ddd-dd-dddd`, and nine digits outside Illinois (whose licenses
    have nine digits), are withheld too.

    Raises:
        RefusedError: the cell is hostile.
    """
    value = html.unescape(row[column]).strip()
    if _MASKED.search(value):
        return "", False
    if _PRIVATE.search(value) or (state != "IL" and _NINE_DIGITS.fullmatch(value)):
        return "", True
    return text(row, column), False
