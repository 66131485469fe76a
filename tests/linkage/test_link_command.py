"""`practitioners link` from the command line: two files in, one file out, or one sentence why not."""

from __future__ import annotations

import csv
import json
import random

import pytest

from tests.linkage.build import write_list
from verify import cli

FIRSTS = "Mary John Linda Robert Mei Priya Carlos Thuy Grace Thomas Esther Julius".split()
LASTS = "Smith Garcia Weber Patel Kim Wang Johnson Lopez Martin Young".split()
TOWNS = [("Seattle", "98101"), ("Omak", "98841"), ("Yakima", "98901"), ("Forks", "98331")]


def someone(i):
    return FIRSTS[i % 12], f"{LASTS[i % 10]}{'aeiou'[i // 12 % 5]}{'ntrl'[i // 60 % 4]}", TOWNS[i % 4]


DIRECTORY = [
    {"entry_id": f"e{i:03}", "entity_type": "individual", "first_name": first, "last_name": last,
     "org_name": "", "city": city, "state": "WA", "zip": zip5, "taxonomy": "171100000X",
     "licenses": f"WA:AC {60001000 + 7 * i}" if i % 2 else ""}
    for i in range(100)
    for first, last, (city, zip5) in [someone(i)]
] + [
    {"entry_id": "o1", "entity_type": "organization", "first_name": "", "last_name": "", "city": "Omak",
     "state": "WA", "org_name": "COPPER LEAF ACUPUNCTURE CLINIC LLC", "zip": "98841",
     "taxonomy": "261QM1300X", "licenses": "WA:FA71007"}
]  # fmt: skip
ROLL = [
    {"rec_id": f"r{i:03}", "name": f"{last.upper()} {first.upper()}",
     "license_number": f"AC.{60001000 + 7 * i}", "profession": "Acupuncturist License",
     "state": "WA", "city": city,
     "zip": zip5, "status": "Active", "discipline": ""}
    for i in range(200)
    for first, last, (city, zip5) in [someone(i)]
] + [
    {"rec_id": "f1", "name": "COPPER LEAF ACUPUNCTURE CLINIC", "license_number": "FA71007", "state": "WA",
     "profession": "Facility", "city": "Omak", "zip": "98841", "status": "Active", "discipline": ""}
]  # fmt: skip


def call(folder, *more, directory=DIRECTORY, roll=ROLL):
    arguments = ["link", "--directory", str(write_list(folder / "D.csv", directory))]
    arguments += ["--roll", str(write_list(folder / "R.csv", roll)), "--out", str(folder / "links.csv")]
    return cli.run([*arguments, *more])


