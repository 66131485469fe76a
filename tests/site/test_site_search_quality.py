from __future__ import annotations

import pytest
from directory_site.narrowing import Filters
from directory_site.question import read_question
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_site_facets import answer, connection

__all__ = ["connection"]

SURNAMES = {
    "linwick": "Mei-Hua Linwick",
    "ferncastle": "Tobias Ferncastle",
    "halvorsby": "Wren Halvorsby",
    "raghunava": "Priya Raghunava",
    "brambeck": "Lucía Brambeck",
    "adebarrow": "Kofi Adebarrow",
    "bromwell": "Hugo Bromwell",
}
LETTERS = "abcdefghijklmnopqrstuvwxyz"
LAW = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def found(connection, text: str) -> list[str]:
    return [row["name"] for row in answer(connection, text, Filters()).rows]


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, str]:
    """A surname with one typing error, and who is meant."""
    surname = draw(st.sampled_from(sorted(SURNAMES)))
    at = draw(st.integers(0, len(surname) - 1))
    letter = draw(st.sampled_from(LETTERS))
    typed = draw(
        st.sampled_from(
            (
                surname[:at] + surname[at + 1 :],
                surname[:at] + letter + surname[at:],
                surname[:at] + letter + surname[at + 1 :],
                surname[:at] + surname[at + 1 : at + 2] + surname[at : at + 1] + surname[at + 2 :],
            )
        )
    )
    return typed, SURNAMES[surname]


@LAW
@given(edited())
def test_one_typing_error_in_a_surname_still_leads_to_the_person(connection, case):
    typed, name = case
    assert name in found(connection, typed), typed


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("m linwick", "Mei-Hua Linwick"),
        ("linwick m", "Mei-Hua Linwick"),
        ("linwick, mei-hua", "Mei-Hua Linwick"),
        ("meihua linwick", "Mei-Hua Linwick"),
        ("mei hua linwick", "Mei-Hua Linwick"),
        ("mei‐hua linwick", "Mei-Hua Linwick"),
        ("linvick", "Mei-Hua Linwick"),
        ("fernkastle", "Tobias Ferncastle"),
        ("lucia brambeck", "Lucía Brambeck"),
        ("brambek lucia", "Lucía Brambeck"),
        ("dr. tobias ferncastle", "Tobias Ferncastle"),
        ("tobias ferncastle pt", "Tobias Ferncastle"),
        ("toby ferncastle", "Tobias Ferncastle"),
        ("linwick near 98101", "Mei-Hua Linwick"),
        ("linwick acupuncturist", "Mei-Hua Linwick"),
        ("acupuncturist linwick seattle", "Mei-Hua Linwick"),
        ("lin wick", "Mei-Hua Linwick"),
        ("LINWICK  ", "Mei-Hua Linwick"),
    ],
)
def test_the_person_comes_first_however_the_name_is_written(connection, typed, name):
    assert found(connection, typed)[:1] == [name]


def test_whole_words_come_before_starts_and_starts_before_close_names(connection):
    names = found(connection, "pat filler01")
    assert names[0] == "Pat Filler01"
    assert found(connection, "filler2")[0] == "Pat Filler20"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80))
def test_any_text_at_all_is_answered(connection, text):
    result = answer(connection, text, Filters())
    assert len(result.rows) <= 10
    assert result.question == read_question(text)


def test_a_name_is_not_taken_for_a_town_that_fewer_people_work_in(connection):
    by_name = answer(connection, "bellevue", Filters())
    assert by_name.reading.place is not None, "nobody is called Bellevue"
    assert found(connection, "kim") == ["Sung Kim"]
