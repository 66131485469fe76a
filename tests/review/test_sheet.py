from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from tests.publish.folder import BROOK, VALE, link
from tests.publish.weeks import build
from tests.review.conftest import ACTIVE, HERS, REVOKED, WAITING
from verify.cli import cli
from verify.desk.queue import Queue, candidate
from verify.desk.sheet import COLUMNS, export_sheet, guarded, sheet_cells, unguarded
from verify.desk.sheet_import import import_sheet
from verify.publish.decisions import Word, read_decisions
from verify.publish.errors import CannotRunError

Rows = list[dict[str, str]]


@pytest.fixture
def sheet(data: Path, tmp_path: Path) -> Path:
    export_sheet(data, tmp_path / "queue.csv", "")
    return tmp_path / "queue.csv"


def read(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, rows: Rows, encoding: str = "utf-8") -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def fill(path: Path, *filled: tuple[str, str, str]) -> None:
    """The first rows of the sheet get decision, reason and name."""
    rows = read(path)
    for row, (decision, reason, by) in zip(rows, filled, strict=False):
        row.update(decision=decision, reason=reason, decided_by=by)
    write(path, rows)


def command(data: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["review", *words, "--data", str(data), "--today", "2026-11-23"])


def test_sheet_has_the_queue_in_order_with_stable_columns(sheet: Path) -> None:
    rows = read(sheet)
    assert tuple(rows[0]) == COLUMNS
    assert COLUMNS[-6:] == ("decision", "reason", "decided_by", "entry_id", "license_id", "seen")
    assert [row["license_id"] for row in rows] == [HERS, ACTIVE, REVOKED]
    told = "verdict verdict_if_accepted verdict_if_rejected is_adverse differs".split()
    assert [rows[0][name] for name in told] == [
        *("needs_review", "verified", "not_found", "0"),
        "Middle name; City",
    ]
    assert (rows[2]["is_adverse"], rows[2]["is_number_needed"]) == ("1", "1")
    assert sheet.stat().st_mode & 0o077 == 0


def test_filled_in_sheet_comes_back_with_what_was_compared(data: Path, sheet: Path) -> None:
    fill(
        sheet, ("accept", "Same school", "A. Reviewer"), ("", "", "A. Reviewer"), ("reject", "Another", "B.")
    )
    found = import_sheet(data, sheet, "", "2026-11-23")
    assert (found.decided, found.unchanged, found.blank, found.problems) == (2, 0, 1, ())
    first, second = read_decisions(data)
    assert (first.pair, first.word, first.reason, first.decided_by, first.decided_at) == (
        (VALE, REVOKED),
        Word.REJECT,
        "Another",
        "B.",
        "2026-11-23",
    )
    assert (second.pair, second.word) == ((BROOK, HERS), Word.ACCEPT)
    assert (second.entry_hash, second.license_hash) == (WAITING[4].entry_hash, WAITING[4].license_hash)


def test_same_sheet_a_second_time_writes_nothing_more(data: Path, sheet: Path) -> None:
    fill(sheet, ("accept", "Same school", "A. Reviewer"))
    import_sheet(data, sheet, "", "2026-11-23")
    before = (data / "decisions.csv").read_bytes()
    found = import_sheet(data, sheet, "", "2026-11-24")
    assert (found.decided, found.unchanged) == (0, 1)
    assert (data / "decisions.csv").read_bytes() == before


GOOD = ("reject", "Another person", "A. Reviewer")


@pytest.mark.parametrize(
    ("changes", "column", "sentence"),
    [
        ({"entry_id": "1999000099"}, "license_id", "does not wait with this entry"),
        ({"license_id": "us_wa_doh:NONE"}, "license_id", "'us_wa_doh:NONE' does not wait"),
        ({"license_id": ""}, "license_id", "is empty"),
        ({"seen": "seen-feedfeedfeedfeed-0ddba110ddba1100"}, "seen", "the records changed"),
        ({"seen": "1.23E+15"}, "seen", "the records changed"),
        ({"decision": "Accept!"}, "decision", "'Accept!' is not known. Write one of accept, reject, unsure."),
        ({"decision": ""}, "decision", "is empty beside a reason"),
        ({"reason": ""}, "reason", "is empty. Fill it in."),
        ({"decided_by": ""}, "decided_by", "is empty. Fill it in."),
        ({"reason": "born 01/02/1960"}, "reason", "looks like private data"),
        ({"reason": "=HYPERLINK(1)"}, "reason", "holds markup"),
        ({"reason": "x" * 501}, "reason", "has over 500 characters"),
        ({"entry_id": BROOK, "license_id": HERS}, "license_id", "is decided in row 1 already"),
    ],
)
def test_one_bad_row_is_named_and_no_row_is_taken(
    data: Path, sheet: Path, changes: dict[str, str], column: str, sentence: str
) -> None:
    fill(sheet, GOOD, GOOD)
    rows = read(sheet)
    rows[1].update(changes)
    write(sheet, rows)
    (problem,) = import_sheet(data, sheet, "", "2026-11-23").problems
    assert (problem.row, problem.column) == (2, column)
    assert problem.sentence.startswith(f"queue.csv, row 2, {column}: ")
    assert sentence in problem.sentence
    assert not (data / "decisions.csv").exists()
    result = command(data, "--import", str(sheet))
    assert result.exit_code != 0 and isinstance(result.exception, CannotRunError)
    assert str(result.exception) == f"Nothing was written.\n{problem.sentence}"


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda text: text.replace(",seen\n", ",looked\n"), "column 'seen' is missing"),
        (lambda text: text.replace("state,", "mood,", 1), "column 'mood' is unknown"),
        (lambda text: text.replace("state,", "reason,", 1), "column 'reason' is twice there"),
        (lambda text: text.replace(",", ";"), "is missing"),
        (lambda text: text + "one,two\n", "row 4: 2 cells where the heading has 29"),
        (lambda text: "", "is missing"),
    ],
)
def test_file_that_is_no_sheet_is_named(data: Path, sheet: Path, spoil: object, sentence: str) -> None:
    sheet.write_text(spoil(sheet.read_text(encoding="utf-8")), encoding="utf-8")  # type: ignore[operator]
    with pytest.raises(CannotRunError, match=sentence):
        import_sheet(data, sheet, "", "2026-11-23")


