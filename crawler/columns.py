"""Which columns a listing has, and the audit that no new or renamed one passes unseen."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from crawler.cells import show_cell
from crawler.clean import header_name
from crawler.errors import ListingError

RENAMED_SIMILARITY = 0.75
"""From here on (0-1) a new column may be the new name of one that is gone (`issuedate`, `firstissuedate`)."""

NEW_SHOWN = 12
"""So many new columns are named in a reason; a body that is no table can have any number."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that a parser knows, in the source's own spelling.

    `required` must be there, because no record could do without; `optional` are taken where given,
    and a listing may omit a column that holds nothing; `dropped` are known and never read (streets,
    birth dates, phones). `aliases` maps another spelling to the one used here.
    """

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)

    @property
    def taken(self) -> tuple[str, ...]:
        """All columns that are read."""
        return self.required + self.optional

    def known_name(self, printed: str) -> str:
        """Our spelling of a printed column name; empty for a column that is not known."""
        alias = {header_name(other): name for other, name in self.aliases.items()}
        names = {header_name(name): name for name in (*self.taken, *self.dropped)}
        plain = header_name(printed)
        return alias.get(plain) or names.get(plain, "")

    def new(self, printed: Iterable[str]) -> tuple[str, ...]:
        """The printed columns that are not known, sorted."""
        return tuple(sorted({name for name in printed if name.strip() and not self.known_name(name)}))

    def missing(self, printed: Iterable[str]) -> tuple[str, ...]:
        """The required columns that the listing lacks, in their order."""
        there = {self.known_name(name) for name in printed}
        return tuple(name for name in self.required if name not in there)

    def renamed(self, printed: Iterable[str]) -> tuple[str, ...]:
        """The optional columns that are gone while a new column has nearly their name."""
        names = tuple(printed)
        there = {self.known_name(name) for name in names}
        new = [header_name(name) for name in self.new(names)]
        gone = (name for name in self.optional if name not in there)
        return tuple(
            name
            for name in gone
            if difflib.get_close_matches(header_name(name), new, n=1, cutoff=RENAMED_SIMILARITY)
        )


class MissingColumnsError(ListingError):
    """The listing lacks columns that no record can do without."""

    def __init__(self, source: str, missing: tuple[str, ...], new: tuple[str, ...], message: str) -> None:
        """Carry the missing columns and the unknown ones beside the sentence."""
        super().__init__(source, message)
        self.missing = missing
        self.new = new


def require_columns(source: str, columns: Columns, printed: Iterable[str]) -> None:
    """Every required column is there, and no optional one seems to be renamed.

    Raises:
        MissingColumnsError: naming the missing columns and the new ones that may be their new names.
    """
    names = tuple(printed)
    missing = columns.missing(names) + columns.renamed(names)
    if missing:
        new = columns.new(names)
        shown = ", ".join(repr(show_cell(name, 40)) for name in new[:NEW_SHOWN])
        more = f" and {len(new) - NEW_SHOWN} more" if len(new) > NEW_SHOWN else ""
        hint = f"; new columns are {shown}{more}: renamed?" if new else "; look where the listing is now"
        raise MissingColumnsError(
            source,
            missing,
            new,
            f"the listing lacks the column {', '.join(map(repr, missing))}{hint}",
        )
