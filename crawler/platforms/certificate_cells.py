"""Cells of a directory of certificates: a name with letters behind it, and an address, little of it kept."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.clean import us_state, zip5
from crawler.person_names import SplitName, split_first_last

_STATE_AND_ZIP = re.compile(r"([A-Za-z]{2})(?:\s+(\d{5}(?:-?\d{4})?))?", re.ASCII)
_COUNTRY = re.compile(r"USA?|U\.S\.A?\.?|UNITED STATES( OF AMERICA)?", re.IGNORECASE)
_SUFFIX = re.compile(r"JR|SR|II|III|IV", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """City, state and ZIP of an address; empty where they can't be told. The street is never kept."""

    city: str = ""
    state: str = ""
    zip5: str = ""


def name_and_letters(text: str) -> tuple[SplitName, tuple[str, ...]]:
    """The name of `Jane Q Doe, Jr., MD, DABMA`, and the letters behind it in their order."""
    name, *rest = (part.strip() for part in text.split(","))
    split = split_first_last(name)
    suffix = next((part for part in rest[:1] if _SUFFIX.fullmatch(part.rstrip("."))), "")
    letters = tuple(part for part in (rest[1:] if suffix else rest) if part)
    if suffix:
        split = SplitName(split.first, split.middle, split.last, suffix)
    return split, letters


def place_of(address: str) -> Place:
    """The place at the end of `street, city, ST[ zip][, USA]`.

    A part with a digit is no city: where an address lacks the city, its street must not pass for one.
    """
    parts = [part.strip() for part in address.split(",") if part.strip()]
    if parts and _COUNTRY.fullmatch(parts[-1]):
        parts.pop()
    found = _STATE_AND_ZIP.fullmatch(parts[-1]) if parts else None
    if found is None or not us_state(found[1]):
        return Place()
    city = parts[-2] if len(parts) > 1 and not re.search(r"\d", parts[-2]) else ""
    return Place(city, us_state(found[1]), zip5(found[2] or ""))
