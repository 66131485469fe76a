"""The page and the JSON that check a name or a license number."""

from __future__ import annotations

import json
import logging
import re
from html import unescape
from urllib.parse import urlencode

import pytest
from directory_site.check import SHAPES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_site_pages import without_data

from verify.linkage.lookup_decide import Result

LINWICK = {
    "name": "Mei Hua Linwick LAc",
    "number": "AC 6099-0117",
    "state": "WA",
    "profession": "acupuncturist",
}
SECRETS = ("SECRET ACTION", "Revoked", "HIDDEN WORDS", "Active With Conditions", "Expired")
"""What the lists print of licenses that are not plainly active."""


def address(kind: str = "", **typed: str) -> str:
    return f"/check{kind}?{urlencode(typed)}"


def answer_of(text: str) -> str:
    """The words of the answer."""
    (part,) = re.findall(r'<article class="flow" aria-labelledby="answer">(.*?)</article>', text, re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", part)).split())


async def test_the_form_is_there_before_anything_is_asked(page):
    text = await page("/check")
    assert '<form class="panel form two" action="/check" method="get">' in text
    assert "not a consumer report" in text and "We keep no record of who you looked up." in text
    assert "<article" not in text and "<script" not in without_data(text)


async def test_every_page_leads_to_it(page):
    for path in ("/", "/coverage", "/directory"):
        assert '<a href="/check"' in await page(path)
    assert '<a href="/check" aria-current="page">' in await page("/check")


async def test_a_license_is_found_with_its_dates_and_what_was_compared(page):
    text = await page(address(**LINWICK))
    words = answer_of(text)
    assert "Found on the board’s list: LINWICK, MEI-HUA, acupuncturist" in words
    assert "The license number is the same." in words
    assert "Nov 17, 2026 5 days ago" in words and "Next check due Nov 25, 2026" in words
    assert 'href="/practitioner/1999000001"' in text or 'href="/practitioner/' in text
    assert 'value="AC 6099-0117"' in text and '<option value="WA" selected>' in text
    assert "Verified" not in words


async def test_the_answer_is_not_kept_by_search_engines_or_caches(site):
    for kind in ("", ".json"):
        response = await site.client.get(address(kind, **LINWICK))
        assert response.headers["x-robots-tag"] == "noindex, nofollow"
        assert response.headers["cache-control"] == "no-store"
    assert '<meta name="robots" content="noindex, nofollow">' in (await site.client.get("/check")).text


async def test_json_says_the_same_as_the_page(site, page):
    facts = (await site.client.get(address(".json", **LINWICK))).json()
    words = answer_of(await page(address(**LINWICK)))
    assert (facts["result"], facts["match"]) == ("found", True)
    assert facts["heading"] in words
    assert all(sentence in words for sentence in facts["sentences"])
    assert facts["listings"][0]["listing_as_of"] == "2026-11-17"


async def test_lists_are_as_old_as_they_are_on_the_day_of_asking(site, monkeypatch):
    ages = []
    for today in ("2026-11-22", "2026-11-25", "2026-11-22"):
        monkeypatch.setenv("DIRECTORY_TODAY", today)
        facts = (await site.client.get(address(".json", **LINWICK))).json()
        ages.append(facts["listings"][0]["age_days"])
    assert ages == [5, 8, 5]


async def test_board_words_are_shown_with_number_and_name_and_never_with_a_name(page):
    known = answer_of(await page(address(name="Tobias Ferncastle", number="PT60990518")))
    assert "Active With Conditions" in known and "twelve hours of education" in known
    assert "Allegation: nothing has been proven" in known
    unknown = await page(address(name="Tobias Ferncastle"))
    assert "One person fits" in answer_of(unknown)
    assert not any(secret in unknown for secret in SECRETS)


@pytest.mark.parametrize(
    "name", ["Jiwoo Secretcandidate", "Anna Weaklink", "Wren Halvorsby", "Secretcandidate"]
)
async def test_nothing_adverse_is_said_of_a_name(site, name):
    for kind in ("", ".json"):
        text = (await site.client.get(address(kind, name=name, state="WA"))).text
        assert not any(secret in text.replace(name, "") for secret in SECRETS)


async def test_where_no_list_is_read_the_board_is_named(page):
    words = answer_of(await page(address(name="Ann Example", state="OR", profession="acupuncturist")))
    assert "Not checked: we do not read Oregon’s list of acupuncturists" in words
    assert "Oregon Medical Board" in words and "Noted Nov 28, 2026" in words
    kingdom = answer_of(await page(address(name="Ann Example", state="UK", profession="acupuncturist")))
    assert "voluntary register" in kingdom and "licensed" not in kingdom.lower()


async def test_nothing_found_is_never_called_unlicensed(page):
    words = answer_of(await page(address(name="Orla Stonequist", state="WA")))
    assert "Not found on the lists that we read" in words
    assert "This does not mean “unlicensed”." in words


@pytest.mark.parametrize("code", ["es", "zh", "ko"])
async def test_the_page_stays_in_its_language_and_marks_the_english_answer(page, code):
    text = await page(f"/{code}{address(**LINWICK)}")
    assert f'action="/{code}/check"' in text
    assert '<h1 class="word" id="answer" lang="en">' in text


async def test_the_page_ages_by_itself(page, monkeypatch):
    monkeypatch.setenv("DIRECTORY_TODAY", "2027-03-01")
    words = answer_of(await page(address(**LINWICK)))
    assert "Not checked: our copy of the list is too old" in words and "Active" not in words


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=1>',
    "' OR 1=1 --",
    '" NEAR("a"',
    "\x00\x07",
    "%",
    "x" * 9_000,
)


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_is_inert(site, text):
    for field in ("name", "number", "state", "profession"):
        response = await site.client.get(address(**{"name": "Ann Example", field: text}))
        assert response.status_code == 200
        assert "<script" not in without_data(response.text) and "<img src=x" not in response.text
        (form,) = re.findall(r"<form.*?</form>", response.text, re.DOTALL)
        assert "x" * 201 not in form


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30), st.text(max_size=12), st.text(max_size=6))
async def test_any_text_gets_an_answer(site, name, number, state):
    response = await site.client.get(address(".json", name=name, number=number, state=state))
    assert response.status_code == 200 and response.json()["result"] in {str(each) for each in Result}


async def test_what_was_asked_is_not_logged(site, caplog):
    with caplog.at_level(logging.INFO):
        await site.client.get(address(name="Nobody Rememberme"))
    ours = [record for record in caplog.records if not record.name.startswith(("httpx", "httpcore"))]
    assert "Rememberme" not in json.dumps([record.getMessage() for record in ours])


def test_every_answer_has_a_shape():
    assert set(SHAPES) == {str(each) for each in Result}
