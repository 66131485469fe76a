"""What a page says of a person beside the license, of a clinic, and to machines."""

from __future__ import annotations

import json
import re
import sqlite3

import directory_fixture as fixture
import pytest
from directory_site.clinics import staff_of
from directory_site.evidence import GROUPS, grouped, questions
from directory_site.history import CAUSES, may_tell
from directory_site.structured import as_block, as_text
from directory_site.texts import LANGUAGES, read_catalogue, texts_in
from directory_site.verdicts import VERDICTS
from hypothesis import given
from hypothesis import strategies as st
from test_site_pages import main_of, without_data

from verify.checks.bearing import ORDER
from verify.publish.release_tables import RELEASE_TABLES

VERIFIED, NOTICE = f"/practitioner/{fixture.VERIFIED}", f"/practitioner/{fixture.NOTICE}"
CLINIC = f"/clinic/{fixture.CLINIC}"


async def test_checks_stand_in_groups_and_silent_ones_with_the_question_to_ask(page):
    words = main_of(await page(VERIFIED))
    license_group = words.index("State license Shown by the evidence")
    assert (
        license_group < words.index("Federal exclusion list") < words.index("Work with muscle and joint pain")
    )
    unknown = words[words.index("What we could not check, and what to ask") :]
    assert "National certification No evidence either way" in unknown
    assert "“Do you hold a current national certificate? May I see it?”" in unknown
    assert "“Do you use new, single-use needles each time?”" in unknown


def test_every_check_has_a_group_a_title_and_a_question_where_one_can_be_asked():
    catalogue = read_catalogue()
    placed = {name for names in GROUPS.values() for name in names} | {"compact_privilege"}
    assert set(ORDER) <= placed
    assert {f"checks.{name}" for name in ORDER} <= set(catalogue)
    without = {"npi_valid", "not_excluded", "other_license", "source_fresh"}
    assert {f"ask.{name}" for name in set(ORDER) - without} <= set(catalogue)


async def test_letters_behind_the_name_are_answered_one_by_one(page):
    words = main_of(await page(VERIFIED))
    assert "LAc a license Shown by the evidence They mean the state license above." in words
    assert "DACM a degree No evidence either way" in words
    assert "QZX not known to us" in words


async def test_a_license_that_left_the_list_is_a_state_and_no_discipline(page):
    words = main_of(await page(VERIFIED))
    assert "No longer listed by the board since June 11, 2026." in words
    assert "does not mean that a license was taken away" in words


async def test_history_names_what_changed_and_why_and_never_a_candidate(page):
    words = main_of(await page(VERIFIED))
    assert "Changed at the source The license AC60990117 was renewed." in words
    assert "From Mar 14, 2026 to Mar 14, 2027." in words
    assert "Our match changed Our answer changed. From Being checked by a person to Verified." in words
    assert "Our reading changed" in words
    assert "The match was taken back." in words
    assert "SECRET HISTORY" not in await page(f"/practitioner/{fixture.REVIEW}")
    assert "SECRET HISTORY" not in await page(VERIFIED)


def test_every_cause_and_kind_of_change_has_words():
    catalogue, sql = read_catalogue(), RELEASE_TABLES["changes"]
    causes = re.findall(r"'(\w+)'", sql[sql.index("cause IN") : sql.index("field TEXT")])
    kinds = re.findall(r"'(\w+)'", sql[sql.index("kind IN") : sql.index("cause TEXT")])
    assert set(causes) == set(CAUSES)
    assert {f"history.{kind}" for kind in kinds} <= set(catalogue)


CHANGE = st.fixed_dictionaries(
    {
        "license_id": st.sampled_from([None, "settled", "unsure", "other"]),
        "kind": st.sampled_from(["disciplined", "status", "renewed"]),
        "value_before": st.sampled_from([None, "active", "revoked"]),
        "value_after": st.sampled_from([None, "active", "suspended"]),
    }
)


