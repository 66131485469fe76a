from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.linkage import composition, places, real_sets
from benchmarks.linkage.boards import ESTABLISHMENT, NameOrder
from benchmarks.linkage.measure import Data
from benchmarks.linkage.population import write_population
from benchmarks.linkage.standard import standard_entry, standard_row
from benchmarks.linkage.writing import display
from crawler.standin.chance import Chance
from crawler.standin.names import Name

SIZE = 3000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("population")
    write_population(path, 5, SIZE)
    return path


def test_the_same_seed_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    write_population(tmp_path, 5, SIZE)
    for name in ("D.csv", "R.csv", "TRUTH.csv", "boards.csv"):
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes()


def test_another_seed_gives_other_people(folder: Path, tmp_path: Path) -> None:
    write_population(tmp_path, 6, SIZE)
    assert (tmp_path / "D.csv").read_bytes() != (folder / "D.csv").read_bytes()


def test_the_truth_names_entries_and_rows_that_exist(folder: Path) -> None:
    data = Data.read(folder)
    assert all(entry in data.entries and row in data.rows for entry, row in data.truth)


def test_a_quarter_of_the_entries_is_on_no_roll(folder: Path) -> None:
    data = Data.read(folder)
    linked = {entry for entry, _ in data.truth}
    assert 1 - len(linked) / len(data.entries) == pytest.approx(0.247, abs=0.01)


def test_numbers_are_listed_as_often_as_in_a_real_directory(folder: Path) -> None:
    entries = Data.read(folder).entries.values()
    for kind, share in (("individual", 0.55), ("organization", 0.25)):
        of_kind = [each for each in entries if each["entity_type"] == kind]
        assert sum(bool(each["licenses"]) for each in of_kind) / len(of_kind) == pytest.approx(
            share, abs=0.06
        )


def test_ids_and_order_tell_nothing_of_the_truth(folder: Path) -> None:
    data = Data.read(folder)
    same = sum(abs(int(entry[1:]) - int(row[1:])) < 10 for entry, row in data.truth)
    assert same / len(data.truth) < 0.02


def test_the_truth_is_made_of_what_real_registers_hold(folder: Path) -> None:
    made = composition.composition(folder)
    assert made["organization"] == pytest.approx(0.13, abs=0.02)
    assert made["number"] == pytest.approx(0.42, abs=0.04)
    agreeing = composition.agreement(folder)
    assert 0.88 < agreeing["last"] < 0.97
    assert 0.36 < agreeing["zip5"] < 0.47


def test_a_bare_number_is_often_somebody_elses_and_hardly_ever_with_a_name(folder: Path) -> None:
    rules = composition.rules(folder)
    bare, named = rules["state + number"], rules["state + number + profession + surname or given name"]
    assert bare[0] < named[0]
    assert named[0] > 0.995


def test_a_board_prints_all_names_in_one_order(folder: Path) -> None:
    with (folder / "boards.csv").open(newline="") as handle:
        orders = {row["state"]: row["name_order"] for row in csv.DictReader(handle)}
    clinics = {title.lower() for title in ESTABLISHMENT.titles}
    for row in Data.read(folder).rows.values():
        if row["profession"].lower() not in clinics:
            order = orders[row["state"]]
            assert bool(row["last_name"]) == (order == NameOrder.PARTS)
            assert ("," in row["name"]) == (order == NameOrder.LAST_COMMA_FIRST)


@pytest.mark.parametrize(("share", "count"), [(1.0, 51), (0.5, 25), (0.1, 5), (0.01, 2), (0.004, 2)])
def test_states_hold_the_share_of_people_that_the_size_asks_for(share: float, count: int) -> None:
    states = places.choose_states(Chance(3, "states"), share)
    assert len(states) == count
    assert sum(places.STATE_SHARES[each] for each in states) / 100 == pytest.approx(share, rel=0.11)


WORDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=5, max_size=9)


@given(WORDS, st.one_of(st.just(""), WORDS), WORDS, st.sampled_from(list(NameOrder)))
def test_standard_columns_read_a_name_in_whatever_order_it_is_printed(
    first: str, middle: str, last: str, order: NameOrder
) -> None:
    parts = {"first_name": first, "middle_name": middle, "last_name": last, "suffix": ""}
    row = {
        "rec_id": "r1",
        "name": "",
        "profession": "Acupuncturist",
        "state": "WA",
        "license_number": "AC 0123",
    }
    if order is NameOrder.PARTS:
        row |= parts
    else:
        row["name"] = display(Name(first, middle, last), order).upper()
    found = standard_row(row, {"WA": order})
    assert (found.first, found.middle, found.last) == (first, middle, last)
    assert found.number == "WA:123"


def test_letters_behind_a_name_are_no_surname() -> None:
    found = standard_entry({"entry_id": "e1", "name": "Example Ma, L.Ac.", "taxonomy": "171100000X"})
    assert (found.first, found.last, found.profession) == ("example", "ma", "acupuncturist")


PEOPLE = """NPI,Provider Last Name (Legal Name),Provider First Name,Provider Middle Name,\
Provider Name Suffix Text,Provider Credential Text,Provider Other Last Name,Provider Other First Name,\
Provider Business Practice Location Address City Name,Provider Business Practice Location Address State Name,\
Provider Business Practice Location Address Postal Code
"""
ROLL = "NPI,Provider Last Name,Provider First Name,Provider Middle Name,suff,City/Town,State,ZIP Code\n"


def test_registers_become_a_population_without_their_number(tmp_path: Path) -> None:
    source, out = tmp_path / "source", tmp_path / "out"
    source.mkdir()
    numbers = [f"99{at:08d}" for at in range(40)]
    person = "{},SAMPLE{},EXAMPLE,,,PT,,,AVON,WA,98000\n"
    (source / "nppes_people.csv").write_text(
        PEOPLE + "".join(person.format(n, at) for at, n in enumerate(numbers)), encoding="utf-8"
    )
    roll = "".join(f"{n},SAMPLE{at},EXAMPLE,,,AVON,WA,98000\n" * 2 for at, n in enumerate(numbers))
    (source / "cms_clinicians.csv").write_text(ROLL + roll, encoding="utf-8")
    real_sets.write_registers(source, out)
    data = Data.read(out)
    assert len(data.entries) == 40
    assert len(data.rows) == len(data.truth) < 80
    assert all(data.entries[entry]["last_name"] == data.rows[row]["last_name"] for entry, row in data.truth)
    assert not any(number in (out / name).read_text() for name in ("D.csv", "R.csv") for number in numbers)
