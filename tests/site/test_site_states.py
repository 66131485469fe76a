from __future__ import annotations

import pytest
from directory_site.question import read_question, state_reading
from test_site_pages import main_of
from test_site_search import names


@pytest.mark.parametrize("typed", ["WA", "wa", "Washington", "near WA"])
async def test_a_state_alone_lists_its_entries(page, typed):
    text = await page(f"/search?q={typed}")
    words = main_of(text)
    assert "in the state of Washington" in words
    assert "Sung Kim" not in names(text) and names(text)


async def test_a_profession_in_a_state_is_understood(page):
    assert names(await page("/search?q=physical therapist WA")) == ["Tobias Ferncastle"]
    assert names(await page("/search?q=pt in wa")) == ["Tobias Ferncastle"]


async def test_a_name_in_a_state_is_found_there_only(page):
    assert names(await page("/search?q=linwick WA")) == ["Mei-Hua Linwick"]
    assert names(await page("/search?q=linwick washington")) == ["Mei-Hua Linwick"]
    assert "Mei-Hua Linwick" not in names(await page("/search?q=kim WA"))


async def test_a_state_without_entries_says_so_and_concludes_nothing(page):
    words = main_of(await page("/search?q=Wyoming"))
    assert "We have no entry in Wyoming. That says nothing about a license." in words


async def test_near_me_is_answered_with_what_to_add(page):
    words = main_of(await page("/search?q=acupuncture near me"))
    assert "We do not ask where you are." in words
    assert "Maine" not in words


@pytest.mark.parametrize(
    "typed", ["dr linwick", "Linwick LAc", "Mei-Hua Linwick, L.Ac.", "linwick acupuncturist"]
)
async def test_titles_and_credentials_do_not_hide_a_name(page, typed):
    assert names(await page(f"/search?q={typed}"))[0] == "Mei-Hua Linwick"


async def test_the_name_that_was_typed_comes_before_other_names_and_says_why_they_are_there(page):
    text = await page("/search?q=marwen")
    assert names(text) == ["Mei-Hua Linwick"]
    assert "it also states the name “Mei-Hua Marwen”." in text


async def test_close_names_carry_what_tells_people_apart(page):
    words = main_of(await page("/search?q=linwik"))
    assert "A similar name is not the same person." in words
    assert "Seattle, WA 98101" in words and "Acupuncturist" in words
    assert "Search for “linwick” instead" in words


@pytest.mark.parametrize(
    ("words", "code", "left"),
    [(("wa",), "WA", ()), (("kim", "new", "york"), "NY", ("kim",)), (("pt", "in", "wa"), "WA", ("pt",))],
)
def test_a_state_is_read_at_the_end(words, code, left):
    state = state_reading(words)
    assert state is not None
    assert (state.code, state.left) == (code, left)
    assert state_reading(("linwick",)) is None


@pytest.mark.parametrize(
    ("typed", "profession", "state"),
    [
        ("acupunturista en Nueva York", "acupuncturist", "NY"),
        ("fisioterapeuta en nuevo mexico", "physical_therapist", "NM"),
        ("terapeuta físico Oregón", "physical_therapist", "OR"),
        ("针灸师 华盛顿", "acupuncturist", "WA"),
        ("加利福尼亚州 附近 针灸师", "acupuncturist", "CA"),
        ("워싱턴주 물리치료사", "physical_therapist", "WA"),
        ("캘리포니아 침술사", "acupuncturist", "CA"),
        ("clínica florida", "clinic", "FL"),
    ],
)
def test_professions_and_states_are_read_in_every_language_of_the_pages(typed, profession, state):
    question = read_question(typed)
    found = state_reading(question.rest)
    assert found is not None
    assert (question.profession, found.code, found.left, found.is_code) == (profession, state, (), False)


@pytest.mark.parametrize(
    "typed", ["cerca de 98101", "98101附近", "98101 근처", "针灸 98101 附近", "near 98101"]
)
def test_words_that_say_near_are_read_in_every_language_of_the_pages(typed):
    question = read_question(typed)
    assert (question.zip5, question.rest, question.has_linking_word) == ("98101", (), True)
    assert not question.is_here


@pytest.mark.parametrize(
    "typed", ["acupunturista cerca de mí", "我附近的针灸师", "내 근처 침술사", "lac near me"]
)
def test_words_for_near_me_are_read_in_every_language_of_the_pages(typed):
    question = read_question(typed)
    assert (question.is_here, question.profession, question.rest) == (True, "acupuncturist", ())


@pytest.mark.parametrize(
    ("language", "words"), [("/es", "Nueva York"), ("/zh", "华盛顿州"), ("/ko", "워싱턴주")]
)
async def test_states_have_their_names_in_the_language_of_the_page(page, language, words):
    assert words in await page(f"{language}/coverage")
    assert words in await page(f"{language}/check")
