"""Which entries hold a word: lists of `search_id` by kind and value, as the search page reads them."""

from __future__ import annotations

from collections.abc import Iterator

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
        self._lists_of: dict[Key, tuple[list[int], ...]] = {}

    def add(self, search_id: int, name: str, others: str, numbers: str) -> None:
        """The entry is listed by the words of its name, other names and license numbers."""
        self._add(search_id, "name", words_in(name))
        if others:
            self._add(search_id, "other_name", words_in(others))
        for number in numbers.split():
            if not number.isdigit():
                self._add_number(search_id, words_in(number))

    def _add_number(self, search_id: int, words: tuple[str, ...]) -> None:
        """Words with a digit are listed by the letters before it: each number is a word of its own."""
        for word in words:
            letters = next((word[:place] for place, sign in enumerate(word) if not sign.isalpha()), word)
            if letters:
                self._add(search_id, "number" if letters == word else "number_start", (letters,))

    def _add(self, search_id: int, kind: str, words: tuple[str, ...]) -> None:
        for word in words:
            for held in self._lists_of.get((kind, word)) or self._begun(kind, word):
                if not held or held[-1] != search_id:
                    held.append(search_id)

    def _begun(self, kind: str, word: str) -> tuple[list[int], ...]:
        """The lists in which an entry stands for a word: of the word, and of its starts."""
        start = "start" if kind == "name" else "start_elsewhere"
        starts = [(start, word[:size]) for size in range(1, min(len(word), LONGEST_START) + 1)]
        found = tuple(self._lists.setdefault(key, []) for key in [(kind, word), *starts])
        self._lists_of[kind, word] = found
        return found

    def put(self, kind: str, value: str, search_ids: list[int]) -> None:
        """The list of a kind and value is this one, rising."""
        self._lists[kind, value] = search_ids

    def rows(self) -> Iterator[tuple[str, str, int, bytes]]:
        """Rows of `search_postings`, sorted."""
        for key in sorted(self._lists):
            for part, packed in packed_parts(self._lists[key]):
                yield *key, part, packed
