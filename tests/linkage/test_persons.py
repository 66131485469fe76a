"""Rows of one person do not compete with each other; rows of two people always do."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from crawler.records import Status
from tests.factories import crowd, entry, license_row, place
from tests.linkage.build import sides
from verify.linkage.engine import link_records
from verify.linkage.frequencies import count
from verify.linkage.links import Decision
from verify.linkage.persons import entry_person_of, person_of
from verify.linkage.spelling import spelling

ENDED = {"status": Status.EXPIRED}


def row(number, last="Linwick", holder="", first="Mei", license_id="", **changes):
    made = license_row(first, last, number, holder_id=holder, **changes)
    return replace(made, license_id=f"us_wa_doh:{license_id or number}")


def leads(*rows, entries=()):
    """License id -> id of the row that leads its person."""
    made = sides(rows, entries)
    lead = person_of(made, count(made, spelling(made.vocabulary)))
    return {own: made.roll.ids[place] for own, place in zip(made.roll.ids, lead.tolist(), strict=True)}


def persons(*rows, entries=()):
    """How many people these rows are taken for, the crowd around them not counted."""
    ours = {each.license_id for each in rows}
    found = leads(*rows, *crowd(1500), entries=entries)
    return len({lead for own, lead in found.items() if own in ours})


def test_rows_that_share_the_boards_holder_are_one_person_whatever_the_name():
    found = leads(row("1", holder="77"), row("2", "Married", holder="77"), row("3", "Other", holder="78"))
    assert found["us_wa_doh:1"] == found["us_wa_doh:2"] != found["us_wa_doh:3"]


def test_an_empty_holder_joins_nobody():
    assert len(set(leads(row("1"), row("2"), row("3")).values())) == 3


def test_a_holder_is_one_person_on_one_roll_only():
    found = leads(row("1", holder="77"), row("2", holder="77", jurisdiction="CO"))
    assert len(set(found.values())) == 2


def test_equal_numbers_and_a_part_of_the_name_are_one_person():
    renewed = row("61234567", "Married", license_id="a"), row("AC-61234567", license_id="b")
    assert persons(*renewed) == 1
    assert persons(renewed[0], row("61234567", "Quillby", first="Otto", license_id="b")) == 2
    assert persons(renewed[0], row("61234567", license_id="b", jurisdiction="CO")) == 2


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"middle_name": "Q", "zip5": "98101"}, {"middle_name": "Q", "zip5": "98101"}, 1),
        ({"middle_name": "Q", "zip5": "98101"}, {"middle_name": "R", "zip5": "98101"}, 2),
        ({"middle_name": "Q", "zip5": "98101"}, {"middle_name": "Q", "zip5": "98102"}, 2),
        ({"middle_name": "Q"}, {"middle_name": "Q"}, 2),
        ({"middle_name": "Q", "zip5": "98101"}, {"middle_name": "Q", "zip5": "98101", "suffix": "Jr"}, 2),
        ({"zip5": "98101"}, {"zip5": "98101"}, 2),
        ({"zip5": "98101"}, {"zip5": "98101", **ENDED}, 1),
        ({"zip5": "98101", **ENDED}, {"zip5": "98101", **ENDED}, 1),
        ({"zip5": "98101", "middle_name": "Q"}, {"zip5": "98101", **ENDED}, 2),
    ],
    ids=[
        "same middle name and ZIP", "other middle name", "other ZIP", "no ZIP", "Jr on one side",
        "two current licenses without middle name", "one of them ended", "both ended",
        "middle name on one side",
    ],
)  # fmt: skip
def test_same_name_at_one_place(one, other, expected):
    assert persons(row("62000001", **one), row("63000002", **other)) == expected


def test_a_replaced_row_belongs_to_the_one_standing_row_of_its_name():
    old = row("1234", is_superseded=True, status=Status.ENDED_OTHER)
    assert persons(old, row("62000001")) == 1
    assert persons(old, row("62000001"), row("63000002")) == 3
    assert persons(old, row("62000001", middle_name="Q")) == 2


def test_rows_without_numbers_are_joined_by_a_rare_full_name_alone():
    register = row("", license_id="a"), row("", license_id="b", city="OMAK", state="WA", zip5="98841")
    assert persons(*register) == 1
    assert persons(register[0], row("62000001", license_id="b")) == 2
    assert persons(row("", license_id="a", first=""), row("", license_id="b", first="")) == 2
    common = [row("", "Abernethy", first="Ada", license_id=each) for each in ("a", "b")]
    assert persons(*common) == 2


def test_a_rare_name_that_two_entries_bear_joins_no_rows():
    register = row("", license_id="a"), row("", license_id="b")
    assert persons(*register, entries=[entry("Mei", "Linwick")]) == 1
    assert persons(*register, entries=[entry("Mei", "Linwick"), entry("Mei", "Linwick")]) == 2


def test_groups_by_name_and_by_holder_become_one():
    same = {"middle_name": "Q", "zip5": "98101", "city": "SEATTLE"}
    rows = [row("1", **same), row("2", holder="77", **same), row("3", "Married", holder="77")]
    assert len(set(leads(*rows).values())) == 1
    random.Random(7).shuffle(rows)
    assert leads(*rows) == leads(*reversed(rows))


def entry_persons(*entries):
    return len(set(entry_person_of(sides([row("1")], entries).directory).tolist()))


def test_two_entries_of_one_name_place_and_profession_are_one_person():
    assert entry_persons(entry("Mei", "Linwick"), entry("MEI", "LINWICK")) == 1


@pytest.mark.parametrize(
    "changes",
    [{"middle_name": "Q"}, {"suffix": "Jr"}, {"places": (place(zip5="98102"),)}, {"last_name": "Linwickx"}],
    ids=["middle name", "suffix", "ZIP", "surname"],
)
def test_entries_that_differ_are_two_people(changes):
    assert entry_persons(entry("Mei", "Linwick"), replace(entry("Mei", "Linwick"), **changes)) == 2


def test_two_licenses_of_one_holder_are_both_linked_by_their_numbers():
    rows = [*crowd(), row("ACUP.AC.60990117", holder="77"), row("ACUP.AC.60990118", holder="77")]
    who = entry("Mei", "Linwick", "AC60990117")
    accepted = [x for x in link_records(rows, [who]).links if x.decision is Decision.ACCEPT]
    assert "us_wa_doh:ACUP.AC.60990117" in {x.license_id for x in accepted}
    assert all(x.rival_license_id != "us_wa_doh:ACUP.AC.60990118" for x in accepted)
