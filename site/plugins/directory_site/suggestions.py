"""What may be meant while somebody types: cities, ZIP areas and names that begin so."""

from __future__ import annotations

from sqlite3 import Connection

from verify.linkage.names import fold

from .question import full_text, words_of

LEAST_LETTERS = 2
MOST_OF_EACH = 4
LONGEST_TEXT = 60
LAST = "\U0010ffff"
"""Sorts behind every text that begins alike."""

_CITIES = """
select city || ', ' || state from cities where city_key >= ? and city_key < ?
order by entries_count desc, zips_count desc, city_key, state limit ?
"""
_ZIPS = """
select zip5 || ' (' || city || ', ' || state || ')' from zips where zip5 >= ? and zip5 < ?
order by zip5 limit ?
"""
_NAMES = "select name from entries_fts where entries_fts match ? order by rowid limit ?"


def suggest(connection: Connection, typed: str) -> list[dict[str, str]]:
    """At most twelve suggestions, each a `text` to search for and its `kind`: city, zip or name."""
    text = typed[:LONGEST_TEXT].strip()
    words = words_of(text)
    if sum(map(len, words)) < LEAST_LETTERS:
        return []
    if text.isascii() and text.isdigit():
        return [{"kind": "zip", "text": found} for found in _beginning(connection, _ZIPS, text)]
    cities = _beginning(connection, _CITIES, fold(text)) if fold(text) else []
    query = full_text(words, "name")
    names = dict.fromkeys(row[0] for row in connection.execute(_NAMES, [query, 3 * MOST_OF_EACH]))
    found = [("city", city) for city in cities] + [("name", name) for name in list(names)[:MOST_OF_EACH]]
    return [{"kind": kind, "text": text} for kind, text in found]


def _beginning(connection: Connection, sql: str, start: str) -> list[str]:
    return [row[0] for row in connection.execute(sql, [start, start + LAST, MOST_OF_EACH])]
