"""Who works at a clinic, how strongly that is known, and how many of them are verified."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawler.records import EntryKind, EntryRecord, PlacePurpose, Profession
from tests.checks.clinic import CLINIC, judgment, known_clinic, person, staff
from tests.factories import entry, place
from verify.checks.clinics import BASES, MOST_MEMBERS, clinic_people, members
from verify.checks.judgment import Check, CheckOutcome, Verdict
from verify.checks.known import Member


def clinic(**where):
    return entry("", "", kind=EntryKind.ORGANIZATION, profession=Profession.CLINIC,
                 organization_name="Larkspur Joint", places=(place(**where),))  # fmt: skip


def test_people_at_the_same_suite_and_phone_are_members_by_the_stronger_basis():
    home = clinic(street="100 Main Street, Suite 4", phone="2065550100")
    near = entry("Ada", "Marwen", places=(place(street="100 MAIN ST #4", phone="2065550100"),))
    same = entry("Bo", "Marwen", places=(place(street="100 Main St Ste 4", phone="2065550199"),))
    next_door = entry("Cy", "Marwen", places=(place(street="100 Main St Ste 5", phone="2065550100"),))
    assert list(members([home, near, same, next_door])) == [
        Member(home.entry_id, near.entry_id, "same_suite_and_phone"),
        Member(home.entry_id, same.entry_id, "same_address"),
    ]


def test_mailing_addresses_and_missing_streets_join_nobody():
    home = clinic(street="")
    mail = entry("Ada", "Marwen", places=(place(street="100 Main St", purpose=PlacePurpose.MAILING),))
    assert list(members([home, clinic(street="100 Main St"), mail, entry("Bo", "Marwen")])) == []


def test_a_hospital_address_is_not_one_clinic():
    home = clinic(street="1 Hospital Way")
    staff = [
        entry("Ada", "Marwen", places=(place(street="1 Hospital Way"),)) for _ in range(MOST_MEMBERS + 1)
    ]
    assert list(members([home, *staff])) == []


def test_the_strongest_basis_wins_whatever_the_order_of_the_statements():
    home = clinic(street="100 Main St", phone="2065550100")
    ada = entry("Ada", "Marwen", places=(place(street="100 Main St", phone="2065550100"),))
    listed = staff(home, ada, "staff_list")
    roles = staff(home, ada, "organization_roles")
    for said in ([listed, roles], [roles, listed]):
        assert list(members([home, ada], said)) == [
            Member(home.entry_id, ada.entry_id, "organization_roles", roles.statement_id)
        ]
    assert list(members([home, ada], [listed])) == [
        Member(home.entry_id, ada.entry_id, "staff_list", listed.statement_id)
    ]


def test_of_two_lists_the_one_seen_last_counts():
    home, ada = clinic(), entry("Ada", "Marwen")
    older = staff(home, ada, "staff_list", seen_on="2026-09-01", statement_id="z")
    newer = staff(home, ada, "staff_list", seen_on="2026-11-01", statement_id="a")
    (member,) = members([home, ada], [newer, older])
    assert member.statement_id == "a"


def test_another_topic_another_basis_and_an_unknown_person_make_no_member():
    home, ada = clinic(), entry("Ada", "Marwen")
    wrong = [
        replace(staff(home, ada, "staff_list"), topic="language"),
        staff(home, ada, "own_statement"),
        staff(home, home, "staff_list"),
        staff(home, entry("Who", "Unknown"), "staff_list"),
    ]
    assert list(members([home, ada], wrong)) == []


def line(people: list[tuple[EntryRecord, str, Verdict]]) -> Check:
    known, judged = known_clinic(people)
    (check,) = clinic_people(CLINIC, known, judged)
    assert "licensed clinic" not in check.sentence
    return check


@pytest.mark.parametrize("basis", BASES[:3])
def test_a_clinic_passes_when_each_named_practitioner_is_verified(basis: str) -> None:
    check = line([(person(), basis, Verdict.VERIFIED), (person(), basis, Verdict.VERIFIED)])
    assert (check.outcome, check.sentence) == (
        CheckOutcome.PASS,
        "2 of 2 named practitioners are verified.",
    )


@pytest.mark.parametrize("verdict", [each for each in Verdict if not each.startswith("verified")])
def test_one_who_is_not_verified_is_counted_and_noticed(verdict: Verdict) -> None:
    check = line([(person(), "staff_list", Verdict.VERIFIED), (person(), "staff_list", verdict)])
    assert check.outcome is CheckOutcome.NOTICE
    assert check.sentence == "1 of 2 named practitioners are verified."


def test_a_board_notice_is_told_and_never_passes_unseen() -> None:
    check = line([(person(), "staff_list", Verdict.VERIFIED_WITH_NOTICE)])
    assert check.outcome is CheckOutcome.NOTICE
    assert "1 of 1 named" in check.sentence and "board notice" in check.sentence


def test_an_address_alone_names_nobody() -> None:
    check = line([(person(), "same_address", Verdict.VERIFIED)])
    assert check.outcome is CheckOutcome.NO_EVIDENCE
    assert "nobody to verify" in check.sentence


def test_one_without_a_judgment_is_not_counted_as_verified() -> None:
    ada = person()
    known, _ = known_clinic([(ada, "staff_list", Verdict.VERIFIED)])
    (check,) = clinic_people(CLINIC, known, {"somebody else": judgment("x", Verdict.VERIFIED)})
    assert check.sentence == "0 of 1 named practitioners are verified."
    assert check.outcome is CheckOutcome.NOTICE
