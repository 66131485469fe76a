"""Reading by blocks and patterns says the same as reading row by row, whatever the cells hold."""

from __future__ import annotations

import csv
import json
import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.batch import Batch, Record
from crawler.blocks import Block
from crawler.cells import are_plain, check_cell, clean_text
from crawler.columns import Columns
from crawler.license_blocks import read_license_blocks
from crawler.patterns import PatternReader
from crawler.platforms import dca_list, delimited_layout
from crawler.platforms.delimited import read_table
from crawler.platforms.delimited_layout import Layout
from crawler.platforms.socrata_answers import json_blocks
from crawler.records import Evidence, LicenseRecord, QuarantinedRow
from crawler.row_batches import read_batches
from crawler.rows import Row
from crawler.run import find_sources
from tests.factories import license_row

EVIDENCE = Evidence("us_xx_list", "https://list.example", "2026-11-22T00:00:00Z", None, "ab" * 32, 0, "1")
HOSTILE = [
    *("", " ", "  A  B ", "None", "n/a", "--", "<b>x</b>", "=1+1", "@x", "-1+1", "a\tb", "a\x07b", "\u202ex"),
    *(
        'ROBERT "BOB"',
        "A\\B",
        "100 %s %d",
        "%(x)s",
        "{0}",
        "MONTRÉAL",
        "e\u0301",
        "\ue000aZ1\ue001",
        "\ue000",
    ),
    *("A\nB", "x" * 81, "x" * 501, "\u200bA", "\u2028A", "O'NEIL", "SMITH-JONES", "李"),
]
CELLS = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=12), st.sampled_from(["A", "B", "7"]))
DAYS = [
    "01-31-2027",
    "2027-01-31T00:00:00.000",
    "01/31/2027",
    "20270131",
    "2027131",
    "00/00/0000",
    "99-99-9999",
]

Parse = Callable[[Row], Record | None]


def row_by_row(blocks: list[Block], parse: Parse) -> Iterator[Batch]:
    return (read for block in blocks for read in read_batches(block.rows(), parse))


def told(batches: Iterator[Batch]) -> tuple[list[Record], list[QuarantinedRow], int, int]:
    held = list(batches)
    return (
        [record for batch in held for record in batch.records],
        [row for batch in held for row in batch.quarantined],
        sum(batch.rows_count for batch in held),
        sum(batch.skipped_count for batch in held),
    )


def assert_same(blocks: list[Block], parse: Parse) -> None:
    assert told(read_license_blocks(blocks, parse)) == told(row_by_row(blocks, parse))


def california(source: str) -> Parse:
    return find_sources()[source]().parse_row  # type: ignore[attr-defined, no-any-return]


DCA = {
    "LicTypeCode": ["1001", "", "2001"],
    "License Type": ["Acupuncturist", "ACUPUNCTURIST", "Acupuncture Trainee", "Barber"],
    "Indiv/Org": ["I", "O", ""],
    "State": ["CA", "99", "", "ca"],
    "License Status": ["Active", "Expired", "Clear", "A word never seen"],
    "Original Issue Date": ["08-05-2025", "", " "],
    "Expiration Date": ["07-31-2027", "", "07-32-2027"],
    "Zip": ["96002", "96002-1234", "0", "00000"],
}


def columns_of(
    names: tuple[str, ...], usual: dict[str, list[str]]
) -> st.SearchStrategy[list[dict[str, str]]]:
    """Rows whose cells are mostly what a listing holds, and now and then anything."""
    anything = st.one_of(CELLS, st.sampled_from(DAYS))
    likely = {name: st.sampled_from(usual.get(name, ["EXAMPLE", "Ann", "12345"])) for name in names}
    odd = st.dictionaries(st.sampled_from(names), anything, max_size=2)
    rows = st.builds(lambda row, changes: {**row, **changes}, st.fixed_dictionaries(likely), odd)
    return st.lists(rows, max_size=8)


def block_of(rows: list[dict[str, str]], names: tuple[str, ...], first: int = 1) -> Block:
    held = {name: [row[name] for row in rows] for name in names}
    return Block(held, range(first, first + len(rows)), EVIDENCE)


