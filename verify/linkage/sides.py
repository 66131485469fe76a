"""The two sides of a run as columns: license rows of persons, and persons' entries."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from verify.linkage.name_columns import NameColumns
from verify.linkage.vocabulary import Codes, Flags, Vocabulary, Wide


@dataclass(frozen=True, slots=True)
class Spots:
    """Places of entries or rows: `owner` is the place of the entry or row in its table.

    `city`, `zip5`, `area` (the first three signs of the ZIP) and `state` are codes, 0 where missing.
    """

    owner: Codes
    city: Codes
    zip5: Codes
    area: Codes
    state: Codes
    is_mailing: Flags


@dataclass(frozen=True, slots=True)
class Numbers:
    """License numbers by owner: one line for each plausible reading, `board` its state.

    `profession` is 0 where the number is stated for no profession in particular.
    """

    owner: Codes
    board: Codes
    profession: Codes
    reading: Wide


@dataclass(frozen=True, slots=True)
class RollTable:
    """License rows of persons, sorted by id.

    `board` and `profession` make the roll of a row. `spots` has at most one line a row. `is_adverse`
    rows need the stricter identity; an `is_current` license lets its holder practice
    now; `holder` is the board's own id of the person, 0 where there is none.
    """

    ids: tuple[str, ...]
    names: NameColumns
    board: Codes
    profession: Codes
    spots: Spots
    numbers: Numbers
    is_superseded: Flags
    is_adverse: Flags
    is_current: Flags
    holder: Codes

    @property
    def roll(self) -> Wide:
        """Board and profession in one number."""
        return rolls(self.board, self.profession)


@dataclass(frozen=True, slots=True)
class Scopes:
    """On which rolls a license of an entry may stand: one line for each entry, board and profession."""

    owner: Codes
    board: Codes
    profession: Codes


@dataclass(frozen=True, slots=True)
class DirectoryTable:
    """Persons' entries, sorted by id, and their faces: the names that an entry goes by.

    `faces` are the names and `face_owner` their entries; the first face of an entry is its own name,
    the others (`is_other`) are other names that it lists, completed by its own.
    """

    ids: tuple[str, ...]
    faces: NameColumns
    face_owner: Codes
    is_other: Flags
    spots: Spots
    numbers: Numbers
    scopes: Scopes


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides of a run and the strings that their codes stand for."""

    vocabulary: Vocabulary
    roll: RollTable
    directory: DirectoryTable


def rolls(board: Codes, profession: Codes) -> Wide:
    """Board and profession in one number."""
    return (board.astype(np.int64) << 32) | profession


def starts(owner: Codes, count: int) -> Wide:
    """Where the lines of each of `count` owners begin in a table sorted by owner; one more at the end."""
    return np.searchsorted(owner, np.arange(count + 1)).astype(np.int64)