def test_other_columns_may_be_gone_and_excel_may_have_saved_it(data: Path, sheet: Path) -> None:
    fill(sheet, GOOD)
    needed = COLUMNS[-6:]
    write(sheet, [{name: row[name] for name in needed} for row in read(sheet)], encoding="utf-8-sig")
    assert import_sheet(data, sheet, "", "2026-11-23").decided == 1


def test_sheet_of_an_earlier_build_is_refused_where_the_records_changed(data: Path, sheet: Path) -> None:
    fill(sheet, GOOD, GOOD)
    other = replace(WAITING[4], entry_hash="feedfeedfeedfeed")
    build(data, (*WAITING[:4], other), "2026-11-23")
    found = import_sheet(data, sheet, "", "2026-11-23")
    assert [(each.row, each.column) for each in found.problems] == [(1, "seen")]
    assert not (data / "decisions.csv").exists()


def test_command_exports_and_imports_and_tells_a_machine(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "queue.csv"
    result = command(data, "--export", str(path), "--by", "A. Reviewer", "--json")
    assert json.loads(result.stdout) == {"file": str(path), "pairs": 3}
    assert {row["decided_by"] for row in read(path)} == {"A. Reviewer"}
    fill(path, GOOD)
    told = json.loads(command(data, "--import", str(path), "--json").stdout)
    assert told == {"decided": 1, "unchanged": 0, "blank": 2, "problems": [], "exit_code": 0}
    fill(path, ("maybe", "x", "y"))
    result = command(data, "--import", str(path), "--json")
    told = json.loads(result.stdout)
    assert (result.exit_code, told["exit_code"], told["decided"]) == (3, 3, 0)
    assert (told["problems"][0]["row"], told["problems"][0]["column"]) == (1, "decision")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "Say who decides, with --by NAME."),
        (("--export", "a.csv", "--import", "b.csv"), "not both"),
        (("--by", "A", "--site", "javascript:alert(1)"), "give an address with http"),
    ],
)
def test_command_line_that_makes_no_sense_is_refused(
    data: Path, words: tuple[str, ...], sentence: str
) -> None:
    result = command(data, *words)
    assert result.exit_code == 2
    assert sentence in result.output


def test_without_a_queue_the_command_says_what_to_run(tmp_path: Path) -> None:
    result = command(tmp_path, "--export", str(tmp_path / "queue.csv"))
    assert "run `practitioners build` first" in str(result.exception)
    assert not (tmp_path / "queue.csv").exists()


def test_listing_can_not_plant_a_formula(data: Path) -> None:
    (shown,) = [each for each in Queue(data).candidates() if each.pair.link.license_id == HERS]
    hostile = replace(shown.pair, link=link(BROOK, HERS, "review", reason='=cmd|"/c calc"!A1'))
    cells = sheet_cells(candidate(hostile, None), "@SUM(1)")
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]
    assert '\'=cmd|"/c calc"!A1' in cells and "'@SUM(1)" in cells


@given(st.text())
def test_every_text_comes_back_and_none_is_a_formula(text: str) -> None:
    cell = guarded(text)
    assert unguarded(cell) == text
    assert cell[:1] not in ("=", "+", "-", "@", "\t", "\r") or not cell


@given(st.lists(st.sampled_from("'=+-@ab\t"), max_size=6).map("".join))
def test_apostrophes_before_signs_are_not_mixed_up(text: str) -> None:
    assert unguarded(guarded(text)) == text
