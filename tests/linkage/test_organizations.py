"""Linking of organizations: what is accepted, what waits for a person, and laws that hold for any data."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from verify.linkage.links import Decision, IdentityClass
from verify.linkage.organization_levels import LEVELS
from verify.linkage.organization_model import M_DEFAULTS
from verify.linkage.organization_names import core_words, names_in
from verify.linkage.organization_records import ClaimedNumber, OrganizationEntry, OrganizationRow, Spot
from verify.linkage.organization_sentences import organization_sentence
from verify.linkage.organizations import link_organizations

FIRST = "Amber Birch Copper Dune Ember Fern Glacier Harbor Indigo Jasper Kestrel Larch".split()
SECOND = "Path Leaf Stone Creek Bridge Spring".split()
KINDS = ("Acupuncture", "Physical Therapy", "Wellness Center")
TOWNS = [
    (f"{name}{tail}", f"98{100 + 24 * j + i}")
    for j, tail in enumerate(("", " Heights", " Junction"))
    for i, name in enumerate(
        "Aberdeen Yakima Pullman Forks Omak Chelan Tonasket Sequim Naches Kalama".split()
    )
]


def row(name, number="", town=0, row_id=None, *, is_adverse=False, profession="facility"):
    city, zip5 = TOWNS[town]
    return OrganizationRow(
        row_id or f"{name}/{number}/{town}", "WA", profession, name, number, city, "WA", zip5, is_adverse
    )


def entry(*names, number="", town=0, entry_id=None):
    city, zip5 = TOWNS[town]
    claims = (ClaimedNumber("WA", number),) if number else ()
    return OrganizationEntry(
        entry_id or f"{names[0]}/{town}", names, ("WA",), (Spot(city, "WA", zip5),), claims
    )


def crowd():
    """Clinics that both sides know, with their numbers: what a model can be learned from."""
    names = [f"{a} {b} {KINDS[(i + j) % 3]}" for i, a in enumerate(FIRST) for j, b in enumerate(SECOND)]
    rows = [row(f"{name} LLC", f"FA{71000 + 37 * i}", 5 + i % 25) for i, name in enumerate(names)]
    entries = [entry(name, number=f"{71000 + 37 * i}", town=5 + i % 25) for i, name in enumerate(names)]
    return rows, entries


def links_with(rows, entries):
    """Links of these rows and entries amidst the crowd, by entry and row; the crowd's own left out."""
    more_rows, more_entries = crowd()
    ours = {e.entry_id for e in entries}
    links, _ = link_organizations([*rows, *more_rows], [*entries, *more_entries])
    return {(x.entry_id, x.license_id): x for x in links if x.entry_id in ours}


def only_link(rows, entries):
    links = links_with(rows, entries)
    assert len(links) == 1, list(links)
    return next(iter(links.values()))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Juniper PT Assoc A PROFESSIONAL CORPORATION", "JUNIPER PHYSICAL THERAPY ASSOCIATES, P.C."),
        ("The Center for Acupuncture & Herbs", "CTR ACUPUNCTURE AND HERB, L.L.C."),
        ("St. Mary's Rehab Ctr.", "SAINT MARYS REHABILITATION CENTER INC"),
        ("A.B.C. Physical Therapy", "A B C P.T., PLLC"),
        ("Clínica Señora", "CLINICA SENORA CORP."),
        ("Ortho Sports Therapy", "Orthopaedic Sport Therapy Co., Inc."),
    ],
)
def test_names_written_differently_have_the_same_words(one, other):
    assert core_words(one) == core_words(other)


def test_names_that_differ_keep_different_words():
    assert core_words("Lotus Acupuncture") != core_words("Lotus Chiropractic")
    assert core_words("PA") == ("PA",)
    assert core_words("Costco LLC") == ("COSTCO",)


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("X Group LLC DBA Blue Heron Clinic", ("X Group LLC", "Blue Heron Clinic")),
        ("X Group, d/b/a: Blue Heron Clinic", ("X Group", "Blue Heron Clinic")),
        ("X Group (doing business as Blue Heron)", ("X Group", "Blue Heron")),
        ("Adbamed Clinic", ("Adbamed Clinic",)),
        ("DBA Blue Heron", ("Blue Heron",)),
        (" , ", ()),
    ],
)
def test_a_printed_name_may_hold_two(printed, names):
    assert names_in(printed) == names


def test_number_and_name_are_accepted_whatever_the_place():
    link = only_link(
        [row("Quiet Tern Acup LLC", "FA-90417", 3)], [entry("Quiet Tern Acupuncture", number="90417", town=1)]
    )
    assert (link.decision, link.rule) == (Decision.ACCEPT, "organization_number")
    assert link.identity_class is IdentityClass.NUMBER_AND_NAME


