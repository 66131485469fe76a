"""What the site keeps in memory for each build: the group and the ZIP areas of each entry."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate, groupby
from typing import Any

PLACES = """
SELECT n.search_id, g.zip5, g.state FROM (
  SELECT entry_id, zip5, state FROM entry_places UNION SELECT entry_id, zip5, state FROM entries
) g JOIN entry_search n ON n.entry_id = g.entry_id ORDER BY 1, 2, 3
"""

Array = tuple[str, Any, list[int]]
"""Its name, what its numbers stand for, and the numbers."""


def groups(connection: sqlite3.Connection) -> Array:
    """The groups, with the one of each entry."""
    columns = (
        "n.kind, professions, n.verdict, n.shown_until, marks, license_states, languages, checked_profession"
    )
    entries = "entry_search n JOIN entries e ON e.entry_id = n.entry_id"
    rows = connection.execute(f"SELECT DISTINCT {columns} FROM {entries} ORDER BY {columns}").fetchall()  # noqa: S608
    number = {row: place for place, row in enumerate(rows)}
    each = connection.execute(f"SELECT {columns} FROM {entries} ORDER BY search_id")  # noqa: S608
    return "groups", rows, [number[row] for row in each]


def areas(places: list[tuple[int, str | None, str | None]]) -> Iterator[Array]:
    """The ZIP areas with an entry, those of each entry, and where in these those of each entry begin."""
    pairs = ((search_id, zip5) for search_id, zip5, _ in places if zip5)
    found = [pair for pair, _ in groupby(pairs)]
    zips = sorted({zip5 for _, zip5 in found})
    number = {zip5: place for place, zip5 in enumerate(zips)}
    counts = Counter(search_id for search_id, _ in found)
    last = places[-1][0] if places else 0
    yield "areas", zips, [number[zip5] for _, zip5 in found]
    yield "area_starts", [], list(accumulate((counts[each] for each in range(last + 1)), initial=0))


def states_of(places: list[tuple[int, str | None, str | None]]) -> dict[str, list[int]]:
    """The entries of each state, rising."""
    states: dict[str, list[int]] = {}
    for search_id, _, state in places:
        if state and (held := states.setdefault(state, []))[-1:] != [search_id]:
            held.append(search_id)
    return states
