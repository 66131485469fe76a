"""What the search finds by arrays and lists of words is what the tables say, row by row."""

from __future__ import annotations

import json
import sqlite3
from datetime import date, timedelta
from functools import cache
from typing import Any

import directory_fixture as fixture
import pytest
from directory_site.finding import PAGE_SIZE
from directory_site.narrowing import Filters
from directory_site.places import RADII, miles
from directory_site.readings import Asked
from directory_site.search import Answer, search
from directory_site.search_arrays import read_arrays
from directory_site.suggestions import suggest
from directory_site.verdicts import EFFECTIVE
from directory_site.word_sets import ANYWHERE, NAME, WordSets
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_site_facets import FILTERS, connection

from verify.linkage.search_sets import ids_of
from verify.linkage.word_keys import words_in

__all__ = ["connection"]

LAW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
DAYS = st.integers(-40, 200).map(lambda days: (date(2026, 11, 22) + timedelta(days)).isoformat())
ZIPS = ("98101", "98122", "98004", "63101", "90012", "04101")
MARK_TESTS = {
    "board_notice": "check_name = 'license_unencumbered' and outcome = 'notice'",
    "certified": "check_name = 'national_certification' and outcome in ('pass', 'notice')",
    "needling_stated": "check_name = 'needling_certification' "
    "and (outcome in ('pass', 'notice') or strength = 'claimed')",
    "works_together": "check_name = 'clinic_collaboration' and outcome = 'pass'",
}


def answered(connection: sqlite3.Connection, text: str, today: str, **asked: Any) -> Answer:
    given = {"filters": Filters(), "page": 1} | asked
    return search(connection, read_arrays(connection), Asked(text, **given), today)


def all_pages(connection: sqlite3.Connection, text: str, today: str, **asked: Any) -> list[tuple[str, float]]:
    first = answered(connection, text, today, **asked)
    pages = [answered(connection, text, today, **asked, page=page) for page in range(1, first.last + 1)]
    return [(row["entry_id"], row["miles"]) for page in pages for row in page.rows]


def facts(connection: sqlite3.Connection, today: str) -> dict[str, dict[str, Any]]:
    """All that filters look at of each entry, and its places, in the order of names."""
    entries = connection.execute(
        f"select e.*, {EFFECTIVE} as effective, n.search_id from entry_search n "  # noqa: S608
        "join entries e on e.entry_id = n.entry_id order by n.search_id",
        {"today": today},
    ).fetchall()
    return {row["entry_id"]: dict(row) | _facts_of(connection, row) for row in entries}


def _facts_of(connection: sqlite3.Connection, row: sqlite3.Row) -> dict[str, Any]:
    def column(sql: str) -> set[Any]:
        return {found[0] for found in connection.execute(sql, [row["entry_id"]])}

    checks = {
        mark
        for mark, test in MARK_TESTS.items()
        if column(f"select 1 from checks where entry_id = ? and {test}")  # noqa: S608
    }
    stated = column("select topic from statements where entry_id = ?")
    is_clinic = {"clinic"} if row["kind"] == "organization" else set()
    return {
        "professions": column("select profession from entry_claims where entry_id = ?")
        | {row["profession"]}
        | is_clinic,
        "licensed": column(
            "select l.jurisdiction from links k join licenses l using (license_id) "
            "where k.entry_id = ? and k.decision = 'accept'"
        ),
        "languages": column(
            "select statement_printed from statements where entry_id = ? and topic = 'language'"
        ),
        "marks": checks | (stated & {"telehealth", "language"}),
        "zips": column("select zip5 from entry_places where entry_id = ?") | {row["zip5"]},
        "states": column("select state from entry_places where entry_id = ?") | {row["state"]},
    }


def is_left(entry: dict[str, Any], filters: Filters) -> bool:
    return (
        filters.profession in ("", *entry["professions"])
        and (not filters.verdict or (entry["kind"], entry["effective"]) == ("individual", filters.verdict))
        and filters.licensed in ("", *entry["licensed"])
        and filters.language in ("", *entry["languages"])
        and set(filters.marks) <= entry["marks"]
    )


@LAW
@given(FILTERS, DAYS)
def test_a_search_for_everybody_leaves_those_whom_the_tables_leave(connection, filters, today):
    wanted = [key for key, each in facts(connection, today).items() if is_left(each, filters)]
    assert [entry_id for entry_id, _ in all_pages(connection, "", today, filters=filters)] == wanted


@LAW
@given(FILTERS, DAYS, st.sampled_from((("washington", "WA"), ("missouri", "MO"), ("california", "CA"))))
def test_a_state_holds_whoever_has_a_place_in_it(connection, filters, today, state):
    typed, code = state
    wanted = [
        key
        for key, each in facts(connection, today).items()
        if code in each["states"] and is_left(each, filters)
    ]
    assert [entry_id for entry_id, _ in all_pages(connection, typed, today, filters=filters)] == wanted


