"""The index behind the search page, made from the tables of a finished database: no page reads a table whole.

`search_id` numbers the entries in the order of their names, so that any list of it is sorted already.
`search_postings` lists the entries of a word, a start of a word, or a state. `search_arrays` holds what the
site keeps in memory for each build: the group of each entry, within which filters can't tell entries apart,
and its ZIP areas.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate, groupby
from statistics import median
from typing import Any

from verify.linkage.names import fold
from verify.linkage.numbers import readings
from verify.linkage.search_bits import MARK_BITS, PROFESSION_BITS
from verify.linkage.search_sets import packed_parts
from verify.linkage.word_keys import more_words, name_words
from verify.publish.search_postings import Postings
from verify.publish.search_words import fill_words

_MARKS = {
    "board_notice": "k.check_name = 'license_unencumbered' AND k.outcome = 'notice'",
    "certified": "k.check_name = 'national_certification' AND k.outcome IN ('pass', 'notice')",
    "needling_stated": "k.check_name = 'needling_certification' "
    "AND (k.outcome IN ('pass', 'notice') OR k.strength = 'claimed')",
    "needling_evidenced": "k.check_name = 'needling_certification' AND k.outcome = 'pass'",
    "works_together": "k.check_name = 'clinic_collaboration' AND k.outcome = 'pass'",
}


_LICENSED = "links k JOIN licenses l ON l.license_id = k.license_id AND k.decision = 'accept'"
_STATES = f"""(
  SELECT group_concat(jurisdiction) FROM (
    SELECT DISTINCT l.jurisdiction FROM {_LICENSED} WHERE k.entry_id = e.entry_id ORDER BY 1))"""  # noqa: S608
_SPOKEN = """(
  SELECT group_concat(statement_printed, ';') FROM (
    SELECT DISTINCT statement_printed FROM statements s
    WHERE s.entry_id = e.entry_id AND s.topic = 'language' ORDER BY 1))"""


def fill_search_index(connection: sqlite3.Connection) -> None:
    """The tables of `SEARCH_TABLES` and `entries_fts` hold what the other tables say, and no more."""
    connection.create_function("fold", 1, lambda text: fold(text or ""), deterministic=True)
    connection.execute(_entry_search())
    connection.executemany("INSERT INTO search_names VALUES (?, ?, ?, ?)", _names(connection))
    places = connection.execute(_PLACES).fetchall()
    for name, labels, numbers in (_groups(connection), *_areas(places)):
        connection.execute("INSERT INTO search_labels VALUES (?, ?)", [name, json.dumps(labels)])
        parts = [(name, *part) for part in packed_parts(numbers)]
        connection.executemany("INSERT INTO search_arrays VALUES (?, ?, ?)", parts)
    kinds = connection.execute("SELECT kind, count(*) FROM entry_search GROUP BY kind ORDER BY kind")
    connection.execute("INSERT INTO search_labels VALUES ('kinds', ?)", [json.dumps(dict(kinds.fetchall()))])
    connection.executemany("INSERT INTO cities VALUES (?, ?, ?, ?, ?, ?, ?)", _cities(connection))
    postings = Postings()
    for state, search_ids in _states(places).items():
        postings.put("state", state, search_ids)
    connection.executemany(
        "INSERT INTO entries_fts (rowid, name, other_names, city, zip5, license_numbers, entry_id) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        _texts(connection, postings),
    )
    connection.executemany("INSERT INTO search_postings VALUES (?, ?, ?, ?)", postings.rows())
    fill_words(connection)
    connection.executemany("INSERT INTO search_numbers VALUES (?, ?, ?, ?)", _numbers(connection))


def _entry_search() -> str:
    marks = " + ".join(f"{MARK_BITS[name]} * max({test})" for name, test in _MARKS.items())
    stated = " + ".join(
        f"{MARK_BITS[topic]} * max(topic = '{topic}')" for topic in ("telehealth", "language")
    )
    people = " + ".join(
        f"{bit} * max(profession = '{name}')" for name, bit in PROFESSION_BITS.items() if name != "clinic"
    )
    return f"""
        WITH marked AS (SELECT entry_id, {marks} AS marks FROM checks k GROUP BY entry_id),
        stated AS (SELECT entry_id, {stated} AS marks FROM statements GROUP BY entry_id),
        claimed AS (
          SELECT entry_id, {people} AS professions FROM (
            SELECT entry_id, profession FROM entry_claims UNION ALL SELECT entry_id, profession FROM entries)
          GROUP BY entry_id)
        INSERT INTO entry_search
        SELECT row_number() OVER (
            ORDER BY fold(coalesce(e.last_name, e.organization_name, e.name)), fold(e.name), e.entry_id),
          e.entry_id, e.kind, c.professions + {PROFESSION_BITS["clinic"]} * (e.kind = 'organization'),
          e.verdict, e.shown_until, coalesce(m.marks, 0) + coalesce(s.marks, 0),
          coalesce({_STATES}, ''), coalesce({_SPOKEN}, '')
        FROM entries e
        JOIN claimed c ON c.entry_id = e.entry_id
        LEFT JOIN marked m ON m.entry_id = e.entry_id
        LEFT JOIN stated s ON s.entry_id = e.entry_id
    """  # noqa: S608 - constants of this module


_NAMED = """
SELECT n.search_id, e.entry_id, e.name
FROM entry_search n JOIN entries e ON e.entry_id = n.entry_id ORDER BY n.search_id
"""
_PLACES = """
SELECT n.search_id, g.zip5, g.state FROM (
  SELECT entry_id, zip5, state FROM entry_places UNION SELECT entry_id, zip5, state FROM entries
) g JOIN entry_search n ON n.entry_id = g.entry_id ORDER BY 1, 2, 3
"""


def _names(connection: sqlite3.Connection) -> Iterator[tuple[int, str, str, str]]:
    """Each entry with the words of its name and all others to which a typed word may be like."""
    others = _joined(connection, "SELECT entry_id, name FROM entry_names ORDER BY entry_id, position")
    for search_id, entry_id, name in connection.execute(_NAMED):
        words, other = name_words(name), others.get(entry_id, ())
        more = more_words(words, " ".join(other))
        yield search_id, " ".join(words), " ".join(more), "|".join(other)


Array = tuple[str, Any, list[int]]
"""Its name, what its numbers stand for, and the numbers."""


def _groups(connection: sqlite3.Connection) -> Array:
    """The groups, with the one of each entry."""
    columns = "kind, professions, verdict, shown_until, marks, license_states, languages"
    rows = connection.execute(f"SELECT DISTINCT {columns} FROM entry_search ORDER BY {columns}").fetchall()  # noqa: S608
    number = {row: place for place, row in enumerate(rows)}
    entries = connection.execute(f"SELECT {columns} FROM entry_search ORDER BY search_id")  # noqa: S608
    return "groups", rows, [number[row] for row in entries]


def _areas(places: list[tuple[int, str | None, str | None]]) -> Iterator[Array]:
    """The ZIP areas with an entry, those of each entry, and where in these those of each entry begin."""
    pairs = ((search_id, zip5) for search_id, zip5, _ in places if zip5)
    found = [pair for pair, _ in groupby(pairs)]
    zips = sorted({zip5 for _, zip5 in found})
    number = {zip5: place for place, zip5 in enumerate(zips)}
    counts = Counter(search_id for search_id, _ in found)
    last = places[-1][0] if places else 0
    yield "areas", zips, [number[zip5] for _, zip5 in found]
    yield "area_starts", [], list(accumulate((counts[each] for each in range(last + 1)), initial=0))


def _states(places: list[tuple[int, str | None, str | None]]) -> dict[str, list[int]]:
    """The entries of each state, rising."""
    states: dict[str, list[int]] = {}
    for search_id, _, state in places:
        if state and (held := states.setdefault(state, []))[-1:] != [search_id]:
            held.append(search_id)
    return states


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


def _texts(connection: sqlite3.Connection, postings: Postings) -> Iterator[tuple[Any, ...]]:
    """What can be searched for of each entry: names, places, numbers; `postings` list the same words."""
    others = _joined(connection, "SELECT entry_id, name FROM entry_names ORDER BY entry_id, position")
    cities = _joined(connection, "SELECT entry_id, city FROM entry_places ORDER BY entry_id, position")
    zips = _joined(connection, "SELECT entry_id, zip5 FROM entry_places ORDER BY entry_id, position")
    numbers = _joined(
        connection,
        "SELECT entry_id, license_number FROM entry_claims UNION ALL "  # noqa: S608
        f"SELECT k.entry_id, l.license_number FROM {_LICENSED} ORDER BY 1, 2",
    )
    parts = (others, cities, zips, numbers)
    for search_id, entry_id, name in connection.execute(_NAMED):
        other, city, zip5, number = (" ".join(part.get(entry_id, ())) for part in parts)
        postings.add(search_id, name, other, number)
        yield search_id, name, other, city, zip5, number, entry_id


def _numbers(connection: sqlite3.Connection) -> list[tuple[str, int, str, str]]:
    """Every plausible value of each number that an entry states (no source) or a list holds for it."""
    select = f"""
        SELECT n.search_id, c.license_number, '' FROM entry_claims c JOIN entry_search n USING (entry_id)
        WHERE c.license_number IS NOT NULL
        UNION
        SELECT n.search_id, l.license_number, l.source FROM {_LICENSED} JOIN entry_search n USING (entry_id)
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
