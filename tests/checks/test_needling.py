"""Dry needling and specialists: the rule of the state, who issued what, and that a claim shows nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawler.records import Profession
from tests.checks.test_credentials import judged, stated
from tests.factories import claim, entry, place
from verify.checks.judgment import CheckOutcome, Strength
from verify.publish.codes import all_codes

MYOPAIN = {"statement": "CMTPT/DN", "issuer": "Myopain Seminars"}


def therapist(credential: str = "PT", state: str = "WA"):
    return entry(
        "HANA",
        "KIMSTONE",
        credential_printed=credential,
        profession=Profession.PHYSICAL_THERAPIST,
        claims=(claim("", state, Profession.PHYSICAL_THERAPIST),),
        places=(place(state, "SOMEWHERE", ""),),
    )


def checks(who, name, **known):
    return [check for check in judged(who, **known).checks if check.check_name == name]


@pytest.mark.parametrize(
    ("state", "outcome", "words"),
    [
        ("WA", CheckOutcome.PASS, "In Washington, physical therapists may dry-needle, as of January 2026."),
        ("CA", CheckOutcome.NOTICE, "In California, physical therapists may not dry-needle"),
        ("OR", CheckOutcome.NOTICE, "not yet permitted, as of January 2026 (HB 3824 signed"),
        ("PA", CheckOutcome.NOTICE, "The law of Pennsylvania does not settle"),
        ("PR", CheckOutcome.NO_EVIDENCE, "was not looked up"),
        ("", CheckOutcome.NO_EVIDENCE, "was not looked up"),
    ],
)
def test_the_rule_of_the_state_is_told_with_its_date(state: str, outcome: CheckOutcome, words: str) -> None:
    (rule,) = checks(therapist(state=state), "needling_rule")
    assert rule.outcome is outcome
    assert words in rule.sentence
    assert rule.strength is not Strength.PRIMARY


def test_a_rule_in_a_word_never_seen_is_no_evidence(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.factories import TODAY
    from verify.checks.known import known_of
    from verify.checks.needling import needling_rule

    row = all_codes()["pt_dry_needling"][0] | {"state": "WA", "rule": "perhaps"}
    known = known_of(TODAY, (), codes={"pt_dry_needling": [row]})
    assert [check.outcome for check in needling_rule(therapist(), known)] == [CheckOutcome.NO_EVIDENCE]


def test_without_a_claim_the_question_is_given() -> None:
    for name in ("needling_certification", "specialist_certification"):
        (check,) = checks(therapist(), name)
        assert (check.outcome, check.strength) == (CheckOutcome.NO_EVIDENCE, Strength.NONE)
        assert check.sentence.startswith("Nothing is stated. Ask: “")


def test_letters_alone_are_claimed_and_name_their_issuer() -> None:
    (check,) = checks(therapist("PT, CMTPT/DN"), "needling_certification")
    assert (check.outcome, check.strength) == (CheckOutcome.NO_EVIDENCE, Strength.CLAIMED)
    assert "a certificate of Myopain Seminars" in check.sentence
    assert "A course certificate is not a license." in check.sentence


def test_letters_with_two_issuers_say_that_they_do_not_tell_which() -> None:
    (check,) = checks(therapist("PT, CMTPT"), "needling_certification")
    assert "letters with two issuers" in check.sentence
    assert "it does not say which" in check.sentence


@pytest.mark.parametrize(
    ("basis", "outcome", "strength", "words"),
    [
        ("own_statement", CheckOutcome.NO_EVIDENCE, Strength.CLAIMED, "the entry’s own word"),
        ("document_seen", CheckOutcome.PASS, Strength.CLAIMED, "A. Reader saw the document on"),
        ("issuer_directory", CheckOutcome.PASS, Strength.CORROBORATED, "listed in the issuer’s directory"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    ("name", "topic"),
    [("needling_certification", "dry_needling"), ("specialist_certification", "specialist")],
)
def test_a_certificate_is_as_strong_as_where_it_was_seen(
    name: str, topic: str, basis: str, outcome: CheckOutcome, strength: Strength, words: str
) -> None:
    who = therapist()
    (check,) = checks(who, name, statements=[stated(who, topic, basis=basis, **MYOPAIN)])
    assert (check.outcome, check.strength) == (outcome, strength)
    assert words in check.sentence
    assert "issued by Myopain Seminars" in check.sentence
    assert "is not a license." in check.sentence
    assert (check.statement_id, check.source_as_of) == ("own_statements:1", "2026-11-18")


@pytest.mark.parametrize("seen_on", ["2026-06-01", "2027-01-01"])
def test_a_directory_that_was_seen_long_ago_or_in_the_future_passes_nothing(seen_on: str) -> None:
    who = therapist()
    old = stated(who, "specialist", basis="issuer_directory", **MYOPAIN)
    old = replace(old, evidence=replace(old.evidence, source_as_of=seen_on))
    (check,) = checks(who, "specialist_certification", statements=[old])
    assert (check.outcome, check.strength) == (CheckOutcome.NO_EVIDENCE, Strength.CLAIMED)
    assert "too far from today to use" in check.sentence


@pytest.mark.parametrize("state", ["CA", "OR", "PA"])
@pytest.mark.parametrize("basis", ["own_statement", "document_seen", "issuer_directory"])
def test_every_claim_where_needling_is_not_plainly_allowed_is_a_notice(state: str, basis: str) -> None:
    who = therapist("PT, CMTPT/DN", state)
    found = checks(
        who, "needling_certification", statements=[stated(who, "dry_needling", basis=basis, **MYOPAIN)]
    )
    assert [check.outcome for check in found] == [CheckOutcome.NOTICE, CheckOutcome.NOTICE]
    assert all("as of January 2026" in check.sentence for check in found)


def test_the_strongest_evidence_comes_first() -> None:
    who = therapist("PT, IDN")
    said = [
        replace(stated(who, "dry_needling", basis=basis, **MYOPAIN), statement_id=f"own_statements:{number}")
        for number, basis in enumerate(("own_statement", "issuer_directory", "document_seen"))
    ]
    found = checks(who, "needling_certification", statements=said)
    assert [check.statement_id for check in found] == [
        "own_statements:1", "own_statements:2", "own_statements:0", None,
    ]  # fmt: skip


def test_the_letters_of_specialists_and_the_fellowship_are_claimed_only() -> None:
    board, fellow = checks(therapist("PT, OCS, FAAOMPT"), "specialist_certification")
    assert "Orthopaedic Clinical Specialist" in board.sentence
    assert "American Board of Physical Therapy Specialties" in board.sentence
    assert "a membership" in fellow.sentence
    assert {board.outcome, fellow.outcome} == {CheckOutcome.NO_EVIDENCE}


def test_all_letters_of_the_board_of_specialties_are_known() -> None:
    found = checks(therapist("OCS SCS NCS GCS PCS WCS ECS CCS"), "specialist_certification")
    assert len(found) == 8


def test_none_of_this_is_asked_of_an_acupuncturist() -> None:
    who = entry("HANA", "KIMSTONE", credential_printed="LAc, OCS, CMTPT/DN")
    assert not checks(who, "needling_rule") + checks(who, "specialist_certification")
