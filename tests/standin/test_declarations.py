"""Laws of what is declared in every population, whatever its seed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.standin.declarations import declarations_of
from crawler.standin.population import population
from crawler.standin.schools import DOCTORATE, FABLE, HERBAL, MASTER, PLACEHOLDER, SPECIMEN, accredited_on
from crawler.standin.standing import Force, force_of
from crawler.standin.truth_checks import check_truth

AS_OF = date(2026, 11, 20)


@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_whatever_is_declared_is_of_an_entry_and_of_a_day_that_has_come(seed: int) -> None:
    people = population(seed, licensees=240, entries=220, as_of=AS_OF)
    found = declarations_of(people)
    entries = {each.entry_id for each in found.subjects}
    entries |= {each.registration.npi for each in people.clinic_entries}
    entries |= {each.entry_id for each in found.own.clinics}
    for each in found.said:
        assert each.entry_id in entries
        assert not each.other_entry_id or each.other_entry_id in entries
        assert each.seen_on is not None
        assert (each.stated_on or date.min) <= each.seen_on < AS_OF
    assert {entry_id for entry_id, _, _ in check_truth(people, found)} <= entries


def test_the_same_seed_declares_the_same_and_own_entries_are_in_no_registry() -> None:
    people = population(5, 400, 300, AS_OF)
    found = declarations_of(people)
    assert found == declarations_of(people)
    registered = {each.person.person_id for each in people.person_entries}
    assert not registered & {each.subject.person.person_id for each in found.own.people}


def test_some_acupuncturists_practice_where_no_state_licenses_them() -> None:
    people = population(4, 1500, 1000, AS_OF)
    states = {each.registration.practice.spot.city.state for each in people.person_entries}
    assert states & {"AL", "OK", "SD"}
    truth = check_truth(people, declarations_of(people))
    there = {
        each.registration.npi
        for each in people.person_entries
        if each.registration.practice.spot.city.state in ("AL", "OK", "SD")
    }
    assert {fact for entry_id, name, fact in truth if entry_id in there and name == "license_found"} == {
        "no_listing"
    }


@pytest.mark.parametrize(
    ("school", "program", "day", "truth"),
    [
        (FABLE, MASTER, date(1994, 8, 31), "outside_accreditation"),
        (FABLE, MASTER, date(1994, 9, 1), "accredited"),
        (FABLE, DOCTORATE, date(2020, 6, 1), "new_program"),
        (PLACEHOLDER, MASTER, date(2010, 6, 1), "preaccredited"),
        (PLACEHOLDER, HERBAL, date(2020, 6, 1), "new_program"),
        (SPECIMEN, MASTER, date(2016, 12, 31), "accredited"),
        (SPECIMEN, MASTER, date(2017, 1, 1), "outside_accreditation"),
    ],
)
def test_a_diploma_is_worth_what_its_program_was_on_its_day(school, program, day, truth) -> None:
    assert accredited_on(school, program, day) == truth


def test_a_word_that_is_not_known_to_be_in_force_is_not() -> None:
    assert force_of("ACTIVE") is Force.FULL
    assert force_of("Probation/Active") is Force.LIMITED
    assert force_of("Superseded") is Force.UNCLEAR
    assert force_of("Anything else") is Force.NONE