@LAW
@given(FILTERS, DAYS, st.sampled_from(ZIPS), st.sampled_from(RADII))
def test_around_a_zip_each_entry_stands_once_by_its_nearest_place(connection, filters, today, zip5, within):
    points = {
        row["zip5"]: (row["latitude"], row["longitude"]) for row in connection.execute("select * from zips")
    }
    wanted = []
    for key, each in facts(connection, today).items():
        aways = [miles(*points[zip5], *points[its]) for its in each["zips"] if its in points]
        if aways and min(aways) <= within and is_left(each, filters):
            wanted.append((round(min(aways), 1), each["search_id"], key))
    found = all_pages(connection, zip5, today, filters=filters, within=within)
    assert [(key, round(away, 1)) for key, away in found] == [(key, away) for away, _, key in sorted(wanted)]


def test_somebody_of_several_areas_is_found_in_each_and_counted_once(connection):
    for zip5 in ("98101", "98122", "63101"):
        found = dict(all_pages(connection, zip5, fixture.TODAY, within=50))
        assert found[fixture.NOTICE] == 0.0, zip5
        assert answered(connection, zip5, fixture.TODAY, within=50).facets.total == len(found)
    near = answered(connection, "ferncastle near 63101", fixture.TODAY)
    assert [(row["entry_id"], row["miles"]) for row in near.rows] == [(fixture.NOTICE, 0.0)]


@LAW
@given(st.sampled_from(ZIPS), st.sampled_from(("pat", "filler", "l", "linwick", "a", "kim")), FILTERS)
def test_a_name_near_a_zip_is_the_name_with_the_miles_of_its_nearest_place(connection, zip5, name, filters):
    by_name = [key for key, _ in all_pages(connection, name, fixture.TODAY, filters=filters, way="name")]
    around = dict(all_pages(connection, zip5, fixture.TODAY, filters=filters, within=100))
    found = all_pages(connection, f"{name} near {zip5}", fixture.TODAY, filters=filters, within=100)
    wanted = sorted((key for key in by_name if key in around), key=lambda key: round(around[key], 1))
    assert found == [(key, pytest.approx(around[key])) for key in wanted]


@cache
def texts(connection: sqlite3.Connection) -> dict[int, dict[str, str]]:
    """What is searched of each entry, as the full text table holds it."""
    rows = connection.execute("select rowid, name, other_names, license_numbers from entries_fts")
    return {row["rowid"]: dict(row) for row in rows}


COLUMNS = {NAME: ("name",), ANYWHERE: ("name", "other_names", "license_numbers")}


@pytest.fixture(scope="module")
def typed_words(connection):
    """Every word of every text, and every start of it."""
    words = {
        w for text in texts(connection).values() for value in list(text.values())[1:] for w in words_in(value)
    }
    return sorted({word[:size] for word in words for size in range(1, len(word) + 1)})


@LAW
@given(data=st.data())
def test_lists_of_words_hold_whoever_holds_the_word(connection, typed_words, data):
    typed = data.draw(st.sampled_from(typed_words))
    sets = WordSets(connection, read_arrays(connection).size)
    for where, columns in COLUMNS.items():
        held = {
            key: {w for c in columns for w in words_in(text[c])} for key, text in texts(connection).items()
        }
        begun = {key for key, words in held.items() if any(word.startswith(typed) for word in words)}
        whole = {key for key, words in held.items() if typed in words}
        assert set(ids_of(sets.beginning(typed, where)).tolist()) == begun, (typed, where)
        if where == NAME or typed.isalpha():
            assert set(ids_of(sets.holding(typed, where)).tolist()) == whole, (typed, where)


@LAW
@given(data=st.data())
def test_lists_agree_with_the_full_text_table(connection, typed_words, data):
    """An apostrophe parts no word of ours but parts words there, so words of names without one are asked."""
    typed = data.draw(st.sampled_from(typed_words))
    found = connection.execute(
        "select rowid from entries_fts where entries_fts match ?",
        [f'{{name other_names license_numbers}} : "{typed}"*'],
    )
    sets = WordSets(connection, read_arrays(connection).size)
    assert ids_of(sets.beginning(typed)).tolist() == sorted(row[0] for row in found)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Mei-Hua Linwick", ("mei", "hua", "linwick")),
        ("O'Brien", ("o", "brien", "obrien")),
        ("Lucía", ("lucia",)),
        ("Søren", ("soren",)),
        ("J.R. Smith", ("j", "r", "jr", "smith")),
        ("陳 Mei", ("陳", "mei")),
        ("", ()),
    ],
)
def test_words_under_which_a_name_is_found(name, words):
    assert words_in(name) == words


def test_names_are_suggested_in_the_order_of_names(connection):
    size = read_arrays(connection).size
    found = [each["text"] for each in suggest(connection, size, "pat filler0")]
    assert found == ["Pat Filler00", "Pat Filler01", "Pat Filler02", "Pat Filler03"]
    assert suggest(connection, size, "obri") == suggest(connection, size, "xyzzyqq") == []


def test_lists_of_a_directory_are_no_wider_than_a_page(connection):
    """Labels name every group once, and each entry is in one of them."""
    labels = json.loads(
        connection.execute("select labels from search_labels where name = 'groups'").fetchone()[0]
    )
    groups = read_arrays(connection).groups
    assert len(labels) == len({tuple(each) for each in labels})
    assert int(groups.counted(groups.of(groups.everyone)).sum()) == groups.size == len(texts(connection))
    assert len(answered(connection, "", fixture.TODAY).rows) == PAGE_SIZE
