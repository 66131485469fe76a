"""Lists that lack a column, or say a thing in their own words, are linked as far as they go."""

from __future__ import annotations

import pytest

from tests.linkage.build import write_list
from verify.linkage.engine import link_sides
from verify.linkage.list_sides import read_sides
from verify.linkage.lists import DIRECTORY_COLUMNS, ROLL_COLUMNS, read_list
from verify.linkage.run import Scope

ENTRY = {
    "entry_id": "1", "first_name": "Thaddeus", "last_name": "Zweigelt", "state": "OR", "city": "SALEM",
    "zip": "97301", "taxonomy": "171100000X", "licenses": "OR:AC123456",
}  # fmt: skip
ROW = {
    "rec_id": "9", "first_name": "Thaddeus", "last_name": "Zweigelt", "license_number": "AC123456",
    "profession": "Acupuncturist", "state": "OR", "city": "SALEM", "zip": "97301",
}  # fmt: skip
OTHERS = [
    ROW
    | {
        "rec_id": f"x{i}",
        "first_name": f"Given{i}",
        "last_name": f"Family{i}",
        "license_number": f"AC{200000 + i}",
    }
    for i in range(40)
]


def found(tmp_path, entry, rows, *more_entries):
    directory = write_list(tmp_path / "D.csv", [entry, *more_entries])
    roll = write_list(tmp_path / "R.csv", [*rows, *OTHERS])
    read = read_sides(read_list(directory, DIRECTORY_COLUMNS), read_list(roll, ROLL_COLUMNS), {})
    run = link_sides(read.sides, lambda _: None, Scope(is_everywhere=True, is_one_entry_each=False))
    return {(x.entry_id, x.row_id): x for x in run.plain_links()}


@pytest.mark.parametrize(
    ("entry", "row"),
    [
        ({"taxonomy": ""}, {}),
        ({}, {"profession": ""}),
        ({"taxonomy": ""}, {"profession": ""}),
        ({}, {"profession": "Class III practitioner"}),
        ({"taxonomy": "HEALER"}, {}),
        ({"taxonomy": "HEALER"}, {"profession": "Healer"}),
    ],
    ids=[
        "entry states none",
        "row states none",
        "neither",
        "row in its own words",
        "entry in its own",
        "same words",
    ],
)
def test_a_profession_that_is_not_stated_does_not_stand_against_a_number(tmp_path, entry, row):
    other = ENTRY | {"entry_id": "2", "first_name": "Quentin", "last_name": "Marwen", "licenses": ""}
    link = found(tmp_path, ENTRY | entry, [ROW | row], other)["1", "9"]
    assert (link.rule, link.decision.value) == ("number_and_name", "accept")


def test_another_profession_still_stands_against_a_number(tmp_path):
    links = found(tmp_path, ENTRY, [ROW | {"profession": "Physical Therapist"}])
    assert all(link.decision.value == "review" for link in links.values())


@pytest.mark.parametrize("lacking", ["entry", "row", "both"])
def test_lists_without_states_are_linked_by_number_and_name(tmp_path, lacking):
    entry = ENTRY | ({"state": "", "licenses": "OR:AC123456"} if lacking != "row" else {})
    rows = [{**row, "state": ""} if lacking != "entry" else row for row in [ROW, *OTHERS]]
    directory = write_list(tmp_path / "D.csv", [entry])
    roll = write_list(tmp_path / "R.csv", rows)
    read = read_sides(read_list(directory, DIRECTORY_COLUMNS), read_list(roll, ROLL_COLUMNS), {})
    run = link_sides(read.sides, lambda _: None, Scope(is_everywhere=True, is_one_entry_each=False))
    assert [(x.row_id, x.rule) for x in run.plain_links()] == [("9", "number_and_name")]
