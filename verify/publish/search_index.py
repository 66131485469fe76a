"""The index behind the search page, made from the tables of a finished database: no page reads a table whole.

`search_id` numbers the entries in the order of their names, so that any list of it is sorted already.
`search_groups` holds, for each ZIP area and each state, its entries with all that filters look at;
`group_counts` counts them. An entry that may be found in several ZIP areas is not in the counts of areas: it
is in a group of its own (`more:98101`), so that the counts of areas can be added up.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from statistics import median
from typing import Any

from verify.linkage.names import fold
from verify.linkage.numbers import readings
from verify.linkage.search_bits import MARK_BITS, PROFESSION_BITS
from verify.publish.search_tables import EVERYWHERE
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
    for statement in _GROUPS:
        connection.execute(statement)
    for statement in _COUNTS:
        connection.execute(statement)
    connection.executemany("INSERT INTO cities VALUES (?, ?, ?, ?, ?, ?, ?)", _cities(connection))
    connection.executemany(
        "INSERT INTO entries_fts (rowid, name, other_names, city, zip5, license_numbers, entry_id) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        _texts(connection),
    )
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


def _group(code: str, source: str) -> str:
    return f"""
        INSERT OR IGNORE INTO search_groups
        SELECT {code}, n.search_id, n.kind, n.professions, n.verdict, n.shown_until, n.marks,
          n.license_states, n.languages
        FROM {source} JOIN entry_search n ON n.entry_id = g.entry_id WHERE {code} IS NOT NULL
        ORDER BY 1, 2
    """  # noqa: S608 - constants of this module


_PLACES = "(SELECT entry_id, zip5, state FROM entry_places UNION SELECT entry_id, zip5, state FROM entries) g"
_IN_SEVERAL = f"""(
  SELECT entry_id, zip5 FROM {_PLACES} WHERE entry_id IN (
    SELECT entry_id FROM entry_places GROUP BY entry_id HAVING count(*) > 1
    UNION
    SELECT e.entry_id FROM entries e JOIN entry_places p ON p.entry_id = e.entry_id AND p.zip5 IS NOT e.zip5)
) g"""  # noqa: S608 - constants of this module
"""The places of those who may be found in more than one ZIP area."""

_GROUPS = (
    _group("'zip:' || g.zip5", _PLACES),
    _group("'state:' || g.state", _PLACES),
    _group("'more:' || g.zip5", _IN_SEVERAL),
)
_COUNTED = "kind, professions, verdict, shown_until, marks, license_states, languages"
_COUNTS = (
    """INSERT INTO zip_counts SELECT substr(group_code, 5), count(*) FROM search_groups
       WHERE group_code LIKE 'zip:%' GROUP BY group_code ORDER BY group_code""",
    f"""INSERT INTO group_counts SELECT '{EVERYWHERE}', {_COUNTED}, count(*)
        FROM entry_search GROUP BY {_COUNTED} ORDER BY {_COUNTED}""",  # noqa: S608
    f"""INSERT INTO group_counts SELECT group_code, {_COUNTED}, count(*) FROM search_groups z
        WHERE group_code LIKE 'zip:%' AND NOT EXISTS (
          SELECT 1 FROM search_groups m
          WHERE m.group_code = 'more:' || substr(z.group_code, 5) AND m.search_id = z.search_id)
        GROUP BY group_code, {_COUNTED} ORDER BY group_code, {_COUNTED}""",  # noqa: S608
    f"""INSERT INTO group_counts SELECT group_code, {_COUNTED}, count(*) FROM search_groups
        WHERE group_code LIKE 'state:%'
        GROUP BY group_code, {_COUNTED} ORDER BY group_code, {_COUNTED}""",  # noqa: S608
)


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


def _texts(connection: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    """What can be searched for of each entry: names, places, numbers stated and listed."""
    others = _joined(connection, "SELECT entry_id, name FROM entry_names ORDER BY entry_id, position")
    cities = _joined(connection, "SELECT entry_id, city FROM entry_places ORDER BY entry_id, position")
    zips = _joined(connection, "SELECT entry_id, zip5 FROM entry_places ORDER BY entry_id, position")
    numbers = _joined(
        connection,
        "SELECT entry_id, license_number FROM entry_claims UNION ALL "  # noqa: S608
        f"SELECT k.entry_id, l.license_number FROM {_LICENSED} ORDER BY 1, 2",
    )
    parts = (others, cities, zips, numbers)
    for search_id, entry_id, name in connection.execute(
        "SELECT n.search_id, e.entry_id, e.name FROM entry_search n "
        "JOIN entries e ON e.entry_id = n.entry_id ORDER BY 1"
    ):
        yield search_id, name, *(" ".join(part.get(entry_id, ())) for part in parts), entry_id


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
