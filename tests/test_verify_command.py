"""`practitioners verify`: one credential, or a roster of them; nothing is stored."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.linkage.lookup_lists import ADVERSE_WORDS, database
from verify import cli
from verify.roster import ADDED

TODAY = ["--today", "2026-11-22"]
NOTICE = "not a consumer report"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("verify")
    with sqlite3.connect(folder / "directory.db") as connection:
        database().backup(connection)
    connection.close()
    return folder


def verify(data: Path, *arguments: object) -> Result:
    """The outcome of the command; stdout and stderr apart."""
    return CliRunner().invoke(cli.cli, ["verify", *map(str, arguments), "--data", str(data), *TODAY])


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def roster(folder: Path, text: str | bytes) -> Path:
    path = folder / "roster.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_a_credential_that_is_found_ends_with_0_and_shows_what_was_compared(data: Path) -> None:
    done = verify(data, "--name", "Mei Hua Linwick LAc", "--number", "AC 6099-0117", "--state", "wa")
    assert done.exit_code == 0
    assert "Found on the board’s list: LINWICK, MEI-HUA, acupuncturist" in done.stdout
    assert "agrees   license number" in done.stdout and "next check 2026-11-25" in done.stdout
    assert "Ask: Washington State Department of Health" in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("--name", "Orla Stonequist"),
        ("--name", "J. Hanmar"),
        ("--name", "Wren Halvorsby", "--number", "AC60990702"),
    ],
)
def test_every_other_answer_ends_with_1(data: Path, arguments: tuple[str, ...]) -> None:
    assert verify(data, *arguments).exit_code == 1


def test_json_carries_the_same_facts(data: Path) -> None:
    done = verify(data, "--name", "Mei Hua Linwick", "--number", "AC60990117", "--state", "WA", "--json")
    facts = json.loads(done.stdout)
    assert (facts["result"], facts["match"]) == ("found", True)
    assert facts["candidates"][0]["fields"][0]["level"] == "agrees"


@pytest.mark.parametrize(
    "arguments", [(), ("--state", "WA"), ("--name", "A B", "--out", "x.csv"), ("missing.csv",)]
)
def test_a_wrong_command_line_ends_with_2(data: Path, arguments: tuple[str, ...]) -> None:
    assert cli.run(["verify", *arguments, "--data", str(data)]) == 2


def test_without_a_database_it_could_not_run(tmp_path: Path) -> None:
    assert cli.run(["verify", "--name", "Ann Example", "--data", str(tmp_path)]) == 3


def test_a_roster_gets_a_result_and_a_reason_for_each_row_and_keeps_its_columns(
    data: Path, tmp_path: Path
) -> None:
    path = roster(
        tmp_path,
        "Employee,First Name,LAST_NAME,License No.,State,Profession\n"
        "7,Mei-Hua,Linwick,AC 6099-0117,Washington,LAc\n"
        "8,Wren,Halvorsby,AC60990702,WA,acupuncturist\n"
        "9,Dorian,Marwen,,WA,\n"
        "10,Orla,Stonequist,,WA,\n"
        "11,Jane,Doe,,Oregon,acupuncturist\n",
    )
    done = verify(data, path)
    found = rows(done.stdout)
    assert done.exit_code == 0
    assert [row["Employee"] for row in found] == ["7", "8", "9", "10", "11"]
    assert [row["result"] for row in found] == [
        "found",
        "found_not_active",
        "needs_more",
        "not_found",
        "not_covered",
    ]
    assert [row["match"] for row in found] == ["true", "true", "false", "false", "false"]
    assert found[0]["listed_number"] == "AC60990117" and found[0]["listing_as_of"] == "2026-11-17"
    assert found[1]["status_printed"] == "Expired" and found[1]["expires_on"] == "2026-06-03"
    assert not any(word in str(found[2]) for word in ADVERSE_WORDS)
    assert found[4]["board"] == "Oregon Medical Board"
    assert all(row["reason"] for row in found)


def test_the_notice_comes_before_a_roster_and_counts_after_it(data: Path, tmp_path: Path) -> None:
    done = verify(data, roster(tmp_path, "name,state\nMei Hua Linwick,WA\n"))
    assert NOTICE in done.stderr.splitlines()[0] and "credentialing" in done.stderr
    assert done.stderr.splitlines()[-1] == "1 found"
    assert NOTICE not in done.stdout


def test_rows_that_cannot_be_read_get_a_reason_and_the_run_goes_on(data: Path, tmp_path: Path) -> None:
    path = roster(
        tmp_path,
        b"name,license_number,state,profession\n"
        b"Mei Hua Linwick,AC60990117,Atlantis,\n"
        b"Mei Hua Linwick,AC60990117,WA,barber\n"
        b"Mei Hua Linwick,AC60990117,WA,,one too many\n"
        b"Jos\xe9 Linwick,AC60990117,WA,\n"
        b"\x00,,,\n"
        b"\n"
        b"Mei Hua Linwick,AC60990117\n"
        b'"Mei ""Hua"" Linwick",=1+1,WA,\n'
        b"J,,,\n",
    )
    found = rows(verify(data, path).stdout)
    assert [row["result"] for row in found] == [*["unreadable"] * 5, "found", "not_found", "too_little"]
    assert "Atlantis" in found[0]["reason"] and "barber" in found[1]["reason"]
    assert "5 cells" in found[2]["reason"] and "UTF-8" in found[3]["reason"]


@pytest.mark.parametrize("divider", [",", ";", "\t"])
def test_other_dividers_and_a_mark_at_the_start_are_read(data: Path, tmp_path: Path, divider: str) -> None:
    text = (
        "\ufeff"
        + divider.join(("Name", "Lic No", "ST"))
        + "\r\n"
        + divider.join(("Mei Hua Linwick", "60990117", "WA"))
    )
    assert [row["result"] for row in rows(verify(data, roster(tmp_path, text)).stdout)] == ["found"]


@pytest.mark.parametrize(
    ("text", "words"), [("", "is empty"), ("city,phone\nSeattle,1\n", "no column of names")]
)
def test_a_roster_without_anything_to_check_could_not_run(
    data: Path, tmp_path: Path, text: str, words: str
) -> None:
    done = verify(data, roster(tmp_path, text))
    assert words in str(done.exception)
    assert cli.run(["verify", str(tmp_path / "roster.csv"), "--data", str(data), *TODAY]) == 3


def test_a_column_of_the_roster_that_has_our_name_is_kept(data: Path, tmp_path: Path) -> None:
    (row,) = rows(verify(data, roster(tmp_path, "name,result,state\nMei Hua Linwick,mine,WA\n")).stdout)
    assert (row["result"], row["checked_result"]) == ("mine", "found")
    assert set(ADDED) - {"result"} <= row.keys()


def test_results_go_to_a_file_and_nowhere_else(data: Path, tmp_path: Path) -> None:
    path = roster(tmp_path, "name,state\nMei Hua Linwick,WA\n")
    before = {each: each.read_bytes() for each in data.iterdir()}
    done = verify(data, path, "--out", tmp_path / "out.csv")
    assert done.stdout == "" and rows((tmp_path / "out.csv").read_text("utf-8"))[0]["result"] == "found"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["out.csv", "roster.csv"]
    assert {each: each.read_bytes() for each in data.iterdir()} == before


def test_a_roster_as_json_is_one_line_for_each_row(data: Path, tmp_path: Path) -> None:
    done = verify(data, roster(tmp_path, "name,state\nMei Hua Linwick,WA\nJ,WA\n"), "--json")
    assert [json.loads(line)["result"] for line in done.stdout.splitlines()] == ["found", "too_little"]
