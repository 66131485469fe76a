"""What is linked, what goes to a person, and what is never linked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawler.records import Discipline, EntryKind, Profession, Status
from tests.factories import claim, crowd, entry, license_row, other_name, place
from verify.linkage.engine import link_records
from verify.linkage.links import Decision, IdentityClass

NUMBER = "ACUP.AC.60990117"


CROWD = crowd(1500)
NUMBERED = [entry(row.first_name, row.last_name, row.license_number[8:]) for row in CROWD[:80]]


def decisions(rows, *entries):
    """{(entry position, license number): link} among a crowd of others, some of them numbered."""
    links = link_records([*rows, *CROWD], [*entries, *NUMBERED]).links
    position = {e.entry_id: i for i, e in enumerate(entries)}
    return {
        (position[x.entry_id], x.license_id.removeprefix("us_wa_doh:")): x
        for x in links
        if x.entry_id in position
    }


def test_number_profession_and_name_make_a_link():
    link = decisions(
        [license_row("Mei-Hua", "Linwick", NUMBER)], entry("Mei Hua", "Linwick", "AC 6099-0117")
    )[0, NUMBER]
    assert link.decision is Decision.ACCEPT
    assert link.identity_class is IdentityClass.NUMBER_AND_NAME


@pytest.mark.parametrize(
    "changes",
    [
        {"first_name": "Zhengxia", "last_name": "Vandermolen"},
        {"profession": Profession.PHYSICAL_THERAPIST, "license_id": f"us_wa_doh:{NUMBER}"},
    ],
    ids=["another person's number", "another profession's number"],
)
def test_a_number_alone_never_links(changes):
    row = replace(license_row("Mei-Hua", "Linwick", NUMBER), **changes)
    found = decisions([row], entry("Mei Hua", "Linwick", "AC 6099-0117"))
    assert all(link.decision is Decision.REVIEW for link in found.values())


def test_a_married_name_is_linked_by_number_and_given_name():
    row = license_row("Rosalinde", "Marwenstein", NUMBER)
    assert (
        decisions([row], entry("Rosalinde", "Quintavey", "60990117"))[0, NUMBER].decision is Decision.ACCEPT
    )


def test_a_former_name_that_the_entry_lists_agrees():
    row = license_row("Rosalinde", "Marwenstein", NUMBER)
    who = entry("Rosalinde", "Quintavey", other_names=(other_name("Rosalinde", "Marwenstein"),))
    surname = {c.comparison: c for c in decisions([row], who)[0, NUMBER].comparisons}["surname"]
    assert surname.level == "other_name"


def test_a_rare_name_is_linked_without_a_number_where_something_else_agrees():
    row, who = license_row("Thaddeus", "Zweigelt", NUMBER), entry("Thaddeus", "Zweigelt")
    link = decisions([replace(row, middle_name="Quentin")], replace(who, middle_name="Q"))[0, NUMBER]
    assert (link.decision, link.identity_class) == (Decision.ACCEPT, IdentityClass.NAME_AND_PLACE)
    placed = replace(row, city="SEATTLE", state="WA", zip5="98101")
    assert decisions([placed], who)[0, NUMBER].decision is Decision.ACCEPT


def test_a_name_alone_needs_more_than_a_name_with_something_else():
    link = decisions([license_row("Thaddeus", "Zweigelt", NUMBER)], entry("Thaddeus", "Zweigelt"))[0, NUMBER]
    assert 0.998 < link.probability < 0.9995
    assert link.decision is Decision.REVIEW
    assert link.reason.startswith("only the name agrees")


def test_a_pet_form_with_another_initial_is_found():
    found = decisions(
        [license_row("William", "Zweigelt", NUMBER, middle_name="Otto")], entry("Bill", "Zweigelt")
    )
    assert (0, NUMBER) in found


def test_two_people_of_one_name_both_go_to_review():
    rows = [
        license_row("Thaddeus", "Zweigelt", NUMBER),
        license_row("Thaddeus", "Zweigelt", "ACUP.AC.60990118"),
    ]
    found = decisions(rows, entry("Thaddeus", "Zweigelt"))
    assert {link.decision for link in found.values()} == {Decision.REVIEW}
    assert len(found) == 2


def test_a_row_that_another_entry_claims_by_number_is_reviewed_and_not_called_missing():
    rows = [license_row("Thaddeus", "Zweigelt", NUMBER)]
    found = decisions(rows, entry("Thaddeus", "Zweigelt", "AC60990117"), entry("Thaddeus", "Zweigelt"))
    assert found[0, NUMBER].decision is Decision.ACCEPT
    assert found[1, NUMBER].decision is Decision.REVIEW
    assert "better claim" in found[1, NUMBER].reason


def test_two_entries_of_one_name_leave_the_row_to_a_person():
    found = decisions(
        [license_row("Thaddeus", "Zweigelt", NUMBER)],
        entry("Thaddeus", "Zweigelt"),
        entry("Thaddeus", "Zweigelt"),
    )
    assert [link.decision for link in found.values()] == [Decision.REVIEW, Decision.REVIEW]


@pytest.mark.parametrize(
    ("row", "who"),
    [
        ({"middle_name": "Quentin"}, {"middle_name": "Ferdinand"}),
        ({"suffix": "Jr"}, {"suffix": "Sr"}),
        ({"suffix": "Jr"}, {}),
        ({}, {"claims": (claim("AC60555555"),)}),
        ({"first_name": "T"}, {}),
    ],
    ids=["middle names differ", "Jr and Sr", "suffix on one side", "another number claimed", "initial only"],
)
def test_whatever_contradicts_a_name_goes_to_review(row, who):
    found = decisions(
        [replace(license_row("Thaddeus", "Zweigelt", NUMBER), **row)],
        replace(entry("Thaddeus", "Zweigelt"), **who),
    )
    assert all(link.decision is Decision.REVIEW for link in found.values())


def test_a_suffix_left_out_does_not_outweigh_the_license_number():
    row = license_row("Thaddeus", "Zweigelt", NUMBER, suffix="Jr")
    assert decisions([row], entry("Thaddeus", "Zweigelt", NUMBER))[0, NUMBER].decision is Decision.ACCEPT
    other = entry("Thaddeus", "Zweigelt", NUMBER, suffix="Sr")
    assert decisions([row], other)[0, NUMBER].decision is Decision.REVIEW


@pytest.mark.parametrize(
    "adverse",
    [
        {"discipline": Discipline.YES, "discipline_printed": "Yes"},
        {"discipline": Discipline.NOT_STATED, "discipline_printed": "Pending"},
        {"status": Status.REVOKED, "status_printed": "Revoked", "is_disciplinary_status": True},
        {"status": Status.SURRENDERED, "status_printed": "Voluntary Surrender"},
    ],
    ids=["action on file", "pending action", "revoked", "surrendered"],
)
def test_an_adverse_row_is_never_accepted_by_name_alone(adverse):
    row = replace(license_row("Thaddeus", "Zweigelt", NUMBER), **adverse)
    assert decisions([row], entry("Thaddeus", "Zweigelt"))[0, NUMBER].decision is Decision.REVIEW
    assert (
        decisions([row], entry("Thaddeus", "Zweigelt", "AC60990117"))[0, NUMBER].decision is Decision.ACCEPT
    )


def test_the_successor_of_a_replaced_row_goes_to_a_person():
    old = license_row("Thaddeus", "Zweigelt", "AC00001234", is_superseded=True, status=Status.ENDED_OTHER)
    found = decisions(
        [old, license_row("Thaddeus", "Zweigelt", NUMBER)], entry("Thaddeus", "Zweigelt", "AC 1234")
    )
    assert found[0, "AC00001234"].decision is Decision.ACCEPT
    assert found[0, NUMBER].decision is Decision.REVIEW
    assert "replaced" in found[0, NUMBER].reason


def test_a_replaced_row_does_not_compete_with_its_successor():
    old = license_row("Thaddeus", "Zweigelt", "AC00001234", is_superseded=True, status=Status.ENDED_OTHER)
    new = license_row("Thaddeus", "Zweigelt", NUMBER, city="SEATTLE", state="WA", zip5="98101")
    found = decisions([old, new], entry("Thaddeus", "Zweigelt"))
    assert found[0, NUMBER].decision is Decision.ACCEPT


def test_a_license_of_another_state_is_not_a_candidate():
    row = license_row("Thaddeus", "Zweigelt", NUMBER)
    far = entry("Thaddeus", "Zweigelt", places=(place("TX", "AUSTIN", "78701"),), claims=(claim("", "TX"),))
    assert decisions([row], far) == {}


def test_clinics_are_never_linked_to_a_person():
    clinic = entry("", "", kind=EntryKind.ORGANIZATION, organization_name="THADDEUS ZWEIGELT LAC PLLC")
    assert decisions([license_row("Thaddeus", "Zweigelt", NUMBER)], clinic) == {}


def test_a_crowd_of_namesakes_is_reviewed_and_not_called_missing():
    rows = [
        license_row("Young", "Kim", f"ACUP.AC.{62000000 + i}", middle_name="ABCDEFGHIJKLMNOPQRST"[i])
        for i in range(20)
    ] * 1
    found = decisions(rows, entry("Young", "Kim"))
    assert found
    assert all(link.decision is Decision.REVIEW for link in found.values())
