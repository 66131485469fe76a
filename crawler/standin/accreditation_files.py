"""The federal accreditation database as its two files, with invented schools alone."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from crawler.standin.schools import OTHERS, SCHOOLS, School

CAMPUS_COLUMNS = (
    *("DapipId", "OpeId", "IpedsUnitIds", "LocationName", "ParentName", "ParentDapipId", "LocationType"),
    *("Address", "GeneralPhone", "AdminName", "AdminPhone", "AdminEmail", "Fax", "UpdateDate"),
)
RECORD_COLUMNS = (
    *("DapipId", "AgencyId", "AgencyName", "ProgramId", "ProgramName", "SequentialId", "InitialDateFlag"),
    *("AccreditationDate", "AccreditationStatus", "ReviewDate", "DepartmentDescription"),
    *("AccreditationEndDate", "EndingActionId"),
)


def campus_file(as_of: date) -> str:
    """The text of `InstitutionCampus.csv`."""
    return csv_lines(CAMPUS_COLUMNS, (_campus(school, as_of) for school in (*SCHOOLS, *OTHERS)))


def record_file() -> str:
    """The text of `AccreditationRecords.csv`."""
    return csv_lines(RECORD_COLUMNS, (row for school in (*SCHOOLS, *OTHERS) for row in _records(school)))


def csv_lines(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Heading and rows as CSV with `\\n` ends."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()


def _campus(school: School, as_of: date) -> tuple[str, ...]:
    address = f"1 Storybook Dr, {school.city}, {school.state} 00000"
    blanks = ("-", "-", "-", "-", "-")
    return (school.dapip_id, "-", "-", school.name, "-", "-", "Institution", address, *blanks, us_day(as_of))


def _records(school: School) -> Iterable[tuple[str, ...]]:
    agencies = sorted({span.agency for span in school.spans})
    for number, span in enumerate(school.spans, start=1):
        agency = str(90 + agencies.index(span.agency))
        keys = (school.dapip_id, agency, span.agency, str(number), span.program, "1", "Actual")
        ended = us_day(span.last) if span.last else ""
        yield (*keys, us_day(span.first), span.status, "", "", ended, "")


def us_day(day: date) -> str:
    """The day as MM/DD/YYYY."""
    return day.strftime("%m/%d/%Y")
