"""The NPPES deactivation report: which provider numbers were deactivated, and when.

A zip that holds one xlsx workbook: a title row, the headings `NPI` and `NPPES Deactivation Date`, then one
row for each number that is deactivated now. Some 330,000 rows in 5 MB.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from crawler.cells import check_cell
from crawler.clean import header_name, iso_day
from crawler.errors import ListingError
from crawler.platforms.nppes_members import why_no_zip
from crawler.platforms.nppes_refusals import RefusedError, quarantine
from crawler.platforms.nppes_values import shown
from crawler.platforms.xlsx import Cell, SheetRow, sheets
from crawler.platforms.xlsx_parts import XlsxError
from crawler.records import Evidence, QuarantinedRow, is_npi

NPI_HEADING, DAY_HEADING = "NPI", "NPPES Deactivation Date"
MAX_WORKBOOK_BYTES = 1 << 26
_HEADER_ROWS = 10
"""The header is looked for in so many rows: one title stands above it, or none, or more some day."""
_FIRST_DAY = date(1899, 12, 30)
_FORMATS = ("%m/%d/%Y", "%Y-%m-%d", "%Y-%m-%dT%H:%M:%S")
_BAD_ZIP = (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError)


@dataclass(slots=True)
class Deactivations:
    """`days` maps NPI to ISO day. Rows that can't be read are in `quarantined` and mark nobody."""

    days: dict[int, str] = field(default_factory=dict)
    quarantined: list[QuarantinedRow] = field(default_factory=list)
    rows_count: int = 0


def read_deactivations(path: Path, evidence: Evidence) -> Deactivations:
    """What the report at `path` states. An NPI that is listed twice has the later day.

    Raises:
        ListingError: the file is no zip of one workbook, or damaged; the headings are missing; it holds
            no rows.
    """
    found = Deactivations()
    try:
        for number, row in enumerate(_data_rows(path, evidence.source), 1):
            found.rows_count = number
            try:
                _add(found, row)
            except RefusedError as error:
                at_row = replace(evidence, row_number=number)
                found.quarantined.append(quarantine(error, at_row, "deactivation report"))
    except XlsxError as error:
        message = f"the workbook of the deactivation report can't be read: {error}; download it again."
        raise ListingError(evidence.source, message) from error
    if not found.days:
        raise ListingError(evidence.source, "the deactivation report holds no readable rows; it is not used.")
    return found


def _add(found: Deactivations, row: tuple[Cell, Cell]) -> None:
    npi, deactivated_on = _npi(row[0]), _day(row[1])
    known = found.days.setdefault(npi, deactivated_on)
    found.days[npi] = max(known, deactivated_on)
    if known != deactivated_on:
        raise RefusedError(NPI_HEADING, str(npi), "conflicting_rows")


def _npi(cell: Cell) -> int:
    digits = cell.text.strip()
    if cell.is_number:
        digits = f"{_number(digits):.0f}"
    if not is_npi(digits):
        raise RefusedError(NPI_HEADING, shown(cell.text), "npi_check_digit")
    return int(digits)


def _day(cell: Cell) -> str:
    reason = check_cell(cell.text)
    if reason:
        raise RefusedError(DAY_HEADING, shown(cell.text), reason)
    if cell.is_number:
        # 36526 and 73050 are the first days of 2000 and 2100; NPIs exist since 2005.
        days = _number(cell.text)
        if 36526 <= days < 73050:
            return (_FIRST_DAY + timedelta(days=int(days))).isoformat()
    try:
        stated_on = None if cell.is_number else iso_day(cell.text.strip(), _FORMATS)
    except ValueError:
        stated_on = None
    if stated_on is None:
        raise RefusedError(DAY_HEADING, shown(cell.text), "date")
    return stated_on


def _number(text: str) -> float:
    """The number, or 0 for what is none: 0 is neither an NPI nor a day."""
    is_plain = re.fullmatch(r"\d{1,10}(\.\d{1,20})?(E\+?\d)?", text.strip(), re.ASCII | re.IGNORECASE)
    return float(text) if is_plain else 0.0


def _data_rows(path: Path, source: str) -> Iterator[tuple[Cell, Cell]]:
    """The two cells of each row below the header, of the first sheet that has it."""
    wanted = (header_name(NPI_HEADING), header_name(DAY_HEADING))
    for rows in sheets(_workbook(path, source)):
        for row in islice(rows, _HEADER_ROWS):
            columns = _columns(row)
            if set(wanted) <= columns.keys():
                places = [columns[heading] for heading in wanted]
                yield from (_pair(row, places) for row in rows)
                return
    headings = f"{NPI_HEADING!r} and {DAY_HEADING!r}"
    raise ListingError(
        source,
        f"the deactivation report has no row with the headings {headings} among its first {_HEADER_ROWS}; "
        "if a heading was renamed, change nppes_deactivations.py.",
    )


def _columns(row: SheetRow) -> dict[str, str]:
    return {header_name(cell.text): column for column, cell in row.items()}


def _pair(row: SheetRow, places: list[str]) -> tuple[Cell, Cell]:
    npi, day = (row.get(place, Cell("")) for place in places)
    return npi, day


def _workbook(path: Path, source: str) -> io.BytesIO:
    try:
        with zipfile.ZipFile(path) as container:
            names = [name for name in container.namelist() if name.lower().endswith(".xlsx")]
            if len(names) != 1:
                held = ", ".join(sorted(container.namelist())[:8]) or "nothing"
                raise ListingError(
                    source, f"the deactivation report holds {len(names)} workbooks, not one; it holds {held}."
                )
            with container.open(names[0]) as stream:
                content = stream.read(MAX_WORKBOOK_BYTES + 1)
    except _BAD_ZIP as error:
        raise ListingError(source, f"the deactivation report: {why_no_zip(path, error)}") from error
    if len(content) > MAX_WORKBOOK_BYTES:
        raise ListingError(
            source, f"the workbook {names[0][:80]!r} unpacks to over {MAX_WORKBOOK_BYTES >> 20} MB."
        )
    return io.BytesIO(content)
