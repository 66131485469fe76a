"""Reads directories, rolls and truths, and tells what a link is like."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

Row = dict[str, str]
Pair = tuple[str, str]


class Stratum(StrEnum):
    """What a link could rest on."""

    NUMBERED = "individual, true number listed"
    UNNUMBERED = "individual, no usable number"
    ORGANIZATION = "organization"


def read_rows(path: Path, key: str) -> dict[str, Row]:
    """The rows of a CSV file by their id in column `key`."""
    with path.open(newline="", encoding="utf-8") as handle:
        return {row[key]: row for row in csv.DictReader(handle)}


def read_truth(path: Path) -> set[Pair]:
    """The true pairs (entry_id, rec_id)."""
    with path.open(newline="", encoding="utf-8") as handle:
        return {(row["entry_id"], row["rec_id"]) for row in csv.DictReader(handle)}


def significant_digits(number: str) -> str:
    """The digits of a license number without zeros in front."""
    return re.sub(r"\D", "", number).lstrip("0")


def lists_number(entry: Row, row: Row) -> bool:
    """True where the entry lists the number of the row: its digits, or the serial number within them."""
    own = significant_digits(row.get("license_number", ""))
    state = row.get("state", "")
    claims = (claim.partition(":") for claim in entry.get("licenses", "").split("|") if claim)
    listed = (significant_digits(number) for in_state, _, number in claims if in_state == state)
    return any(
        number and (number == own or _is_serial(number, own) or _is_serial(own, number)) for number in listed
    )


def _is_serial(part: str, whole: str) -> bool:
    """True where `part` is the serial number within `whole`, whose further digits are a code or a check."""
    return len(part) >= 3 and any(whole.removesuffix(end).endswith(part) for end in ("", "00", whole[-1:]))


def stratum(entry: Row, row: Row) -> Stratum:
    """What a link of this entry and this row could rest on."""
    if entry.get("entity_type") == "organization":
        return Stratum.ORGANIZATION
    return Stratum.NUMBERED if lists_number(entry, row) else Stratum.UNNUMBERED


def strata(pairs: Iterable[Pair], entries: dict[str, Row], rows: dict[str, Row]) -> dict[Pair, Stratum]:
    """The stratum of each pair."""
    return {pair: stratum(entries[pair[0]], rows[pair[1]]) for pair in pairs}
