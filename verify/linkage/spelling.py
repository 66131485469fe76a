"""What blocking and comparing need of each string, worked out once: letters, sounds, words, other forms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from pandas.util import hash_array

from verify.linkage.names import formal_names, skeleton
from verify.linkage.romanizations import romanization_classes
from verify.linkage.vocabulary import Codes, Vocabulary, Wide

Hashes = npt.NDArray[np.uint64]
Lists = tuple[Wide, Codes]
"""For each string several values: the offsets at which they begin, one more at the end, and the values."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """The parts of each string, at the place of its code.

    `initial` is its first letter as a number below 256; `start3`, `start4` and `skeleton` are hashes,
    the same in every run; `words` (of strings with several), `formal` (the names that
    it is a pet form of) and `romanized` (classes of spellings, as numbers) list codes.
    """

    initial: Codes
    length: Codes
    start3: Hashes
    start4: Hashes
    skeleton: Hashes
    words: Lists
    formal: Lists
    romanized: Lists

    def __len__(self) -> int:
        """How many strings are spelled."""
        return len(self.initial)


def spelling(vocabulary: Vocabulary) -> Spelling:
    """The parts of all strings of the vocabulary; other forms of a name become strings of it."""
    return extended(_nothing(), vocabulary)


def extended(spelled: Spelling, vocabulary: Vocabulary) -> Spelling:
    """The same parts, and those of the strings that the vocabulary has learned since."""
    while len(spelled) < len(vocabulary):  # formal names are strings too, and few have others
        spelled = _with(spelled, vocabulary)
    return spelled


def _with(spelled: Spelling, vocabulary: Vocabulary) -> Spelling:
    texts: list[str] = vocabulary.strings()[len(spelled) :].tolist()

    def added(column: Hashes, derive: Callable[[str], str]) -> Hashes:
        return np.concatenate([column, hashes(map(derive, texts))])

    words = [vocabulary.codes(text.split()) if " " in text else () for text in texts]
    formal = [vocabulary.codes(sorted(formal_names(text) - {text})) for text in texts]
    romanized = [romanization_classes().get(text, ()) for text in texts]
    return Spelling(
        initial=np.concatenate([spelled.initial, initials_of(texts)]),
        length=np.concatenate([spelled.length, np.fromiter(map(len, texts), np.int32, len(texts))]),
        start3=added(spelled.start3, lambda text: text[:3]),
        start4=added(spelled.start4, lambda text: text[:4]),
        skeleton=added(spelled.skeleton, skeleton),
        words=_longer(spelled.words, words),
        formal=_longer(spelled.formal, formal),
        romanized=_longer(spelled.romanized, romanized),
    )


def initials_of(texts: Sequence[str]) -> npt.NDArray[np.int32]:
    """The first letter of each string as a number below 256, 0 for the empty string."""
    return np.fromiter((min(255, ord(text[0])) if text else 0 for text in texts), np.int32, len(texts))


def _nothing() -> Spelling:
    none = np.zeros(0, dtype=np.int32)
    lists: Lists = (np.zeros(1, dtype=np.int64), none)
    no_hash = np.zeros(0, dtype=np.uint64)
    return Spelling(none, none, no_hash, no_hash, no_hash, lists, lists, lists)


def hashes(texts: Iterable[str]) -> Hashes:
    """A 64-bit number for each text, the same in every run."""
    found: Hashes = hash_array(np.array([*texts, ""], dtype=object), categorize=False)
    return found[:-1]


def _longer(lists: Lists, more: Sequence[Sequence[int] | Codes]) -> Lists:
    offsets, values = lists
    counts = np.fromiter(map(len, more), np.int64, len(more))
    new = np.fromiter((value for each in more for value in each), np.int32, int(counts.sum()))
    return np.concatenate([offsets, offsets[-1] + np.cumsum(counts)]), np.concatenate([values, new])
