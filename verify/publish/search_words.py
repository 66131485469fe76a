"""The words of all names, with the keys under which a mistyped word finds them."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator

from verify.linkage.names import fold
from verify.linkage.word_keys import joined_key, listed_keys

_NAMES = """
SELECT name FROM entries UNION ALL SELECT name FROM entry_names
"""
_SEVERAL = re.compile(r"[ -]")


def fill_words(connection: sqlite3.Connection) -> None:
    """`search_words` and `search_word_keys` hold every word of every name, small letters, no marks."""
    counts = Counter(
        word for (name,) in connection.execute(_NAMES) for word in set(fold(name).lower().split())
    )
    connection.executemany("INSERT INTO search_words VALUES (?, ?)", sorted(counts.items()))
    connection.executemany(
        "INSERT INTO search_word_keys VALUES (?, ?)", sorted(set(_keys(connection, counts)))
    )


def _keys(connection: sqlite3.Connection, words: Counter[str]) -> Iterator[tuple[str, str]]:
    for word in words:
        yield from ((key, word) for key in listed_keys(word))
    for (part,) in connection.execute(
        "SELECT first_name FROM entries WHERE first_name IS NOT NULL "
        "UNION SELECT last_name FROM entries WHERE last_name IS NOT NULL"
    ):
        if _SEVERAL.search(part.strip()):
            yield joined_key(part), fold(part).lower()
