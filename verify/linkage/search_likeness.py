"""How close the names of entries are to typed words: what likeness is, and the closest of many names."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from verify.linkage.names import nicknames_of
from verify.linkage.romanizations import romanizations_of
from verify.linkage.word_keys import FORMAL, ROMANIZATION, TYPO

LEAST = 72.0
"""Average likeness (0-100) of the typed words to a name, below which it is not offered as close.

Of three words one may be less like: a middle name or a title that the entry does not state.
"""
WHOLE, NICKNAME, SPELLING = 100.0, 95.0, 90.0
"""Likeness of a part that begins with the typed word, of a short or pet form, of another romanization."""


def likeness(word: str, part: str) -> tuple[float, str]:
    """How close a part of a name is to a typed word, both in small letters, with the letter of the reason."""
    if part.startswith(word):
        return WHOLE, TYPO
    if part.upper() in nicknames_of(word.upper()):
        return NICKNAME, FORMAL
    if part.upper() in romanizations_of(word.upper()):
        return SPELLING, ROMANIZATION
    return fuzz.ratio(word, part), TYPO


def closest(words: Sequence[str], names: Sequence[str]) -> list[int]:
    """The places of the names that are close to the words, the closest first.

    `names` are their parts, with one blank between. A name counts for each word by its part that is closest,
    and for all by their average.
    """
    if not names:
        return []
    names = [name or "." for name in names]
    starts = list(accumulate((name.count(" ") + 1 for name in names), initial=0))[:-1]
    flat = " ".join(names).split(" ")
    number = {part: place for place, part in enumerate(dict.fromkeys(flat))}
    parts = np.fromiter(map(number.__getitem__, flat), dtype=np.int64, count=len(flat))
    best = np.array([np.maximum.reduceat(_likenesses(word, number)[parts], starts) for word in words])
    average = best.sum(axis=0) / len(words)
    is_close = (average >= LEAST) & ((best < LEAST).sum(axis=0) <= len(words) // 3)
    places = np.flatnonzero(is_close)
    order: list[int] = places[np.argsort(-average[places], kind="stable")].tolist()
    return order


def _likenesses(word: str, parts: dict[str, int]) -> npt.NDArray[np.float64]:
    """The likeness of each part to a word, in the order of the parts."""
    found: npt.NDArray[np.float64] = process.cdist([word], list(parts), scorer=fuzz.ratio, dtype=np.float64)[
        0
    ]
    for names, score in ((romanizations_of(word.upper()), SPELLING), (nicknames_of(word.upper()), NICKNAME)):
        found[[parts[name.lower()] for name in names if name.lower() in parts]] = score
    found[[place for part, place in parts.items() if part.startswith(word)]] = WHOLE
    return found
