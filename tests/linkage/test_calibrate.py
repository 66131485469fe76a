"""The cuts for links by name follow what the data at hand show, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import crowd, entry, license_row, place
from tests.linkage.build import sides
from verify.linkage.calibrate import Trial, calibrated
from verify.linkage.decide import decide
from verify.linkage.engine import link_records, link_sides
from verify.linkage.links import Decision
from verify.linkage.model import ACCEPT_NAME, ACCEPT_NAME_ALONE, MOST_WRONG, STEPS, Cuts, default_model
from verify.linkage.run import Run, Scope

SEATTLE = {"city": "SEATTLE", "state": "WA"}
LETTERS = "BCDFGHJKLMNPQRSTVWXZ"


def names(size):
    """Full names of which none is like another."""
    for i in range(size):
        a, b, c = LETTERS[i % 20], LETTERS[i // 20 % 20], LETTERS[i // 400]
        yield f"{a}al{b}or{c}", f"Qu{b}en{c}im{a}"


def run_of(rows, entries) -> Run:
    return link_sides(sides(rows, entries), lambda _: None, Scope())


def straight(size=300, silent=2):
    """Everybody is listed once, all but every `silent`-th entry with a number: names never mislead."""
    rows = [
        license_row(first, last, f"ACUP.AC.{62000000 + 7 * i}", **SEATTLE, zip5=f"98{i % 97:03}")
        for i, (first, last) in enumerate(names(size))
    ]
    spots = [(place("WA", "SEATTLE", row.zip5),) for row in rows]
    entries = [
        entry(row.first_name, row.last_name, row.license_number if i % silent else "", places=spot)
        for i, (row, spot) in enumerate(zip(rows, spots, strict=True))
    ]
    return rows, entries


def misleading(size=300):
    """Each name is two people's at one ZIP code of their own; both state a number of their own."""
    rows, entries = straight(size)
    rows = [row for row in rows for _ in (0, 1)]
    rows = [
        replace(
            row,
            license_number=f"ACUP.AC.{63000000 + 7 * i}",
            license_id=f"us_wa_doh:{i}",
            zip5=f"98{i // 2:03}",
        )
        for i, row in enumerate(rows)
    ]
    numbered = [
        entry(
            row.first_name,
            row.last_name,
            row.license_number,
            places=(place("WA", "SEATTLE", row.zip5),),
        )
        for row in rows
    ]
    return rows, numbered + [
        replace(each, claims=(replace(each.claims[0], license_number=""),)) for each in entries
    ]


def test_where_names_do_not_mislead_the_cut_falls_and_never_below_the_first_step():
    cuts = run_of(*straight(600, silent=10)).model.cuts
    assert STEPS[0] <= cuts.supported < ACCEPT_NAME
    assert STEPS[0] <= cuts.alone <= ACCEPT_NAME_ALONE


def test_where_names_mislead_the_cut_rises_and_nobody_is_linked_by_name():
    run = run_of(*misleading())
    assert run.model.cuts.supported > ACCEPT_NAME
    accepted = [link for link in run.plain_links() if link.decision is Decision.ACCEPT]
    assert accepted
    assert {link.rule for link in accepted} == {"number_and_name"}


@pytest.mark.parametrize("size", [0, 1, 3])
def test_too_few_links_by_number_leave_the_cuts_as_they_are(size):
    rows, entries = straight(40)
    few = [
        replace(each, claims=(replace(each.claims[0], license_number=""),)) for each in entries[2 * size :]
    ]
    cuts = run_of([*rows, *crowd(300)], entries[: 2 * size] + few).model.cuts
    assert cuts == Cuts(ACCEPT_NAME, ACCEPT_NAME_ALONE)


def test_where_every_entry_is_linked_by_number_no_cut_falls():
    """A later run takes the cuts over, and its entries may state no number."""
    rows, entries = misleading(60)
    cuts = run_of(rows, entries[: len(rows)]).model.cuts
    assert cuts.supported >= ACCEPT_NAME
    assert cuts.alone >= ACCEPT_NAME_ALONE


def test_the_cuts_of_a_run_are_those_of_its_own_links_by_number():
    run = run_of(*straight())
    model = run.model.with_cuts(default_model().cuts)
    decided = decide(run.candidates, model)
    assert calibrated(run.candidates, decided, len(run.sides.roll.ids), model) == run.model.cuts


def test_a_stranger_of_the_same_name_who_is_on_no_roll_is_not_linked():
    """Everybody on the roll has a namesake in the directory who is not on it."""
    rows, entries = straight()
    strangers = [
        entry(row.first_name, row.last_name, places=each.places)
        for row, each in zip(rows, entries, strict=True)
    ]
    ours = {each.entry_id for each in strangers}
    links = link_records(rows, [*entries, *strangers]).links
    assert not [x for x in links if x.entry_id in ours and x.decision is Decision.ACCEPT]


shares = st.lists(st.floats(0, 1), max_size=40).map(np.array)


@given(shares, shares, st.floats(0, 10), st.sampled_from(STEPS), st.integers(0, 1))
def test_a_trial_holds_while_the_expected_wrong_are_few_enough(strangers, links, scale, cut, unseen):
    trial = Trial(strangers, links, scale)
    wrong = (sum(each >= cut for each in strangers.tolist()) + unseen) * scale
    assert trial.expected_wrong(cut, unseen) == pytest.approx(wrong)
    assert trial.holds(cut, unseen) == (wrong <= MOST_WRONG * sum(each >= cut for each in links.tolist()))
