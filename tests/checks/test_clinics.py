"""Who works at a clinic, as far as addresses show it."""

from __future__ import annotations

from crawler.records import EntryKind, PlacePurpose, Profession
from tests.factories import entry, place
from verify.checks.clinics import MOST_MEMBERS, members
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
