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
from crawler.standin.people import Role
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
    assert 0.19 <= len(without) / entries <= 0.30
    for each in people.person_entries:
        assert (each.registration.npi in without) is (each.person.role is not Role.LICENSED)
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


def test_every_way_of_writing_a_number_keeps_its_digits():
    for each in population(2, 400, 200, AS_OF).licenses:
        if not each.is_temporary:
            tail = each.number[3:] if each.state == "IL" else re.search(r"\d{4,8}$", each.number)[0]
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