def test_a_number_under_another_name_waits_for_a_person():
    link = only_link([row("Zenith Dental", "FA90417")], [entry("Quiet Tern Acupuncture", number="90417")])
    assert (link.decision, link.identity_class) == (Decision.REVIEW, IdentityClass.NONE)
    assert "the name does not" in link.reason


def test_a_rare_name_in_the_same_zip_is_accepted_by_name():
    link = only_link([row("Quiet Tern Acupuncture PLLC", "FA90417")], [entry("QUIET TERN ACUPUNCTURE")])
    assert (link.decision, link.rule) == (Decision.ACCEPT, "organization_name")
    assert link.identity_class is IdentityClass.NAME_AND_PLACE


@pytest.mark.parametrize(
    "printed", ["Marsh Holdings LLC DBA Quiet Tern Acupuncture", "Quiet Tern Acup", "Marsh Holdings, Inc."]
)
def test_legal_and_trade_name_stand_for_each_other(printed):
    link = only_link([row(printed, "FA90417")], [entry("MARSH HOLDINGS LLC", "Quiet Tern Acupuncture")])
    assert link.decision is Decision.ACCEPT


def test_the_same_name_in_another_town_may_be_a_branch_and_waits():
    link = only_link([row("Quiet Tern Acupuncture", "FA90417", 2)], [entry("Quiet Tern Acupuncture", town=0)])
    assert link.decision is Decision.REVIEW
    assert "branch" in link.reason


def test_each_branch_is_linked_to_its_own_row():
    rows = [row("Quiet Tern Acupuncture", f"FA9041{town}", town) for town in range(2)]
    entries = [entry("Quiet Tern Acupuncture", number=f"9041{town}", town=town) for town in range(2)]
    accepted = {key for key, link in links_with(rows, entries).items() if link.decision is Decision.ACCEPT}
    assert accepted == {(e.entry_id, r.row_id) for e, r in zip(entries, rows, strict=True)}


def test_a_name_of_town_and_trade_is_no_proof_where_it_is_usual():
    """Every clinic of the towns is called after its town: the one row here may be anybody's."""
    towns = [
        row(f"{city} {kind}", f"FA{80000 + 100 * i + 10 * j}", i)
        for i, (city, _) in enumerate(TOWNS[:8])
        for j, kind in enumerate(KINDS * 3)
    ]
    link = links_with(towns, [entry("Omak Acupuncture", town=4)])
    assert link
    assert not [x for x in link.values() if x.decision is Decision.ACCEPT]


def test_two_rows_that_fit_alike_are_a_tie_and_nobody_breaks_it():
    rows = [row("Quiet Tern Acupuncture", number, row_id=number) for number in ("FA90417", "FA55520")]
    links = links_with(rows, [entry("Quiet Tern Acupuncture")])
    assert {x.decision for x in links.values()} == {Decision.REVIEW}
    assert {x.rival_license_id for x in links.values()} == {"FA90417", "FA55520"}


def test_two_entries_that_fit_one_row_alike_wait():
    entries = [entry("Quiet Tern Acupuncture", entry_id=name) for name in ("one", "two")]
    links = links_with([row("Quiet Tern Acupuncture", "FA90417")], entries)
    assert [x.decision for x in links.values()] == [Decision.REVIEW, Decision.REVIEW]


def test_rows_of_one_license_do_not_compete():
    rows = [row("Quiet Tern Acupuncture", "FA90417", row_id=name) for name in ("expired", "renewed")]
    links = links_with(rows, [entry("Quiet Tern Acupuncture")])
    assert [x.decision for x in links.values()] == [Decision.ACCEPT, Decision.ACCEPT]


def test_a_claimed_number_that_differs_stops_a_link_by_name():
    link = only_link(
        [row("Quiet Tern Acupuncture", "FA90417")], [entry("Quiet Tern Acupuncture", number="31888")]
    )
    assert link.decision is Decision.REVIEW
    assert "another one" in link.reason


def test_an_adverse_row_is_tied_to_an_organization_by_its_number_only():
    adverse = row("Quiet Tern Acupuncture", "FA90417", is_adverse=True)
    by_name = only_link([adverse], [entry("Quiet Tern Acupuncture")])
    by_number = only_link([adverse], [entry("Quiet Tern Acupuncture", number="90417")])
    assert (by_name.decision, by_number.decision) == (Decision.REVIEW, Decision.ACCEPT)
    assert "adverse" in by_name.reason


def test_a_misspelled_name_is_found_and_a_different_word_is_no_misspelling():
    misspelled = only_link([row("Quiet Terrn Acupuncture", "FA90417")], [entry("Quiet Terrns Acupuncture")])
    assert misspelled.license_id
    assert not links_with([row("Quiet Kestrel Acupuncture", "FA90417")], [entry("Birch Kestrel Acupuncture")])


