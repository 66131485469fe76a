"""The two files of the federal accreditation database DAPIP: places of schools, and spans of accreditation.

`AccreditationRecords.csv` names a school by its `DapipId` alone; `InstitutionCampus.csv` tells whose it is.
Columns as other public programs read them; older editions name the school in the records themselves.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from crawler.columns import Columns
from crawler.errors import ListingError
from crawler.platforms.certificate_cells import place_of
from crawler.platforms.delimited import Table, read_table
from crawler.platforms.delimited_layout import Layout
from crawler.records import Evidence
from crawler.rows import Row, RowRejectedError

DATE_FORMATS = ("%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y", "%Y-%m-%d")
ACCREDITED, PREACCREDITED = frozenset({"accredited"}), frozenset({"preaccredited"})
"""The status words that were seen, in small letters without blanks and dashes."""

RECORDS = Columns(
    required=("DapipId", "AgencyName", "ProgramName", "AccreditationDate", "AccreditationStatus"),
    optional=("AccreditationEndDate", "AgencyId", "ProgramId", "SequentialId", "InitialDateFlag"),
    dropped=("ReviewDate", "DepartmentDescription", "EndingActionId", "IpedsUnitIds"),
    aliases={"Institution Name": "InstitutionName"},
)
NAMED_RECORDS = Columns(
    RECORDS.required, (*RECORDS.optional, "InstitutionName"), RECORDS.dropped, RECORDS.aliases
)
CAMPUSES = Columns(
    required=("DapipId", "LocationName"),
    optional=("ParentName", "ParentDapipId", "LocationType", "Address"),
    dropped=(
        *("OpeId", "IpedsUnitIds", "GeneralPhone", "AdminName", "AdminPhone", "AdminEmail", "Fax"),
        "UpdateDate",
    ),
)
_INSTITUTION_WIDE = re.compile(r"\binstitution(s|al)?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Campus:
    """A school, or a further place of one under the name of its school. The street is never kept."""

    name: str
    city: str
    state: str
    institution_id: str = ""


def read_campuses(path: Path, evidence: Evidence) -> Mapping[str, Campus]:
    """Every place by its `DapipId`. A place without a name, or with a hostile cell, is left out.

    Raises:
        ListingError: the file is no such list, lacks a column or ends within a row.
    """
    campuses: dict[str, Campus] = {}
    for row in read_table(path, evidence, Layout(",", csv.QUOTE_MINIMAL, CAMPUSES)).rows:
        try:
            if not row.defect:
                campuses[row.needed("DapipId")] = _campus(row)
        except RowRejectedError:
            continue
    if not campuses:
        raise ListingError(evidence.source, "InstitutionCampus.csv holds no school: fetch it again")
    return campuses


def read_records(path: Path, evidence: Evidence) -> Table:
    """The rows of all agencies.

    Raises:
        ListingError: the file is no such list, lacks a column or ends within a row.
    """
    return read_table(path, evidence, Layout(",", csv.QUOTE_MINIMAL, NAMED_RECORDS))


def is_campus_file(name: str) -> bool:
    """Whether the name of a file is that of the list of places."""
    return "institutioncampus" in _plain(name)


def is_records_file(name: str) -> bool:
    """Whether the name of a file is that of the list of accreditations."""
    return "accreditationrecord" in _plain(name)


def program_of(printed: str) -> str:
    """The program; empty where the words mean a whole institution."""
    return "" if _INSTITUTION_WIDE.search(printed) else printed


def is_preaccreditation(row: Row, printed: str) -> bool:
    """Whether the status word means pre-accreditation; a word never seen is noted and is neither."""
    plain = re.sub(r"[\s-]", "", printed).casefold()
    if plain not in ACCREDITED | PREACCREDITED:
        why = "is a status word never seen; nothing is concluded from it: add it to dapip_files.py"
        row.note("AccreditationStatus", printed, "unknown_status", why)
    return plain in PREACCREDITED


def first_day(row: Row) -> str | None:
    """The first day of the span; None where the file itself says that the day is not the actual one."""
    flag = row.text("InitialDateFlag").casefold()
    return row.day("AccreditationDate", DATE_FORMATS) if flag in ("", "actual") else None


def _campus(row: Row) -> Campus:
    place = place_of(row.text("Address"))
    name, school = row.text("ParentName"), row.text("ParentDapipId") or row.needed("DapipId")
    return Campus(name or row.needed("LocationName"), place.city, place.state, school)


def _plain(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.rpartition("/")[2].casefold())
