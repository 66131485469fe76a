"""Rows and entries of organizations as far as linking is concerned, whatever they were read from."""

from __future__ import annotations

from dataclasses import dataclass

from verify.linkage.standardize import ClaimedNumber, Spot


@dataclass(frozen=True, slots=True)
class OrganizationRow:
    """A license row of an organization; `name` as printed, it may hold two (`X LLC DBA Y`)."""

    row_id: str
    board: str
    profession: str
    name: str
    license_number: str
    city: str
    state: str
    zip5: str
    is_adverse: bool


@dataclass(frozen=True, slots=True)
class OrganizationEntry:
    """An entry of an organization: legal, trade and display names; `boards` are states it is in."""

    entry_id: str
    names: tuple[str, ...]
    boards: tuple[str, ...]
    spots: tuple[Spot, ...]
    claims: tuple[ClaimedNumber, ...]
