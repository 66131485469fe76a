"""Which entries hold a word: lists of `search_id` by kind and value, as the search page reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from verify.linkage.search_sets import packed_parts
from verify.linkage.word_keys import LONGEST_START, words_in

Key = tuple[str, str]


class Postings:
    """Lists of entries by kind and value, filled in the order of `search_id`.

    Kinds: `name`, `other_name` and `number` hold whole words of a name, another name, a license number;
    `number_start` the letters before the digits of a number; `start` and `start_elsewhere` what words of a
    name, or of anything else, begin with.
    """

    def __init__(self) -> None:
        """Nothing is listed yet."""
        self._lists: dict[Key, list[int]] = {}

    def add(self, search_id: int, name: str, others: str, numbers: str) -> None:
        """The entry is listed by the words of its name, other names and license numbers."""
        own, other, number = words_in(name), words_in(others), words_in(numbers) if numbers else ()
        whole = [word for word in number if word.isalpha()]
        begun = [letters for word in number if not word.isalpha() and (letters := _letters(word))]
        elsewhere = (*other, *whole, *begun)
        for kind, words in (
            ("name", own),
            ("other_name", other),
            ("number", whole),
            ("number_start", begun),
            ("start", starts(own)),
            ("start_elsewhere", starts(elsewhere) if elsewhere else ()),
        ):
            for word in words:
                held = self._lists.setdefault((kind, word), [])
                if not held or held[-1] != search_id:
                    held.append(search_id)

    def put(self, kind: str, value: str, search_ids: list[int]) -> None:
        """The list of a kind and value is this one, rising."""
        self._lists[kind, value] = search_ids

    def rows(self) -> Iterator[tuple[str, str, int, bytes]]:
        """Rows of `search_postings`, sorted."""
        for key in sorted(self._lists):
            for part, packed in packed_parts(self._lists[key]):
                yield *key, part, packed


def starts(words: Iterable[str]) -> set[str]:
    """What the words begin with, up to so many letters as have a list."""
    return {word[:size] for word in words for size in range(1, min(len(word), LONGEST_START) + 1)}


def _letters(word: str) -> str:
    """The letters before the first digit."""
    return word[: next((place for place, sign in enumerate(word) if not sign.isalpha()), len(word))]
