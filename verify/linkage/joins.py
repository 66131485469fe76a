"""Columns joined: lines with equal values, where runs of equal values begin, distinct values."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from verify.linkage.vocabulary import Codes, Flags, Wide


def openings(*columns: npt.NDArray[Any]) -> Flags:
    """Where a run of equal lines begins in columns of one length that are sorted together."""
    found = np.zeros(len(columns[0]), dtype=np.bool_)
    found[:1] = True
    for column in columns:
        found[1:] |= column[1:] != column[:-1]
    return found


def is_among(keys: npt.NDArray[Any], wanted: npt.NDArray[Any]) -> Flags:
    """Which of the wanted values are in the sorted keys."""
    if not len(keys):
        return np.zeros(len(wanted), dtype=np.bool_)
    flags: Flags = keys[np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)] == wanted
    return flags


def sorted_distinct(packed: Wide) -> Wide:
    """The distinct values in order; several times faster than by hashing them."""
    packed = np.sort(packed)
    return packed[openings(packed)]


def expanded(first: Wide, counts: Wide) -> Wide:
    """For each (start, count) the run of places from the start on, one behind the other."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total) - np.repeat(ends - counts, counts) + np.repeat(first, counts)


def joined(owner: Codes, table_owner: Codes) -> tuple[Wide, Wide]:
    """Each line of `owner` with each line of the sorted table that has the same owner."""
    first = np.searchsorted(table_owner, owner, side="left")
    counts = np.searchsorted(table_owner, owner, side="right") - first
    return np.repeat(np.arange(len(owner)), counts), expanded(first.astype(np.int64), counts)


def equal_pairs(one: npt.NDArray[Any], other: npt.NDArray[Any], most: int | None = None) -> tuple[Wide, Wide]:
    """Places of all equal pairs of two columns.

    They keep the order of `one`. Values that `other` has more than `most` times give none.
    """
    order = np.argsort(other, kind="stable")
    ranked = other[order]
    left, right = np.searchsorted(ranked, one, "left"), np.searchsorted(ranked, one, "right")
    counts = right - left
    if most is not None:
        counts[counts > most] = 0
    return np.repeat(np.arange(len(one)), counts), order[expanded(left, counts)]
