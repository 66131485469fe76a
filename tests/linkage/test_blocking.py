"""Blocking finds every pair that shares a key, and nothing but these."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import entry, license_row, other_name, place
from tests.linkage.build import blocked, sides
from verify.linkage.blocking import pairs_of
from verify.linkage.blocking_keys import MOST_ROWS, MOST_ROWS_ANYWHERE, entry_keys, row_keys
from verify.linkage.joins import expanded, is_among, joined
from verify.linkage.spelling import spelling

FIRSTS = ["Mei Hua", "Meihua", "William", "Bill", "Ana", "J", "", "Jon"]
LASTS = ["Garcia Lopez", "Garcia", "Lopez", "Linwick", "Linwik", "Xu", "Hsu", "William", ""]
MIDDLES = ["", "Q", "Quincy", "Ana"]
PLACES = [("SEATTLE", "98101"), ("OMAK", "98841"), ("", "")]

names = st.tuples(st.sampled_from(FIRSTS), st.sampled_from(MIDDLES), st.sampled_from(LASTS))
someone = st.tuples(names, st.sampled_from(["WA", "CO"]), st.sampled_from(PLACES), st.integers(0, 3))
crowds = st.lists(someone, min_size=1, max_size=14)


def rows_of(drawn):
    return [
        replace(
            license_row(first, last, f"AC{60000000 + number}" if number else "", middle_name=middle),
            license_id=f"r{i:03}", jurisdiction=state, state=state, city=city, zip5=zip5,
        )
        for i, ((first, middle, last), state, (city, zip5), number) in enumerate(drawn)
        if first or last
    ]  # fmt: skip


def entries_of(drawn):
    return [
        replace(
            entry(first, last, f"{60000000 + number}" if number else "", middle_name=middle),
            entry_id=f"{i:03}", places=(place(state, city, zip5),),
        )
        for i, ((first, middle, last), state, (city, zip5), number) in enumerate(drawn)
    ]  # fmt: skip


def by_hand(made, is_everywhere):
    """The pairs that share a key which is not too crowded, found by looking at each pair."""
    spelled = spelling(made.vocabulary)
    rows = np.arange(len(made.roll.ids), dtype=np.int32)
    entries = np.arange(len(made.directory.ids), dtype=np.int32)
    crowded, of_row, of_face = set(), defaultdict(set), defaultdict(set)
    for (keys, owners), most in row_keys(made.roll, spelled, is_everywhere, rows):
        crowded |= {key for key, count in Counter(keys.tolist()).items() if count > most}
        for key, owner in zip(keys.tolist(), owners.tolist(), strict=True):
            of_row[owner].add(key)
    for keys, owners in entry_keys(made.directory, spelled, entries, is_everywhere):
        for key, owner in zip(keys.tolist(), owners.tolist(), strict=True):
            of_face[owner].add(key)
    return {(f, r) for f in of_face for r in of_row if (of_face[f] & of_row[r]) - crowded}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(crowds, crowds, st.booleans())
def test_the_pairs_are_those_of_a_brute_force_join_over_the_keys(roll, directory, is_everywhere):
    made = sides(rows_of(roll), entries_of(directory))
    found = blocked(made, is_everywhere)
    assert set(zip(found.face.tolist(), found.row.tolist(), strict=True)) == by_hand(made, is_everywhere)
    order = list(zip(found.face.tolist(), found.row.tolist(), strict=True))
    assert order == sorted(set(order))


def is_found(row, who, is_everywhere=False):
    return len(blocked(sides([row], [who]), is_everywhere)) > 0


@pytest.mark.parametrize(
    ("row", "who"),
    [
        (("Mei-Hua", "Linwick"), ("Meihua", "Linwick")),
        (("Linwick", "Mei"), ("Mei", "Linwick")),
        (("William", "Zweigelt"), ("Bill", "Zweigelt")),
        (("Anna", "Garcia-Lopez"), ("Anna", "Lopez")),
        (("Anna", "Dela Cruz"), ("Anna", "Delacruz")),
        (("Mei", "Xu"), ("Mei", "Hsu")),
        (("Thaddeus", "Zweigelt"), ("Thadeus", "Zweigelt")),
        (("Thaddeus", "Zweigelt"), ("Thaddeus", "Zwiegelt")),
        (("T", "Zweigelt"), ("Thaddeus", "Zweigelt")),
        (("José", "O’Brien"), ("JOSE", "OBRIEN")),
    ],
    ids=[
        "spaced given name", "swapped", "pet form", "part of a double name", "joined surname", "romanized",
        "typing error", "letters swapped", "initial", "diacritics",
    ],
)  # fmt: skip
def test_forms_of_a_name_are_candidates_without_number_and_place(row, who):
    assert is_found(license_row(*row, ""), entry(*who, places=(place("WA", "", ""),)))


def test_another_name_that_the_entry_lists_is_looked_for():
    row = license_row("Thaddeus", "Zweigelt", "")
    who = entry("Rosalinde", "Quintavey")
    assert not is_found(row, who)
    assert is_found(row, replace(who, other_names=(other_name("Thaddeus", "Zweigelt"),)))


@pytest.mark.parametrize("same", ["zip5", "city"])
def test_one_part_of_the_name_is_enough_at_one_place(same):
    row = license_row("Mei", "Marwen", "", city="SEATTLE", state="WA", zip5="98101")
    spot = {"zip5": place("WA", "KENT", "98101"), "city": place("WA", "SEATTLE", "98109")}[same]
    assert is_found(row, entry("Mei", "Quillby", places=(spot,)))
    assert not is_found(row, entry("Mei", "Quillby", places=(place("WA", "OMAK", "98841"),)))


def test_an_equal_number_is_enough_in_the_state_alone():
    row = license_row("Mei", "Marwen", "AC60990117")
    assert is_found(row, entry("Otto", "Quillby", "AC 6099-0117"))
    assert not is_found(replace(row, jurisdiction="CO"), entry("Otto", "Quillby", "AC 6099-0117"))


def test_a_full_name_in_a_state_without_a_place_is_found_everywhere_only():
    row, who = license_row("Thaddeus", "Zweigelt", "", jurisdiction="CO"), entry("Thaddeus", "Zweigelt")
    assert not is_found(row, who)
    assert is_found(row, who, is_everywhere=True)


def namesakes(count, **changes):
    return [
        license_row("Young", "Kim", "", middle_name=f"Q{chr(65 + i % 26)}{chr(65 + i // 26)}", **changes)
        for i in range(count)
    ]


@pytest.mark.parametrize(("count", "found"), [(MOST_ROWS, MOST_ROWS), (MOST_ROWS + 1, 0)])
def test_a_name_that_too_many_rows_share_selects_none(count, found):
    rows = [replace(row, license_id=f"r{i:03}") for i, row in enumerate(namesakes(count))]
    assert len(blocked(sides(rows, [entry("Young", "Kim")]))) == found


def test_a_crowded_name_with_a_rarer_key_is_found_all_the_same():
    rows = [replace(row, license_id=f"r{i:03}") for i, row in enumerate(namesakes(MOST_ROWS + 1))]
    rows[7] = replace(rows[7], city="OMAK", state="WA", zip5="98841")
    made = sides(rows, [entry("Young", "Kim", places=(place("WA", "OMAK", "98841"),))])
    assert [made.roll.ids[r] for r in blocked(made).row] == ["r007"]


@pytest.mark.parametrize(("count", "found"), [(MOST_ROWS_ANYWHERE, True), (MOST_ROWS_ANYWHERE + 1, False)])
def test_a_name_in_all_states_selects_when_few_bear_it(count, found):
    rows = [replace(row, license_id=f"r{i:03}", jurisdiction="CO") for i, row in enumerate(namesakes(count))]
    assert (len(blocked(sides(rows, [entry("Young", "Kim")]), is_everywhere=True)) > 0) is found


def test_nothing_to_block_gives_no_pairs():
    assert len(blocked(sides([], []))) == 0
    assert len(blocked(sides([license_row("A", "B", "1")], []))) == 0


@given(st.lists(st.integers(0, 9)), st.lists(st.integers(0, 9)))
def test_owners_are_joined_as_by_two_loops(left, right):
    right = sorted(right)
    one, other = joined(np.array(left, dtype=np.int32), np.array(right, dtype=np.int32))
    expected = [(i, j) for i, a in enumerate(left) for j, b in enumerate(right) if a == b]
    assert list(zip(one.tolist(), other.tolist(), strict=True)) == expected


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 5))))
def test_runs_are_expanded_one_behind_the_other(runs):
    first = np.array([a for a, _ in runs], dtype=np.int64)
    counts = np.array([b for _, b in runs], dtype=np.int64)
    assert expanded(first, counts).tolist() == [a + i for a, b in runs for i in range(b)]


@given(st.sets(st.integers(0, 30)), st.lists(st.integers(0, 30)))
def test_membership_is_that_of_a_set(keys, wanted):
    found = is_among(np.array(sorted(keys), dtype=np.int64), np.array(wanted, dtype=np.int64))
    assert found.tolist() == [value in keys for value in wanted]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 2**31 - 1))))
def test_pairs_are_distinct_and_sorted(drawn):
    found = pairs_of(np.array([f for f, _ in drawn], np.int32), np.array([r for _, r in drawn], np.int32))
    assert list(zip(found.face.tolist(), found.row.tolist(), strict=True)) == sorted(set(drawn))
