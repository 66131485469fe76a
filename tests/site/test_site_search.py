from __future__ import annotations

import re

import pytest
from directory_site.finding import PAGE_SIZE
from directory_site.naming import find_close, reasons
from directory_site.places import miles
from directory_site.question import full_text, place_readings, read_question
from directory_site.reading import read
from directory_site.search_arrays import arrays_of
from directory_site.word_sets import WordSets
from hypothesis import given
from hypothesis import strategies as st
from test_site_pages import main_of


def names(text: str) -> list[str]:
    found = re.findall(r'<h3><a href="/(?:practitioner|clinic)/[^"]+">([^<]*)</a></h3>', text)
    return [name.replace("&amp;", "&") for name in found]


@pytest.mark.parametrize(
    "typed",
    [
        "linwick",
        "LINWICK",
        "Linwick, Mei-Hua",
        "mei hua linwick",
        "linw",
        "marwen",
        "AC60990117",
        "linwick 98101",
        "linwick 98101-1234",
        "linwick seattle",
        "linwick in Seattle, WA",
        "linwick acupuncture seattle washington",
    ],
)
async def test_a_person_is_found_however_the_name_is_typed(page, typed):
    assert "Mei-Hua Linwick" in names(await page(f"/search?q={typed}"))


@pytest.mark.parametrize("typed", ["lucia brambeck", "LUCÍA", "Luci\u0301a"])
async def test_diacritics_do_not_matter(page, typed):
    assert "Lucía Brambeck" in names(await page(f"/search?q={typed}"))


@pytest.mark.parametrize(("typed", "part"), [("linwik", "linwick"), ("mehua linwick", "meihua")])
async def test_a_typing_error_is_answered_with_a_question_and_its_reason(page, typed, part):
    text = await page(f"/search?q={typed}")
    assert "No exact match. Did you mean" in text
    assert names(text)[0] == "Mei-Hua Linwick"
    assert f"is close to “{part}”" in text


async def test_close_names_are_offered_wherever_they_are(page):
    text = await page("/search?q=linwik 98101")
    assert "No exact match. Did you mean" in text
    assert names(text)[0] == "Mei-Hua Linwick"


async def test_the_closest_name_comes_first_and_unlike_names_do_not_come(site):
    async def close_to(*words):
        def find(build):
            named = find_close(WordSets(build.connection, arrays_of(build).size), words)
            return named, reasons(build.connection, named, named.ids.tolist())

        return await read(site.get_database("directory"), find)

    named, why = await close_to("linwik", "mei")
    assert named.is_close and len(named.ids) == 1
    assert [(each.typed, each.word) for each in why[named.ids[0]]] == [("linwik", "linwick")]
    nobody, _ = await close_to("xyzzyqq", "mei")
    assert not len(nobody.ids)


async def test_a_name_nobody_has_says_that_this_says_nothing_about_a_license(page):
    words = main_of(await page("/search?q=xyzzyqq"))
    assert "Nothing found for “xyzzyqq”" in words
    assert "That says nothing about a license." in words


async def test_a_zip_lists_nearest_first_with_miles(page):
    text = await page("/search?q=98004")
    words = main_of(text)
    assert names(text)[0] == "Priya Raghunava"
    assert "in this ZIP area" in words
    assert "Read as: near 98004 (Bellevue, WA), within 100 miles." in words
    distances = [float(found) for found in re.findall(r'nb">([\d.]+) miles</span>', text)]
    assert distances == sorted(distances) and distances
    assert "Sung Kim" not in text


async def test_a_name_with_a_far_zip_is_found_at_any_distance(page):
    text = await page("/search?q=kim 98101")
    assert names(text) == ["Sung Kim"]
    assert "at any distance" in text


async def test_a_profession_and_a_city_are_understood(page):
    text = await page("/search?q=physical therapist seattle")
    assert names(text) == ["Tobias Ferncastle"]
    assert "Read as: physical therapist, near Seattle, WA" in main_of(text)


async def test_a_practice_named_by_profession_is_found_by_its_name(page):
    assert names(await page("/search?q=larkspur acupuncture")) == ["Larkspur Joint & Spine Acupuncture"]


async def test_a_city_of_two_states_offers_the_other_and_short_forms_work(page):
    assert "Read as: near Saint Louis, MO" in main_of(await page("/search?q=st. louis"))
    assert "Read as: near Portland, ME" in main_of(await page("/search?q=portland maine"))
    assert "We have no entry within 100 miles of Portland, OR." in main_of(
        await page("/search?q=portland or")
    )


