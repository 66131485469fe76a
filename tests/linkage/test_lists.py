"""Files from anywhere: what is read, and what is refused with its place and what to do."""

from __future__ import annotations

import re

import pytest

from verify.linkage.lists import DIRECTORY_COLUMNS, LONGEST_CELL, ROLL_COLUMNS, ListError, read_list

HEADER = "rec_id,first_name,last_name,license_number"
ROW = "r1,Hána,Kimstone,AC 1"


def roll(tmp_path, content, encoding="utf-8"):
    path = tmp_path / "R.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return read_list(path, ROLL_COLUMNS)


def refusal(tmp_path, content):
    with pytest.raises(ListError) as error:
        roll(tmp_path, content)
    assert str(error.value).startswith(str(tmp_path / "R.csv"))
    return str(error.value).removeprefix(str(tmp_path / "R.csv"))


@pytest.mark.parametrize(
    "content",
    [
        f"{HEADER}\n{ROW}\n".encode(),
        f"{HEADER}\n{ROW}".encode(),
        f"{HEADER}\r\n{ROW}\r\n".encode(),
        f"{HEADER}\n{ROW}\n".encode("utf-8-sig"),
        f"{HEADER}\n{ROW}\n".encode("cp1252"),
        f"{HEADER}\n{ROW}\n".encode("utf-16"),
        f"{HEADER}\n\n  {ROW}  \n\n".encode(),
        f'{HEADER}\n"r1","Hána","Kimstone","AC 1"\n'.encode(),
        f" Rec ID ,FIRST NAME,Last_Name,license_number\n{ROW}\n".encode(),
        f"{HEADER},,\n{ROW},,\n".encode(),
    ],
    ids=[
        "plain", "no last line end", "CRLF", "BOM", "cp1252", "UTF-16", "blank lines", "quoted", "headings",
        "empty columns",
    ],
)  # fmt: skip
def test_one_row_is_read_however_it_is_written(tmp_path, content):
    lines = roll(tmp_path, content)
    assert lines.count == 1
    read = [lines[name][0] for name in ("rec_id", "first_name", "last_name", "license_number")]
    assert read == ["r1", "Hána", "Kimstone", "AC 1"]


def test_missing_columns_are_empty_and_unknown_ones_are_named(tmp_path):
    lines = roll(tmp_path, f"{HEADER},shoe size\n{ROW},42\n")
    assert lines["city"] == [""]
    assert lines.unknown_columns == ("shoe_size",)


def test_a_row_that_ends_early_has_empty_cells(tmp_path):
    assert roll(tmp_path, f"{HEADER}\nr1,Hana\n")["license_number"] == [""]


def test_words_that_other_readers_take_for_missing_stay_words(tmp_path):
    lines = roll(tmp_path, f"{HEADER}\nr1,NA,Null,nan\nr2,None,NaN,007\n")
    assert list(lines["first_name"]) == ["NA", "None"]
    assert list(lines["last_name"]) == ["Null", "NaN"]
    assert list(lines["license_number"]) == ["nan", "007"]


def test_a_quoted_comma_and_line_end_belong_to_the_cell(tmp_path):
    lines = roll(tmp_path, f'{HEADER}\nr1,"Hana, LAc","Kim\nstone",1\nr2,A,B,2\n')
    assert list(lines["first_name"]) == ["Hana, LAc", "A"]
    assert lines["last_name"][0] == "Kim\nstone"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", ": is empty; a first line with column names is needed, at least 'rec_id'"),
        ("\n\n", ": is empty; a first line with column names is needed, at least 'rec_id'"),
        (f"{HEADER}\n", ": has a header and no rows"),
        ("entry_id,name\ne1,Kim\n", ", row 1: there is no column 'rec_id'; it has entry_id, name."),
        ("rec_id,city,City\nr1,A,B\n", ", row 1: the column 'city' stands there twice; keep one"),
        (f"{HEADER}\nr1,A,B,1\n,C,D,2\n", ", row 3, column 'rec_id': is empty; every row needs an id"),
        (f"{HEADER}\nr1,A,B,1\nr2,A,B,1\nr1,C,D,2\n", ", row 4, column 'rec_id': 'r1' stands in row 2 too"),
        (f"{HEADER}\nr1,A,B,1,C\n", ", row 2: has 5 cells where the header has 4: 'C' belongs to no column"),
        (f"{HEADER}\nr1,A,B,1\nr2,A,B,1,C\n", ", row 3: has 5 cells where the header has 4: 'C' belongs to"),
        (f'{HEADER}\nr1,"A,B,1\n', ": is no CSV file: a quotation mark is never closed"),
    ],
    ids=[
        "empty", "blank lines", "header only", "no id column", "column twice", "empty id", "id twice",
        "cell too many at once", "cell too many later", "unclosed quote",
    ],
)  # fmt: skip
def test_a_file_that_can_not_be_used_is_refused_with_its_place(tmp_path, content, words):
    assert refusal(tmp_path, content).startswith(words)


def test_a_huge_cell_is_refused_and_not_printed(tmp_path):
    words = refusal(tmp_path, f"{HEADER}\nr1,A,B,1\nr2,{'x' * 1_000_000},B,1\n")
    assert words.startswith(", row 3, column 'first_name': 'xxx")
    assert "1,000,000 characters long" in words
    assert len(words) < 250


def test_the_longest_cell_that_is_allowed_is_read(tmp_path):
    assert len(roll(tmp_path, f"{HEADER}\nr1,{'x' * LONGEST_CELL},B,1\n")["first_name"][0]) == LONGEST_CELL


def test_what_is_no_text_at_all_is_refused(tmp_path):
    assert "there is no column 'rec_id'" in refusal(tmp_path, bytes(range(1, 256)) * 40)


def test_control_characters_of_a_file_never_reach_the_terminal(tmp_path):
    words = refusal(tmp_path, "\x1b[31mred,name\nr1,A\n")
    assert not re.search(r"[\x00-\x1f\x7f]", words)


def test_a_folder_and_a_missing_file_are_refused(tmp_path):
    for path in (tmp_path, tmp_path / "none.csv"):
        with pytest.raises(ListError, match="can't be read"):
            read_list(path, DIRECTORY_COLUMNS)
