from __future__ import annotations

import directory_fixture as fixture
import pytest
from directory_site.numbers import agrees, read_npi, read_number
from hypothesis import given
from hypothesis import strategies as st
from test_site_pages import main_of
from test_site_search import names


@pytest.mark.parametrize(
    "typed",
    [
        "AC60990117",
        "AC 6099-0117",
        "ac.60990117",
        "60990117",
        "license AC60990117",
        "License number: AC 60990117",
        "#60990117",
    ],
)
async def test_a_license_number_leads_to_its_holder_however_it_is_typed(page, typed):
    text = await page("/search?q=" + typed.replace("#", "%23"))
    assert names(text) == ["Mei-Hua Linwick"]
    assert "“AC60990117” is the license number on the list of the Washington State Department" in text


@pytest.mark.parametrize("typed", [fixture.VERIFIED, f"NPI {fixture.VERIFIED}", f"npi: {fixture.VERIFIED}"])
async def test_a_national_provider_number_leads_to_its_entry(page, typed):
    text = await page(f"/search?q={typed}")
    assert names(text) == ["Mei-Hua Linwick"]
    assert "national provider number (NPI)" in main_of(text)


async def test_letters_of_another_profession_find_nobody_and_nothing_is_concluded(page):
    words = main_of(await page("/search?q=PT60990117"))
    assert "No entry states this number, and none is matched to it." in words
    assert "That says nothing about a license." in words


async def test_a_record_under_review_is_not_given_away_by_its_number(page):
    text = await page("/search?q=AC60990308")
    assert names(text) == []
    assert "SECRETCANDIDATE" not in text


async def test_a_number_that_could_be_a_zip_is_a_place_where_people_are(page):
    assert "near 98004 (Bellevue, WA)" in main_of(await page("/search?q=98004"))
    assert names(await page("/search?q=kim 98101")) == ["Sung Kim"]


@pytest.mark.parametrize(
    ("typed", "letters", "values"),
    [
        ("PT12345", "PT", {"12345"}),
        ("PT00012345", "PT", {"12345"}),
        ("pt.pt.60947075", "PTPT", {"60947075"}),
        ("P1-60937976", "P1", {"60937976"}),
        ("12345", "", {"12345"}),
    ],
)
def test_a_typed_number_is_read_as_letters_and_values(typed, letters, values):
    number = read_number(typed)
    assert number is not None
    assert (number.letters, set(number.values)) == (letters, values)


@pytest.mark.parametrize(
    "typed", ["kim 98101", "ma 98101", "123", "12/11", "linwick", "", "0000", "suite 12345"]
)
def test_names_with_a_zip_and_short_numbers_are_no_license_numbers(typed):
    assert read_number(typed) is None


@pytest.mark.parametrize(
    ("typed", "printed", "is_same"),
    [
        ("PT12345", "PT00012345", True),
        ("PT12345", "12345", True),
        ("12345", "AC00012345", True),
        ("AT17742", "17742", True),
        ("AC12345", "PT00012345", False),
        ("PT12345", "123456", False),
        ("PT60947075", "PT.PT.60947075", True),
    ],
)
def test_numbers_agree_unless_value_or_profession_differ(typed, printed, is_same):
    number = read_number(typed)
    assert number is not None
    assert agrees(number, printed) is is_same


@given(st.text(max_size=200))
def test_any_text_can_be_asked_for_a_number(text):
    assert read_npi(text) == "" or len(read_npi(text)) == 10
    number = read_number(text)
    assert number is None or number.values
