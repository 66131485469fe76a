"""Strings as small integers, so that a million comparisons are comparisons of integers.

One vocabulary serves both sides of a run. It only grows: a code, once given, keeps its meaning,
which is what lets a saved run be continued.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.int32]
Wide = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]
Weights = npt.NDArray[np.int32]
Shares = npt.NDArray[np.float64]


class _Codes(dict[str, int]):
    """A dictionary that gives an unknown string the next code when it is looked up."""

    def __missing__(self, text: str) -> int:
        code = self[text] = len(self)
        return code


class Vocabulary:
    """Code of each string, from 0 for the empty one on in the order of their first sight."""

    def __init__(self, strings: Iterable[str] = ()) -> None:
        """Know these strings, in this order, behind the empty one."""
        self._codes = _Codes({"": 0})
        for text in strings:
            self.code(text)

    def __len__(self) -> int:
        """How many strings are known."""
        return len(self._codes)

    def code(self, text: str) -> int:
        """The code of the string, a new one where it was never seen."""
        return self._codes[text]

    def codes(self, texts: Iterable[str]) -> Codes:
        """The codes of the strings, in their order."""
        return np.array(list(map(self._codes.__getitem__, texts)), dtype=np.int32)

    def strings(self) -> npt.NDArray[np.object_]:
        """All strings, at the places of their codes."""
        texts = np.empty(len(self._codes), dtype=object)
        texts[:] = list(self._codes)
        return texts

    def derived(self, codes: Codes, derive: Callable[[str], str]) -> Codes:
        """The codes of what `derive` makes of each string; asked once for each distinct one."""
        distinct, places = np.unique(codes, return_inverse=True)
        texts = self.strings()[distinct]
        return self.codes(map(derive, texts))[places]


def of_distinct(
    one: Codes,
    other: Codes,
    texts: npt.NDArray[np.object_],
    judge: Callable[[Sequence[str], Sequence[str]], Any],
) -> npt.NDArray[Any]:
    """What `judge` says of each pair of strings; it is asked once, with all distinct pairs."""
    packed = (one.astype(np.int64) << 32) | other
    distinct, places = np.unique(packed, return_inverse=True)
    judged = judge(texts[distinct >> 32].tolist(), texts[distinct & 0xFFFFFFFF].tolist())
    return np.asarray(judged)[places]


def mixed(kind: int, *parts: npt.NDArray[Any]) -> npt.NDArray[np.uint64]:
    """One 64-bit key of all parts (splitmix64), the same in every run; `kind` sets rules apart."""
    key = np.full(len(parts[0]), kind * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF, dtype=np.uint64)
    for part in parts:
        key = (key ^ part.astype(np.uint64)) * np.uint64(0xBF58476D1CE4E5B9)
        key ^= key >> np.uint64(29)
        key *= np.uint64(0x94D049BB133111EB)
        key ^= key >> np.uint64(32)
    return key
