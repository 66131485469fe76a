"""Blocking keys with their owners, and the index that finds lines by key."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from verify.linkage.joins import expanded, is_among
from verify.linkage.vocabulary import Codes, Keys

SIFT = (1 << 24) - 1
"""The low bits of a key that are looked at first when few keys are sought among many."""


@dataclass(frozen=True, slots=True)
class KeyTable:
    """Keys and the row or the face of an entry that has each, in no order."""

    keys: Keys
    owners: Codes

    def without(self, gone: npt.NDArray[np.bool_], place: Codes) -> KeyTable:
        """The lines of the owners that are not gone, each owner at its new place."""
        kept = ~gone[self.owners]
        return KeyTable(self.keys[kept], place[self.owners[kept]])

    def and_also(self, other: KeyTable) -> KeyTable:
        """The lines of both."""
        return KeyTable(np.concatenate([self.keys, other.keys]), np.concatenate([self.owners, other.owners]))


def not_crowded(table: KeyTable, crowded: Keys) -> KeyTable:
    """The lines whose keys are not among the crowded ones."""
    kept = ~is_among(crowded, table.keys)
    return KeyTable(table.keys[kept], table.owners[kept])


class Index:
    """Lines by key."""

    def __init__(self, table: KeyTable) -> None:
        """Hold these lines."""
        order = np.argsort(table.keys, kind="stable")
        self._owners = table.owners[order]
        self._keys, self._starts, self._counts = np.unique(
            table.keys[order], return_index=True, return_counts=True
        )

    def sifted(self, table: KeyTable) -> KeyTable:
        """The lines of the table whose keys are here; cheap where there are few keys here."""
        # One bit of memory for each low end of a key: ten times faster than a search for each of millions.
        seen = np.zeros(SIFT + 1, dtype=np.bool_)
        seen[self._keys & np.uint64(SIFT)] = True
        maybe = np.flatnonzero(seen[table.keys & np.uint64(SIFT)])
        kept = maybe[is_among(self._keys, table.keys[maybe])]
        return KeyTable(table.keys[kept], table.owners[kept])

    def joined(self, table: KeyTable) -> tuple[Codes, Codes]:
        """Each owner of the table with each owner here that has the same key; pairs may repeat."""
        if not len(self._keys) or not len(table.keys):
            return table.owners[:0], table.owners[:0]
        order = np.argsort(table.keys)
        keys, owners = table.keys[order], table.owners[order]
        at = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        hit = self._keys[at] == keys
        at, owners = at[hit], owners[hit]
        counts = self._counts[at]
        lines = expanded(self._starts[at], counts)
        return np.repeat(owners, counts), self._owners[lines]
