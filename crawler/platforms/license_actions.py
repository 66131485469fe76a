"""The actions of a board that stand in a listing of their own, held by license until the licenses come.

A license is without action only when all actions were read, and when none of those that name no license may
be of its holder.
"""

from __future__ import annotations

from crawler.actions import unite
from crawler.records import BoardAction, Discipline


class LicenseActions:
    """What was read of the listing of actions; `were_read` is true once it was asked for or given."""

    def __init__(self) -> None:
        """Hold no action yet."""
        self.were_read = False
        self._actions: dict[str, list[BoardAction]] = {}
        self._unnumbered: set[tuple[str, str]] = set()

    def add(self, number: str, action: BoardAction) -> None:
        """The action is kept under the number of its license."""
        self._actions.setdefault(_key(number), []).append(action)

    def add_unnumbered(self, last_name: str, first_name: str) -> None:
        """An action names this holder and no license."""
        self._unnumbered.add((last_name.casefold(), first_name.casefold()))

    def of(self, number: str) -> tuple[BoardAction, ...]:
        """Every different action of the license, oldest first."""
        return unite([self._actions.get(_key(number), ())])

    def where_none(self, last_name: str, first_name: str) -> Discipline:
        """What is known of a license of this holder that no action names: nothing, unless all were read."""
        if not self.were_read or (last_name.casefold(), first_name.casefold()) in self._unnumbered:
            return Discipline.NOT_STATED
        return Discipline.NONE


def _key(number: str) -> str:
    return "".join(number.upper().split())
