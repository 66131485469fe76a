"""Physicians, chiropractors and naturopaths: judged by their own boards, and never for anybody else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.records import LicenseRecord, Profession, Status
from tests.checks.test_verdict import judged, link
from tests.factories import claim, entry, evidence, license_row, place, source_state
from verify.checks.judgment import CheckOutcome, Judgment, Verdict
from verify.checks.professions import COLLABORATING_PROFESSIONS, DIRECTORY_PROFESSIONS
from verify.linkage.links import Decision, IdentityClass

ACUPUNCTURE, MEDICAL, OSTEOPATHIC = (
    source_state(source, jurisdiction="CA", agency=agency, professions=(profession,))
    for source, agency, profession in (
        ("us_ca_dca_acupuncture", "California Acupuncture Board", Profession.ACUPUNCTURIST),
        ("us_ca_dca_medical", "Medical Board of California", Profession.PHYSICIAN),
        ("us_ca_dca_osteopathic", "Osteopathic Medical Board of California", Profession.PHYSICIAN),
    )
)
BOARDS = (ACUPUNCTURE, MEDICAL, OSTEOPATHIC)
CHICO = (place("CA", "CHICO", "95926"),)
DOCTOR = entry(
    "Ana",
    "Linwick",
    profession=Profession.PHYSICIAN,
    claims=(claim("A90001", "CA", Profession.PHYSICIAN),),
    places=CHICO,
)


def row(source: str = "us_ca_dca_medical", profession: Profession = Profession.PHYSICIAN) -> LicenseRecord:
    where = {"license_id": f"{source}:1-90001", "jurisdiction": "CA", "evidence": evidence(source)}
    return license_row("ANA", "LINWICK", "90001", profession=profession, **where)


def found_words(judgment: Judgment) -> list[str]:
    return [check.sentence for check in judgment.checks if check.check_name == "license_found"]


@pytest.mark.parametrize("board", [MEDICAL, OSTEOPATHIC], ids=["medical", "osteopathic"])
def test_a_physician_is_verified_by_the_board_that_lists_the_license(board) -> None:
    result = judged(DOCTOR, [row(board.info.source)], sources=BOARDS)
    assert result.verdict is Verdict.VERIFIED
    assert f"the {board.info.agency} listing for license 90001" in result.sentence
    assert len(found_words(result)) == 1


def test_a_physician_whose_license_has_ended_is_not_verified() -> None:
    ended = replace(row(), status=Status.EXPIRED, status_printed="Delinquent")
    assert judged(DOCTOR, [ended], sources=BOARDS).verdict is Verdict.LICENSE_NOT_ACTIVE


def test_a_physician_is_not_found_only_when_both_boards_were_asked() -> None:
    result = judged(DOCTOR, sources=BOARDS)
    assert result.verdict is Verdict.NOT_FOUND
    assert MEDICAL.info.agency in result.sentence and OSTEOPATHIC.info.agency in result.sentence
    assert [words.split(" listing")[0] for words in found_words(result)] == [
        "The Medical Board of California",
        "The Osteopathic Medical Board of California",
    ]


@pytest.mark.parametrize(
    "other",
    [
        replace(OSTEOPATHIC, report=None),
        source_state(
            "us_ca_dca_osteopathic", "2026-07-01", jurisdiction="CA", professions=(Profession.PHYSICIAN,)
        ),
    ],
    ids=["never read", "too old"],
)
def test_one_board_alone_does_not_say_that_a_physician_is_missing(other) -> None:
    assert judged(DOCTOR, sources=(MEDICAL, other)).verdict is Verdict.NOT_COVERED
    assert judged(DOCTOR, [row()], sources=(MEDICAL, other)).verdict is Verdict.VERIFIED


def test_a_row_in_doubt_at_either_board_waits_for_a_person() -> None:
    listed = row("us_ca_dca_osteopathic")
    links = [link(DOCTOR, listed, Decision.REVIEW, IdentityClass.NONE)]
    result = judged(DOCTOR, [listed], links=links, sources=BOARDS)
    assert result.verdict is Verdict.NEEDS_REVIEW
    assert "Osteopathic" in result.sentence


def test_a_physician_elsewhere_is_not_checked() -> None:
    result = judged(replace(DOCTOR, places=(place("WA"),)), sources=(source_state("us_wa_doh"), *BOARDS))
    assert result.verdict is Verdict.NOT_COVERED
    assert result.sentence == "No board listing of physicians is read for Washington."


@given(
    claimed=st.permutations(list(Profession)[:6]).flatmap(
        lambda each: st.integers(1, 6).map(lambda size: each[:size])
    ),
    licensed=st.sampled_from(COLLABORATING_PROFESSIONS),
)
def test_no_physicians_license_ever_verifies_who_claims_a_profession_of_the_directory(
    claimed: list[Profession], licensed: Profession
) -> None:
    who = replace(
        DOCTOR, profession=claimed[0], claims=tuple(claim("A90001", "CA", each) for each in claimed)
    )
    board = replace(MEDICAL, info=replace(MEDICAL.info, professions=(licensed,)))
    listed = row(profession=licensed)
    result = judged(who, [listed], sources=(ACUPUNCTURE, board))
    first = next((each for each in claimed if each in DIRECTORY_PROFESSIONS), None) or claimed[0]
    assert (result.verdict is Verdict.VERIFIED) is (first is licensed)
    if first is not licensed:
        assert result.license_id is None
        (other,) = [check for check in result.checks if check.check_name == "other_license"]
        assert (other.outcome, other.license_id) == (CheckOutcome.PASS, listed.license_id)
