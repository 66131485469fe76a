"""Words of real boards, read by the crawler with the published vocabulary, and what a reader is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from crawler.records import Discipline, LicenseRecord, Profession, Status
from crawler.statuses import meaning, vocabulary
from tests.checks.test_verdict import link
from tests.crawler.test_state_traps import BASES, COLORADO, CONNECTICUT, one
from tests.factories import TODAY, claim, entry, evidence, license_row, place, source_state
from verify.checks.judgment import CheckOutcome, Judgment, Verdict
from verify.checks.known import known_of
from verify.checks.verdict import judge
from verify.publish.codes import all_codes

NOTICE, NOT_ACTIVE = Verdict.VERIFIED_WITH_NOTICE, Verdict.LICENSE_NOT_ACTIVE


def judged(row: LicenseRecord) -> Judgment:
    """The judgment on the holder of this license, who practices in the state of its board."""
    state, profession = row.jurisdiction, row.profession
    who = entry(
        "Ann",
        "Example",
        profession=profession,
        claims=(claim("", state, profession),),
        places=(place(state),),
    )
    listing = source_state(row.evidence.source, jurisdiction=state, professions=(profession,))
    known = known_of(TODAY, [listing], [who], [row], [link(who, row)], codes=all_codes())
    return next(judge([who], known))


def mapped(state: str, field: str, word: str) -> LicenseRecord:
    """A license whose status word went through the crawler's mapping."""
    found = meaning(word, vocabulary(state, field))
    source = f"us_{state.lower()}_board"
    return license_row(
        "Ann", "Example", "1", license_id=f"{source}:1", jurisdiction=state, status_printed=word,
        status=found.status, is_disciplinary_status=found.is_disciplinary, evidence=evidence(source),
    )  # fmt: skip


def parsed(tmp_path: Path, source: str, word: str) -> LicenseRecord:
    """The license of a row that the source's own parser read."""
    base, column = BASES[source]
    return one(tmp_path, source, {**base, column: word})


def said(judgment: Judgment, name: str) -> str:
    return next(check.sentence for check in judgment.checks if check.check_name == name)


def outcome(judgment: Judgment, name: str) -> CheckOutcome:
    return next(check.outcome for check in judgment.checks if check.check_name == name)


@pytest.mark.parametrize(
    ("state", "field", "word", "verdict", "is_measure"),
    [
        ("WA", "status", "Voluntary Surrender", NOT_ACTIVE, False),
        ("IL", "license_status", "RELINQUISH", NOT_ACTIVE, False),
        ("WA", "status", "Active Provisional", NOTICE, False),
        ("WA", "status", "Active With Conditions", NOTICE, True),
        ("WA", "status", "Active With Restrictions", NOTICE, True),
        ("WA", "status", "Active On Probation", NOTICE, True),
        ("CO", "licensestatusdescription", "Active - Telehealth ONLY", NOTICE, False),
        ("CO", "licensestatusdescription", "Expired - Telehealth ONLY", NOT_ACTIVE, False),
        ("WA", "status", "Expired - Active MSL", NOT_ACTIVE, False),
        ("CO", "licensestatusdescription", "Suspended due to Child Support", NOT_ACTIVE, False),
        ("DE", "license_status", "Non-Disciplinary Suspension", NOT_ACTIVE, False),
        ("IL", "license_status", "Non Sufficient Fund Check (Terminated)", NOT_ACTIVE, False),
        ("IL", "license_status", "INSURANCE EXPIRED", NOT_ACTIVE, False),
        ("IL", "license_status", "TERMINATED VALID REASON", NOT_ACTIVE, False),
        ("IL", "license_status", "DECEASED", NOT_ACTIVE, False),
        ("CA", "License Status", "CurrentInactive", NOT_ACTIVE, False),
        ("FL", "exported status", "Clear/Inactive", NOT_ACTIVE, False),
        ("FL", "exported status", "Clear/Active", Verdict.VERIFIED, False),
        ("IL", "license_status", "VALID", Verdict.NEEDS_REVIEW, False),
        ("WA", "status", "Suspension Stayed", Verdict.NEEDS_REVIEW, False),
    ],
)
def test_a_word_of_a_board_leads_to_its_verdict(state, field, word, verdict, is_measure):
    result = judged(mapped(state, field, word))
    assert result.verdict is verdict
    assert f"The board’s word is “{word}”." in said(result, "license_active")
    assert (outcome(result, "license_unencumbered") is CheckOutcome.NOTICE) is is_measure


