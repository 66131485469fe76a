"""What two lists have in common to divide them by: boards and professions, as far as both state them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from verify.linkage.professions import KNOWN, profession_of, professions_of


@dataclass(frozen=True, slots=True)
class CommonGround:
    """How far boards and professions of two lists can be set against each other.

    Where one list states no board at all, none is looked at, and so with professions. A profession in
    words that are in no vocabulary and that the other list does not use says nothing.
    """

    has_boards: bool
    entry_professions: frozenset[str]
    row_professions: frozenset[str]
    has_rows_without: bool

    def board(self, printed: str) -> str:
        """The board that a state names; empty where boards are not looked at."""
        return printed.strip().upper() if self.has_boards else ""

    def row_profession(self, printed: str) -> str:
        """The profession of a row; empty where it says nothing."""
        found = profession_of(printed) if self.entry_professions else ""
        return found if found in KNOWN or found in self.entry_professions else ""

    def scope_professions(self, printed: str) -> tuple[str, ...]:
        """The professions on whose rolls an entry may stand: all of them where it states none."""
        stated = tuple(
            found for found in professions_of(printed) if found in KNOWN or found in self.row_professions
        )
        if not self.row_professions or not self.entry_professions:
            return ("",)
        found = stated or tuple(sorted(self.row_professions))
        return (*found, "") if self.has_rows_without else found


def common_ground(
    entry_boards: Iterable[str], row_boards: Iterable[str], taxonomies: Iterable[str], printed: Iterable[str]
) -> CommonGround:
    """The common ground of the boards and the professions of two lists."""
    entry_professions = frozenset(found for text in set(taxonomies) for found in professions_of(text))
    rows = {profession_of(text) for text in set(printed)}
    told = frozenset(found for found in rows if found and (found in KNOWN or found in entry_professions))
    return CommonGround(
        has_boards=any(map(str.strip, entry_boards)) and any(map(str.strip, row_boards)),
        entry_professions=entry_professions,
        row_professions=told if entry_professions else frozenset(),
        has_rows_without=bool(rows - told),
    )