@given(columns_of(dca_list.COLUMNS.taken, DCA), columns_of(dca_list.COLUMNS.taken, DCA))
def test_a_california_list_reads_the_same_by_blocks(
    rows: list[dict[str, str]], more: list[dict[str, str]]
) -> None:
    names = dca_list.COLUMNS.taken
    blocks = [block_of(rows, names), block_of(more, names, len(rows) + 1)]
    assert_same(blocks, california("us_ca_dca_acupuncture"))


SOCRATA = sorted(name for name, each in find_sources().items() if hasattr(each, "dataset_id"))
USUAL = {
    "us_wa_doh": {
        "credentialnumber": ["ACUP.AC.60990002", "AC60123456", "PT.PT.60000001", "X.TP.1"],
        "credentialtype": ["Acupuncturist License", "Physical Therapist License", "Nurse", ""],
        "status": ["ACTIVE", "Active", "SUPERSEDED", "Never seen"],
        "actiontaken": ["No", "Yes", "Pending", ""],
    }
}


@pytest.mark.parametrize("source", SOCRATA)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_dataset_reads_the_same_by_blocks(source: str, data: st.DataObject) -> None:
    each: Any = find_sources()[source]()
    case = next((Path(__file__).parents[1] / "sources" / source).glob("*.json"))
    usual = cells_of(case, each.columns)
    usual.update(USUAL.get(source, {}))
    rows = data.draw(columns_of(each.columns.taken, usual))
    assert_same([block_of(rows, each.columns.taken)], each.parse_row)


def cells_of(case: Path, columns: Columns) -> dict[str, list[str]]:
    held: dict[str, set[str]] = {}
    for block in json_blocks(json.loads(case.read_text(encoding="utf-8")), EVIDENCE, columns):
        for name, cells in block.columns.items():
            held.setdefault(name, set()).update(cells)
    return {name: sorted(cells) for name, cells in held.items()}


NAMES = ("number", "first", "last", "day", "zip")
BASE = license_row("", "", "")


def pass_on(row: Row) -> LicenseRecord:
    """A parser that looks into no cell at all."""
    number = row.needed("number")
    return replace(
        BASE,
        license_id=f"xx:{number}",
        license_number=number,
        first_name=row.text("first"),
        last_name=row.text("last"),
        issued_on=row.day("day", ("%m-%d-%Y",)),
        zip5=row.zip5("zip"),
        evidence=row.evidence,
    )


def look_at_truth(row: Row) -> LicenseRecord:
    return replace(pass_on(row), first_name=row.text("first") or row.text("last") or "nobody")


def compare(row: Row) -> LicenseRecord | None:
    return None if row.text("last") == "A" else pass_on(row)


def cut(row: Row) -> LicenseRecord:
    return replace(pass_on(row), first_name=row.text("first")[:1], middle_name=row.text("last").lower())


def search(row: Row) -> LicenseRecord:
    return replace(pass_on(row), suffix="found" if re.search("A", row.text("first")) else "")


def join(row: Row) -> LicenseRecord:
    return replace(pass_on(row), organization_name=" ".join([row.text("first"), row.text("last")]))


def look_up(row: Row) -> LicenseRecord:
    return replace(pass_on(row), suffix={"A": "one", "B": "two"}.get(row.text("first"), "other"))


def change_the_composed(row: Row) -> LicenseRecord:
    return replace(pass_on(row), license_id=f"xx:{row.text('first')}-{row.needed('number')}".upper())


def ask_for_the_day(row: Row) -> LicenseRecord:
    day = row.day("day", ("%m-%d-%Y",))
    return replace(pass_on(row), suffix="no day" if day is None else "", renewed_on=day)


def take_the_cells(row: Row) -> LicenseRecord:
    return replace(pass_on(row), suffix=row.cells.get("first", "")[:3])


def note_it(row: Row) -> LicenseRecord:
    if row.text("first") == "B":
        row.note("first", "B", "unknown_status", "is B")
    return pass_on(row)


def read_a_part(row: Row) -> LicenseRecord:
    return replace(pass_on(row), suffix="x" if row.read("number", str.isdigit) else "")


