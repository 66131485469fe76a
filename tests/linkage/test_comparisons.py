"""Levels of each comparison, found by hand; weights that sum exactly and depend on no order."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.records import Profession
from tests.factories import GIVENS, SURNAMES, claim, crowd, entry, license_row, other_name, place
from tests.linkage.build import all_pairs, compared, levels, sides
from verify.linkage.blocking import Pairs
from verify.linkage.comparisons import Comparer
from verify.linkage.frequencies import count
from verify.linkage.levels import LEVELS, NULL_LEVELS
from verify.linkage.model import default_model
from verify.linkage.spelling import spelling

NUMBER = "ACUP.AC.60990117"
CROWD = crowd(60)
SEATTLE = {"city": "SEATTLE", "state": "WA", "zip5": "98101"}


def row(first="Thaddeus", last="Zweigelt", number=NUMBER, **changes):
    return license_row(first, last, number, **changes)


@pytest.mark.parametrize(
    ("ours", "theirs", "level"),
    [
        ("Zweigelt", "ZWEIGELT", "exact"),
        ("Dela Cruz", "Delacruz", "exact"),
        ("Garcia Lopez", "Lopez", "compound"),
        ("Zweigelt", "Zwiegelt", "close"),
        ("Xu", "Hsu", "romanized"),
        ("Zweigelt", "Linwick", "different"),
        ("Li", "Lu", "different"),
        ("", "Linwick", "missing"),
    ],
)
def test_levels_of_surnames(ours, theirs, level):
    assert levels(row(last=theirs), entry("Thaddeus", ours), *CROWD)["surname"] == level


def test_a_surname_that_the_entry_lists_beside_its_own():
    who = entry("Thaddeus", "Quintavey", other_names=(other_name("Thaddeus", "Zweigelt"),))
    assert levels(row(), who, *CROWD)["surname"] == "other_name"
    assert levels(row(last="Quintavey"), who, *CROWD)["surname"] == "exact"


def test_a_name_the_other_way_round():
    found = levels(row("Zweigelt", "Thaddeus"), entry("Thaddeus", "Zweigelt"), *CROWD)
    assert (found["surname"], found["given name"]) == ("swapped", "exact")


@pytest.mark.parametrize(
    ("ours", "theirs", "level"),
    [
        (("Mei-Hua", ""), ("MEIHUA", ""), "exact"),
        (("Mei", "Hua"), ("Mei Hua", ""), "exact"),
        (("Bill", ""), ("William", ""), "nickname"),
        (("Mary", ""), ("Mary Ann", ""), "part"),
        (("Otto", "Thaddeus"), ("Thaddeus", ""), "middle_as_given"),
        (("Thaddeus", ""), ("Otto", "Thaddeus"), "middle_as_given"),
        (("Thaddeus", ""), ("Thadeus", ""), "close"),
        (("T", ""), ("Thaddeus", ""), "initial"),
        (("Q", ""), ("Thaddeus", ""), "different"),
        (("Otto", ""), ("Thaddeus", ""), "different"),
        (("", ""), ("Thaddeus", ""), "missing"),
    ],
)
def test_levels_of_given_names(ours, theirs, level):
    who = replace(entry(ours[0], "Zweigelt"), middle_name=ours[1])
    assert levels(row(theirs[0], middle_name=theirs[1]), who, *CROWD)["given name"] == level


@pytest.mark.parametrize(
    ("ours", "theirs", "level"),
    [
        ("Quentin", "QUENTIN", "full"),
        ("Q", "Quentin", "initial"),
        ("Quentin", "Q.", "initial"),
        ("Q", "Q", "initial"),
        ("Quentin", "Quenten", "close"),
        ("Quentin", "Ferdinand", "conflict"),
        ("Q", "F", "conflict"),
        ("", "Quentin", "missing"),
        ("", "", "missing"),
    ],
)
def test_levels_of_middle_names(ours, theirs, level):
    who = replace(entry("Thaddeus", "Zweigelt"), middle_name=ours)
    assert levels(row(middle_name=theirs), who, *CROWD)["middle name"] == level


@pytest.mark.parametrize(
    ("ours", "theirs", "level"),
    [("Jr", "JR.", "same"), ("Jr", "Sr", "conflict"), ("", "III", "one_side"), ("", "", "missing"),
     ("II", "2nd", "same")],
)  # fmt: skip
def test_levels_of_suffixes(ours, theirs, level):
    who = replace(entry("Thaddeus", "Zweigelt"), suffix=ours)
    assert levels(row(suffix=theirs), who, *CROWD)["suffix"] == level


@pytest.mark.parametrize(
    ("claims", "level"),
    [
        ((claim("AC 6099-0117"),), "same"),
        ((claim("60990118"),), "close"),
        ((claim("61234567"),), "different"),
        ((claim("60909117"),), "close"),
        ((claim("61234567"), claim("60990117")), "same"),
        ((claim("AC60990117", "OR"),), "missing"),
        ((claim("60990117", profession=Profession.PHYSICAL_THERAPIST), claim()), "missing"),
        ((claim(),), "missing"),
    ],
    ids=[
        "written otherwise", "one digit off", "another", "two digits swapped", "one of two", "another state",
        "another profession", "none",
    ],
)  # fmt: skip
def test_levels_of_license_numbers(claims, level):
    who = replace(entry("Thaddeus", "Zweigelt"), claims=claims)
    assert levels(row(), who, *CROWD)["license number"] == level


@pytest.mark.parametrize(
    ("spots", "level"),
    [
        ((place(),), "zip5"),
        ((place(zip5="98109-1234"),), "city"),
        ((place(city="KENT", zip5="98109"),), "area"),
        ((place(city="OMAK", zip5="98841"),), "state"),
        ((place("OR", "SALEM", "97301"), place()), "zip5"),
        ((place("OR", "SEATTLE", "97301"),), "elsewhere"),
        ((place(city="", zip5=""),), "missing"),
    ],
    ids=["ZIP", "city", "ZIP area", "state", "best of two", "other state", "no place"],
)
def test_levels_of_places(spots, level):
    who = replace(entry("Thaddeus", "Zweigelt"), places=spots)
    assert levels(row(**SEATTLE), who, *CROWD)["place"] == level


def test_a_rare_name_weighs_more_than_a_common_one():
    rows = [row(), row("Ada", "Abernethy", "1"), *crowd(400)]
    entries = [entry("Thaddeus", "Zweigelt", entry_id="1"), entry("Ada", "Abernethy", entry_id="2")]
    made = sides(rows, entries)
    found = compared(made, all_pairs(made))
    at = {(int(e), made.roll.ids[r]): i for i, (e, r) in enumerate(zip(found.entry, found.row, strict=True))}
    rare, common = at[0, f"us_wa_doh:{NUMBER}"], at[1, "us_wa_doh:1"]
    assert found.weights["surname"][rare] > found.weights["surname"][common] > 0
    assert found.weights["given name"][rare] > found.weights["given name"][common] > 0


names = st.tuples(
    st.sampled_from(["", *GIVENS[:4], "Bert", "A"]), st.sampled_from(["", *SURNAMES[:4], "Brambek"]),
    st.sampled_from(["", "Q", "Quincy"]), st.sampled_from(["", "Jr"]),
    st.sampled_from([("", ""), ("SEATTLE", "98101"), ("OMAK", "98841")]), st.integers(0, 3),
)  # fmt: skip
people = st.lists(names.filter(lambda name: name[0] or name[1]), min_size=1, max_size=8)


def made_of(roll, directory):
    rows = [
        replace(
            row(first, last, f"AC{60000000 + 37 * number}", middle_name=middle, suffix=suffix, state="WA"),
            license_id=f"r{i}", city=city, zip5=zip5,
        )
        for i, (first, last, middle, suffix, (city, zip5), number) in enumerate(roll)
    ]  # fmt: skip
    entries = [
        replace(
            entry(first, last, f"{60000000 + 37 * number}" if number else ""),
            entry_id=f"{i}", middle_name=middle, suffix=suffix, places=(place("WA", city, zip5),),
        )
        for i, (first, last, middle, suffix, (city, zip5), number) in enumerate(directory)
    ]  # fmt: skip
    return sides(rows, entries)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(people, people, st.randoms(use_true_random=False))
def test_pairs_weigh_the_same_in_any_order_and_sum_exactly(roll, directory, chance):
    made = made_of(roll, directory)
    spelled = spelling(made.vocabulary)
    comparer = Comparer(made, spelled, count(made, spelled))
    pairs = all_pairs(made)
    order = np.array(chance.sample(range(len(pairs)), len(pairs)), dtype=np.int64)
    once = comparer.compare(pairs, default_model())
    again = comparer.compare(Pairs(pairs.face[order], pairs.row[order]), default_model())
    for name in LEVELS:
        assert np.array_equal(once.levels[name], again.levels[name])
        assert np.array_equal(once.weights[name], again.weights[name])
    assert sum(once.weights.values()).tolist() == once.total.tolist()
    alone = comparer.compare(Pairs(pairs.face[:1], pairs.row[:1]), default_model())
    assert alone.total[0] == once.total[0]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(people, people)
def test_levels_that_say_nothing_weigh_nothing_and_contradictions_never_speak_for_a_pair(roll, directory):
    made = made_of(roll, directory)
    found = compared(made, all_pairs(made))
    for name, told in LEVELS.items():
        for place_, level in enumerate(told):
            weights = found.weights[name][found.levels[name] == place_]
            if level in NULL_LEVELS:
                assert not weights.any(), (name, level)
            if level in ("different", "conflict"):
                assert (weights <= 0).all(), (name, level)
