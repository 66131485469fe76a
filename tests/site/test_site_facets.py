from __future__ import annotations

import sqlite3
from dataclasses import replace

import directory_fixture as fixture
import pytest
from directory_site import functions, search_arrays
from directory_site.narrowing import SHOWN_MARKS, SHOWN_PROFESSIONS, Filters
from directory_site.readings import Asked
from directory_site.search import Answer, search
from directory_site.verdicts import VERDICTS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

TYPED = ("", "seattle", "98101", "washington", "acupuncturist seattle", "linwick", "linwik", "kim 98101", "a")
FILTERS = st.builds(
    Filters,
    profession=st.sampled_from(("", *SHOWN_PROFESSIONS)),
    verdict=st.sampled_from(("", *VERDICTS)),
    licensed=st.sampled_from(("", "WA", "CA")),
    language=st.sampled_from(("", "Korean", "Tlingit")),
    marks=st.lists(st.sampled_from(SHOWN_MARKS), unique=True, max_size=2).map(tuple),
)
LAW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def connection(database_path):
    opened = sqlite3.connect(f"{database_path.as_uri()}?mode=ro", uri=True)
    opened.row_factory = sqlite3.Row
    functions.add_functions(opened)
    yield opened
    opened.close()


def answer(connection: sqlite3.Connection, text: str, filters: Filters, page: int = 1) -> Answer:
    arrays = search_arrays.read_arrays(connection)
    return search(connection, arrays, Asked(text, filters, page), fixture.TODAY)


def listed(connection: sqlite3.Connection, text: str, filters: Filters) -> list[str]:
    """The entries of all pages."""
    last = answer(connection, text, filters).last
    return [
        row["entry_id"] for page in range(1, last + 1) for row in answer(connection, text, filters, page).rows
    ]


@LAW
@given(st.sampled_from(TYPED), FILTERS)
def test_the_total_is_the_number_of_entries_on_all_pages_each_once(connection, text, filters):
    entries = listed(connection, text, filters)
    assert len(entries) == len(set(entries)) == answer(connection, text, filters).facets.total


@LAW
@given(st.sampled_from(TYPED), FILTERS)
def test_a_choice_leads_to_as_many_entries_as_it_says(connection, text, filters):
    found = answer(connection, text, filters)
    facets, filters = found.facets, found.filters
    for kind, counts in (
        ("profession", facets.professions),
        ("verdict", facets.verdicts),
        ("licensed", facets.licensed),
        ("language", facets.languages),
    ):
        for value, count in counts.items():
            chosen = replace(filters, **{kind: value})
            assert answer(connection, text, chosen).facets.total == count, (kind, value)
    for mark, count in facets.marks.items():
        chosen = replace(filters, marks=tuple({*filters.marks, mark}))
        assert answer(connection, text, chosen).facets.total == count, mark
