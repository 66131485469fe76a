from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.lookup import drawn, main, question_of, swapped
from tests.linkage.lookup_lists import database
from verify.linkage.lookup_question import read_question


def test_the_same_seed_draws_the_same_licenses() -> None:
    first, again, other = (drawn(database(), 5, seed) for seed in (7, 7, 8))
    assert [row["license_id"] for row in first] == [row["license_id"] for row in again]
    assert [row["license_id"] for row in first] != [row["license_id"] for row in other]


def test_a_question_asks_what_its_kind_says() -> None:
    row = drawn(database(), 1, 7)[0]
    name, state = f"{row['first_name']} {row['last_name']}", row["jurisdiction"]
    alone = question_of("name alone", row)
    assert alone == read_question(name=name, number="", state=state, profession=row["profession"])
    number = question_of("number alone", row)
    assert (number.name, number.number) == ("", row["license_number"])
    assert question_of("mistyped name alone", row) != alone
    assert swapped("Linwick") == "Lniwick"


def test_without_a_database_it_says_how_to_make_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path)]) == 1
    assert "practitioners demo" in capsys.readouterr().err
