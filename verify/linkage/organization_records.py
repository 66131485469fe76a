"""Rows and entries of organizations as far as linking is concerned, whatever they were read from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that an entry states."""

    city: str
    state: str
    zip5: str


@dataclass(frozen=True, slots=True)
class ClaimedNumber:
    """A license number that an entry states for a board."""

    board: str
    number: str


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
