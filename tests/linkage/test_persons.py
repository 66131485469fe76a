"""Rows of one person do not compete with each other; rows of two people always do."""

from __future__ import annotations

import random

from tests.factories import crowd, entry, license_row
from verify.linkage.engine import link_records
from verify.linkage.links import Decision
from verify.linkage.persons import person_of
from verify.linkage.sides import row_sides


def row(number, last="Linwick", holder="", **changes):
    return license_row("Mei", last, number, holder_id=holder, **changes)


def leads(*rows):
    return person_of(row_sides(rows))


def test_rows_that_share_the_boards_holder_are_one_person_whatever_the_name():
    found = leads(row("1", holder="77"), row("2", "Married", holder="77"), row("3", "Other", holder="78"))
    assert found["us_wa_doh:1"] == found["us_wa_doh:2"] != found["us_wa_doh:3"]


def test_an_empty_holder_joins_nobody():
    assert len(set(leads(row("1"), row("2"), row("3")).values())) == 3


def test_a_holder_is_one_person_on_one_roll_only():
    found = leads(row("1", holder="77"), row("2", holder="77", jurisdiction="CO"))
    assert len(set(found.values())) == 2


def test_groups_by_name_and_by_holder_become_one():
    same = {"middle_name": "Q", "zip5": "98101", "city": "SEATTLE"}
    rows = [row("1", **same), row("2", holder="77", **same), row("3", "Married", holder="77")]
    assert len(set(leads(*rows).values())) == 1
    random.Random(7).shuffle(rows)
    assert leads(*rows) == leads(*reversed(rows))


def test_two_licenses_of_one_holder_are_both_linked_by_their_numbers():
    rows = [*crowd(), row("ACUP.AC.60990117", holder="77"), row("ACUP.AC.60990118", holder="77")]
    who = entry("Mei", "Linwick", "AC60990117")
    accepted = [x for x in link_records(rows, [who]).links if x.decision is Decision.ACCEPT]
    assert "us_wa_doh:ACUP.AC.60990117" in {x.license_id for x in accepted}
    assert all(x.rival_license_id != "us_wa_doh:ACUP.AC.60990118" for x in accepted)