def test_conditions_restrictions_and_probation_stay_three_statuses():
    words = ("Active With Conditions", "Active With Restrictions", "Active On Probation")
    told = [said(judged(mapped("WA", "status", word)), "license_active") for word in words]
    assert told == [
        "The board’s word is “Active With Conditions”. Current; conditions apply. The holder is monitored,"
        " practice is not restricted.",
        "The board’s word is “Active With Restrictions”. Current; what the holder may do is restricted.",
        "The board’s word is “Active On Probation”. Current, on probation.",
    ]


@pytest.mark.parametrize(
    ("source", "word", "plain"),
    [
        ("us_co_dora", "Voluntary Surrender", "not a sanction unless an order says so"),
        ("us_co_dora", "Active - Provisional", "a limited license is not a censure"),
        ("us_co_dora", "Suspended due to Child Support", "administrative, not about practice"),
        ("us_co_dora", "Expired - Telehealth ONLY", "A telehealth-only registration that has expired."),
        ("us_il_idfpr", "TERMINATED VALID REASON", "ended for a reason that the agency calls valid"),
        ("us_il_idfpr", "DECEASED", "The holder has died."),
        ("us_de_dpr", "Non-Disciplinary Suspension", "Suspended for a reason that is not disciplinary."),
    ],
)
def test_what_the_parser_read_is_told_in_plain_words(source, word, plain, tmp_path):
    result = judged(parsed(tmp_path, source, word))
    assert plain in said(result, "license_active")
    assert "disciplin" not in said(result, "license_unencumbered").casefold()


def test_a_renewal_under_way_is_verified_past_the_end_date(tmp_path):
    row = {**CONNECTICUT, "status": "ACTIVE IN RENEWAL", "expirationdate": "2026-10-31T00:00:00.000"}
    result = judged(one(tmp_path, "us_ct_elicense", row))
    assert result.verdict is Verdict.VERIFIED
    assert outcome(result, "license_unexpired") is CheckOutcome.NOTICE
    assert said(result, "license_unencumbered") == "This source does not say whether there are board actions."


@pytest.mark.parametrize("action", ["Notice of Charges", "Formal Complaint", "Accusation filed"])
def test_an_accusation_is_alleged_and_never_final(action, tmp_path):
    row = one(tmp_path, "us_co_dora", {**COLORADO, "casenumber": "2026-7", "programaction": action})
    result = judged(row)
    assert result.verdict is NOTICE
    words = said(result, "license_unencumbered")
    assert f"“{action}”, case 2026-7, alleged, not decided" in words
    assert "That is not a finding." in words and "final" not in words


def test_a_stayed_suspension_is_quoted_and_suspends_nobody(tmp_path):
    row = one(
        tmp_path, "us_co_dora", {**COLORADO, "casenumber": "2024-1", "programaction": "Stayed Suspension"}
    )
    result = judged(row)
    assert (row.status, result.verdict) == (Status.ACTIVE, NOTICE)
    assert "“Stayed Suspension”, case 2024-1" in said(result, "license_unencumbered")
    assert "showed status “Active”" in result.sentence


def test_a_source_that_reports_no_discipline_never_says_none(tmp_path):
    result = judged(parsed(tmp_path, "us_de_dpr", "Active"))
    assert outcome(result, "license_unencumbered") is CheckOutcome.NO_EVIDENCE
    assert "does not say" in said(result, "license_unencumbered")


def test_a_listing_that_reports_none_says_so_with_its_date_and_never_clean(tmp_path):
    words = said(judged(parsed(tmp_path, "us_co_dora", "Active")), "license_unencumbered")
    assert words == "None published by this board as of November 20, 2026."


@pytest.mark.parametrize("profession", [Profession.PHYSICIAN, Profession.CHIROPRACTOR])
def test_a_doctor_who_practices_acupuncture_is_called_what_the_license_says(profession):
    row = replace(
        mapped("CA", "License Status", "Current"), profession=profession, license_type_printed="Physician",
        discipline=Discipline.NOT_STATED,
    )  # fmt: skip
    words = " ".join(check.sentence for check in judged(row).checks)
    assert "L.Ac" not in words and "cupuncturist" not in words
