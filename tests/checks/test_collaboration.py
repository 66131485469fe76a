"""Acupuncturists and physicians working together: only two active licenses and more than an address pass."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.records import EntryRecord, Profession
from tests.checks.clinic import CLINIC, known_clinic, person
from verify.checks.clinics import BASES, VERIFIED
from verify.checks.collaboration import clinic_collaboration
from verify.checks.judgment import Check, CheckOutcome, Strength, Verdict

People = list[tuple[EntryRecord, str, Verdict]]
ACUPUNCTURIST, PHYSICIAN = person(), person(Profession.PHYSICIAN)


def found(people: People, seen_on: str = "2026-11-20") -> Check:
    known, judged = known_clinic(people, seen_on)
    (check,) = clinic_collaboration(CLINIC, known, judged)
    return check


def pair(first: str, second: str, *verdicts: Verdict) -> People:
    one, two = verdicts or (Verdict.VERIFIED, Verdict.VERIFIED)
    return [(ACUPUNCTURIST, first, one), (PHYSICIAN, second, two)]


@pytest.mark.parametrize(
    ("basis", "words", "rank"),
    [
        ("organization_roles", "in the roles that the organization itself publishes", "the strongest"),
        ("staff_list", "on the clinic’s own list of its people", "the second strongest"),
        ("same_suite_and_phone", "at this suite and phone", "the third strongest"),
    ],
)
def test_two_active_licenses_pass_and_the_evidence_is_named_by_strength(basis, words, rank) -> None:
    check = found(pair(basis, basis))
    assert check.outcome is CheckOutcome.PASS
    assert words in check.sentence and f"{rank} of four" in check.sentence
    assert "does not show how they work together" in check.sentence
    assert check.strength is Strength.CLAIMED
    assert bool(check.statement_id) == (basis != "same_suite_and_phone")


def test_the_weaker_evidence_of_the_two_counts() -> None:
    check = found(pair("organization_roles", "same_suite_and_phone"))
    assert "at this suite and phone" in check.sentence
    assert found(pair("organization_roles", "same_address")).outcome is CheckOutcome.NO_EVIDENCE


def test_the_same_address_alone_shows_nothing_and_says_so() -> None:
    check = found(pair("same_address", "same_address"))
    assert check.outcome is CheckOutcome.NO_EVIDENCE
    assert "same address only" in check.sentence


@pytest.mark.parametrize("verdict", [each for each in Verdict if each not in VERIFIED])
def test_the_one_without_a_verified_license_is_named(verdict: Verdict) -> None:
    check = found(pair("staff_list", "staff_list", Verdict.VERIFIED, verdict))
    assert check.outcome is CheckOutcome.NO_EVIDENCE
    assert check.sentence.endswith("no active license was verified for the physician.")
    both = found(pair("staff_list", "staff_list", verdict, verdict))
    assert both.sentence.endswith("for the acupuncturist and the physician.")


@pytest.mark.parametrize(
    "other",
    [Profession.NATUROPATH, Profession.CHIROPRACTOR, Profession.PHYSICAL_THERAPIST, Profession.PT_ASSISTANT],
)
def test_no_other_profession_counts_as_a_physician(other: Profession) -> None:
    people = [
        (ACUPUNCTURIST, "staff_list", Verdict.VERIFIED),
        (person(other), "staff_list", Verdict.VERIFIED),
    ]
    check = found(people)
    assert check.outcome is CheckOutcome.NO_EVIDENCE
    assert "No physician is known" in check.sentence and "are not physicians" in check.sentence


def test_a_physical_therapist_is_no_acupuncturist() -> None:
    people = [
        (person(Profession.PHYSICAL_THERAPIST), "staff_list", Verdict.VERIFIED),
        (PHYSICIAN, "staff_list", Verdict.VERIFIED),
    ]
    assert found(people).sentence == "No acupuncturist is known to work here."


def test_a_board_notice_of_either_is_told() -> None:
    check = found(pair("staff_list", "staff_list", Verdict.VERIFIED, Verdict.VERIFIED_WITH_NOTICE))
    assert check.outcome is CheckOutcome.NOTICE
    assert "board notice" in check.sentence


def test_a_list_that_was_seen_long_ago_is_not_used() -> None:
    check = found(pair("staff_list", "staff_list"), seen_on="2026-08-01")
    assert check.outcome is CheckOutcome.NO_EVIDENCE
    assert "last seen on August 1, 2026. That is too old to use." in check.sentence
    assert found(pair("staff_list", "staff_list"), seen_on="2026-08-24").outcome is CheckOutcome.PASS


CREW = [
    person(profession) for profession in (*Profession, *Profession) if profession is not Profession.CLINIC
]
MEMBERS = st.lists(
    st.tuples(st.sampled_from(CREW), st.sampled_from(BASES), st.sampled_from(list(Verdict))),
    max_size=6,
    unique_by=lambda each: each[0].entry_id,
)


@settings(deadline=None)
@given(MEMBERS)
def test_it_never_passes_without_two_active_licenses_and_more_than_an_address(people: People) -> None:
    check = found(people)
    held = {
        who.profession for who, basis, verdict in people if verdict in VERIFIED and basis != "same_address"
    }
    is_team = {Profession.ACUPUNCTURIST, Profession.PHYSICIAN} <= held
    assert (check.outcome in (CheckOutcome.PASS, CheckOutcome.NOTICE)) == is_team


@settings(deadline=None)
@given(MEMBERS)
def test_it_is_the_same_in_whatever_order_people_come(people: People) -> None:
    assert found(people) == found(people[::-1])
