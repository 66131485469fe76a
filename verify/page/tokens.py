"""Words of a sentence in one writing, each with its place; what phrases are compared with."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[%$£€★=]|\d+")
_SHORT = {"'ll": " will", "'re": " are", "'ve": " have", "'m": " am", "'d": " would"}
"""Short forms that are two words; `n't` stays, for it denies."""


_IS = frozenset("it's that's what's here's there's let's he's she's who's where's how's".split())
"""Words in which `'s` is no genitive; elsewhere it is dropped, so that `NICE's` is `nice`."""


@dataclass(frozen=True)
class Words:
    """The words of a sentence in small letters: word `i` stands at `starts[i]` to `ends[i]` of the text."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @cached_property
    def line(self) -> str:
        """The words with a blank behind each, as phrases are compared with."""
        return "".join(f"{word} " for word in self.words)

    @cached_property
    def _line_starts(self) -> list[int]:
        return list(accumulate((len(word) + 1 for word in self.words), initial=0))

    def number_at(self, place: int) -> int:
        """The number of the word at a place of `line`."""
        return bisect_right(self._line_starts, place) - 1


def read_words(text: str, start: int = 0) -> Words:
    """The words of a text that stands at `start`."""
    found: list[tuple[str, int, int]] = []
    for match in _WORD.finditer(text):
        for word in _parted(match.group().replace("’", "'").lower()):
            found.append((word, start + match.start(), start + match.end()))
    words, starts, ends = zip(*found, strict=True) if found else ((), (), ())
    return Words(words, starts, ends)


def _parted(word: str) -> list[str]:
    for ending, whole in _SHORT.items():
        if word.endswith(ending):
            return (word.removesuffix(ending) + whole).split()
    return [word.removesuffix("'s") if word not in _IS else word]
