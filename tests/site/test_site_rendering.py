"""What is written once and remembered is what would be written anew: in every language, day and build."""

from __future__ import annotations

import directory_fixture as fixture
import pytest
from directory_site import rendering
from directory_site.texts import LANGUAGES, texts_in

PAGES = (
    "/",
    "/coverage",
    "/accuracy",
    "/glossary",
    "/how-we-verify",
    "/search?q=linwick",
    "/search?q=98101&verdict=verified",
    "/check",
    "/check?name=Mei+Hua+Linwick&number=AC60990117&state=WA",
    f"/practitioner/{fixture.VERIFIED}",
    f"/practitioner/{fixture.NOTICE}",
    f"/clinic/{fixture.CLINIC}",
)


@pytest.mark.parametrize("path", PAGES)
async def test_a_page_that_is_written_at_once_is_the_one_that_datasette_would_write(page, monkeypatch, path):
    at_once = {code: await page(f"{language.prefix}{path}") for code, language in LANGUAGES.items()}
    monkeypatch.setattr(rendering, "_environment", lambda datasette, _: datasette.jinja_env)
    for code, language in LANGUAGES.items():
        assert await page(f"{language.prefix}{path}") == at_once[code]


async def test_each_language_keeps_its_own_words_whoever_asks_first(page):
    for code in ("es", "en", "ko", "zh", "en", "es"):
        texts = texts_in(code)
        text = await page(f"{texts.language.prefix}/how-we-verify")
        for key in ("frame.independent", "frame.coordinates", "frame.skip"):
            assert [code for code in LANGUAGES if texts_in(code).text(key) in text] == [code], key


async def test_ages_are_those_of_the_day_also_where_a_page_was_read_before(page, monkeypatch):
    ages = []
    for today in ("2026-11-20", "2026-11-22", "2026-11-20"):
        monkeypatch.setenv("DIRECTORY_TODAY", today)
        text = await page(f"/practitioner/{fixture.VERIFIED}")
        ages.append(("2 days ago" in text, "4 days ago" in text))
    assert ages == [(True, False), (False, True), (True, False)]
