"""The federal exclusion list (OIG LEIE, `UPDATED.csv`): quoted CSV, 18 columns, dates without separators.

Monthly supplements have the same columns. Birth date and street never become part of a record. Nine rows
in ten have no NPI.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from crawler.batch import Batch
from crawler.clean import iso_day, us_state, zip5
from crawler.columns import Columns
from crawler.platforms.delimited import read_table
from crawler.platforms.delimited_layout import Layout
from crawler.records import Evidence, ExclusionRecord, is_npi
from crawler.row_batches import read_batches
from crawler.rows import Row

DATE_FORMATS = ("%Y%m%d", "%m/%d/%y", "%m/%d/%Y")
NO_NPI = "0000000000"
ID_COLUMNS = (
    *("LASTNAME", "FIRSTNAME", "MIDNAME", "BUSNAME", "NPI", "CITY", "STATE", "ZIP"),
    *("EXCLTYPE", "EXCLDATE"),
)
COLUMNS = Columns(
    required=(
        *("LASTNAME", "FIRSTNAME", "MIDNAME", "BUSNAME", "GENERAL", "SPECIALTY"),
        *("NPI", "CITY", "STATE", "ZIP"),
        *("EXCLTYPE", "EXCLDATE", "REINDATE", "WAIVERDATE", "WVRSTATE"),
    ),
    optional=("DOB",),
    dropped=("UPIN", "ADDRESS"),
    aliases={"WAIVERSTATE": "WVRSTATE"},
)
LAYOUT = Layout(",", csv.QUOTE_MINIMAL, COLUMNS)


@dataclass(frozen=True, slots=True)
class ListedExclusion:
    """A record with what tells its row from other rows.

    `fields` are the stable raw fields of the row, as they make its id. `birth` is the birth date without the
    century, because older supplements print two digits of the year; empty where none is stated. It serves
    the comparison of rows alone and is never written anywhere.
    """

    record: ExclusionRecord
    fields: tuple[str, ...]
    birth: str


def read_exclusions(path: Path, evidence: Evidence) -> Iterator[Batch]:
    """The batches of the exclusion list.

    Raises:
        ListingError: the file lacks a column, ends within a row, or is no table.
    """
    table = read_table(path, evidence, LAYOUT)
    yield from read_batches(table.rows, parse_row, table.new_columns)


def read_listed(path: Path, evidence: Evidence, listed: list[ListedExclusion]) -> Iterator[Batch]:
    """The batches of a list file without their records, which are in `listed` afterwards.

    Raises:
        ListingError: see `read_exclusions`.
    """

    def keep(row: Row) -> ExclusionRecord:
        record = parse_row(row)
        listed.append(ListedExclusion(record, raw_fields(row), _birth(row)))
        return record

    table = read_table(path, evidence, LAYOUT)
    for batch in read_batches(table.rows, keep, table.new_columns):
        yield replace(batch, records=())


def parse_row(row: Row) -> ExclusionRecord:
    """The exclusion that the row states."""
    exclusion_type = row.needed("EXCLTYPE")
    row.needed("EXCLDATE")
    excluded_on = row.day("EXCLDATE", DATE_FORMATS)
    if excluded_on is None:
        raise row.rejected("EXCLDATE", row.cells["EXCLDATE"], "missing_value", "is no exclusion date")
    if not (row.text("LASTNAME") or row.text("BUSNAME")):
        raise row.rejected("LASTNAME", "", "missing_value", "and BUSNAME are empty")
    return ExclusionRecord(
        exclusion_id=f"{row.evidence.source}:{_digest(row)}",
        last_name=row.text("LASTNAME"),
        first_name=row.text("FIRSTNAME"),
        middle_name=row.text("MIDNAME"),
        business_name=row.text("BUSNAME"),
        general=row.text("GENERAL"),
        specialty=row.text("SPECIALTY"),
        npi=_npi(row),
        city=row.text("CITY"),
        state=us_state(row.text("STATE")),
        zip5=zip5(row.text("ZIP")),
        exclusion_type=exclusion_type,
        excluded_on=excluded_on,
        reinstated_on=row.day("REINDATE", DATE_FORMATS),
        waiver_on=row.day("WAIVERDATE", DATE_FORMATS),
        waiver_state=row.text("WVRSTATE"),
        evidence=row.evidence,
    )


def _npi(row: Row) -> str:
    """The NPI; empty for `0000000000` and for a number that fails the check digit, which is noted."""
    npi = row.text("NPI")
    if not npi.strip("0"):
        return ""
    if not is_npi(npi):
        row.note("NPI", npi, "unusable_npi", "fails the NPI check digit; the exclusion is kept without it")
        return ""
    return npi


def raw_fields(row: Row) -> tuple[str, ...]:
    """The fields that make an exclusion, as printed, in the order of `ID_COLUMNS`. Never the birth date.

    The day of the exclusion is written as in the whole file, for older supplements print `05/20/21`, and an
    empty NPI as ten zeros: the row of a supplement shall have the id that the next whole file gives it.
    """
    cells = {name: row.cells.get(name, "").strip() for name in ID_COLUMNS}
    day = iso_day(cells["EXCLDATE"], DATE_FORMATS) or ""
    return tuple((cells | {"EXCLDATE": day.replace("-", ""), "NPI": cells["NPI"] or NO_NPI}).values())


def _digest(row: Row) -> str:
    """The list has no row id, so the fields that make an exclusion are hashed."""
    return hashlib.sha256("\x1f".join(raw_fields(row)).encode()).hexdigest()[:16]


def _birth(row: Row) -> str:
    printed = row.cells.get("DOB", "").strip()
    try:
        return (iso_day(printed, DATE_FORMATS) or "")[2:]
    except ValueError:
        return printed
