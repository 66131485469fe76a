"""What is said where a license is found, was found once, cannot be found, or does not exist at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawler.records import Profession, Status
from tests.checks.test_verdict import LISTINGS, NUMBER, ROW, WHO, link, outcome
from tests.factories import TODAY, claim, entry, evidence, place, source_state
from verify.checks.judgment import Bearing, CheckOutcome, Strength, Verdict
from verify.checks.known import FormerLicense, Statement, known_of
from verify.checks.verdict import judge
from verify.publish.codes import all_codes

THERAPIST = replace(
    WHO,
    profession=Profession.PHYSICAL_THERAPIST,
    claims=(claim("", "WA", Profession.PHYSICAL_THERAPIST),),
)


def judged(who, rows=(), sources=LISTINGS, codes=None, **more):
    known = known_of(
        TODAY, sources, [who], rows, [link(who, row) for row in rows],
        codes=all_codes() if codes is None else codes, **more,
    )  # fmt: skip
    return next(judge([who], known))


def said(judgment, name):
    return next(check.sentence for check in judgment.checks if check.check_name == name)


def in_state(state, profession=Profession.ACUPUNCTURIST):
    return replace(WHO, places=(place(state),), profession=profession, claims=(claim("", state, profession),))


def test_the_title_is_told_as_the_listing_prints_it_and_as_the_state_calls_it():
    words = said(judged(WHO, [ROW]), "license_found")
    assert f"license {NUMBER} (“Acupuncturist License”)" in words
    assert (
        "The title in Washington: “Acupuncturist” or “Acupuncture and Eastern Medicine Practitioner" in words
    )


def test_a_title_that_was_written_down_from_memory_is_not_told():
    row = replace(ROW, jurisdiction="CA")
    assert "The title in" not in said(judged(WHO, [row]), "license_found")


@pytest.mark.parametrize(("state", "name"), [("AL", "Alabama"), ("OK", "Oklahoma"), ("SD", "South Dakota")])
def test_a_state_that_licenses_nobody_says_so_and_names_the_next_best_evidence(state, name):
    result = judged(in_state(state))
    assert result.verdict is Verdict.NOT_COVERED
    assert result.sentence == (
        f"{name} licenses no acupuncturists, so there is no board to ask. The next best evidence is national"
        " certification (NCBAHM). A certificate is not a license."
    )
    assert said(result, "license_found") == result.sentence


def test_that_a_state_licenses_nobody_comes_from_the_table_alone():
    rows = [{**row, "licensed": "yes"} for row in all_codes()["acupuncture_licensure"]]
    result = judged(in_state("AL"), codes={"acupuncture_licensure": rows})
    assert result.sentence == "No board listing of acupuncturists is read for Alabama."
    therapist = judged(in_state("AL", Profession.PHYSICAL_THERAPIST))
    assert "licenses no" not in therapist.sentence


def test_where_no_listing_is_read_the_board_is_named_with_its_address_and_how_to_look():
    boards = [
        {"state": "OR", "profession": "acupuncturist", "board": "Oregon Medical Board",
         "register_url": "https://omb.example/search", "how_to_look": "Search by last name."},
    ]  # fmt: skip
    result = judged(in_state("OR"), codes={"boards": boards})
    assert result.sentence == (
        "No board listing of acupuncturists is read for Oregon. Ask the Oregon Medical Board"
        " (https://omb.example/search). Search by last name."
    )
    missing = judged(in_state("OR"), codes={})
    assert missing.sentence == "No board listing of acupuncturists is read for Oregon."


def test_a_listing_too_old_to_use_says_where_to_look_instead():
    old = (source_state("us_wa_doh", "2026-07-01"), *LISTINGS[1:])
    result = judged(WHO, [ROW], sources=old)
    assert result.verdict is Verdict.NOT_COVERED
    assert result.sentence.endswith("Look the license up at the board: https://us_wa_doh.example/lookup")


GONE = FormerLicense(ROW, "number_and_name", "2026-10-02", "2026-10-09")


def test_a_record_that_left_the_listing_is_a_state_of_its_own():
    result = judged(WHO, former={WHO.entry_id: [GONE]})
    assert result.verdict is Verdict.NOT_FOUND
    assert result.sentence.startswith("No longer listed by the board since October 9, 2026")
    assert f"held license {NUMBER} until October 2, 2026" in result.sentence
    assert outcome(result, "license_found") is CheckOutcome.FAIL
    assert said(result, "license_found") == result.sentence
    assert "revoked" not in result.sentence
    assert "does not mean “unlicensed”" in result.sentence


def test_a_license_listed_again_is_not_called_gone():
    result = judged(WHO, [ROW], former={WHO.entry_id: [GONE]})
    assert result.verdict is Verdict.VERIFIED
    assert not any("No longer listed" in check.sentence for check in result.checks)


def test_a_license_that_left_another_profession_or_listing_says_nothing_here():
    other = replace(GONE, license=replace(ROW, profession=Profession.PHYSICAL_THERAPIST))
    away = replace(GONE, license=replace(ROW, evidence=evidence("us_ca_dca")))
    result = judged(WHO, former={WHO.entry_id: [other, away]})
    assert "No longer listed" not in result.sentence


def test_an_assistants_license_is_told_to_a_therapist_and_verifies_nobody():
    row = replace(
        ROW, profession=Profession.PT_ASSISTANT, license_type_printed="Physical Therapist Assistant"
    )
    result = judged(THERAPIST, [row])
    assert result.verdict is Verdict.NOT_FOUND
    assert "as a physical therapist assistant: that is another profession" in said(result, "license_found")
    assert "as a physical therapist assistant (“Physical Therapist Assistant”)" in said(
        result, "other_license"
    )


def privilege(basis):
    return Statement(
        "own_statements:1", THERAPIST.entry_id, "compact_privilege", "Compact privilege WA", "PT Compact",
        None, basis, "", "maintainer", evidence("own_statements"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("basis", "expected", "strength"),
    [
        ("own_statement", CheckOutcome.NO_EVIDENCE, Strength.CLAIMED),
        ("issuer_directory", CheckOutcome.PASS, Strength.CORROBORATED),
    ],
)
def test_a_compact_privilege_is_a_line_of_its_own_and_never_earns_the_badge(basis, expected, strength):
    result = judged(THERAPIST, statements=[privilege(basis)])
    (check,) = [check for check in result.checks if check.check_name == "compact_privilege"]
    assert (check.outcome, check.strength, check.statement_id) == (expected, strength, "own_statements:1")
    assert check.bearing is not Bearing.DECIDES
    assert "not a license" in check.sentence
    assert result.verdict is Verdict.NOT_FOUND


def test_without_a_statement_there_is_no_line_about_a_privilege():
    names = {check.check_name for check in judged(THERAPIST).checks}
    assert "compact_privilege" not in names


def test_a_replaced_row_waits_for_a_person_and_says_why():
    row = replace(ROW, is_superseded=True, status=Status.ENDED_OTHER, status_printed="Superseded")
    result = judged(WHO, [row])
    assert result.verdict is Verdict.NEEDS_REVIEW
    assert result.checks[0].check_name == "license_found"
    assert "another row replaced this one" in result.checks[0].sentence


def test_the_plain_meaning_stands_beside_the_boards_word():
    row = replace(ROW, status=Status.ACTIVE_RESTRICTED, status_printed="Active With Conditions")
    words = said(judged(WHO, [row]), "license_active")
    assert words == (
        "The board’s word is “Active With Conditions”. Current; conditions apply. The holder is monitored,"
        " practice is not restricted."
    )


def test_nobody_is_asked_for_an_entry_without_a_place():
    result = judged(entry("Ann", "Example", places=()))
    assert result.verdict is Verdict.NOT_COVERED
    assert "no place of practice" in result.sentence
