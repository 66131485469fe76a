"""A license on a list that does not say until when it runs: told plainly, and as nobody's open question."""

from __future__ import annotations

import json

import directory_fixture as fixture
import pytest
from test_site_pages import main_of

from tests.fhir.checks import validated
from verify.fhir.definitions import MEANINGS

ENDLESS = "1999000777"
NUMBER = "AP60990777"
SENTENCE = (
    "On November 17, 2026, the Washington State Department of Health listing for license AP60990777 showed "
    "status “Clear/Active” for a name that matches this entry. The listing does not say until when the "
    "license runs, so we do not call it verified. Ask the board with this number."
)
LABEL = "Listed, no end date given"


@pytest.fixture(scope="module")
def database_path(tmp_path_factory):
    entry = fixture.entry_row(
        ENDLESS,
        "Orla",
        "Quenby",
        "no_end_date",
        verdict_sentence=SENTENCE,
        verdict_license_id=f"{fixture.DOH}:{NUMBER}",
    )
    row = fixture.license_row(
        NUMBER, "ORLA", "QUENBY", 77, status_printed="Clear/Active", expires_on=None, discipline="not_stated"
    )
    extra = {
        "licenses": [row],
        "entries": [entry],
        "links": [fixture.link_row(ENDLESS, NUMBER)],
        "checks": [
            fixture.check_row(
                ENDLESS,
                1,
                "license_unexpired",
                "no_evidence",
                license_id=row["license_id"],
                bearing="decides",
            ),
            fixture.check_row(ENDLESS, 2, "source_fresh", "notice", sentence="The list is aging."),
        ],
    }
    return fixture.build(tmp_path_factory.mktemp("endless") / "directory.db", extra=extra)


async def test_page_tells_the_boards_word_and_the_number_to_ask_with(page):
    words = main_of(await page(f"/practitioner/{ENDLESS}"))
    for said in (
        LABEL,
        "“Clear/Active”",
        NUMBER,
        "Ask the board with this number",
        "nobody here can add the date",
    ):
        assert said in words
    assert "Being checked by a person" not in words and "Several records may fit" not in words
    assert "The board to ask: Washington" in words


@pytest.mark.parametrize(
    ("language", "label", "told"),
    [
        ("es", "En la lista, sin fecha de vencimiento", "no dice hasta cuándo vale la licencia"),
        ("zh", "名录中有，但未列到期日", "没有说明执照何时到期"),
        ("ko", "명부에 있음, 만료일 없음", "면허가 언제까지인지"),
    ],
)
async def test_page_tells_it_in_every_language(page, language, label, told):
    words = main_of(await page(f"/{language}/practitioner/{ENDLESS}"))
    assert label in words and told in words and "Clear/Active" in words


async def test_search_keeps_it_apart_from_what_a_person_decides(page, site):
    words = main_of(await page("/search?q=quenby"))
    assert LABEL in words and "“Clear/Active”" in words
    for verdict, is_there in (("no_end_date", True), ("needs_review", False), ("verified", False)):
        found = (await site.client.get(f"/search.json?q=quenby&verdict={verdict}")).json()
        assert ([each["entry_id"] for each in found["entries"]] == [ENDLESS]) is is_there
        assert found["counts"]["verdict"] == {"no_end_date": 1}


async def test_it_ends_by_itself_like_any_evidence(site, monkeypatch):
    monkeypatch.setenv("DIRECTORY_TODAY", "2030-01-01")
    data = (await site.client.get(f"/practitioner/{ENDLESS}.json")).json()
    assert (data["verdict"], data["has_ended"]) == ("not_covered", True)


async def test_programs_are_told_the_same(site):
    data = (await site.client.get(f"/practitioner/{ENDLESS}.json")).json()
    assert (data["verdict"], data["label"], data["sentence"]) == ("no_end_date", LABEL, SENTENCE)
    asked = {"ids": [ENDLESS], "properties": [{"id": "verdict"}, {"id": "license_expires_on"}]}
    rows = (await site.client.get("/reconcile", params={"extend": json.dumps(asked)})).json()["rows"]
    assert rows[ENDLESS] == {"verdict": [{"str": "no_end_date"}], "license_expires_on": []}


async def test_fhir_neither_validates_it_nor_says_that_somebody_works_on_it(site):
    result = validated((await site.client.get(f"/fhir/VerificationResult/{ENDLESS}")).json())
    assert result["status"] == "attested"
    assert result["meta"]["tag"][0]["code"] == "no_end_date" and "no_end_date" in MEANINGS
    (source,) = result["primarySource"]
    assert source["validationStatus"]["coding"][0]["code"] == "unknown"
    assert NUMBER in result["targetLocation"][0] and "does not say until when" in result["text"]["div"]
    assert "aging" not in result["text"]["div"]
    person = validated((await site.client.get(f"/fhir/Practitioner/{ENDLESS}")).json())
    (license_,) = person["qualification"]
    assert "Clear/Active" in license_["code"]["text"] and "end" not in license_["period"]
    assert not [each for each in license_["extension"] if "practitioner-qualification" in each["url"]]


async def test_check_finds_it_and_does_not_wear_the_badge(page, site):
    words = main_of(await page(f"/check?name=Orla+Quenby&number={NUMBER}&state=WA"))
    assert "Found on the board’s list, no end date given" in words
    assert "“Clear/Active”" in words and "does not say until when the license runs" in words
    assert 'class="slip v-endless"' in await page(f"/check?name=Orla+Quenby&number={NUMBER}&state=WA")
    facts = (await site.client.get(f"/check.json?name=Orla+Quenby&number={NUMBER}&state=WA")).json()
    assert (facts["result"], facts["match"], facts["candidates"][0]["lacks_end_date"]) == (
        "found",
        True,
        True,
    )
    usual = (await site.client.get("/check.json?name=Mei-Hua+Linwick&number=AC60990117&state=WA")).json()
    assert usual["candidates"][0]["lacks_end_date"] is False


async def test_health_page_that_names_it_is_not_told_verified(site):
    text = f"By Orla Quenby, L.Ac., license {NUMBER}, 1 Elm St, Seattle, WA 98101"
    read = (await site.client.post("/page.json", json={"text": text})).json()
    (person,) = read["who_speaks"]["people"]
    assert [each["outcome"] for each in person["looked_up"]] == ["no_end_date"]
