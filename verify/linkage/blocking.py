"""Candidate pairs: which rows of a roll are worth comparing with an entry.

Several blocking rules, each an exact key made of codes. A pair is a candidate when any rule gives
both sides one key; a key that too many rows share is left out, because it selects nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from verify.linkage.blocking_keys import Owned, entry_keys, row_keys
from verify.linkage.joins import sorted_distinct
from verify.linkage.key_index import KeyTable
from verify.linkage.sides import Sides
from verify.linkage.spelling import Spelling
from verify.linkage.vocabulary import Codes, Keys


@dataclass(frozen=True, slots=True)
class Pairs:
    """Candidate pairs, sorted: places in the faces of the directory and in the rows of the roll."""

    face: Codes
    row: Codes

    def __len__(self) -> int:
        """How many pairs there are."""
        return len(self.face)


def row_table(sides: Sides, spelled: Spelling, is_everywhere: bool, rows: Codes) -> tuple[KeyTable, Keys]:
    """The keys of these rows, and those keys, sorted, that more rows share than their rule allows."""
    tables, crowded = [], []
    for (keys, owners), most in row_keys(sides.roll, spelled, is_everywhere, rows):
        tables.append((keys, owners))
        distinct, counts = np.unique(keys, return_counts=True)
        crowded.append(distinct[counts > most])
    return _table(tables), np.unique(np.concatenate(crowded))


def face_table(sides: Sides, spelled: Spelling, is_everywhere: bool, entries: Codes) -> KeyTable:
    """The keys of the faces of these entries, which are sorted."""
    return _table(list(entry_keys(sides.directory, spelled, entries, is_everywhere)))


def _table(keyed: list[Owned]) -> KeyTable:
    return KeyTable(
        np.concatenate([keys for keys, _ in keyed]), np.concatenate([owners for _, owners in keyed])
    )


def pairs_of(faces: Codes, rows: Codes) -> Pairs:
    """The distinct pairs, sorted."""
    distinct = sorted_distinct((faces.astype(np.int64) << 32) | rows)
    return Pairs((distinct >> 32).astype(np.int32), (distinct & 0xFFFFFFFF).astype(np.int32))
