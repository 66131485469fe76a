"""The results of a search for programs say what the page says, and no more."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlencode

import directory_fixture as fixture
import pytest
from test_site_check import SECRETS

from verify.corrections import suppress

SEARCHES = (
    {"q": "linwick"},
    {"q": "98101"},
    {"q": "98101", "verdict": "verified"},
    {"q": "clinic"},
    {"q": "linwik"},
    {"q": "AC60990117"},
    {"q": "", "page": "2"},
    {"q": "nobody of this name"},
)


async def facts_of(site, asked):
    response = await site.client.get(f"/search.json?{urlencode(asked)}")
    assert response.status_code == 200
    assert response.headers["x-robots-tag"] == "noindex"
    assert response.headers["access-control-allow-origin"] == "*"
    return response.json()


def articles_of(text: str) -> list[str]:
    """The words of each result of a page."""
    found = re.findall(r'<article class="in entry">(.*?)</article>', text, re.DOTALL)
    return [" ".join(unescape(re.sub(r"<[^>]*>", " ", each)).split()) for each in found]


@pytest.mark.parametrize("asked", SEARCHES, ids=urlencode)
async def test_entries_are_those_of_the_page_with_the_same_words(site, page, asked):
    facts = await facts_of(site, asked)
    text = await page(f"/search?{urlencode(asked)}")
    articles = articles_of(text)
    assert len(facts["entries"]) == len(articles)
    for entry, article in zip(facts["entries"], articles, strict=True):
        assert f'href="{entry["address"]}"' in text
        assert " ".join(entry["name"].split()) in article
        if entry["kind"] == "organization":
            assert "verdict" not in entry
            assert f"{entry['people']['verified']} of {entry['people']['named']}" in article or (
                entry["people"]["named"] == 0
            )
            continue
        assert entry["label"] in article
        is_said = entry["license"] is not None
        assert (is_said and f"· {entry['license']['license_number']} ·" in article) is is_said
        assert is_said or entry["sentence"] in article


async def test_every_page_is_reached_and_nothing_adverse_is_said_of_a_name(site):
    seen, address = [], "/search.json?q="
    while address:
        response = await site.client.get(address)
        assert not any(secret in response.text for secret in ("SECRET ACTION", "HIDDEN WORDS"))
        facts = response.json()
        seen += facts["entries"]
        address = facts["next_page"]
    assert len(seen) == facts["total"] == len({entry["entry_id"] for entry in seen})
    weak = next(entry for entry in seen if entry["entry_id"] == fixture.WEAK)
    assert weak["license"] is None
    assert not any(secret in str(weak) for secret in SECRETS)


async def test_a_verdict_ends_by_itself(site, monkeypatch):
    monkeypatch.setenv("DIRECTORY_TODAY", "2030-01-01")
    facts = await facts_of(site, {"q": "linwick"})
    (entry,) = facts["entries"]
    assert (facts["today"], entry["verdict"], entry["label"]) == ("2030-01-01", "not_covered", "Not checked")
    assert entry["has_ended"] and entry["license"] is None
    assert (await facts_of(site, {"q": "linwick", "verdict": "verified"}))["entries"] == []


async def test_whoever_was_withheld_since_is_not_there(site, tmp_path, monkeypatch):
    monkeypatch.setenv("DIRECTORY_DATA", str(tmp_path))
    suppress(tmp_path, fixture.VERIFIED, "contact", "", "2026-11-22")
    (entry,) = (await facts_of(site, {"q": "linwick"}))["entries"]
    assert (entry["city"], entry["zip5"], entry["verdict"]) == (None, None, "verified")
    suppress(tmp_path, fixture.VERIFIED, "entry", "", "2026-11-22")
    assert (await facts_of(site, {"q": "linwick"}))["entries"] == []


async def test_the_page_leads_to_its_own_data_in_every_language(site):
    for prefix in ("", "/es"):
        response = await site.client.get(f"{prefix}/search?q=&verdict=verified&page=2")
        address = response.headers["link"].partition(">")[0].removeprefix("<")
        assert f'type="application/json" href="{address.replace("&", "&amp;")}"' in response.text
        facts = (await site.client.get(address)).json()
        assert facts["filters"] == {"verdict": "verified"}
        assert len(facts["entries"]) == len(articles_of(response.text))