@given(CHANGE)
def test_discipline_in_the_history_needs_number_and_name(change):
    told = may_tell(change, {"settled": True, "unsure": False})
    if change["license_id"] == "other":
        assert not told
    if change["license_id"] == "unsure" and (
        change["kind"] == "disciplined" or {"revoked", "suspended"} & set(change.values())
    ):
        assert not told
    if change["license_id"] in (None, "settled"):
        assert told


async def test_compact_privilege_stands_beside_the_license(page):
    text = await page(NOTICE)
    words = main_of(text)
    assert words.index("“Active With Conditions”") < words.index("Physical Therapy Compact")
    assert words.index("Physical Therapy Compact") < words.index("Before you go")


async def test_an_order_that_is_over_stands_last_and_says_so(page):
    words = main_of(await page(NOTICE))
    assert words.index("It is alleged") < words.index("No longer in force") < words.index("VACATED")
    assert "counts for nothing in the answer above" in words


async def test_an_open_report_marks_the_page_and_an_answer_is_printed_as_sent(page):
    words = main_of(await page(NOTICE))
    assert "Disputed. Somebody reported on November 20, 2026" in words
    assert "“I finished the course in June 2025.”" in words
    assert "Disputed." not in main_of(await page(VERIFIED))


async def test_languages_are_shown_only_where_somebody_states_them(page):
    assert "Languages: English, 國語" in main_of(await page(VERIFIED))
    for path in (NOTICE, CLINIC):
        text = main_of(await page(path))
        assert "Languages:" not in text and "Video visits" not in text


async def test_a_clinic_says_what_the_question_of_working_together_rests_on(page):
    words = main_of(await page(CLINIC))
    assert "Roles that the organization itself publishes: names nobody here" in words
    assert "same suite and phone: names 3 people here" in words
    assert "1 more is licensed, with a board notice." in words
    assert "Self-declared, unverified" in words


def member(basis: str, code: str, dated: str = "2026-11-17") -> dict:
    class Answer:
        verdict = VERDICTS[code]

    return {"basis": basis, "shown": Answer, "listing_as_of": dated}


def test_staff_is_counted_by_what_is_shown_and_the_address_alone_names_nobody():
    staff = staff_of(
        [
            member("same_address", "verified"),
            member("same_suite_and_phone", "not_covered", ""),
            member("staff_list", "verified_with_notice"),
            member("organization_roles", "verified", "2026-11-01"),
        ]
    )
    assert staff.bases == ("organization_roles", "staff_list", "same_suite_and_phone")
    assert (staff.named, staff.verified, staff.noticed, staff.unchecked) == (3, 1, 1, 1)
    assert staff.oldest_list == "2026-11-01"


async def test_people_and_clinics_lead_to_each_others_address(site):
    response = await site.client.get(f"/practitioner/{fixture.CLINIC}")
    assert (response.status_code, response.headers["location"]) == (301, CLINIC)
    response = await site.client.get(f"/es/clinic/{fixture.VERIFIED}")
    assert (response.status_code, response.headers["location"]) == (301, f"/es{VERIFIED}")


async def test_machines_read_a_person_with_a_license_and_never_a_physician(page):
    data = json.loads(await page(f"{VERIFIED}.jsonld"))
    assert (data["@type"], data["name"], data["jobTitle"]) == ("Person", "Mei-Hua Linwick", "Acupuncturist")
    assert data["hasOccupation"] == {"@type": "Occupation", "name": "Acupuncturist"}
    assert data["hasCredential"][0]["identifier"] == "AC60990117"
    assert "Physician" not in json.dumps(data)
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', await page(VERIFIED))
    assert json.loads(block[1]) == data
    assert json.loads(await page(f"{CLINIC}.jsonld"))["@type"] == "Organization"


