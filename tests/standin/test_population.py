"""Laws of every population, whatever its seed and size."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from crawler.standin.chance import Chance, table
from crawler.standin.claims import mistyped, written
from crawler.standin.corruption import fold, typo
from crawler.standin.npi import check_digit, invented_npi
from crawler.standin.people import ACUPUNCTURIST, PHYSICAL_THERAPIST, Role
from crawler.standin.population import population
from crawler.standin.truth import truth_rows

AS_OF = date(2026, 11, 20)


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 10**6), entries=st.integers(60, 260))
def test_every_population_keeps_its_promises(seed, entries):
    people = population(seed, licensees=entries, entries=entries, as_of=AS_OF)
    rows = truth_rows(people)
    identifiers = [each.registration.npi for each in (*people.person_entries, *people.clinic_entries)]
    assert len(identifiers) == len(set(identifiers)) == entries
    assert {npi for npi, _, _ in rows} == set(identifiers)
    without = {npi for npi, license_id, _ in rows if not license_id}
    assert 0.17 <= len(without) / entries <= 0.30
    for each in people.person_entries:
        may_be_listed = each.person.practice.spot.city.state == "CA" and each.person.role is Role.PHYSICIAN
        is_without = each.registration.npi in without
        assert is_without is (each.person.role is not Role.LICENSED) or may_be_listed
    for each in people.licenses:
        assert each.issued < AS_OF
        assert each.renewed < AS_OF
        assert each.person.born < each.issued


def test_people_of_a_seed_do_not_depend_on_the_size_of_the_population():
    small = population(3, 100, 60, AS_OF).licensees
    large = population(3, 400, 60, AS_OF).licensees
    unchanged = sum(one.identity == other.identity for one, other in zip(small, large, strict=False))
    assert unchanged > 70  # relatives and namesakes are chosen among all


def test_a_small_population_has_relatives_and_namesakes():
    people = population(1, 300, 200, AS_OF).licensees
    by_name = {}
    for each in people:
        name = (each.identity.name.first, each.identity.name.last)
        by_name.setdefault(name, []).append(each)
    groups = [group for group in by_name.values() if len(group) > 1]
    assert any({"", "Jr"} <= {each.identity.name.suffix for each in group} for group in groups)
    assert any(group[0].profession != group[1].profession for group in groups)
    couples = [(each.practice, each.identity.name.last) for each in people]
    assert len(set(couples)) < len(couples)


@given(st.integers(0, 999_999), st.integers(0, 999_999))
def test_invented_identifiers_are_valid_and_distinct(one, other):
    assert check_digit(invented_npi(one)[:9]) == invented_npi(one)[9]
    assert (invented_npi(one) == invented_npi(other)) is (one == other)


def test_the_millionth_identifier_is_refused():
    with pytest.raises(ValueError, match="1000000"):
        invented_npi(1_000_000)


@given(st.integers(0, 10**6), st.text("abcdefgh", min_size=0, max_size=12))
def test_a_typo_is_one_edit(seed, text):
    assert OSA.distance(text, typo(Chance(seed, "typo"), text, rate=1.0)) <= 1
    assert typo(Chance(seed, "typo"), text, rate=0.0) == text


@given(st.integers(0, 10**6), st.from_regex(r"\A[A-Z]{0,3} ?[0-9]{4,8}\Z"))
def test_a_mistyped_number_is_another_number(seed, number):
    wrong = mistyped(Chance(seed, "number"), number)
    assert wrong != number
    assert OSA.distance(number, wrong) == 1


IDS = {
    "CO": r"us_co_dora:(ACU|PTL|PTLP|PTA)-\d{5}",
    "IL": r"us_il_idfpr:(198|070|160)\d{6}",
    "CT": r"us_ct_elicense:(97|14|98)\.\d{6}",
    "DE": r"us_de_dpr:(Z9|J1|J2)-\d{7}",
    "TX": r"us_tx_tmb:AC\d{5}",
    "NJ": r"us_nj_mylicense:(25MZ|40QA|40QB)\d{6}00",
    "FL": r"us_fl_mqa:(AP|PT|PTA)\d{4,5}",
}


def test_licenses_have_the_ids_of_a_faithful_reader_each_once():
    found = [each for each in population(4, 1500, 500, AS_OF).licenses if each.state in IDS]
    assert {each.state for each in found} == set(IDS)
    assert len({each.license_id for each in found}) == len(found)
    for each in found:
        assert re.fullmatch(IDS[each.state], each.license_id)
        assert each.license_id.endswith(each.number)


def test_texas_lists_acupuncturists_alone_and_its_therapists_are_entries_without_a_license():
    people = population(4, 1500, 1000, AS_OF)
    assert {each.profession for each in people.licenses if each.state == "TX"} == {ACUPUNCTURIST}
    outside = [each.person for each in people.person_entries if each.person.other_state == "TX"]
    assert outside
    assert {each.profession for each in outside if each.role is Role.ELSEWHERE} == {PHYSICAL_THERAPIST}


def test_cases_lie_between_the_license_and_today_and_stand_behind_every_sanction():
    for each in population(4, 1500, 500, AS_OF).licenses:
        for case in each.cases:
            assert each.issued < case.started < AS_OF
            assert case.ended is None or case.started < case.ended < AS_OF
        if each.state in ("CO", "IL", "DE") and each.status.upper() in ("REVOKED", "PROBATION"):
            assert each.cases
        if each.state in ("CT", "NJ", "FL"):
            assert not each.cases


def test_every_way_of_writing_a_number_keeps_its_digits():
    for each in population(2, 400, 200, AS_OF).licenses:
        if not each.is_temporary:
            tail = each.number[3:] if each.state == "IL" else re.search(r"\d{3,8}$", each.number)[0]
            digits = tail.lstrip("0")
            assert written(Chance(1, each.license_id), each).strip().endswith(digits)


def test_draws_follow_their_weights_and_their_seed():
    words = table("often:9 seldom:1 De_Leon:0")
    drawn = [Chance(1, number).weighted(words) for number in range(2000)]
    assert drawn == [Chance(1, number).weighted(words) for number in range(2000)]
    assert 0.87 < drawn.count("often") / 2000 < 0.93
    assert "De Leon" not in drawn
    assert "De Leon" in list(words)
    assert sorted(Chance(4, "x").shuffled(range(50))) == list(range(50))


def test_folding_leaves_plain_letters():
    assert fold("Peña Ávila Søren Müller") == "Pena Avila Soren Muller"
