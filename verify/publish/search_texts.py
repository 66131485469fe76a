"""What of an entry can be typed to find it: the words of its names and places, and its license numbers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from verify.linkage.numbers import readings
from verify.linkage.word_keys import more_words, name_words
from verify.publish.entry_search import LICENSED
from verify.publish.search_postings import Postings

_NAMED = """
SELECT n.search_id, e.entry_id, e.name
FROM entry_search n JOIN entries e ON e.entry_id = n.entry_id ORDER BY n.search_id
"""


def search_names(connection: sqlite3.Connection) -> Iterator[tuple[int, str, str, str]]:
    """Each entry with the words of its name and all others to which a typed word may be like."""
    others = _joined(connection, "SELECT entry_id, name FROM entry_names ORDER BY entry_id, position")
    for search_id, entry_id, name in connection.execute(_NAMED):
        words, other = name_words(name), others.get(entry_id, ())
        more = more_words(words, " ".join(other))
        yield search_id, " ".join(words), " ".join(more), "|".join(other)


def search_texts(connection: sqlite3.Connection, postings: Postings) -> Iterator[tuple[Any, ...]]:
    """What can be searched for of each entry: names, places, numbers; `postings` list the same words."""
    others = _joined(connection, "SELECT entry_id, name FROM entry_names ORDER BY entry_id, position")
    cities = _joined(connection, "SELECT entry_id, city FROM entry_places ORDER BY entry_id, position")
    zips = _joined(connection, "SELECT entry_id, zip5 FROM entry_places ORDER BY entry_id, position")
    numbers = _joined(
        connection,
        "SELECT entry_id, license_number FROM entry_claims UNION ALL "  # noqa: S608
        f"SELECT k.entry_id, l.license_number FROM {LICENSED} ORDER BY 1, 2",
    )
    parts = (others, cities, zips, numbers)
    for search_id, entry_id, name in connection.execute(_NAMED):
        other, city, zip5, number = (" ".join(part.get(entry_id, ())) for part in parts)
        postings.add(search_id, name, other, number)
        yield search_id, name, other, city, zip5, number, entry_id


def search_numbers(connection: sqlite3.Connection) -> list[tuple[str, int, str, str]]:
    """Every plausible value of each number that an entry states (no source) or a list holds for it."""
    select = f"""
        SELECT n.search_id, c.license_number, '' FROM entry_claims c JOIN entry_search n USING (entry_id)
        WHERE c.license_number IS NOT NULL
        UNION
        SELECT n.search_id, l.license_number, l.source FROM {LICENSED} JOIN entry_search n USING (entry_id)
    """  # noqa: S608
    found = connection.execute(select)
    return sorted(
        {
            (value, search_id, number, source)
            for search_id, number, source in found
            for value in readings(number)
        }
    )


def _joined(connection: sqlite3.Connection, select: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for entry_id, text in connection.execute(select):
        if text and text not in (texts := found.setdefault(entry_id, [])):
            texts.append(text)
    return found
