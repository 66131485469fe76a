"""Somebody who states two professions: the answer in the list is about one of them, and says which."""

from __future__ import annotations

import directory_fixture as fixture
import pytest
from test_site_pages import main_of

CLAIM = {
    "entry_id": fixture.NOTICE,
    "position": 1,
    "taxonomy_code": "171100000X",
    "profession": "acupuncturist",
    "state": "WA",
    "license_number": "",
    "is_primary": 0,
}
"""The physical therapist says to be an acupuncturist too."""


DOCTOR = "1999000077"
"""States to be a physician first; checked as an acupuncturist."""


@pytest.fixture
def database_path(tmp_path):
    professions = {"profession": "physician", "checked_profession": "acupuncturist"}
    doctor = fixture.entry_row(DOCTOR, "Ada", "Doublewell", "verified", **professions)
    return fixture.build(tmp_path / "directory.db", extra={"entry_claims": [CLAIM], "entries": [doctor]})


AS_ASKED = ["q=acupuncturist+ferncastle", "q=ferncastle&profession=acupuncturist"]


@pytest.mark.parametrize("asked", AS_ASKED)
async def test_a_verdict_about_another_profession_than_asked_is_no_badge(page, asked):
    found = await page(f"/search?{asked}")
    words = main_of(found)
    assert "Tobias Ferncastle" in words and "Not checked as acupuncturist" in words
    assert "As physical therapist: Licensed, with a board notice." in words
    assert "badge v-uncovered" in found and "badge v-notice" not in found
    assert "PT60990518" not in words


@pytest.mark.parametrize("asked", ["q=ferncastle", "q=ferncastle&profession=physical_therapist"])
async def test_a_verdict_about_the_profession_that_was_asked_is_the_badge(page, asked):
    words = main_of(await page(f"/search?{asked}"))
    assert "Tobias Ferncastle" in words and "Licensed, with a board notice" in words
    assert "Not checked as" not in words


@pytest.mark.parametrize("asked", AS_ASKED)
async def test_a_filter_for_a_verdict_is_about_the_profession_that_was_asked(page, site, asked):
    none = main_of(await page(f"/search?{asked}&verdict=verified_with_notice"))
    assert "Tobias Ferncastle" not in none
    unchecked = main_of(await page(f"/search?{asked}&verdict=not_covered"))
    assert "Tobias Ferncastle" in unchecked
    facts = (await site.client.get(f"/search.json?{asked}")).json()
    assert facts["counts"]["verdict"] == {"not_covered": 1}
    [entry] = facts["entries"]
    assert (entry["verdict"], entry["license"]) == ("not_covered", None)
    assert entry["checked_profession"] == "physical_therapist"


async def test_a_choice_of_profession_counts_those_who_have_the_verdict_as_one_of_it(site):
    facts = (await site.client.get("/search.json?q=ferncastle&verdict=verified_with_notice")).json()
    assert facts["counts"]["profession"] == {"physical_therapist": 1}


async def test_an_entry_is_shown_with_the_profession_that_was_checked(page):
    words = main_of(await page(f"/practitioner/{DOCTOR}"))
    assert "Acupuncturist" in words and "Physician" not in words
    assert "Acupuncturist" in main_of(await page("/search?q=doublewell"))


async def test_around_a_place_who_was_not_checked_as_asked_stands_last_and_that_is_said(page, site):
    nearest = (await site.client.get("/search.json?q=98122")).json()["entries"][0]
    assert (nearest["name"], nearest["miles"]) == ("Tobias Ferncastle", 0.0)
    asked = "/search{}?q=98122&profession=acupuncturist&page={}"
    facts = (await site.client.get(asked.format(".json", 2))).json()
    assert [entry["miles"] for entry in facts["entries"]] == [4.7, 0.0]
    assert facts["entries"][-1]["label"] == "Not checked as acupuncturist"
    assert "Who was not checked as acupuncturist stands last." in main_of(await page(asked.format("", 2)))
    assert "stands last" not in main_of(await page(asked.format("", 1)))
