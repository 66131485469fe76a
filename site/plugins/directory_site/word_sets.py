"""The entries that hold a word, a start of a word or a phrase, or that are in a state."""

from __future__ import annotations

import json
from sqlite3 import Connection
from typing import Any

from verify.linkage.search_sets import Ids, Mask, in_all, mask_of, united, unpack
from verify.linkage.word_keys import LONGEST_START, words_in

NAME, NAMES = ("name",), ("name", "other_name")
ANYWHERE = ("name", "other_name", "number")
"""Where a word stands: in the name, in other names too, in license numbers too."""

LAST = "\U0010ffff"
"""Sorts behind every text that begins alike."""
MOST_NUMBERED = 20_000
"""Entries that are looked at for a word with a digit: nearly every license number is a word of its own."""

_WHOLE = """
select p.search_ids from json_each(:kinds) k
cross join search_postings p on p.kind = k.value and p.value = :word
order by k.key, p.part
"""
_BEGINNING = """
select p.search_ids from json_each(:kinds) k
cross join search_postings p on p.kind = k.value and p.value >= :word and p.value < :last
"""
_FULL_TEXT = "select rowid from entries_fts where entries_fts match ? limit ?"
_COLUMNS = {NAME: "{name}", NAMES: "{name other_names}", ANYWHERE: "{name other_names license_numbers}"}


class WordSets:
    """Sets of the entries of one build, each a mask over all of them."""

    def __init__(self, connection: Connection, size: int) -> None:
        """`size` is the number of entries."""
        self.connection, self.size = connection, size

    def beginning(self, typed: str, where: tuple[str, ...] = ANYWHERE) -> Mask:
        """Those that hold a word which begins as the typed one."""
        return in_all(self._beginning(word, where) for word in words_in(typed) or (typed,))

    def holding(self, typed: str, where: tuple[str, ...] = ANYWHERE) -> Mask:
        """Those that hold the whole word; of several words, those that hold them side by side."""
        if " " in typed:
            return self._full_text(f'"{typed}"', where)
        return in_all(self._whole(word, where) for word in words_in(typed) or (typed,))

    def in_state(self, code: str) -> Ids:
        """Those with a place in a state, rising."""
        asked = {"kinds": '["state"]', "word": code}
        return unpack(row[0] for row in self.connection.execute(_WHOLE, asked))

    def _beginning(self, word: str, where: tuple[str, ...]) -> Mask:
        if where == ANYWHERE and any(map(str.isdigit, word)):
            return self._full_text(f'"{word}"*', where)
        if len(word) <= LONGEST_START:
            return self._read(_WHOLE, ("start",) if where == NAME else ("start", "start_elsewhere"), word)
        return self._read(_BEGINNING, (*where, "number_start") if where == ANYWHERE else where, word)

    def _whole(self, word: str, where: tuple[str, ...]) -> Mask:
        if where == ANYWHERE and any(map(str.isdigit, word)):
            return self._full_text(f'"{word}"', where)
        return self._read(_WHOLE, where, word)

    def _read(self, sql: str, kinds: tuple[str, ...], word: str) -> Mask:
        asked: dict[str, Any] = {"kinds": json.dumps(kinds), "word": word, "last": word + LAST}
        return united(self.size, (row[0] for row in self.connection.execute(sql, asked)))

    def _full_text(self, query: str, where: tuple[str, ...]) -> Mask:
        found = self.connection.execute(_FULL_TEXT, [f"{_COLUMNS[where]} : {query}", MOST_NUMBERED])
        return mask_of(self.size, [row[0] for row in found])
