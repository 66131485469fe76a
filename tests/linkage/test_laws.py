"""Laws of linking that hold for any population."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import GIVENS, SURNAMES, crowd, entry, license_row
from verify.linkage.engine import link_records
from verify.linkage.evaluate import evaluate
from verify.linkage.links import Decision
from verify.linkage.model import LEARNED, M_DEFAULTS, SAYS_NOTHING, default_model, learn

names = st.tuples(
    st.sampled_from(GIVENS), st.sampled_from(SURNAMES), st.sampled_from(["", "Q", "Quincy", "R"])
)
people = st.lists(names, min_size=1, max_size=12)


def rows_of(drawn):
    return [
        license_row(first, last, f"ACUP.AC.{60000000 + i}", middle_name=middle)
        for i, (first, last, middle) in enumerate(drawn)
    ]


def entries_of(drawn):
    return [
        replace(
            entry(first, last, f"AC{60000000 + i}" if i % 2 else ""), middle_name=middle, entry_id=f"{i:010d}"
        )
        for i, (first, last, middle) in enumerate(drawn)
    ]


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(people, people, st.randoms(use_true_random=False))
def test_links_do_not_depend_on_the_order_of_the_records(roll, directory, chance: random.Random):
    rows, entries = rows_of(roll), entries_of(directory)
    once = link_records(rows, entries).links
    chance.shuffle(rows)
    chance.shuffle(entries)
    assert link_records(rows, entries).links == once


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(people, people)
def test_factors_sum_exactly_to_the_weight_and_probabilities_are_probabilities(roll, directory):
    for link in link_records(rows_of(roll), entries_of(directory)).links:
        assert sum(reversed([c.weight_bits for c in link.comparisons])) == link.weight_bits
        assert 0 <= link.probability <= 1
        assert link.reason


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(people, people)
def test_no_row_is_accepted_for_two_entries_whose_names_differ(roll, directory):
    entries = {e.entry_id: e for e in entries_of(directory)}
    taken = {}
    for link in link_records(rows_of(roll), entries.values()).links:
        if link.decision is Decision.ACCEPT:
            who = entries[link.entry_id]
            assert taken.setdefault(link.license_id, who.last_name) == who.last_name


def test_every_learned_m_sums_to_one_over_the_levels_that_say_something():
    for model in (default_model(), learn({"surname": {"exact": 900, "close": 70}}, 970, 3)):
        for name in LEARNED:
            told = [m for level, m in model.m[name].items() if level not in SAYS_NOTHING[name]]
            assert abs(sum(told) - 1) < 1e-9
    assert set(M_DEFAULTS) >= set(LEARNED)


def test_learning_moves_m_towards_the_data_and_changes_the_version():
    learned = learn({"surname": {"different": 3000}}, anchors=3000, misleading=0)
    assert learned.m["surname"]["different"] > 0.8
    assert learned.version != default_model().version


def test_misleading_numbers_lower_the_worth_of_a_number():
    misled, straight = (learn({}, anchors=100, misleading=count) for count in (50, 0))
    assert misled.number_odds < straight.number_odds


def test_evaluation_counts_wrong_missed_and_reviewed():
    rows = [license_row("Thaddeus", "Zweigelt", "ACUP.AC.60990117"), *crowd()]
    who = entry("Thaddeus", "Zweigelt", "AC60990117")
    links = link_records(rows, [who]).links
    assert evaluate(links, [(who.entry_id, "us_wa_doh:ACUP.AC.60990117")]).precision == 1.0
    wrong = evaluate(links, [(who.entry_id, "us_wa_doh:other")])
    assert (wrong.precision, wrong.recall, len(wrong.wrong)) == (0.0, 0.0, 1)
    assert evaluate([], [(who.entry_id, "")]).recall is None
