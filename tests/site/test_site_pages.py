from __future__ import annotations

import html
import json
import re
import sqlite3

import directory_fixture as fixture
import pytest


def text_of(page: str) -> str:
    """The words of a page as a reader sees them, on one line."""
    without_tags = re.sub(r"<[^>]+>", " ", page.split("<body", 1)[1])
    return " ".join(html.unescape(without_tags).split())


def without_data(page: str) -> str:
    """A page without its one block of data and its one script, which is a file of the site."""
    page = re.sub(r'<script type="application/ld\+json">[^<]*</script>', "", page, count=1)
    return page.replace('<script src="/static/site.js" defer></script>', "", 1)


def main_of(page: str) -> str:
    return text_of("<body" + page[page.index("<main") : page.index("</main>")])


FRAME_PATHS = [
    "/",
    "/search?q=linwick",
    "/search?q=nobodyatall",
    f"/practitioner/{fixture.VERIFIED}",
    f"/clinic/{fixture.CLINIC}",
    "/coverage",
    "/source/us_wa_doh",
    "/source/us_ncbahm_diplomates",
    "/how-we-verify",
    "/accuracy",
    "/glossary",
    "/directory",
    "/directory/licenses",
    "/directory/licenses/us_wa_doh~3AAC60990117",
    "/directory?sql=select+1",
    "/directory/freshness",
    "/nothing-here",
    "/practitioner/0000000000",
    "/source/nothing",
    "/directory/nothing",
]


@pytest.mark.parametrize("path", FRAME_PATHS)
async def test_every_page_carries_language_landmarks_banner_and_notices(site, path):
    response = await site.client.get(path)
    page = response.text
    assert page.count('<html lang="en">') == 1
    assert page.count('<main id="main"') == 1
    assert 'href="#main"' in page
    assert page.count("<h1") == 1
    assert "Sample data: nobody on these pages exists." in page
    assert "not a consumer reporting agency" in text_of(page)
    assert "Independent." in page
    assert "GeoNames, CC BY 4.0" in page
    assert "An NPI does not ensure that a provider is licensed or credentialed" in page
    assert "Attribution of Washington health credentials." in page
    assert "<script" not in without_data(page)
    assert not re.search(r"<[^>]+\sstyle=", page)
    assert not re.search(r"<[^>]+\son[a-z]+=", page)


async def test_without_sample_data_no_page_says_sample(tmp_path):
    path = fixture.build(tmp_path / "directory.db")
    connection = sqlite3.connect(path)
    connection.execute("update releases set is_sample = 0")
    connection.commit()
    connection.close()
    site = fixture.make_site(path)
    await site.invoke_startup()
    assert "Sample data" not in (await site.client.get("/")).text


async def test_home_says_what_it_is_with_dates_and_names_the_failed_list(page):
    words = main_of(await page("/"))
    assert "Not a rating." in words
    assert "Always call before you go." in words
    assert "Newest data: November 18, 2026 , 4 days ago." in words
    assert "California acupuncturists did not arrive at the last reading (Nov 18, 2026)" in words
    assert "its entries keep their older date, Nov 4, 2026" in words
    home = await page("/")
    assert home.count("<form") == 1
    assert 'action="/search"' in home


async def test_verified_page_shows_the_binding_sentence_dates_and_evidence(page):
    text = await page(f"/practitioner/{fixture.VERIFIED}")
    words = main_of(text)
    assert fixture.SENTENCE in words
    assert "Board’s list dated Nov 17, 2026 5 days ago" in words
    assert "We read it Nov 18, 2026 4 days ago" in words
    assert "Next check due Nov 25, 2026 in 3 days" in words
    assert "ends by itself on February 15, 2027" in words
    assert "The match rests on the license number and the name." in words
    assert "“Active”" in words
    assert "None published on this list as of Nov 17, 2026" in words
    assert 'href="/directory/licenses/us_wa_doh~3AAC60990117"' in text
    assert 'href="/source/us_wa_doh"' in text
    assert 'href="https://board.example/lookup" rel="external nofollow"' in text
    assert f"{1:064x}" in words
    assert "Board actions No evidence either way" in words
    assert "Chest pain or trouble breathing: call 911 now." in words
    assert "trusted" not in words and "safe" not in words.replace("safety", "")


