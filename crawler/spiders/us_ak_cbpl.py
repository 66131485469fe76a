"""Alaska, Division of Corporations, Business and Professional Licensing: one file of all professions.

The holder's name stands in one field, `Owners`, read as `LAST, FIRST MIDDLE` or `FIRST MIDDLE LAST`. In
September 2026 the address refused programs, so the source is off by default and a person fetches the file.
"""

from __future__ import annotations

import csv

from crawler.clean import us_state
from crawler.columns import Columns
from crawler.license_types import PROFESSIONS, is_no_license, profession_of
from crawler.person_names import SplitName, split_name
from crawler.platforms.delimited_file import DelimitedFileSource
from crawler.platforms.delimited_layout import Layout
from crawler.records import Discipline, LicenseRecord, Profession
from crawler.rows import Row
from crawler.statuses import vocabulary

DATE_FORMATS = ("%m/%d/%Y", "%Y-%m-%d")
SEVERAL = (";", "&", " AND ")
COLUMNS = Columns(
    required=("Program", "ProfType", "LicenseNum", "Owners", "Status", "DateExpired"),
    optional=("DateIssued", "DateEffective", "City", "State", "ZIP"),
    dropped=("DBA", "Address1", "Address2"),
)


class AkCbpl(DelimitedFileSource):
    """Licenses of acupuncturists, physical therapists and their assistants."""

    name = "us_ak_cbpl"
    title = "Professional License Download"
    agency = "Alaska Division of Corporations, Business and Professional Licensing"
    jurisdiction = "AK"
    professions = PROFESSIONS
    homepage_url = "https://www.commerce.alaska.gov/web/cbpl/ProfessionalLicensing"
    lookup_url = "https://www.commerce.alaska.gov/cbp/main/search/professional"
    is_complete = False
    omits = "disciplinary actions; whether licenses that ended stay listed was not seen"
    terms = "None recorded."
    attribution = "Alaska Division of Corporations, Business and Professional Licensing"
    permission = "A public download; it refused programs, and no terms recorded, so off by default."
    is_off_by_default = True
    hosts = ("www.commerce.alaska.gov",)
    file_url = "https://www.commerce.alaska.gov/cbp/DBDownloads/ProfessionalLicenseDownload.CSV"
    layout = Layout(",", csv.QUOTE_MINIMAL, COLUMNS)

    def parse_row(self, row: Row) -> LicenseRecord | None:
        """The license of the row; None for other professions, firms and permits."""
        kind, program = row.text("ProfType"), row.text("Program")
        profession = _profession(kind, program)
        if profession is None:
            return None
        number, state = row.needed("LicenseNum"), us_state(row.text("State"))
        name = _owner_name(row)
        printed, status = row.status("Status", vocabulary("AK", "Status"))
        return LicenseRecord(
            license_id=f"{self.name}:{profession.value}:{number}",
            jurisdiction=self.jurisdiction,
            profession=profession,
            license_number=number,
            license_type_printed=kind or program,
            first_name=name.first,
            middle_name=name.middle,
            last_name=name.last,
            suffix=name.suffix,
            organization_name="",
            status_printed=printed,
            status=status.status,
            is_disciplinary_status=status.is_disciplinary,
            is_superseded=False,
            issued_on=row.day("DateIssued", DATE_FORMATS),
            renewed_on=row.day("DateEffective", DATE_FORMATS),
            expires_on=row.day("DateExpired", DATE_FORMATS),
            discipline=Discipline.NOT_STATED,
            discipline_printed="",
            city=row.text("City"),
            state=state,
            zip5=row.zip5("ZIP") if state else "",
            evidence=row.evidence,
        )


def _profession(kind: str, program: str) -> Profession | None:
    """By the words of the type. A program holds several, so it decides for acupuncture alone."""
    if kind:
        return profession_of(kind)
    found = profession_of(program)
    return found if found is Profession.ACUPUNCTURIST and not is_no_license(program) else None


def _owner_name(row: Row) -> SplitName:
    owners = row.needed("Owners")
    if any(sign in f" {owners.upper()} " for sign in SEVERAL):
        raise row.rejected("Owners", owners, "several_holders", "names several holders of one license")
    return split_name(owners)
