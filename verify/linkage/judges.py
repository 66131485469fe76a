"""What is said of two different strings: one function per question, over lists of pairs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cpdist

from verify.linkage.model import CLOSE_SIMILARITY, LEAST_DIGITS
from verify.linkage.vocabulary import Flags, Wide

Judge = Callable[[Sequence[str], Sequence[str]], Any]
"""What says of each pair of strings whether it is so."""


def are_mistyped(one: Wide, other: Wide) -> Flags:
    """Which numbers are one typing error apart, where both are long enough for that to mean anything."""
    least = 10 ** (LEAST_DIGITS - 1)
    told = np.flatnonzero((one >= least) & (other >= least) & (one != other))
    found = np.zeros(len(one), dtype=np.bool_)
    if len(told):
        ours, theirs = one[told].astype(str).tolist(), other[told].astype(str).tolist()
        found[told] = cpdist(ours, theirs, scorer=OSA.distance, score_cutoff=1, dtype=np.int32) <= 1
    return found


def are_close(one: Sequence[str], other: Sequence[str]) -> Flags:
    """Which names of four letters or more are a misspelling apart (Jaro-Winkler)."""
    similar = cpdist(
        one, other, scorer=JaroWinkler.similarity, score_cutoff=CLOSE_SIMILARITY, dtype=np.float64
    )
    lengths = np.fromiter((min(len(a), len(b)) for a, b in zip(one, other, strict=True)), np.int32, len(one))
    return (similar >= CLOSE_SIMILARITY) & (lengths > 3)


def each(judge: Callable[[str, str], bool]) -> Judge:
    """The judge of many pairs that asks `judge` one by one."""
    return lambda one, other: [judge(a, b) for a, b in zip(one, other, strict=True)]


def share_a_word(one: Sequence[str], other: Sequence[str]) -> list[bool]:
    """Which surnames have a word of three letters or more in common."""
    return [
        any(len(word) > 2 for word in set(a.split()) & set(b.split()))
        for a, b in zip(one, other, strict=True)
    ]


def share_any_word(one: Sequence[str], other: Sequence[str]) -> list[bool]:
    """Which names have a word in common."""
    return [bool(set(a.split()) & set(b.split())) for a, b in zip(one, other, strict=True)]


def are_parts(one: Sequence[str], other: Sequence[str]) -> list[bool]:
    """Which given names are a part of the other's words: MARY of MARY ANN."""
    return [
        (ours < theirs or theirs < ours) and min(len(a), len(b)) > 1
        for a, b in zip(one, other, strict=True)
        for ours, theirs in [(set(a.split()), set(b.split()))]
    ]
