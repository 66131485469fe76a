"""Links that explain themselves: near misses, abstentions, fingerprints, pictures."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from math import log2
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.records import Status
from tests.factories import GIVENS, SURNAMES, crowd, entry, license_row, other_name, place
from tests.linkage.build import sides
from verify.linkage.engine import link_records
from verify.linkage.fingerprints import Fingerprints
from verify.linkage.links import Decision, link_from_facts
from verify.linkage.model import default_model
from verify.linkage.near_misses import NEAR_MISS_BITS
from verify.linkage.organization_records import ClaimedNumber, OrganizationEntry, OrganizationRow
from verify.linkage.organizations import link_organizations
from verify.linkage.replayed import replayed
from verify.linkage.stored_model import StoredModelError, model_of
from verify.linkage.waterfall import LEAST_BAR, WIDTH, cut_bits, waterfall
from verify.linkage.waterfall_picture import picture

NUMBER = "ACUP.AC.60990117"
CROWD = crowd(600)
LOS_ANGELES = {"city": "Los Angeles", "state": "WA", "zip5": ""}

names = st.tuples(st.sampled_from(GIVENS), st.sampled_from(SURNAMES), st.sampled_from(["", "Q", "Quincy"]))
people = st.lists(names, min_size=1, max_size=15)


def linked(rows, *entries):
    return link_records([*rows, *CROWD], entries)


@settings(max_examples=40, deadline=None)
@given(people, people)
def test_near_misses_are_the_best_of_those_that_were_rejected(roll, directory):
    rows = [license_row(g, s, f"ACUP.AC.{60000000 + i}", middle_name=m) for i, (g, s, m) in enumerate(roll)]
    entries = [
        replace(entry(g, s, f"AC{60000000 + i}" if i % 2 else ""), middle_name=m, entry_id=f"{i:010d}")
        for i, (g, s, m) in enumerate(directory)
    ]
    found = link_records(rows, entries)
    told = {(link.entry_id, link.license_id) for link in found.links}
    assert all(link.decision is not Decision.NONE for link in found.links)
    for link in found.near_misses:
        assert link.decision is Decision.NONE and link.identity_class == "none" and link.reason
        assert (link.entry_id, link.license_id) not in told
        assert sum(each.weight_bits for each in link.comparisons) == link.weight_bits >= NEAR_MISS_BITS
    assert len({link.entry_id for link in found.near_misses}) == len(found.near_misses)


def test_a_near_miss_names_the_row_that_was_accepted_instead():
    rows = [
        license_row("Thaddeus", "Zweigelt", NUMBER),
        license_row("Thelma", "Zweigelt", "ACUP.AC.60990118"),
    ]
    found = linked(rows, entry("Thaddeus", "Zweigelt", "AC60990117"))
    assert [link.license_id for link in found.links] == [f"us_wa_doh:{NUMBER}"]
    (missed,) = found.near_misses
    assert missed.license_id == "us_wa_doh:ACUP.AC.60990118"
    assert missed.reason.startswith(f"another row of this listing was accepted: us_wa_doh:{NUMBER}")
    assert missed.rival_license_id == f"us_wa_doh:{NUMBER}"
    assert {each.comparison: each.level for each in missed.comparisons}["given name"] == "different"


@pytest.mark.parametrize(
    ("first", "second", "who", "words"),
    [
        ({}, {}, {}, "two people named Young Kimstone in Los Angeles; neither lists a middle name"),
        ({}, {"city": "Kent"}, {}, "two people named Young Kimstone; neither lists a middle name"),
        ({"middle_name": "Ann"}, {"middle_name": "Bea"}, {}, "the entry lists no middle name"),
        ({}, {}, {}, "the entry states no license number"),
    ],
    ids=["one city", "two cities", "no middle name in the entry", "no number"],
)
def test_an_abstention_says_what_would_have_to_be_known(first, second, who, words):
    rows = [
        replace(license_row("Young", "Kimstone", NUMBER), **LOS_ANGELES | first),
        replace(license_row("Young", "Kimstone", "ACUP.AC.60990118"), **LOS_ANGELES | second),
    ]
    found = linked(rows, replace(entry("Young", "Kimstone", places=(place("WA", "Tacoma", "98402"),)), **who))
    assert len(found.links) == 2
    for link in found.links:
        assert link.decision is Decision.REVIEW
        assert words in link.reason


def fingerprints(row, who, *others):
    made = sides([row, *others], [who])
    hashes = Fingerprints(made)
    return hashes.of_entry(0), hashes.of_row(made.roll.ids.index(row.license_id))


ROW, WHO = license_row("Thaddeus", "Zweigelt", NUMBER), entry("Thaddeus", "Zweigelt", "AC60990117")


@pytest.mark.parametrize(
    "changes",
    [
        {"last_name": "Zweigelts"}, {"first_name": "Thadeus"}, {"middle_name": "Q"}, {"suffix": "Jr."},
        {"license_number": "ACUP.AC.60990118"}, {"city": "Kent"}, {"zip5": "98030"}, {"jurisdiction": "OR"},
        {"status": Status.REVOKED}, {"status": Status.EXPIRED}, {"is_superseded": True}, {"holder_id": "77"},
    ],
    ids=str,
)  # fmt: skip
def test_any_change_of_what_linking_reads_of_a_row_changes_its_fingerprint_alone(changes):
    before, after = fingerprints(ROW, WHO), fingerprints(replace(ROW, **changes), WHO)
    assert before[0] == after[0]
    assert before[1] != after[1]


@pytest.mark.parametrize(
    "changes",
    [
        {"last_name": "Zweigelts"},
        {"middle_name": "Q"},
        {"other_names": (other_name("Thaddeus", "Marwenstein"),)},
        {"places": (place("WA", "KENT", "98030"),)},
        {"places": (place("OR", "SEATTLE", "98101"),)},
        {"claims": ()},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_any_change_of_what_linking_reads_of_an_entry_changes_its_fingerprint_alone(changes):
    before, after = fingerprints(ROW, WHO), fingerprints(ROW, replace(WHO, **changes))
    assert before[0] != after[0]
    assert before[1] == after[1]


def test_fingerprints_do_not_depend_on_other_records_or_on_how_a_value_is_written():
    assert fingerprints(ROW, WHO) == fingerprints(ROW, WHO, *CROWD[:50])
    assert fingerprints(replace(ROW, last_name=" ZWEIGELT "), WHO) == fingerprints(ROW, WHO)


def clinics():
    row = OrganizationRow(
        "r1", "WA", "organization", "Blue Heron Acupuncture", "CL 77123", "Kent", "WA", "98030", False
    )
    twin = replace(
        row, row_id="r2", name="Blue Heron Yoga", license_number="CL 88456", city="Yakima", zip5="98901"
    )
    who = OrganizationEntry(
        "e1", ("Blue Heron Acupuncture LLC",), ("WA",), (), (ClaimedNumber("WA", "CL77123"),)
    )
    return [row, twin], [who]


def test_organizations_carry_cut_and_fingerprints_too_and_near_misses_on_request():
    rows, entries = clinics()
    found, model = link_organizations(rows, entries)
    again, _ = link_organizations(rows, entries, given=model)
    changed, _ = link_organizations([replace(rows[0], city="Renton"), rows[1]], entries)
    assert again == found
    assert {(link.decision, link.cut) for link in found} == {(Decision.ACCEPT, 0.995)}
    assert (changed[0].entry_hash, found[0].entry_hash) == (found[0].entry_hash,) * 2
    assert changed[0].license_hash != found[0].license_hash
    more, _ = link_organizations(rows, entries, near_misses=True)
    assert [link for link in more if link.decision is not Decision.NONE] == found


def test_a_model_that_is_given_is_used_as_it_is_and_nothing_is_learned():
    given = default_model()
    found = link_records([ROW, *CROWD], [WHO], model=given)
    assert found.model_version == given.version == model_of(json.loads(json.dumps(found.model_facts))).version


def test_a_link_is_made_again_of_its_facts():
    (link,) = linked([ROW], WHO).links
    assert link_from_facts(json.loads(json.dumps(asdict(link)))) == link


@pytest.mark.parametrize("name", ["m", "number_odds", "cuts"])
def test_facts_that_lack_a_parameter_are_no_model(name):
    facts = {key: value for key, value in default_model().facts().items() if key != name}
    with pytest.raises(StoredModelError, match=name):
        model_of(facts)


def test_a_difference_in_a_factor_a_row_or_a_link_is_named_with_both_values():
    (link,) = linked([ROW], WHO).links
    factor = replace(link.comparisons[0], weight_bits=1.0)
    changed = replace(link, license_hash="0" * 16, comparisons=(factor, *link.comparisons[1:]))
    found = replayed([link], [changed])
    assert [(each.what, each.stored, each.found) for each in found.differences] == [
        ("license_hash", link.license_hash, "0" * 16),
        ("weight_bits of prior", link.comparisons[0].weight_bits, 1.0),
    ]
    assert (found.equal, found.count) == (0, 1)
    (gone,) = replayed([link], []).differences
    assert (gone.stored, gone.found) == ("accept", None)
    assert replayed([link], [replace(link, reason="in other words")]).equal == 1


bits = st.integers(-40 * 1024, 40 * 1024).map(lambda grains: grains / 1024)


@given(st.sampled_from([0.95, 0.995, 0.999, 0.9999]), st.none() | bits)
def test_the_cut_in_bits_is_where_the_probability_reaches_the_cut(cut, rival):
    needed = cut_bits(cut, rival)
    others = 1 if rival is None else 1 + 2**rival
    assert abs(log2(others * cut / (1 - cut)) - needed) < 1e-9
    assert abs(2**needed / (2**needed + others) - cut) < 1e-9
    assert cut_bits(1.0, rival) is None


@given(st.lists(bits, min_size=1, max_size=9), st.none() | bits)
def test_each_bar_begins_where_the_one_before_ended_and_the_last_ends_at_the_sum(weights, rival):
    factors = [{"weight_bits": each, "reason": "Same"} for each in weights]
    figure = waterfall(factors, {"weight_bits": sum(weights), "cut": 0.995, "rival_weight_bits": rival})
    ends = [figure.zero]
    for bar, weight in zip(figure.bars, weights, strict=True):
        start = bar.x if weight >= 0 else bar.x + bar.width
        assert start == pytest.approx(ends[-1], abs=2 * LEAST_BAR)
        ends.append(bar.x if weight < 0 else bar.x + bar.width)
    last = figure.sum.x + (figure.sum.width if sum(weights) > 0 else 0)
    assert last == pytest.approx(ends[-1], abs=2 * LEAST_BAR)
    for bar in (*figure.bars, figure.sum):
        assert bar.x >= 0 and bar.x + bar.width <= WIDTH
    assert 0 <= figure.cut <= WIDTH


def test_the_picture_says_all_in_words_too_and_takes_any_text_as_text():
    (link,) = linked([ROW], WHO).links
    facts = asdict(link)
    hostile = '</style><script>alert("x")</script>\x00 & \ud7ff'
    facts["comparisons"][0]["reason"] = hostile
    drawn = picture(f"Accepted: {hostile}", facts["comparisons"], facts)
    root = ElementTree.fromstring(drawn)  # noqa: S314 (our own text)
    space = "{http://www.w3.org/2000/svg}"
    assert not root.findall(f".//{space}script")
    described = root.find(f"{space}desc").text
    for each in facts["comparisons"][1:]:
        assert each["reason"] in described
    assert len(root.findall(f".//{space}rect[@class='track']")) == len(facts["comparisons"]) + 1
    assert root.findall(f".//{space}path[@class='cut']")
    assert "style=" not in drawn