async def test_waterfall_shows_each_comparison_and_the_sum_of_the_link(page):
    text = await page(f"/practitioner/{fixture.VERIFIED}")
    rows = re.findall(r"</th><td>([^<]+)</td>", text)
    assert rows == ["−14.6", "+13.1", "+8.4", "0", "+14.2", "+1.6", "+22.7"]
    assert round(sum(row[4] for row in fixture.COMPARISONS), 6) == 22.7
    assert "Last name: Linwick = LINWICK. Same." in text


async def test_the_waterfall_draws_the_cut_and_names_model_and_fingerprints(page):
    text = await page(f"/practitioner/{fixture.VERIFIED}")
    figures = re.findall(r'<svg viewBox="0 0 400 20".*?</svg>', text)
    assert len(figures) == len(fixture.COMPARISONS) + 1
    assert len({re.search(r'class="cut" d="M([\d.]+) ', each)[1] for each in figures}) == 1
    assert not [each for each in figures if "style=" in each]
    words = main_of(text)
    assert re.search(r"needed against the nearest rival: \+7\.6 bits, a probability of 0\.995", words)
    assert "00c0ffee00c0ffee" in words and "0ddba110ddba1100" in words


async def test_board_actions_are_quoted_decided_before_alleged(page):
    words = main_of(await page(f"/practitioner/{fixture.NOTICE}"))
    final = words.index("“Respondent shall complete twelve hours of education.”")
    alleged = words.index("“It is alleged that records came late.”")
    assert final < alleged
    assert re.search("docket M2024-99041 ?, February 12, 2025", words)
    assert "Reason: “Records kept late”" in words
    assert "Allegation: nothing has been proven" in words
    assert "“Active With Conditions”" in words


async def test_the_boards_own_page_of_a_license_is_linked_where_it_is_known(page):
    text = await page(f"/practitioner/{fixture.NOTICE}")
    assert 'href="https://board.example/license/518" rel="external nofollow">Look it up at the board' in text


async def test_a_link_that_is_no_web_address_is_never_a_link(page):
    for path in (f"/practitioner/{fixture.NOTICE}", "/source/us_ca_dca_acupuncture"):
        assert "javascript:" not in await page(path)


async def test_candidates_under_review_are_not_named(page):
    text = await page(f"/practitioner/{fixture.REVIEW}")
    assert "Being checked by a person" in text
    for secret in ("SECRETCANDIDATE", "SECRET ACTION", "Revoked", "AC60990308"):
        assert secret not in text
    data = (await page(f"/practitioner/{fixture.REVIEW}.json")).replace(" ", "")
    assert "AC60990308" not in data


async def test_discipline_is_never_shown_on_a_match_without_number(page):
    for path in (f"/practitioner/{fixture.WEAK}", f"/practitioner/{fixture.WEAK}.json", "/search?q=weaklink"):
        text = await page(path)
        for secret in ("SECRET ACTION", "HIDDEN WORDS", "Suspended", "suspended", "AC60990999"):
            assert secret not in text


async def test_an_exclusion_is_shown_only_with_a_confirming_number(page):
    assert 'href="/directory/exclusions/leie~3A1"' in await page(f"/practitioner/{fixture.EXCLUDED}")
    unsure = await page(f"/practitioner/{fixture.MISSING}")
    assert "leie~3A2" not in unsure and "leie:2" not in unsure


async def test_places_and_phones_are_written_for_readers(page):
    text = await page(f"/practitioner/{fixture.KIM}")
    assert "in Los Angeles, CA 90012" in text
    assert 'href="tel:+12135550144">(213) 555-0144</a>' in text


async def test_a_confirmed_exclusion_stands_with_the_verdict(page):
    text = await page(f"/practitioner/{fixture.EXCLUDED}")
    slip = text[text.index('<section class="slip') : text.index("</section>")]
    assert "What the list says about not_excluded." in slip
    unsure = await page(f"/practitioner/{fixture.MISSING}")
    slip = unsure[unsure.index('<section class="slip') : unsure.index("</section>")]
    assert "not_excluded" not in slip


