"""Compared pairs with what decisions rest on, and what can be asked of them."""

from __future__ import annotations

from dataclasses import dataclass

from verify.linkage.levels import Compared
from verify.linkage.vocabulary import Codes, Flags, Wide


@dataclass(frozen=True, slots=True)
class Candidates:
    """Compared pairs with what decisions rest on beside them, sorted by entry, roll and row."""

    compared: Compared
    person: Codes
    entry_person: Codes
    roll: Wide
    is_superseded: Flags
    is_adverse: Flags
    entries_count: int

    def at(self, kept: Flags | Wide) -> Candidates:
        """These candidates alone."""
        return Candidates(
            self.compared.at(kept),
            self.person[kept],
            self.entry_person[kept],
            self.roll[kept],
            self.is_superseded[kept],
            self.is_adverse[kept],
            self.entries_count,
        )


def is_by_number(compared: Compared) -> Flags:
    """Where the number rule holds: number, profession, state and a part of the name."""
    same = compared.is_level("license number", "same") & compared.is_level("scope", "own")
    return same & agrees_in_name(compared)


def agrees_in_name(compared: Compared) -> Flags:
    """Where the surname or the given name agrees (an initial is no agreement)."""
    surname = compared.is_level("surname", "different", "missing")
    given = compared.is_level("given name", "different", "initial", "missing")
    return ~(surname & given)


def is_name_alone(compared: Compared) -> Flags:
    """Where neither place nor middle name nor number says anything for the pair."""
    near = compared.is_level("license number", "same", "close") | is_near(compared)
    return ~(near | compared.is_level("middle name", "full", "initial"))


def is_near(compared: Compared) -> Flags:
    """Where a place of the entry and that of the row are in one ZIP area or city."""
    return compared.is_level("place", "zip5", "city", "area")
