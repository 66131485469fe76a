"""Verdicts: when the badge is given, and every reason for which it is withheld."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from crawler.records import Discipline, EntryKind, Outcome, PlacePurpose, Profession, Status
from tests.factories import (
    TODAY,
    claim,
    crawl_report,
    entry,
    evidence,
    exclusion,
    license_row,
    other_name,
    place,
    source_state,
)
from verify.checks.coverage import Freshness, freshness
from verify.checks.judgment import Bearing, CheckOutcome, Verdict
from verify.checks.known import Member, known_of
from verify.checks.verdict import judge
from verify.linkage.links import Decision, IdentityClass, Link

NUMBER = "ACUP.AC.60990117"
LISTINGS = (source_state("us_wa_doh"), source_state("us_oig_leie"), source_state("us_nppes"))


def link(who, row, decision=Decision.ACCEPT, identity=IdentityClass.NUMBER_AND_NAME):
    return Link(
        who.entry_id,
        row.license_id,
        decision,
        probability=0.999,
        cut=0.995,
        weight_bits=20.0,
        rule="number_and_name",
        identity_class=identity,
        reason="agree",
        rival_license_id=None,
        rival_weight_bits=None,
        entry_hash="00c0ffee00c0ffee",
        license_hash="0ddba110ddba1100",
        comparisons=(),
    )


def judged(who, rows=(), links=None, exclusions=(), sources=LISTINGS, today=TODAY):
    links = [link(who, row) for row in rows] if links is None else links
    return next(judge([who], known_of(today, sources, [who], rows, links, exclusions)))


def outcome(judgment, name):
    found = [check.outcome for check in judgment.checks if check.check_name == name]
    assert len(found) == 1, name
    return found[0]


WHO = entry("Mei-Hua", "Linwick", "AC60990117")
ROW = license_row("Mei-Hua", "Linwick", NUMBER)


def test_verified_says_the_binding_sentence_and_its_dates():
    result = judged(WHO, [ROW])
    assert result.verdict is Verdict.VERIFIED
    assert result.sentence == (
        "Verified means: on November 20, 2026, the Washington State Department of Health listing for license"
        f" {NUMBER} showed status “Active” for a name that matches this entry. It is not a judgment of skill,"
        " safety or quality, and it may have changed since."
    )
    assert result.checked_on == date(2026, 11, 20)
    assert result.next_check_on == date(2026, 11, 27)
    assert result.shown_until == date(2027, 2, 18)
    assert {
        outcome(result, n) for n in ("license_found", "license_active", "license_unexpired", "not_excluded")
    } == {CheckOutcome.PASS}


def test_every_entry_gets_each_check_once():
    names = [check.check_name for check in judged(WHO, [ROW]).checks]
    licensure = ["license_found", "license_active", "license_unexpired", "license_unencumbered"]
    beside = ["national_certification", "education_accredited", "musculoskeletal_experience"]
    assert sorted(names) == sorted([*licensure, "not_excluded", "npi_valid", "source_fresh", *beside])


@pytest.mark.parametrize(
    ("status", "printed", "verdict"),
    [
        (Status.ACTIVE_RESTRICTED, "Active With Conditions", Verdict.VERIFIED_WITH_NOTICE),
        (Status.PROBATION, "Active On Probation", Verdict.VERIFIED_WITH_NOTICE),
        (Status.INACTIVE, "Inactive", Verdict.LICENSE_NOT_ACTIVE),
        (Status.EXPIRED, "Expired - Active MSL", Verdict.LICENSE_NOT_ACTIVE),
        (Status.SUSPENDED, "Suspended", Verdict.LICENSE_NOT_ACTIVE),
        (Status.REVOKED, "Revoked", Verdict.LICENSE_NOT_ACTIVE),
        (Status.SURRENDERED, "Voluntary Surrender", Verdict.LICENSE_NOT_ACTIVE),
        (Status.DECEASED, "Deceased", Verdict.LICENSE_NOT_ACTIVE),
        (Status.PENDING, "Pending", Verdict.LICENSE_NOT_ACTIVE),
        (Status.ENDED_OTHER, "Closed", Verdict.LICENSE_NOT_ACTIVE),
        (Status.UNKNOWN, "Bewildered", Verdict.NEEDS_REVIEW),
    ],
)
def test_only_an_active_license_is_verified(status, printed, verdict):
    result = judged(WHO, [replace(ROW, status=status, status_printed=printed)])
    assert result.verdict is verdict
    assert verdict is Verdict.NEEDS_REVIEW or printed in result.sentence


def test_expiry_is_judged_on_the_listings_own_date():
    ended = replace(ROW, expires_on="2026-11-19")
    assert judged(WHO, [ended]).verdict is Verdict.LICENSE_NOT_ACTIVE
    running = replace(ROW, expires_on="2026-11-20")
    assert judged(WHO, [running], today=date(2026, 11, 20)).verdict is Verdict.VERIFIED
    assert judged(WHO, [running], today=date(2026, 11, 22)).verdict is not Verdict.LICENSE_NOT_ACTIVE


def test_a_license_that_ran_out_since_the_listing_is_stored_as_it_is_shown():
    result = judged(WHO, [replace(ROW, expires_on="2026-11-20")], today=date(2026, 11, 21))
    assert result.verdict is Verdict.NOT_COVERED is result.shown_on(date(2026, 11, 21))
    assert "gave the end date November 20, 2026. That day has passed" in result.sentence
    decided = [check.check_name for check in result.checks if check.bearing is Bearing.DECIDES]
    assert decided == ["license_unexpired"]
    assert outcome(result, "license_unexpired") is CheckOutcome.NO_EVIDENCE


def test_a_row_that_may_be_the_present_license_keeps_an_ended_one_from_deciding():
    ended = replace(ROW, status=Status.EXPIRED, status_printed="Expired", expires_on="2020-03-14")
    present = license_row("Mei-Hua", "Linwick", "AC77", license_id="us_wa_doh:77")
    links = [link(WHO, ended), link(WHO, present, Decision.REVIEW, IdentityClass.NONE)]
    result = judged(WHO, [ended, present], links)
    assert result.verdict is Verdict.NEEDS_REVIEW
    assert "may be this person’s present license" in result.sentence
    outcomes = {outcome(result, name) for name in ("license_active", "license_unexpired")}
    assert outcomes == {CheckOutcome.REVIEW}
    past = replace(present, status=Status.EXPIRED, status_printed="Expired")
    assert judged(WHO, [ended, past], links).verdict is Verdict.LICENSE_NOT_ACTIVE


def test_the_badge_ends_with_the_license():
    assert judged(WHO, [replace(ROW, expires_on="2026-12-01")]).shown_until == date(2026, 12, 1)


def test_a_listing_without_an_end_date_is_told_as_such_and_goes_to_nobody():
    endless = replace(ROW, expires_on=None)
    result = judged(WHO, [endless])
    assert (result.verdict, result.license_id) == (Verdict.NO_END_DATE, ROW.license_id)
    assert f"for license {ROW.license_number} showed status “{ROW.status_printed}”" in result.sentence
    assert "does not say until when the license runs" in result.sentence
    assert result.sentence.endswith("Ask the board with this number.")
    decided = [check.check_name for check in result.checks if check.bearing is Bearing.DECIDES]
    assert decided == ["license_unexpired"]
    assert result.shown_on(date(2026, 11, 22)) is Verdict.NO_END_DATE
    assert result.shown_on(date(2027, 11, 22)) is Verdict.NOT_COVERED


def test_what_the_board_states_is_told_where_the_end_date_is_missing_too():
    on_probation = replace(
        ROW, expires_on=None, status=Status.PROBATION, status_printed="Active On Probation"
    )
    result = judged(WHO, [on_probation])
    assert result.verdict is Verdict.NO_END_DATE and "“Active On Probation”" in result.sentence
    decided = {check.check_name for check in result.checks if check.bearing is Bearing.DECIDES}
    assert {"license_active", "license_unexpired"} <= decided


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({"status": Status.UNKNOWN}, Verdict.NEEDS_REVIEW),
        ({"is_superseded": True}, Verdict.NEEDS_REVIEW),
        ({"status": Status.EXPIRED, "status_printed": "Expired"}, Verdict.LICENSE_NOT_ACTIVE),
    ],
)
def test_a_missing_end_date_settles_nothing_else(changes, verdict):
    result = judged(WHO, [replace(ROW, expires_on=None, **changes)])
    assert result.verdict is verdict and "until when" not in result.sentence


def test_a_row_in_doubt_that_gives_the_end_date_is_for_a_person_to_decide_on():
    endless = replace(ROW, expires_on=None)
    other = license_row("Mei-Hua", "Linwick", "AC77", license_id="us_wa_doh:77")
    links = [link(WHO, endless), link(WHO, other, Decision.REVIEW, IdentityClass.NONE)]
    result = judged(WHO, [endless, other], links)
    assert result.verdict is Verdict.NEEDS_REVIEW
    assert "gives no end date, and another row that may be this person’s present license" in result.sentence
    without = judged(WHO, [endless, replace(other, expires_on=None)], links)
    assert without.verdict is Verdict.NO_END_DATE


def test_an_action_on_file_is_a_notice_and_not_a_judgment():
    result = judged(WHO, [replace(ROW, discipline=Discipline.YES, discipline_printed="Yes")])
    assert result.verdict is Verdict.VERIFIED_WITH_NOTICE
    assert outcome(result, "license_unencumbered") is CheckOutcome.NOTICE


def test_a_pending_action_is_called_pending():
    result = judged(WHO, [replace(ROW, discipline=Discipline.NOT_STATED, discipline_printed="Pending")])
    words = next(c.sentence for c in result.checks if c.check_name == "license_unencumbered")
    assert "pending" in words
    assert "not a finding" in words


def test_a_source_that_does_not_say_passes_nothing():
    result = judged(WHO, [replace(ROW, discipline=Discipline.NOT_STATED, discipline_printed="")])
    assert outcome(result, "license_unencumbered") is CheckOutcome.NO_EVIDENCE
    assert result.verdict is Verdict.VERIFIED


def test_an_adverse_second_row_of_the_same_board_shows():
    revoked = license_row("Mei-Hua", "Linwick", "AC00000042", status=Status.REVOKED, status_printed="Revoked",
                          is_disciplinary_status=True)  # fmt: skip
    assert judged(WHO, [ROW, revoked]).verdict is Verdict.VERIFIED_WITH_NOTICE


def test_an_older_expired_row_does_not_hide_the_active_one():
    old = license_row("Mei-Hua", "Linwick", "AC00000042", status=Status.EXPIRED, status_printed="Expired")
    result = judged(WHO, [old, ROW])
    assert (result.verdict, result.license_id) == (Verdict.VERIFIED, ROW.license_id)


def test_candidates_alone_wait_for_a_person():
    result = judged(WHO, [ROW], links=[link(WHO, ROW, Decision.REVIEW, IdentityClass.NONE)])
    assert result.verdict is Verdict.NEEDS_REVIEW
    assert result.license_id is None


def test_nothing_found_never_says_unlicensed_without_its_denial():
    result = judged(WHO)
    assert result.verdict is Verdict.NOT_FOUND
    assert "does not mean “unlicensed”" in result.sentence


@pytest.mark.parametrize(
    "changes",
    [
        {"places": (place("TX", "AUSTIN", "78701"),)},
        {"claims": (claim("", "WA", Profession.PHYSICIAN),), "profession": Profession.PHYSICIAN},
        {"places": ()},
        {"kind": EntryKind.ORGANIZATION, "profession": Profession.CLINIC},
    ],
    ids=["a state without a listing", "a physician", "no place", "a clinic"],
)
def test_what_no_listing_speaks_for_is_not_covered(changes):
    assert judged(replace(WHO, **changes), [ROW]).verdict is Verdict.NOT_COVERED


def test_a_license_elsewhere_is_shown_and_decides_nothing():
    result = judged(replace(WHO, places=(place("TX", "AUSTIN", "78701"),)), [ROW])
    assert outcome(result, "other_license") is CheckOutcome.PASS
    assert result.verdict is Verdict.NOT_COVERED


def in_california(**changes):
    where = {"jurisdiction": "CA", "license_id": "us_ca_dca:1-16011", "evidence": evidence("us_ca_dca")}
    return license_row("Mei-Hua", "Linwick", "16011", **where, **changes)


def test_an_action_by_another_states_board_is_a_notice_here():
    elsewhere = in_california(discipline=Discipline.YES, discipline_printed="Yes")
    sources = (*LISTINGS, source_state("us_ca_dca", jurisdiction="CA"))
    result = judged(WHO, [ROW, elsewhere], sources=sources)
    assert outcome(result, "other_license") is CheckOutcome.NOTICE
    assert result.verdict is Verdict.VERIFIED_WITH_NOTICE


def test_a_license_left_to_expire_elsewhere_takes_no_badge():
    old = in_california(status=Status.EXPIRED, status_printed="Delinquent")
    sources = (*LISTINGS, source_state("us_ca_dca", jurisdiction="CA"))
    assert judged(WHO, [ROW, old], sources=sources).verdict is Verdict.VERIFIED


def test_an_assistants_license_does_not_verify_a_therapist():
    who = replace(
        WHO,
        profession=Profession.PHYSICAL_THERAPIST,
        claims=(claim("", "WA", Profession.PHYSICAL_THERAPIST),),
    )
    row = replace(ROW, profession=Profession.PT_ASSISTANT)
    assert judged(who, [row]).verdict is Verdict.NOT_FOUND


@pytest.mark.parametrize(
    ("age", "fresh", "verdict"),
    [
        (14, CheckOutcome.PASS, Verdict.VERIFIED),
        (15, CheckOutcome.NOTICE, Verdict.VERIFIED),
        (90, CheckOutcome.NOTICE, Verdict.VERIFIED),
        (91, CheckOutcome.FAIL, Verdict.NOT_COVERED),
    ],
)
def test_old_evidence_says_its_age_and_then_is_not_used(age, fresh, verdict):
    fetched = (TODAY - timedelta(days=age)).isoformat()
    sources = (source_state("us_wa_doh", fetched), *LISTINGS[1:])
    result = judged(WHO, [ROW], sources=sources)
    assert (outcome(result, "source_fresh"), result.verdict) == (fresh, verdict)


def test_a_failed_crawl_is_named_with_the_older_date():
    state = source_state("us_wa_doh", "2026-11-08")
    failed = crawl_report("us_wa_doh", "2026-11-21", outcome=Outcome.FAILED)
    result = judged(WHO, [ROW], sources=(replace(state, last=failed), *LISTINGS[1:]))
    words = next(c.sentence for c in result.checks if c.check_name == "source_fresh")
    assert "did not arrive on November 21, 2026" in words


def test_an_exclusion_needs_the_number_and_the_name():
    excluded = judged(WHO, [ROW], exclusions=[exclusion(WHO.entry_id, "LINWICK")])
    assert outcome(excluded, "not_excluded") is CheckOutcome.FAIL
    assert excluded.verdict is Verdict.VERIFIED_WITH_NOTICE
    other_person = judged(WHO, [ROW], exclusions=[exclusion(WHO.entry_id, "OTHERBY")])
    assert outcome(other_person, "not_excluded") is CheckOutcome.REVIEW
    assert other_person.verdict is Verdict.NEEDS_REVIEW


def test_an_exclusion_by_name_alone_is_invisible():
    result = judged(WHO, [ROW], exclusions=[exclusion("", "LINWICK", first_name="MEI-HUA")])
    assert result == judged(WHO, [ROW])


def test_an_exclusion_under_a_former_name_counts():
    who = replace(WHO, other_names=(other_name("Mei-Hua", "Brambeck"),))
    assert (
        outcome(judged(who, [ROW], exclusions=[exclusion(who.entry_id, "BRAMBECK")]), "not_excluded")
        is CheckOutcome.FAIL
    )


def test_a_loan_default_is_shown_apart_and_takes_no_badge():
    row = exclusion(WHO.entry_id, "LINWICK", exclusion_type="1128b14")
    result = judged(WHO, [ROW], exclusions=[row])
    assert (outcome(result, "not_excluded"), result.verdict) == (CheckOutcome.NOTICE, Verdict.VERIFIED)


def test_a_reinstated_person_is_not_excluded():
    row = exclusion(WHO.entry_id, "LINWICK", reinstated_on="2024-01-01")
    assert outcome(judged(WHO, [ROW], exclusions=[row]), "not_excluded") is CheckOutcome.PASS


def test_an_exclusion_that_a_reinstatement_may_have_ended_goes_to_a_person():
    unsure = exclusion(WHO.entry_id, "LINWICK", has_unsettled_reinstatement=True)
    result = judged(WHO, [ROW], exclusions=[unsure])
    assert outcome(result, "not_excluded") is CheckOutcome.REVIEW
    assert result.verdict is Verdict.NEEDS_REVIEW
    (check,) = (check for check in result.checks if check.check_name == "not_excluded")
    assert check.exclusion_id is None
    certain = exclusion(WHO.entry_id, "LINWICK", exclusion_id="us_oig_leie:2")
    assert outcome(judged(WHO, [ROW], exclusions=[unsure, certain]), "not_excluded") is CheckOutcome.FAIL


def test_without_the_exclusion_list_nothing_is_passed():
    assert outcome(judged(WHO, [ROW], sources=LISTINGS[:1]), "not_excluded") is CheckOutcome.NO_EVIDENCE


def test_a_deactivated_number_fails_and_a_bad_check_digit_too():
    assert outcome(judged(replace(WHO, deactivated_on="2025-01-01"), [ROW]), "npi_valid") is CheckOutcome.FAIL
    assert outcome(judged(replace(WHO, entry_id="1234567890"), [ROW]), "npi_valid") is CheckOutcome.FAIL
    assert outcome(judged(replace(WHO, entry_id="1234567893"), [ROW]), "npi_valid") is CheckOutcome.PASS


def test_each_license_check_leads_to_the_row_it_was_read_from():
    row = replace(ROW, evidence=evidence(row_number=1204417))
    check = next(c for c in judged(WHO, [row]).checks if c.check_name == "license_active")
    assert (check.license_id, check.source, check.fetched_at) == (
        row.license_id,
        "us_wa_doh",
        row.evidence.fetched_at,
    )
    assert check.checked_by == "us_wa_doh 1"


def test_what_decided_comes_first():
    plain = judged(WHO, [ROW]).checks
    assert plain[0].check_name == "license_found"
    assert {c.check_name for c in plain if c.bearing is Bearing.DECIDES} == {
        "license_found", "license_active", "license_unexpired", "license_unencumbered", "not_excluded",
        "source_fresh",
    }  # fmt: skip
    told = judged(WHO, [replace(ROW, status=Status.PROBATION, status_printed="Probation")]).checks
    assert told[0].check_name == "license_active"
    ended = judged(WHO, [replace(ROW, expires_on="2026-11-01")]).checks
    assert [c.check_name for c in ended if c.bearing is Bearing.DECIDES] == ["license_unexpired"]


@pytest.mark.parametrize(
    "changes",
    [{}, {"places": (place("TX"),)}, {"kind": EntryKind.ORGANIZATION, "profession": Profession.CLINIC}],
)
def test_no_check_that_was_made_is_without_a_place_in_the_order(changes):
    bearings = [check.bearing for check in judged(replace(WHO, **changes), [ROW]).checks]
    assert bearings == sorted(bearings, key=list(Bearing).index)


def test_an_entry_without_a_provider_number_has_none_to_check():
    who = replace(WHO, entry_id="own:mei-hua-linwick")
    result = judged(who, [ROW])
    assert outcome(result, "npi_valid") is outcome(result, "not_excluded") is CheckOutcome.NO_EVIDENCE


def test_people_are_judged_before_their_clinic_and_the_order_of_the_entries_stays():
    clinic = entry("", "", kind=EntryKind.ORGANIZATION, profession=Profession.CLINIC)
    known = known_of(
        TODAY, LISTINGS, [clinic, WHO], [ROW], [link(WHO, ROW)],
        members=[Member(clinic.entry_id, WHO.entry_id, "same_suite_and_phone")],
    )  # fmt: skip
    first, second = judge([clinic, WHO], known)
    assert (first.entry_id, second.verdict) == (clinic.entry_id, Verdict.VERIFIED)
    assert (first.verdict, first.license_id) == (Verdict.NOT_COVERED, None)
    assert (first.checked_on, first.shown_until) == (second.checked_on, second.shown_until)


def test_a_clinic_counts_nobody_whose_badge_has_ended_since():
    clinic = entry("", "", kind=EntryKind.ORGANIZATION, profession=Profession.CLINIC)
    row = replace(ROW, expires_on="2026-11-21")
    known = known_of(
        TODAY, LISTINGS, [clinic, WHO], [row], [link(WHO, row)],
        members=[Member(clinic.entry_id, WHO.entry_id, "same_suite_and_phone")],
    )  # fmt: skip
    first, second = judge([clinic, WHO], known)
    assert second.verdict is Verdict.NOT_COVERED is second.shown_on(TODAY)
    assert first.sentence.startswith("0 of 1 named practitioners are verified.")


def test_a_stale_exclusion_list_is_not_used_and_clears_nobody_whom_it_named():
    old = (LISTINGS[0], source_state("us_oig_leie", "2026-07-01"), LISTINGS[2])
    plain = judged(WHO, [ROW], sources=old)
    assert (outcome(plain, "not_excluded"), plain.verdict) == (CheckOutcome.NO_EVIDENCE, Verdict.VERIFIED)
    named = judged(WHO, [ROW], sources=old, exclusions=[exclusion(WHO.entry_id, "LINWICK")])
    (check,) = (check for check in named.checks if check.check_name == "not_excluded")
    assert (check.outcome, check.exclusion_id) == (CheckOutcome.REVIEW, None)
    assert named.verdict is Verdict.NEEDS_REVIEW


def test_a_loan_default_never_hides_an_exclusion():
    loan = exclusion(WHO.entry_id, "LINWICK", exclusion_id="us_oig_leie:0", exclusion_type="1128b14")
    grave = exclusion(WHO.entry_id, "LINWICK")
    assert judged(WHO, [ROW], exclusions=[loan, grave]).verdict is Verdict.VERIFIED_WITH_NOTICE


def test_a_mailing_address_is_no_place_of_practice():
    who = replace(WHO, places=(place("WA", purpose=PlacePurpose.MAILING),))
    result = judged(who, [ROW])
    assert result.verdict is Verdict.NOT_COVERED
    assert "no place of practice" in result.sentence


@pytest.mark.parametrize(
    ("age", "state"),
    [
        (-1, Freshness.FRESH), (14, Freshness.FRESH), (15, Freshness.AGING), (30, Freshness.AGING),
        (31, Freshness.STALE), (90, Freshness.STALE), (91, Freshness.TOO_OLD),
    ],
)  # fmt: skip
def test_evidence_ages_by_days_alone(age, state):
    assert freshness(age) is state


@pytest.mark.parametrize(("age", "words"), [(3, "3 days ago"), (20, "Aging"), (40, "Stale, over 30 days")])
def test_the_state_of_the_listing_is_told_in_words(age, words):
    fetched = (TODAY - timedelta(days=age)).isoformat()
    checks = judged(WHO, [ROW], sources=(source_state("us_wa_doh", fetched), *LISTINGS[1:])).checks
    assert words in next(c.sentence for c in checks if c.check_name == "source_fresh")