def test_where_rare_names_come_in_pairs_branches_are_expected_and_names_prove_less():
    """Chains of two in one ZIP: with the own row away, the sister's would be taken for it."""
    names = [f"{a}{b.lower()} Acupuncture" for a in FIRST for b in SECOND]
    rows = [
        row(name, f"FA{60000 + 40 * i + 17 * k}", 5 + i % 25)
        for i, name in enumerate(names)
        for k in range(2)
    ]
    entries = [entry(name, number=f"{60000 + 40 * i}", town=5 + i % 25) for i, name in enumerate(names)]
    stranger = entry("Amberpath Acupuncture", town=5, entry_id="stranger")
    links, model = link_organizations(rows, [*entries, stranger])
    assert model.branches > 0.4
    assert not [x for x in links if x.entry_id == "stranger" and x.decision is Decision.ACCEPT]
    assert sum(x.decision is Decision.ACCEPT for x in links) == len(entries)


def test_hostile_names_are_compared_like_any_other():
    names = ["...", "\x00<script>", "DBA", "A" * 2000, "and and and", "LLC", "§§ & ©"]
    rows = [row(name, "FA12345", row_id=str(i)) for i, name in enumerate(names)]
    entries = [entry(name, entry_id=str(i)) for i, name in enumerate(names)]
    links, _ = link_organizations(rows, entries)
    assert {x.entry_id for x in links} <= {str(i) for i in range(len(names))}


def test_without_rows_or_entries_there_are_no_links():
    rows, entries = crowd()
    for some_rows, some_entries in (([], []), (rows, []), ([], entries)):
        assert link_organizations(some_rows, some_entries)[0] == []


def test_an_id_that_stands_there_twice_is_refused_by_name():
    with pytest.raises(ValueError, match="row_id 'x' stands there twice"):
        link_organizations([row("Aaa", row_id="x"), row("Bbb", row_id="x")], [])


def test_every_level_has_a_sentence_and_every_m_sums_to_one():
    for comparison, levels in LEVELS.items():
        for level in levels:
            assert organization_sentence(comparison, level, "left", "right")
    for levels in M_DEFAULTS.values():
        assert abs(sum(m for level, m in levels.items() if level != "missing") - 1) < 1e-9


drawn = st.lists(
    st.tuples(
        st.sampled_from(FIRST[:4]), st.sampled_from(KINDS), st.integers(0, 4), st.booleans(), st.booleans()
    ),
    max_size=12,
)


def rows_of(clinics):
    return [
        row(
            f"{first} {kind} LLC",
            f"FA{50000 + 13 * i}" if has_number else "",
            town,
            f"r{i}",
            is_adverse=adverse,
        )
        for i, (first, kind, town, has_number, adverse) in enumerate(clinics)
    ]


def entries_of(clinics):
    return [
        entry(
            f"{first} {kind}", number=f"{50000 + 13 * i}" if has_number else "", town=town, entry_id=f"e{i}"
        )
        for i, (first, kind, town, has_number, _) in enumerate(clinics)
    ]


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(drawn, drawn, st.randoms(use_true_random=False))
def test_links_do_not_depend_on_the_order_of_the_records(roll, directory, chance: random.Random):
    rows, entries = rows_of(roll), entries_of(directory)
    once = link_organizations(rows, entries)
    chance.shuffle(rows)
    chance.shuffle(entries)
    assert link_organizations(rows, entries) == once


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(drawn, drawn)
def test_factors_sum_exactly_and_adverse_rows_need_the_number(roll, directory):
    rows = rows_of(roll)
    adverse = {r.row_id for r in rows if r.is_adverse}
    links, _ = link_organizations(rows, entries_of(directory))
    keys = [(x.entry_id, x.license_id) for x in links]
    assert keys == sorted(set(keys))
    for link in links:
        assert sum(reversed([c.weight_bits for c in link.comparisons])) == link.weight_bits
        assert 0 <= link.probability <= 1
        if link.decision is Decision.ACCEPT and link.license_id in adverse:
            assert link.identity_class is IdentityClass.NUMBER_AND_NAME


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(drawn)
def test_a_twin_of_every_row_leaves_nothing_to_accept_by_name(clinics):
    """Two licenses, one name, one place: whichever is meant, nobody can tell."""
    rows = rows_of([(first, kind, town, False, False) for first, kind, town, _, _ in clinics])
    twins = [replace(r, row_id=f"{r.row_id}-twin") for r in rows]
    entries = [replace(e, claims=()) for e in entries_of(clinics)]
    links, _ = link_organizations([*rows, *twins], entries)
    assert not [x for x in links if x.decision is Decision.ACCEPT]
