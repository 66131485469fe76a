"""What moved between two runs over the same lists: the report of learning anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Move:
    """A pair whose decision is another one than before; `none` stands for neither accepted nor reviewed."""

    entry_id: str
    row_id: str
    before: str
    after: str

    def line(self) -> str:
        """The move in words."""
        return f"{self.entry_id} -> {self.row_id}: {self.before}, now {self.after}"


def moves(before: Mapping[Pair, str], after: Mapping[Pair, str]) -> tuple[Move, ...]:
    """The pairs whose decision changed, in their order."""
    return tuple(
        Move(*pair, before.get(pair, "none"), after.get(pair, "none"))
        for pair in sorted(before.keys() | after.keys())
        if before.get(pair) != after.get(pair)
    )
