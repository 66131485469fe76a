"""Every stored link can be made again; whatever was changed since is found."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.factories import crowd, license_row
from tests.linkage.build import write_list
from tests.publish.folder import KIM, LICENSES, VALE, write_all
from verify import cli
from verify.publish.swap import published_build

TODAY = ["--today", "2026-11-22"]
PEOPLE = crowd(60)


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """D.csv, R.csv and E/ with the explanations of their links; people and one clinic."""
    folder = tmp_path_factory.mktemp("lists")
    rows = [
        {
            "rec_id": f"r{i:03}", "name": "", "first_name": row.first_name, "last_name": row.last_name,
            "license_number": row.license_number, "profession": "acupuncturist", "state": "WA",
            "city": "Kent", "zip": "98030", "status": "Active",
        }
        for i, row in enumerate(PEOPLE)
    ]  # fmt: skip
    clinic = {
        "rec_id": "r900",
        "name": "Blue Heron Acupuncture LLC",
        "profession": "clinic",
        "license_number": "CL 77123",
    }
    rows.append({**dict.fromkeys(rows[0], ""), **clinic, "state": "WA", "city": "Kent", "zip": "98030"})
    entries = [
        {
            "entry_id": f"e{i:03}", "entity_type": "individual", "org_name": "",
            "first_name": row["first_name"], "last_name": row["last_name"],
            "city": "Kent", "state": "WA", "zip": "98030",
            "taxonomy": "acupuncturist", "licenses": f"WA:{row['license_number']}" if i % 2 else "",
        }
        for i, row in enumerate(rows[:-1])
    ]  # fmt: skip
    entries.append(
        {**entries[0], "entry_id": "e900", "entity_type": "organization",
         "org_name": "Blue Heron Acupuncture", "first_name": "", "last_name": "", "licenses": "WA:CL77123"}
    )  # fmt: skip
    files = write_list(folder / "D.csv", entries), write_list(folder / "R.csv", rows)
    given = ["--directory", str(files[0]), "--roll", str(files[1]), "--explain", str(folder / "E")]
    assert cli.run(["link", *given, "--out", str(folder / "L.csv")]) == 0
    return folder


@pytest.fixture
def copy(lists: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(lists, tmp_path / "copy"))


def replay_lists(folder: Path) -> list[str]:
    given = ["--directory", folder / "D.csv", "--roll", folder / "R.csv", "--explain", folder / "E"]
    return ["replay", *map(str, given)]


def changed(path: Path, change: Callable[[str], str]) -> None:
    before = path.read_text(encoding="utf-8")
    after = change(before)
    assert before != after
    path.write_text(after, encoding="utf-8")


def test_an_untouched_store_comes_out_equal(copy: Path, capfd: pytest.CaptureFixture[str]) -> None:
    stored = (copy / "E" / "links.jsonl").read_text(encoding="utf-8").splitlines()
    assert {json.loads(line)["rule"] for line in stored} >= {"number_and_name", "organization_number"}
    assert cli.run(replay_lists(copy)) == 0
    assert capfd.readouterr().out == (
        f"links.jsonl: {len(stored)} of {len(stored)} links are equal to the last bit\n"
    )


def test_a_changed_weight_is_found_with_both_values(copy: Path, capfd: pytest.CaptureFixture[str]) -> None:
    lines = (copy / "E" / "links.jsonl").read_text(encoding="utf-8").splitlines()
    link = json.loads(lines[0])
    stored = link["weight_bits"] = link["weight_bits"] + 1 / 1024
    (copy / "E" / "links.jsonl").write_text(
        "\n".join([json.dumps(link), *lines[1:]]) + "\n", encoding="utf-8"
    )
    assert cli.run([*replay_lists(copy), "--json"]) == 1
    facts = json.loads(capfd.readouterr().out)
    (difference,) = facts["differences"]
    assert (difference["entry_id"], difference["what"]) == (link["entry_id"], "weight_bits")
    assert (difference["stored"], difference["found"]) == (stored, stored - 1 / 1024)
    assert facts["parts"]["links.jsonl"] == {"equal": len(lines) - 1, "count": len(lines)}


def test_a_changed_row_is_found_and_named_first(copy: Path, capfd: pytest.CaptureFixture[str]) -> None:
    changed(copy / "R.csv", lambda text: text.replace("Kent,98030,Active", "Kent,98031,Active", 1))
    assert cli.run(replay_lists(copy)) == 1
    out = capfd.readouterr().out
    assert out.splitlines()[1].startswith("e000 and r000: license_hash is stored as")


def test_a_changed_parameter_of_the_model_is_found(copy: Path, capfd: pytest.CaptureFixture[str]) -> None:
    facts = json.loads((copy / "E" / "model.json").read_text(encoding="utf-8"))
    facts["m"]["surname"]["exact"] -= 0.125
    (copy / "E" / "model.json").write_text(json.dumps(facts), encoding="utf-8")
    assert cli.run(replay_lists(copy)) == 1
    out = capfd.readouterr().out
    assert "the version of the model is stored as" in out
    assert "weight_bits of surname" in out


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda folder: (folder / "E" / "model.json").unlink(), "model.json can't be read"),
        (lambda folder: (folder / "E" / "links.jsonl").write_text("{}\n"), "links.jsonl, line 1: is no link"),
        (
            lambda folder: changed(folder / "E" / "model.json", lambda t: t.replace("number_odds", "x")),
            "number_odds",
        ),
    ],
    ids=["no model", "no link", "a parameter is missing"],
)
def test_a_store_that_cant_be_read_gives_code_3(
    copy: Path, spoil: Callable[[Path], object], words: str, capfd: pytest.CaptureFixture[str]
) -> None:
    spoil(copy)
    assert cli.run(replay_lists(copy)) == 3
    assert words in capfd.readouterr().err


def test_half_of_the_lists_is_a_wrong_command_line(copy: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["replay", "--directory", str(copy / "D.csv")]) == 2
    assert "together" in capfd.readouterr().err


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    others = [*LICENSES, license_row("HANA", "KIMSTON", "AC60000077"), *crowd(200)]
    data = write_all(tmp_path_factory.mktemp("built") / "data", others)
    assert cli.run(["build", "--data", str(data), *TODAY]) == 0
    return data


@pytest.fixture
def published(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "published", symlinks=True))


def test_a_published_database_comes_out_equal(published: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["replay", "--data", str(published), "--json"]) == 0
    parts = json.loads(capfd.readouterr().out)["parts"]
    assert parts["directory.db"]["equal"] == parts["directory.db"]["count"] > 0
    assert parts["review.csv"]["count"] > 0
    assert parts["near_misses.jsonl"]["equal"] > 0


def test_a_changed_weight_in_the_database_is_found(
    published: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    build = published_build(published)
    assert build
    with sqlite3.connect(build) as connection:
        connection.execute(
            "UPDATE link_comparisons SET weight_bits = weight_bits + 1 WHERE comparison = 'surname'"
        )
    assert cli.run(["replay", "--data", str(published)]) == 1
    assert f"{KIM} and us_wa_doh:AC60000001: weight_bits of surname is stored as" in capfd.readouterr().out


def test_a_changed_record_is_found(published: Path, capfd: pytest.CaptureFixture[str]) -> None:
    records = published / "records" / "us_wa_doh" / "records.jsonl"
    changed(records, lambda text: text.replace("KIMSTONE", "KIMSTONES"))
    assert cli.run(["replay", "--data", str(published)]) == 1
    assert f"{KIM} and us_wa_doh:AC60000001: license_hash is stored as" in capfd.readouterr().out


def test_nothing_published_gives_code_3(tmp_path: Path) -> None:
    assert cli.run(["replay", "--data", str(tmp_path)]) == 3


def test_near_misses_are_explained_and_in_no_public_table(
    published: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert (published / "near_misses.jsonl").stat().st_mode & 0o077 == 0
    build = published_build(published)
    assert build
    with sqlite3.connect(build) as connection:
        sql = "SELECT count(*) FROM links WHERE license_id = 'us_wa_doh:AC60000077' OR decision = 'none'"
        assert connection.execute(sql).fetchone() == (0,)
    explain = ["explain", KIM, "us_wa_doh:AC60000077", "--data", str(published)]
    assert cli.run(explain) == 0
    shown = capfd.readouterr().out
    assert "Near miss, not linked: license AC60000077" in shown
    assert "another row of this listing was accepted: us_wa_doh:AC60000001" in shown
    assert cli.run([*explain, "--json"]) == 0
    (link,) = json.loads(capfd.readouterr().out)["links"]
    assert (link["decision"], link["rival_license_id"]) == ("none", "us_wa_doh:AC60000001")
    assert sum(each["weight_bits"] for each in link["comparisons"]) == link["weight_bits"]


def test_explain_draws_the_link_of_an_entry(published: Path, tmp_path: Path) -> None:
    picture = tmp_path / "kim.svg"
    assert cli.run(["explain", KIM, "--data", str(published), "--svg", str(picture)]) == 0
    assert "Accepted: " in picture.read_text(encoding="utf-8")
    assert cli.run(["explain", VALE, "--data", str(published), "--svg", str(picture)]) == 0
