"""What may be meant while somebody types: cities, ZIP areas and names that begin so."""

from __future__ import annotations

import json
from sqlite3 import Connection

from verify.linkage.names import fold

from .naming import beginning_so
from .question import words_of
from .word_sets import LAST, WordSets

LEAST_LETTERS = 2
MOST_OF_EACH = 4
LONGEST_TEXT = 60

_CITIES = """
select city || ', ' || state from cities where city_key >= ? and city_key < ?
order by entries_count desc, zips_count desc, city_key, state limit ?
"""
_ZIPS = """
select zip5 || ' (' || city || ', ' || state || ')' from zips where zip5 >= ? and zip5 < ?
order by zip5 limit ?
"""
_NAMES = """
select e.name from json_each(?) i cross join entry_search n on n.search_id = i.value
cross join entries e on e.entry_id = n.entry_id
"""


def suggest(connection: Connection, size: int, typed: str) -> list[dict[str, str]]:
    """At most twelve suggestions, each a `text` to search for and its `kind`: city, zip or name.

    `size` is the number of entries of the directory.
    """
    text = typed[:LONGEST_TEXT].strip()
    words = words_of(text)
    if sum(map(len, words)) < LEAST_LETTERS:
        return []
    if text.isascii() and text.isdigit():
        return [{"kind": "zip", "text": found} for found in _beginning(connection, _ZIPS, text)]
    cities = _beginning(connection, _CITIES, fold(text)) if fold(text) else []
    ids = beginning_so(WordSets(connection, size), words)[: 3 * MOST_OF_EACH].tolist()
    names = dict.fromkeys(row[0] for row in connection.execute(_NAMES, [json.dumps(ids)]))
    found = [("city", city) for city in cities] + [("name", name) for name in list(names)[:MOST_OF_EACH]]
    return [{"kind": kind, "text": text} for kind, text in found]


def _beginning(connection: Connection, sql: str, start: str) -> list[str]:
    return [row[0] for row in connection.execute(sql, [start, start + LAST, MOST_OF_EACH])]
