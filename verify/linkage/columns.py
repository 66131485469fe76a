"""What a run is fed with: rows of a roll and entries of a directory as plain columns of text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

Texts = Sequence[str]


@dataclass(frozen=True, slots=True)
class NameTexts:
    """Names as printed, in four parts of equal length."""

    first: Texts
    middle: Texts
    last: Texts
    suffix: Texts


@dataclass(frozen=True, slots=True)
class RollColumns:
    """License rows of persons as printed, in any order; all columns are of one length.

    `is_superseded` marks rows that the board says were replaced, `is_adverse` those that say
    something disciplinary, `is_current` those that let their holder practice now; `holder` is the
    board's own id of the person, or empty.
    """

    ids: Texts
    names: NameTexts
    board: Texts
    profession: Texts
    number: Texts
    city: Texts
    state: Texts
    zip5: Texts
    is_superseded: Sequence[bool]
    is_adverse: Sequence[bool]
    is_current: Sequence[bool]
    holder: Texts


@dataclass(slots=True)
class OwnedTexts:
    """A table beside the entries: for each line the place of its entry, and its texts by column."""

    owner: list[int] = field(default_factory=list)
    texts: list[tuple[str, ...]] = field(default_factory=list)

    def add(self, owner: int, *texts: str) -> None:
        """One more line; owners must come in order."""
        self.owner.append(owner)
        self.texts.append(texts)

    def column(self, place: int) -> list[str]:
        """One column of the texts."""
        return [texts[place] for texts in self.texts]


@dataclass(frozen=True, slots=True)
class DirectoryColumns:
    """Persons' entries as printed, sorted by id.

    `other_names` holds first, middle and last name and suffix; `spots` city, state, ZIP, and "mail"
    where the place only receives mail; `scopes` board and profession on which a license may stand;
    `claims` board, profession (empty where none is told) and number.
    """

    ids: Texts
    names: NameTexts
    other_names: OwnedTexts
    spots: OwnedTexts
    scopes: OwnedTexts
    claims: OwnedTexts