@pytest.mark.parametrize("entry_id", [fixture.ENDED, fixture.EXPIRED, fixture.REVIEW, fixture.MISSING])
async def test_machines_read_no_credential_without_a_verdict_that_holds(page, entry_id):
    assert "hasCredential" not in json.loads(await page(f"/practitioner/{entry_id}.jsonld"))


@given(st.text())
def test_no_text_can_end_the_block_of_data(text):
    block = as_block({"name": text})
    inner = block.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set("<>&") & set(inner)
    assert json.loads(as_text({"name": text})) == {"name": text}


async def test_hostile_words_are_inert_on_every_kind_of_page(page):
    for path in (CLINIC, f"/practitioner/{fixture.HOSTILE_ID}", f"/zh/practitioner/{fixture.HOSTILE_ID}"):
        assert "<script" not in without_data(await page(path))
    assert json.loads(await page(f"/practitioner/{fixture.HOSTILE_ID}.jsonld"))["name"].startswith("<script>")


@pytest.mark.parametrize("code", ["es", "zh", "ko"])
async def test_the_verdict_is_told_in_the_language_of_the_page_with_the_boards_words_as_printed(page, code):
    text = await page(f"/{code}{VERIFIED}")
    texts = texts_in(code)
    slip = text[text.index('<section class="slip') :]
    assert str(texts.text("verdict.verified")) in slip
    assert '<span lang="en">Washington State Department of Health</span>' in slip
    assert '<span lang="en">“Active”</span>' in slip
    assert '<span class="num">AC60990117</span>' in slip
    assert f'<span lang="en">{fixture.SENTENCE}</span>' in slip
    assert f'href="/{code}/source/us_wa_doh"' in text
    assert f'<html lang="{LANGUAGES[code].tag}">' in text


async def test_pages_hold_without_any_of_the_newer_rows(tmp_path):
    path = fixture.build(tmp_path / "directory.db")
    connection = sqlite3.connect(path)
    connection.execute("pragma foreign_keys = off")
    tables = (
        "statements entry_credentials former_licenses former_links changes disputes checks clinic_members"
    )
    for table in tables.split():
        connection.execute(f"delete from {table}")  # noqa: S608
    for table in (
        "boards",
        "acupuncture_licensure",
        "status_vocabulary",
        "credential_abbreviations",
        "leie_codes",
    ):
        connection.execute(f"drop table {table}")
    connection.commit()
    connection.close()
    site = fixture.make_site(path)
    await site.invoke_startup()
    for address in (VERIFIED, NOTICE, CLINIC, "/", "/coverage", "/glossary", f"/ko{NOTICE}"):
        assert (await site.client.get(address)).status_code == 200, address


def test_questions_come_once_and_groups_leave_out_silent_checks():
    silent = {"check_name": "outcome_tracking", "outcome": "no_evidence", "strength": "none"}
    silent["sentence"] = "Nothing is stated."
    stated = {"check_name": "acupressure", "outcome": "no_evidence", "strength": "claimed"}
    clinic = {"kind": "organization", "profession": "clinic"}
    assert grouped([silent, stated]) == {"declared": [stated]}
    asked = questions([silent, silent], clinic)
    assert asked.count("outcome_tracking") == 1 and "needles" not in asked
    person = {"kind": "individual", "profession": "acupuncturist"}
    told = {**silent, "check_name": "acupressure", "sentence": "Nothing is stated. Ask: “Do you press?”"}
    assert "acupressure" not in questions([told], person)
    assert "acupressure" in questions([told], person, is_english=False)


async def test_coverage_maps_every_state_and_names_the_board_to_ask(page):
    text = await page("/coverage")
    tiles = re.findall(
        r'<rect class="(?:t-(\w+)|rim)"', text[text.index('class="tiles"') : text.index("<figcaption")]
    )
    assert len(tiles) == 51
    words = main_of(text)
    assert "Washington Read Read Nov 17, 2026" in words
    assert "California Read, late" in words
    assert "Alabama No license exists" in words
    assert "Oregon Not read Not read –" in words