async def test_a_post_box_filed_far_away_does_not_move_a_city(page):
    distances = re.findall(r'nb">([\d.]+) miles</span>', await page("/search?q=seattle"))
    assert distances and max(map(float, distances)) < 10


@pytest.mark.parametrize(
    "typed",
    ["98101 (Seattle, WA)", "Seattle, WA 98101", "seattle washington 98101", "98101 seattle", "WA 98101"],
)
async def test_the_city_and_state_of_a_zip_are_not_read_as_a_name(page, typed):
    assert names(await page(f"/search?q={typed}")) == names(await page("/search?q=98101"))


@pytest.mark.parametrize(
    "typed", ["linwick Seattle, WA 98101", "linwick WA 98101", "98101 linwick seattle WA"]
)
async def test_a_name_beside_a_whole_address_is_still_read(page, typed):
    assert names(await page(f"/search?q={typed}")) == ["Mei-Hua Linwick"]


async def test_the_end_of_a_name_is_not_read_as_the_state_of_the_zip(page):
    """Me for Mei-Hua, as somebody called Ma may be sought in a ZIP area of Massachusetts."""
    assert "the name “linwick me”, near 04101" in await page("/search?q=linwick me 04101")


async def test_a_zip_that_is_not_known_is_said(page):
    assert "We do not know the ZIP code 00001" in main_of(await page("/search?q=linwick 00001"))


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        "'",
        "*",
        "-",
        "NEAR(a b)",
        "AND",
        "a OR",
        "name:x",
        "^x",
        "{x} : y",
        "(",
        "%00",
        "\\",
        ";drop table entries",
        "%",
        "+",
        "💉",
    ],
)
async def test_signs_of_the_query_language_are_only_text(site, typed):
    response = await site.client.get("/search", params={"q": typed})
    assert response.status_code == 200


async def test_an_empty_search_lists_everybody_by_pages(page):
    text = await page("/search?q=")
    assert "39 entries" in text
    seen = []
    for number in range(1, 5):
        seen += names(await page(f"/search?q=&page={number}"))
    assert len(seen) == len(set(seen)) == 39
    assert len(names(text)) == PAGE_SIZE
    assert names(await page("/search?q=&page=99")) == names(await page("/search?q=&page=4"))
    assert names(await page("/search?q=&page=x")) == names(text)


async def test_filters_are_addresses_and_their_counts_hold(page):
    text = await page("/search?q=seattle")
    for code, count in re.findall(r'verdict=(\w+)"[^>]*><span>[^<]+</span> <span class="count">(\d+)<', text):
        filtered = await page(f"/search?q=seattle&verdict={code}")
        assert f">{count} entr" in filtered
    assert names(await page("/search?q=seattle&profession=clinic")) == ["Larkspur Joint & Spine Acupuncture"]
    assert names(await page("/search?q=&profession=physical_therapist")) == ["Tobias Ferncastle"]
    assert names(await page("/search?q=linwick&verdict=bogus&profession=bogus")) == ["Mei-Hua Linwick"]


async def test_an_end_date_in_the_past_is_not_called_until(page):
    assert "“Expired”, end date Jun 3, 2026" in await page("/search?q=halvorsby")
    assert "“Active” until Mar 14, 2027" in await page("/search?q=linwick")


async def test_limits_are_stated_before_the_results(page):
    text = await page("/search?q=seattle")
    assert text.index("Always call before you go.") < text.index('<ol class="ledger"')


@given(st.text(max_size=300))
def test_any_text_is_read_and_quoted(text):
    question = read_question(text)
    assert len(question.words) <= 12
    for word in question.words:
        assert '"' not in word
    asked = full_text(question.words)
    assert asked.count('"') == 2 * len(question.words)
    for city, state, left in place_readings(question.rest):
        assert city and len(left) < len(question.rest)
        assert state == "" or len(state) == 2


@given(st.floats(-80, 80), st.floats(-179, 179), st.floats(-80, 80), st.floats(-179, 179))
def test_distance_is_the_same_both_ways_and_never_negative(a, b, c, d):
    there, back = miles(a, b, c, d), miles(c, d, a, b)
    assert there is not None and back is not None
    assert there >= 0 and abs(there - back) < 1e-6


def test_seattle_to_portland_is_145_miles():
    assert 144 < miles(47.61, -122.33, 45.52, -122.68) < 146
    assert miles(None, 1, 2, 3) is None