def links(folder):
    with (folder / "links.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_links_are_written_with_their_columns_sorted(tmp_path, capfd):
    assert call(tmp_path) == 0
    header = (tmp_path / "links.csv").read_text(encoding="utf-8").splitlines()[0]
    assert header == "entry_id,rec_id,score,decision,rule,weight_bits"
    rows = links(tmp_path)
    assert rows == sorted(rows, key=lambda row: (row["entry_id"], row["rec_id"]))
    assert {row["decision"] for row in rows} <= {"accept", "review"}
    by_number = {row["entry_id"]: row["rec_id"] for row in rows if row["rule"] == "number_and_name"}
    assert {f"e{i:03}": f"r{i:03}" for i in range(1, 100, 2)}.items() <= by_number.items()
    assert all(0 <= float(row["score"]) <= 1 for row in rows)
    shown = capfd.readouterr()
    assert "accepted" in shown.out
    assert "links.csv" in shown.err


def test_organizations_are_linked_beside_the_persons(tmp_path):
    assert call(tmp_path) == 0
    assert [row["rec_id"] for row in links(tmp_path) if row["entry_id"] == "o1"] == ["f1"]
    assert not [row for row in links(tmp_path) if row["rec_id"] == "f1" and row["entry_id"] != "o1"]


def test_the_summary_is_json_alone_on_stdout(tmp_path, capfd):
    assert call(tmp_path, "--json") == 0
    facts = json.loads(capfd.readouterr().out)
    assert (facts["entries"], facts["rows"]) == (101, 201)
    assert facts["accepted"] == sum(row["decision"] == "accept" for row in links(tmp_path))
    assert facts["name_orders"]["WA"] == "last first"


def test_the_same_files_give_the_same_bytes_in_any_order_of_rows(tmp_path):
    assert call(tmp_path) == 0
    once = (tmp_path / "links.csv").read_bytes()
    assert call(tmp_path) == 0
    assert (tmp_path / "links.csv").read_bytes() == once
    chance = random.Random(3)
    shuffled = {"directory": chance.sample(DIRECTORY, len(DIRECTORY)), "roll": chance.sample(ROLL, len(ROLL))}
    assert call(tmp_path, **shuffled) == 0
    assert (tmp_path / "links.csv").read_bytes() == once


def test_a_name_order_given_by_hand_is_obeyed(tmp_path, capfd):
    assert call(tmp_path) == 0
    found = {(row["entry_id"], row["rec_id"]): float(row["weight_bits"]) for row in links(tmp_path)}
    capfd.readouterr()
    assert call(tmp_path, "--json", "--name-order", "wa=first-last") == 0
    assert json.loads(capfd.readouterr().out)["name_orders"]["WA"] == "first last"
    forced = {(row["entry_id"], row["rec_id"]): float(row["weight_bits"]) for row in links(tmp_path)}
    both = {pair for pair in found.keys() & forced.keys() if pair[0] != "o1"}
    assert both
    assert all(forced[pair] < found[pair] for pair in both), "surnames read as given names fit worse"


def test_explanations_sum_to_the_weight_of_each_link(tmp_path):
    assert call(tmp_path, "--explain", str(tmp_path / "why")) == 0
    told = [json.loads(line) for line in (tmp_path / "why" / "links.jsonl").read_text("utf-8").splitlines()]
    written = {(row["entry_id"], row["rec_id"]): row for row in links(tmp_path)}
    linked = {(link["entry_id"], link["license_id"]): link for link in told}
    assert set(written) <= set(linked)
    for pair, row in written.items():
        link, weight = linked[pair], float(row["weight_bits"])
        assert sum(each["weight_bits"] for each in link["comparisons"]) == link["weight_bits"]
        assert link["weight_bits"] == pytest.approx(weight, abs=1e-6)
        assert link["reason"]
    model = json.loads((tmp_path / "why" / "model.json").read_text("utf-8"))
    assert model["version"] in {link["model_version"] for link in told}


def test_lists_without_anybody_in_common_give_an_empty_file(tmp_path):
    stranger = [{**DIRECTORY[0], "first_name": "Zebulon", "last_name": "Quarrington", "zip": "", "city": ""}]
    assert call(tmp_path, directory=stranger) == 0
    assert (tmp_path / "links.csv").read_text("utf-8") == "entry_id,rec_id,score,decision,rule,weight_bits\n"


@pytest.mark.parametrize("side", ["directory", "roll"])
def test_a_file_that_can_not_be_used_gives_code_3_and_keeps_the_links_there_are(tmp_path, capfd, side):
    assert call(tmp_path) == 0
    before = (tmp_path / "links.csv").read_bytes()
    rows = {"directory": DIRECTORY, "roll": ROLL}[side]
    assert call(tmp_path, **{side: [*rows, rows[3]]}) == 3
    shown = capfd.readouterr().err
    assert f"Error: {tmp_path}" in shown
    assert "stands in row 5 too; ids must differ" in shown
    assert "Traceback" not in shown
    assert (tmp_path / "links.csv").read_bytes() == before


def test_an_out_that_is_a_folder_is_refused(tmp_path, capfd):
    (tmp_path / "links.csv").mkdir()
    assert call(tmp_path) == 2
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.parametrize("order", ["WA", "WA=backwards", "=first-last"])
def test_a_name_order_that_does_not_exist_is_refused(tmp_path, capfd, order):
    assert call(tmp_path, "--name-order", order) == 2
    assert "last-comma-first, first-last, last-first" in capfd.readouterr().err


def test_a_missing_file_or_option_is_a_wrong_command_line(tmp_path, capfd):
    assert cli.run(["link", "--directory", str(tmp_path / "none.csv"), "--roll", "x", "--out", "y"]) == 2
    assert cli.run(["link"]) == 2
    assert "Traceback" not in capfd.readouterr().err


def test_markup_and_formulas_in_names_stay_text(tmp_path):
    hostile = {
        **ROLL[1],
        "rec_id": "r999",
        "name": "<script>alert(1)</script> =HYPERLINK(0)",
        "license_number": "1",
    }
    entry = {**DIRECTORY[1], "entry_id": "e999", "first_name": "\x00=1+1", "last_name": "'; DROP TABLE links"}
    assert call(tmp_path, directory=[*DIRECTORY, entry], roll=[*ROLL, hostile]) == 0
    assert not [row for row in links(tmp_path) if row["rec_id"] == "r999" and row["decision"] == "accept"]
