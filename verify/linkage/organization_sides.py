"""Rows and entries of organizations as columns: names, places and numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from verify.linkage.vocabulary import Codes, Flags, Vocabulary, Wide


@dataclass(frozen=True, slots=True)
class Names:
    """One line for each name: `owner` is the place of its row or entry, `core` the joined words.

    `words` has the words of each core, at its code; `printed` the name as its side prints it.
    """

    owner: Codes
    core: Codes
    sorted_words: Codes
    printed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """One line for each place: codes of city, ZIP, ZIP area and state, 0 where missing."""

    owner: Codes
    city: Codes
    zip5: Codes
    area: Codes
    state: Codes


@dataclass(frozen=True, slots=True)
class Side:
    """All rows, or all entries. Boards and numbers are lines with their owner, sorted by it.

    `holder` is equal for rows of one license: same board, profession and number.
    """

    ids: tuple[str, ...]
    names: Names
    places: Places
    board_owner: Codes
    board: Codes
    number_owner: Codes
    number_board: Codes
    reading: Wide
    holder: Codes
    is_adverse: Flags


@dataclass(frozen=True, slots=True)
class OrganizationSides:
    """Both sides of a run, with the one vocabulary of their codes and the words of each core."""

    vocabulary: Vocabulary
    words: dict[int, tuple[str, ...]]
    roll: Side
    directory: Side


def boards_of(roll: Side) -> Codes:
    """The board of each row, 0 where it has none."""
    board = np.zeros(len(roll.ids), dtype=np.int32)
    board[roll.board_owner] = roll.board
    return board


def distinct_members(group: Codes | Wide, member: Codes) -> Wide:
    """How many distinct members each group has, at its number."""
    pairs = np.unique((group.astype(np.int64) << 32) | member)
    return np.bincount(pairs >> 32, minlength=int(group.max(initial=0)) + 1)
