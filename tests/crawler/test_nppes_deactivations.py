"""The deactivation report: a zip of a workbook, read without trust."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crawler.errors import ListingError
from crawler.platforms import nppes_deactivations, xlsx_parts
from crawler.platforms.nppes_deactivations import Deactivations, read_deactivations
from crawler.standin.nppes_updates import deactivation_zip
from tests.crawler.nppes_zip import EVIDENCE, NPI, OTHER_NPI, THIRD_NPI

DAY = date(2026, 11, 8)
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEAD = '<row><c t="str"><v>a</v></c></row>'


def read(tmp_path: Path, content: bytes) -> Deactivations:
    path = tmp_path / "report.zip"
    path.write_bytes(content)
    return read_deactivations(path, EVIDENCE)


def fault(tmp_path: Path, content: bytes) -> str:
    with pytest.raises(ListingError) as caught:
        read(tmp_path, content)
    return str(caught.value.message)


def zipped(parts: dict[str, Any]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in parts.items():
            container.writestr(name, content)
    return out.getvalue()


def report(rows: str, before: str = "", **parts: str) -> bytes:
    """A report whose sheet is this XML; a cell is `<c r="A3" t="n"><v>..</v></c>`."""
    head = "".join(
        f'<c r="{column}2" t="inlineStr"><is><t>{text}</t></is></c>'
        for column, text in (("A", "NPI"), ("B", "NPPES Deactivation Date"))
    )
    sheet = f'{before}<worksheet xmlns="{SHEET}"><sheetData><row>{head}</row>{rows}</sheetData></worksheet>'
    names = {name.replace("_", "/", 1) + ".xml": text for name, text in parts.items()}
    return zipped({"report.xlsx": zipped({"xl/worksheets/sheet1.xml": sheet, **names})})


def row(npi: str, day: str) -> str:
    return f'<row><c r="A3" {npi}</c><c r="B3" {day}</c></row>'


TEXT_NPI = f't="inlineStr"><is><t>{NPI}</t></is>'
TEXT_DAY = 't="inlineStr"><is><t>11/03/2026</t></is>'


def test_each_number_has_its_day(tmp_path: Path) -> None:
    found = read(tmp_path, deactivation_zip(DAY, [(NPI, "11/03/2026"), (OTHER_NPI, "02/29/2024")]))
    assert found.days == {int(NPI): "2026-11-03", int(OTHER_NPI): "2024-02-29"}
    assert (found.rows_count, found.quarantined) == (2, [])


@pytest.mark.parametrize(
    "head",
    [
        [["NPI", "NPPES Deactivation Date"]],
        [["A title"], ["and another"], ["NPI", "NPPES Deactivation Date"]],
        [["npi ", "Nppes  Deactivation date", "Remarks"]],
    ],
)
def test_the_header_is_found_with_or_without_a_title_above(tmp_path: Path, head: list[list[str]]) -> None:
    assert read(tmp_path, deactivation_zip(DAY, [(NPI, "11/03/2026")], head)).days == {int(NPI): "2026-11-03"}


@pytest.mark.parametrize("head", [[["NPI", "Deactivated"]], [], [["A title"]] * 12])
def test_a_report_without_its_headings_is_refused(tmp_path: Path, head: list[list[str]]) -> None:
    said = fault(tmp_path, deactivation_zip(DAY, [(NPI, "11/03/2026")], head))
    assert "no row with the headings 'NPI' and 'NPPES Deactivation Date'" in said


def test_a_number_listed_twice_keeps_the_later_day_and_is_told(tmp_path: Path) -> None:
    rows = [(NPI, "11/03/2026"), (NPI, "11/03/2026"), (OTHER_NPI, "11/05/2026"), (OTHER_NPI, "11/04/2026")]
    found = read(tmp_path, deactivation_zip(DAY, rows))
    assert found.days == {int(NPI): "2026-11-03", int(OTHER_NPI): "2026-11-05"}
    assert [(each.row_number, each.reason) for each in found.quarantined] == [(4, "conflicting_rows")]


@pytest.mark.parametrize(
    ("npi", "day", "column", "reason"),
    [
        (NPI, "soon", "NPPES Deactivation Date", "date"),
        (NPI, "", "NPPES Deactivation Date", "date"),
        (NPI, "=cmd()", "NPPES Deactivation Date", "formula"),
        ("1234567890", "11/03/2026", "NPI", "npi_check_digit"),
        ("", "11/03/2026", "NPI", "npi_check_digit"),
    ],
)
def test_a_row_that_cannot_be_read_marks_nobody(
    tmp_path: Path, npi: str, day: str, column: str, reason: str
) -> None:
    found = read(tmp_path, deactivation_zip(DAY, [(THIRD_NPI, "11/01/2026"), (npi, day)]))
    assert found.days == {int(THIRD_NPI): "2026-11-01"}
    (line,) = found.quarantined
    assert (line.row_number, line.column, line.reason) == (2, column, reason)
    assert f"deactivation report row 2, column '{column}'" in line.message


@pytest.mark.parametrize(
    ("npi", "day"),
    [
        (TEXT_NPI, TEXT_DAY),
        (f"><v>{NPI}</v>", "><v>46329</v>"),
        ('t="n"><v>1.234567893E9</v>', "><v>46329.0</v>"),
        (f't="str"><f>1+1</f><v>{NPI}</v>', 't="d"><v>2026-11-03</v>'),
        (
            't="inlineStr"><is><r><t>12345</t></r><r><t>67893</t></r><rPh><t>9</t></rPh></is>',
            't="d"><v>2026-11-03T00:00:00</v>',
        ),
    ],
)
def test_cells_of_every_type_are_read(tmp_path: Path, npi: str, day: str) -> None:
    assert read(tmp_path, report(row(npi, day))).days == {int(NPI): "2026-11-03"}


@pytest.mark.parametrize("day", ['t="b"><v>1</v>', 't="e"><v>#N/A</v>', "><v>12</v>", "><v>1e300</v>"])
def test_a_day_that_is_a_truth_value_an_error_or_no_day_is_refused(tmp_path: Path, day: str) -> None:
    good = row(f"><v>{OTHER_NPI}</v>", TEXT_DAY)
    found = read(tmp_path, report(good + row(TEXT_NPI, day)))
    assert list(found.days) == [int(OTHER_NPI)]
    assert [line.reason for line in found.quarantined] == ["date"]


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("before", [BOMB, OUTSIDE, '<!DOCTYPE x SYSTEM "http://example.org/x.dtd">'])
def test_entities_are_refused_before_any_is_resolved(tmp_path: Path, before: str) -> None:
    assert "declares a document type" in fault(tmp_path, report(row(TEXT_NPI, TEXT_DAY), before))


def test_what_unpacks_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_parts, "MAX_PART_BYTES", 1 << 20)
    assert "unpacks to more than 1 MB" in fault(tmp_path, report(" " * (2 << 20)))
    monkeypatch.setattr(nppes_deactivations, "MAX_WORKBOOK_BYTES", 1000)
    assert "unpacks to over" in fault(tmp_path, zipped({"report.xlsx": b"0" * 2000}))


def test_a_cell_without_end_is_refused(tmp_path: Path) -> None:
    assert "more than 32767 characters" in fault(tmp_path, report(row(f"><v>{'1' * 40_000}</v>", TEXT_DAY)))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<html>Maintenance</html>", "is no zip"),
        (b"", "is empty (0 bytes)"),
        (zipped({"readme.txt": "x"}), "holds 0 workbooks, not one; it holds readme.txt"),
        (zipped({"a.xlsx": "x", "b.xlsx": "x"}), "holds 2 workbooks"),
        (zipped({"a.xlsx": "no workbook"}), "damaged or no workbook"),
        (zipped({"a.xlsx": zipped({"x": "y"})}), "holds no worksheet"),
        (report("</wrong>"), "no well-formed XML"),
        (report(row('t="s"><v>7</v>', TEXT_DAY)), "shared string '7', which is not there"),
        (
            report(
                row(TEXT_NPI, TEXT_DAY),
                xl_workbook=f'<workbook xmlns="{SHEET}"><workbookPr date1904="1"/></workbook>',
            ),
            "counts days from 1904",
        ),
        (report(""), "holds no readable rows"),
        (deactivation_zip(DAY, [(NPI, "11/03/2026")])[:-100], "cut off or damaged"),
    ],
)
def test_a_file_that_is_no_report_says_why(tmp_path: Path, content: bytes, words: str) -> None:
    assert words in fault(tmp_path, content)
