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


@pytest.fixture
def database_path(tmp_path):
    return fixture.build(tmp_path / "directory.db", extra={"entry_claims": [CLAIM]})


@pytest.mark.parametrize("asked", ["q=acupuncturist+ferncastle", "q=ferncastle&profession=acupuncturist"])
async def test_an_answer_about_another_profession_than_asked_says_so(page, asked):
    words = main_of(await page(f"/search?{asked}"))
    assert "Tobias Ferncastle" in words
    assert "Not as acupuncturist: this answer is about the license as physical therapist." in words


@pytest.mark.parametrize("asked", ["q=ferncastle", "q=ferncastle&profession=physical_therapist"])
async def test_an_answer_about_the_profession_that_was_asked_says_no_more(page, asked):
    words = main_of(await page(f"/search?{asked}"))
    assert "Tobias Ferncastle" in words and "Not as" not in words
