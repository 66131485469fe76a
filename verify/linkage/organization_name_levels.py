"""How two names of organizations relate: the level of each pair of cores.

Most candidate pairs share a word and are different all the same; columns of word codes tell them
apart, and only what may be more is looked at word by word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA

from verify.linkage.organization_blocking import word_counts
from verify.linkage.organization_model import COMMON_WORD, NAME_LEVELS, RELATED
from verify.linkage.organization_sides import OrganizationSides
from verify.linkage.organization_standardize import LONGEST_NAME
from verify.linkage.vocabulary import Codes, Flags, Shares, Wide

Levels = npt.NDArray[np.int8]

_PORTION = 100_000
"""Pairs whose words are held against each other at a time; bounds memory."""


@dataclass(frozen=True, slots=True)
class _WordTable:
    """Of each core, at its code: its distinct words as codes (0 where no more), how many, how rare."""

    words: npt.NDArray[np.int32]
    count: Codes
    rarity: Shares


class NameLevels:
    """Judges pairs of cores of one pair of sides."""

    def __init__(self, sides: OrganizationSides) -> None:
        """Read the words of every core."""
        self._texts = sides.words
        counts, names = word_counts(sides), len(sides.roll.names.core) + len(sides.directory.names.core)
        self._judge = NameJudge(counts, names)
        self._number = {word: i for i, word in enumerate(sorted(counts), start=1)}
        self._rarity = np.array([0.0, *(self._judge.rarity({word}) for word in sorted(counts))])
        self._table = self._read(len(sides.vocabulary))

    def of(self, one: Codes, other: Codes) -> Levels:
        """The level of each pair of cores that are not the same words."""
        packed, back = np.unique((one.astype(np.int64) << 32) | other, return_inverse=True)
        found = np.full(len(packed), NAME_LEVELS["different"], dtype=np.int8)
        for begin in range(0, len(packed), _PORTION):
            part = packed[begin : begin + _PORTION]
            ours, theirs = (part >> 32), (part & 0xFFFFFFFF)
            for at in np.flatnonzero(self._may_agree(ours, theirs)).tolist():
                found[begin + at] = self._judge.level(
                    self._texts[int(ours[at])], self._texts[int(theirs[at])]
                )
        return found[back]

    def _read(self, size: int) -> _WordTable:
        words = np.zeros((size, LONGEST_NAME), dtype=np.int32)
        for core, texts in self._texts.items():
            numbers = [self._number[word] for word in dict.fromkeys(texts) if word in self._number]
            words[core, : len(numbers)] = numbers
        return _WordTable(words, (words > 0).sum(axis=1).astype(np.int32), self._rarity[words].sum(axis=1))

    def _may_agree(self, ours: Wide, theirs: Wide) -> Flags:
        """Which pairs share enough rare words, or have one word each (or on one side) left over."""
        table = self._table
        words = table.words[ours]
        is_shared = np.zeros(words.shape, dtype=np.bool_)
        for place in range(LONGEST_NAME):
            column = table.words[theirs, place]
            if column.any():
                is_shared |= words == column[:, None]
        is_shared &= words > 0
        shared, rarity = is_shared.sum(axis=1), (self._rarity[words] * is_shared).sum(axis=1)
        left, right = table.count[ours] - shared, table.count[theirs] - shared
        related = 2 * rarity >= RELATED * (table.rarity[ours] + table.rarity[theirs]) - 1e-6
        flags: Flags = ((left == 1) & (right == 1)) | ((shared > 0) & (related | (left == 0) | (right == 0)))
        return flags


class NameJudge:
    """Says how two names that are not the same relate; rarity of words is that of the data at hand."""

    def __init__(self, counts: Counter[str], names: int) -> None:
        """Hold how many of `names` names have each word."""
        self._counts, self._names = counts, max(1, names)

    def level(self, one: Sequence[str], other: Sequence[str]) -> int:
        """The level of two names, given as words."""
        ours, theirs = set(one), set(other)
        shared = ours & theirs
        ours, theirs = ours - shared, theirs - shared
        levels = NAME_LEVELS
        if len(ours) == len(theirs) == 1 and self._is_misspelled(*ours, *theirs):
            return levels["alike"]
        if not shared:
            return levels["different"]
        extra = ours | theirs
        if (
            not (ours and theirs)
            and all(map(self._is_common, extra))
            and not all(map(self._is_common, shared))
        ):
            return levels["contained"]
        common = 2 * self.rarity(shared)
        is_related = common >= RELATED * (common + self.rarity(extra))
        return levels["related" if is_related else "different"]

    def _is_common(self, word: str) -> bool:
        return self._counts[word] >= COMMON_WORD * self._names

    def rarity(self, words: set[str]) -> float:
        """Bits that the words are worth: rare ones more."""
        return sum(log2(self._names / max(1, self._counts[word])) for word in words)

    def _is_misspelled(self, one: str, other: str) -> bool:
        """Whether the rarer word is a slip of the other: two words that are both in use are two words."""
        shorter, longer = sorted((one, other), key=len)
        if len(shorter) >= 3 and longer.startswith(shorter) and len(longer) - len(shorter) > 1:
            return self._is_common(longer)
        rarer, usual = sorted((self._counts[one], self._counts[other]))
        if len(shorter) < 5 or rarer > max(2, usual // 50):
            return False
        return OSA.distance(one, other, score_cutoff=1) <= 1