PARSERS = (
    *(pass_on, look_at_truth, compare, cut, search, join, look_up, change_the_composed, ask_for_the_day),
    *(take_the_cells, note_it, read_a_part),
)


@pytest.mark.parametrize("parse", PARSERS)
@given(rows=columns_of(NAMES, {"first": ["A", "B", ""], "last": ["A", "B", ""], "day": ["01-31-2027", ""]}))
def test_whatever_a_parser_does_with_a_cell_it_reads_the_same_by_blocks(
    parse: Parse, rows: list[dict[str, str]]
) -> None:
    assert_same([block_of(rows, NAMES)], parse)


def test_a_parser_is_asked_once_for_rows_that_differ_in_passed_on_cells_alone() -> None:
    asked: list[int] = []

    def parse(row: Row) -> LicenseRecord:
        asked.append(row.evidence.row_number)
        return pass_on(row)

    rows = [
        {"number": str(n), "first": f"F{n}", "last": f"L{n}", "day": "01-31-2027", "zip": "96002"}
        for n in range(900)
    ]
    batch = PatternReader(parse).batch(block_of(rows, NAMES))
    assert len(batch.records) == 900
    assert len(asked) < 5


def test_a_column_with_thousands_of_deciding_texts_is_read_row_by_row_in_the_end() -> None:
    def parse(row: Row) -> LicenseRecord:
        return replace(pass_on(row), suffix=row.text("first").lower())

    rows = [{"number": str(n), "first": f"F{n}", "last": "L", "day": "", "zip": ""} for n in range(1500)]
    blocks = [block_of(rows[start : start + 500], NAMES, start + 1) for start in range(0, 1500, 500)]
    assert_same(blocks, parse)


def test_texts_are_forgotten_before_they_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.readings.KNOWN_MAX", 3)
    monkeypatch.setattr("crawler.patterns.PATTERNS_MAX", 2)
    rows = [
        {
            "number": str(n),
            "first": "<b" if n % 5 == 0 else f"F{n}",
            "last": "AB"[n % 2],
            "day": "",
            "zip": "",
        }
        for n in range(40)
    ]
    assert_same([block_of(rows[start : start + 4], NAMES, start + 1) for start in range(0, 40, 4)], compare)


@given(st.lists(st.one_of(CELLS, st.from_regex(r"[A-Za-z0-9 .,'-]{0,9}", fullmatch=True)), max_size=6))
def test_plain_cells_are_those_that_cleaning_leaves_alone(values: list[str]) -> None:
    if are_plain(values):
        assert [clean_text(value) for value in values] == values
        assert not any(map(check_cell, values))


FILE_TEXT = st.text(alphabet='ab"\t\r\n |\x00\x0b\u2028é', max_size=60)


@given(FILE_TEXT, st.sampled_from(["\t", "|"]))
def test_unquoted_lines_are_split_as_csv_reader_splits_them(text: str, delimiter: str) -> None:
    layout = Layout(delimiter, csv.QUOTE_NONE, Columns(("a",)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.txt"
        path.write_bytes(text.encode())
        with path.open(encoding="utf-8", newline="") as handle:
            ours = [cells for cells in delimited_layout.cells_of(handle, layout) if any(cells)]
        with path.open(encoding="utf-8", newline="") as handle:
            theirs = csv.reader(handle, delimiter=delimiter, quoting=csv.QUOTE_NONE)
            assert ours == [cells for cells in theirs if any(cells)]


def test_numbers_of_rows_count_the_defective_ones_and_pass_over_blank_lines(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("number\tlast\n1\tA\n\n2\tB\tC\n \t \n3\n4\tD\n", encoding="utf-8")
    layout = Layout("\t", csv.QUOTE_NONE, Columns(("number", "last")))
    rows = list(read_table(path, EVIDENCE, layout).rows)
    assert [(row.evidence.row_number, row.cells.get("last"), row.defect) for row in rows] == [
        (1, "A", ""),
        (2, None, "has 3 columns where the header has 2"),
        (3, None, "has 1 columns where the header has 2"),
        (4, "D", ""),
    ]
