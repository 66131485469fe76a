"""The index behind the search page, made from the tables of a finished database: no page reads a table whole.

`search_id` numbers the entries in the order of their names, so that any list of it is sorted already.
`search_postings` lists the entries of a word, a start of a word, or a state. `search_arrays` holds what the
site keeps in memory for each build: the group of each entry, within which filters can't tell entries apart,
and its ZIP areas.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from itertools import groupby
from statistics import median
from typing import Any

from verify.linkage.names import fold
from verify.linkage.search_sets import packed_parts
from verify.publish.entry_search import entry_search
from verify.publish.search_arrays import PLACES, Array, areas, groups, states_of
from verify.publish.search_postings import Postings
from verify.publish.search_texts import search_names, search_numbers, search_texts
from verify.publish.search_words import fill_words


def fill_search_index(connection: sqlite3.Connection) -> None:
    """The tables of `SEARCH_TABLES` and `entries_fts` hold what the other tables say, and no more."""
    connection.create_function("fold", 1, lambda text: fold(text or ""), deterministic=True)
    connection.execute(entry_search())
    connection.executemany("INSERT INTO search_names VALUES (?, ?, ?, ?)", search_names(connection))
    places = connection.execute(PLACES).fetchall()
    for array in (groups(connection), *areas(places)):
        _store(connection, array)
    kinds = connection.execute("SELECT kind, count(*) FROM entry_search GROUP BY kind ORDER BY kind")
    connection.execute("INSERT INTO search_labels VALUES ('kinds', ?)", [json.dumps(dict(kinds.fetchall()))])
    connection.executemany("INSERT INTO cities VALUES (?, ?, ?, ?, ?, ?, ?)", _cities(connection))
    postings = Postings()
    for state, search_ids in states_of(places).items():
        postings.put("state", state, search_ids)
    connection.executemany(
        "INSERT INTO entries_fts (rowid, name, other_names, city, zip5, license_numbers, entry_id) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        search_texts(connection, postings),
    )
    connection.executemany("INSERT INTO search_postings VALUES (?, ?, ?, ?)", postings.rows())
    fill_words(connection)
    connection.executemany("INSERT INTO search_numbers VALUES (?, ?, ?, ?)", search_numbers(connection))


def _store(connection: sqlite3.Connection, array: Array) -> None:
    name, labels, numbers = array
    connection.execute("INSERT INTO search_labels VALUES (?, ?)", [name, json.dumps(labels)])
    parts = [(name, *part) for part in packed_parts(numbers)]
    connection.executemany("INSERT INTO search_arrays VALUES (?, ?, ?)", parts)


def _cities(connection: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    """Every city once, in its middle; post boxes filed far away do not move a median."""
    counts = dict(
        connection.execute("SELECT zip5, count(*) FROM entries WHERE zip5 IS NOT NULL GROUP BY zip5")
    )
    rows = connection.execute(
        "SELECT fold(city), state, city, latitude, longitude, zip5 FROM zips "
        "WHERE latitude IS NOT NULL ORDER BY 1, 2, 6"
    ).fetchall()
    for (city_key, state), group in groupby(rows, lambda row: (row[0], row[1])):
        areas = list(group)
        middle = median(area[3] for area in areas), median(area[4] for area in areas)
        entries_count = sum(counts.get(area[5], 0) for area in areas)
        yield city_key, state, areas[0][2], *middle, len(areas), entries_count
