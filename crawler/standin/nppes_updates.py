"""The NPPES weekly files and the deactivation report that follow a monthly zip of the sample.

They change nothing that the truth of the sample speaks of: a weekly file lists entries anew as they are, and
the numbers it shows as deactivated belong to no entry.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

from crawler.standin.nppes_columns import NPIDATA, OTHER_NAMES, PRACTICE_LOCATIONS
from crawler.standin.nppes_rows import Cells, deactivated_cells, us_day

Week = tuple[date, date]
_ONE_DAY = timedelta(days=1)
_KINDS = {"npidata": NPIDATA, "othername": OTHER_NAMES, "pl": PRACTICE_LOCATIONS}
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def weeks_between(full: date, today: date) -> tuple[Week, ...]:
    """First and last day of every whole week after the full file of the day `full`, up to `today`."""
    weeks: list[Week] = []
    while (last := full + 7 * _ONE_DAY) <= today:
        weeks.append((full + _ONE_DAY, last))
        full = last
    return tuple(weeks)


def weekly_name(week: Week) -> str:
    """The name of a weekly file, for example `NPPES_Data_Dissemination_110926_111526_Weekly_V2.zip`."""
    return f"NPPES_Data_Dissemination_{week[0]:%m%d%y}_{week[1]:%m%d%y}_Weekly_V2.zip"


def report_name(day: date) -> str:
    """The name of a deactivation report, for example `NPPES_Deactivated_NPI_Report_110826_V2.zip`."""
    return f"NPPES_Deactivated_NPI_Report_{day:%m%d%y}_V2.zip"


def weekly_zip(monthly: Path, week: Week) -> bytes:
    """The weekly file: a fiftieth of the providers of the monthly one as they are, updated in that week."""
    chosen = _rows(monthly, "npidata", lambda number, _: number % 50 == week[0].day % 50)
    rows = [_again(row, week[1]) for row in chosen]
    kept = {row["NPI"] for row in rows}
    names, places = (_rows(monthly, kind, lambda _, cells: cells[0] in kept) for kind in ("othername", "pl"))
    return update_zip(week, rows, names, places)


def update_zip(
    week: Week, rows: Iterable[Cells], names: Iterable[Cells] = (), places: Iterable[Cells] = ()
) -> bytes:
    """A weekly file of these rows."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for kind, cells in (("npidata", rows), ("othername", names), ("pl", places)):
            stem = f"{kind}_pfile_{week[0]:%Y%m%d}-{week[1]:%Y%m%d}"
            archive.writestr(_member(f"{stem}.csv", week[1]), _csv(_KINDS[kind], cells))
            archive.writestr(_member(f"{stem}_fileheader.csv", week[1]), _csv(_KINDS[kind], ()))
    return out.getvalue()


def report_zip(monthly: Path, day: date) -> bytes:
    """The report of all numbers that the monthly file shows as deactivated."""
    entity_type = NPIDATA.index("Entity Type Code")
    rows = _rows(monthly, "npidata", lambda _, cells: not cells[entity_type])
    return deactivation_zip(day, [(row["NPI"], row["NPI Deactivation Date"]) for row in rows])


def deactivation_zip(
    day: date, rows: Sequence[tuple[str, str]], head: Sequence[Sequence[str]] | None = None
) -> bytes:
    """A deactivation report of these rows. Above them a title and the headings, unless `head` is given."""
    title = f"NPPES Deactivated NPI Report as of {us_day(day)}"
    lines = [*(head if head is not None else ([title], ["NPI", "NPPES Deactivation Date"])), *rows]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        name = f"NPPES Deactivated NPI Report {day:%Y%m%d}.xlsx"
        archive.writestr(_member(name, day), workbook(lines, day))
    return out.getvalue()


def workbook(lines: Iterable[Sequence[str]], day: date) -> bytes:
    """An xlsx workbook with one sheet of text cells, each a shared string."""
    strings: dict[str, int] = {}
    rows = "".join(_sheet_row(number, line, strings) for number, line in enumerate(lines, 1))
    shared = "".join(f"<si><t>{escape(text)}</t></si>" for text in strings)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}"/>',
        "xl/workbook.xml": f'<workbook xmlns="{_SHEET}"><workbookPr/><sheets/></workbook>',
        "xl/sharedStrings.xml": f'<sst xmlns="{_SHEET}">{shared}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_SHEET}"><sheetData>{rows}</sheetData></worksheet>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(_member(name, day), f'<?xml version="1.0" encoding="UTF-8"?>\n{text}')
    return out.getvalue()


def _sheet_row(number: int, line: Sequence[str], strings: dict[str, int]) -> str:
    cells = (
        f'<c r="{chr(65 + place)}{number}" t="s"><v>{strings.setdefault(text, len(strings))}</v></c>'
        for place, text in enumerate(line)
    )
    return f'<row r="{number}">{"".join(cells)}</row>'


def _again(row: Cells, day: date) -> Cells:
    if not row["Entity Type Code"]:
        return deactivated_cells(row["NPI"], day)
    return {**row, "Last Update Date": us_day(day)}


def _rows(monthly: Path, kind: str, is_wanted: Callable[[int, list[str]], bool]) -> list[Cells]:
    """The wanted rows of a member, by their number and cells; others never become rows by heading."""
    with zipfile.ZipFile(monthly) as archive:
        (name,) = (each for each in archive.namelist() if re.fullmatch(rf"{kind}_pfile_[\d-]+\.csv", each))
        header, *lines = csv.reader(io.StringIO(archive.read(name).decode("utf-8")))
    wanted = (cells for number, cells in enumerate(lines) if is_wanted(number, cells))
    return [dict(zip(header, cells, strict=True)) for cells in wanted]


def _csv(columns: tuple[str, ...], rows: Iterable[Cells]) -> str:
    lines = [columns, *([row.get(column, "") for column in columns] for row in rows)]
    return "".join('"' + '","'.join(cell.replace('"', "'") for cell in line) + '"\n' for line in lines)


def _member(name: str, day: date) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, date_time=(day.year, day.month, day.day, 0, 0, 0))
    member.compress_type = zipfile.ZIP_DEFLATED
    return member