async def test_hostile_text_is_shown_as_text(page):
    for path in (f"/practitioner/{fixture.HOSTILE_ID}", "/search?q=script", "/directory/entries"):
        text = await page(path)
        assert "<script" not in without_data(text)
        assert "&lt;script&gt;" in text
    text = await page("/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script" not in without_data(text)


async def test_a_clinic_is_shown_through_its_people_without_a_badge(page):
    text = await page(f"/clinic/{fixture.CLINIC}")
    words = main_of(text)
    assert "1 of 3 named practitioners are verified" in words
    assert "We check the people, not the clinic." in words
    slip = text[text.index('<section class="slip') : text.index("</section>")]
    assert "badge" not in slip
    named, nearby = words.split("At the same street address")
    assert "Mei-Hua Linwick" in named and "Kofi Adebarrow" not in named
    assert "Kofi Adebarrow" in nearby
    data = json.loads(await page(f"/clinic/{fixture.CLINIC}.json"))
    assert data["verdict"] is None
    assert {member["verdict"] for member in data["members"]} >= {"verified", "not_covered"}


async def test_a_failed_list_is_named_on_the_pages_that_rest_on_it(page):
    words = main_of(await page(f"/practitioner/{fixture.VERIFIED}"))
    assert "California acupuncturists did not arrive at the last reading." in words
    words = main_of(await page("/source/us_ca_dca_acupuncture"))
    assert "The last reading failed on November 18, 2026: The file was cut short." in words
    assert "Pages show the rows of November 4, 2026, under that date." in words
    assert "this source does not say" in words


async def test_coverage_names_every_list_with_dates_and_counts(page):
    words = main_of(await page("/coverage"))
    for title in (
        "Washington health credentials",
        "California acupuncturists",
        "National provider file",
        "Federal exclusion list",
    ):
        assert title in words
    assert "Last reading failed" in words


async def test_about_has_the_key_to_all_six_verdicts(page):
    words = main_of(await page("/how-we-verify"))
    for label in (
        "Verified",
        "Licensed, with a board notice",
        "License not active",
        "Being checked by a person",
        "Not found at the board",
        "Not checked",
    ):
        assert label in words
    assert "on DATE, the BOARD listing for license NUMBER showed status STATUS" in words


async def test_glossary_shows_its_terms(page):
    assert "Primary source verification." in await page("/glossary")


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        ("help@example.org", 'href="mailto:help@example.org"'),
        ("https://example.org/report", 'href="https://example.org/report"'),
        ("javascript:alert(1)", "Write to javascript:alert(1)"),
        ("", "states no contact address"),
    ],
)
async def test_the_contact_is_a_link_only_where_it_can_be_one(page, monkeypatch, contact, expected):
    monkeypatch.setenv("DIRECTORY_CONTACT", contact)
    text = await page(f"/practitioner/{fixture.VERIFIED}")
    assert expected in text
    assert 'href="javascript' not in text


async def test_json_of_an_entry_says_what_the_page_says(page):
    data = json.loads(await page(f"/practitioner/{fixture.VERIFIED}.json"))
    assert (data["verdict"], data["label"], data["sentence"]) == ("verified", "Verified", fixture.SENTENCE)
    assert data["licenses"][0]["license_number"] == "AC60990117"
    assert [row["weight_bits"] for row in data["licenses"][0]["comparisons"]] == [
        row[4] for row in fixture.COMPARISONS
    ]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/practitioner/0000000000", "That says nothing about a license."),
        ("/source/nothing", "The coverage page names every list"),
        ("/nothing-here", "There is no such page"),
    ],
)
async def test_missing_pages_help_on(site, path, words):
    response = await site.client.get(path)
    assert response.status_code == 404
    assert words in text_of(response.text)
    assert 'href="/coverage"' in response.text


async def test_a_list_of_certificates_leads_to_no_rows(page):
    text = await page("/source/us_ncbahm_diplomates")
    assert "A certificate is no license" in main_of(text)
    assert "Its rows in the open data" not in text
