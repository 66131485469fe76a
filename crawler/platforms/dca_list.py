"""California DCA licensee lists: tab-separated text named .xls, 20 columns, read by header name.

Quirks: blank address lines hold one space; state `99` means abroad; an older edition has more columns.
Revoked, surrendered and cancelled licensees are left out by the department, so absence says nothing.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from crawler.batch import Batch
from crawler.check.samples import Start
from crawler.clean import us_state
from crawler.columns import Columns
from crawler.license_blocks import read_license_blocks
from crawler.platforms.box_folder import BoxFolderSource
from crawler.platforms.delimited import read_table
from crawler.platforms.delimited_layout import Layout
from crawler.records import Discipline, Evidence, LicenseRecord, Profession
from crawler.rows import Row
from crawler.statuses import vocabulary

DATE_FORMATS = ("%m-%d-%Y",)
COLUMNS = Columns(
    required=(
        "LicTypeCode",
        "License Type",
        "License Number",
        "Indiv/Org",
        "Org/Last Name",
        "First Name",
        "City",
        "State",
        "Zip",
        "Original Issue Date",
        "Expiration Date",
        "License Status",
    ),
    optional=("Middle Name", "Suffix", "School", "Year Graduated"),
    dropped=(
        *("Agency Code", "Agency Name", "Address Line 1", "Address Line 2", "County", "Country"),
        *("Speciality Code", "Specialty Code", "Degree"),
    ),
)
LAYOUT = Layout("\t", csv.QUOTE_NONE, COLUMNS)
NO_LICENSE_WORDS = (
    "trainee",
    "applicant",
    "student",
    "temporary",
    "training",
    "permit",
    "provider",
    "tutorial",
    "school",
)


@dataclass(frozen=True, slots=True)
class LicenseType:
    """A license type belongs to `profession` when it contains `words`, whatever the case."""

    words: str
    profession: Profession


class DcaListSource(BoxFolderSource):
    """One board's list. `license_types` are tried in turn, so the longer words stand first.

    `keeps_school` says that school and year of graduation are kept, where an edition states them.
    """

    jurisdiction = "CA"
    hosts = ("www.dca.ca.gov", "api.box.com", "dl.boxcloud.com")
    homepage_url = "https://www.dca.ca.gov/consumers/public_info/index.shtml"
    lookup_url = "https://search.dca.ca.gov/"
    states_discipline = False
    is_complete = False
    omits = "revoked, surrendered and cancelled licenses; all disciplinary actions; changes within the month"
    refresh_days = 31
    terms = "Public licensee lists; the department's page limits them to non-commercial use."
    attribution = "California Department of Consumer Affairs, public information licensee lists"
    permission = (
        "Offered for download by the department; the search site, which forbids crawling, is not touched."
    )
    license_types: tuple[LicenseType, ...] = ()
    keeps_school = False

    def examine(self, start: Start, evidence: Evidence) -> None:
        """The beginning of a list is examined; its license types are labels, those of other licenses too."""
        super().examine(start, evidence)
        rows = read_table(start.whole_lines(), evidence, LAYOUT).rows
        types = Counter(row.cells.get("License Type", "") for row in rows)
        self.discovery.add_labels("License Type", types.items())

    def read_file(self, path: Path, evidence: Evidence) -> Iterator[Batch]:
        """The batches of a list file."""
        table = read_table(path, evidence, LAYOUT)
        yield from read_license_blocks(table.blocks, self.parse_row, table.new_columns)

    def parse_row(self, row: Row) -> LicenseRecord | None:
        """The license of the row; None for a type that is no license of ours."""
        license_type = row.text("License Type")
        profession = profession_of(license_type, self.license_types)
        if profession is None:
            return None
        # The codes of most boards were never seen; a number is unique within its type, coded or in words.
        number, type_code = row.needed("License Number"), row.text("LicTypeCode") or profession.value
        printed, status = row.status("License Status", vocabulary("CA", "License Status"))
        is_organization = row.text("Indiv/Org").upper() == "O"
        last_name = row.text("Org/Last Name")
        state = us_state(row.text("State"))
        return LicenseRecord(
            license_id=f"{self.name}:{type_code}-{number}",
            jurisdiction=self.jurisdiction,
            profession=profession,
            license_number=number,
            license_type_printed=license_type,
            first_name="" if is_organization else row.text("First Name"),
            middle_name="" if is_organization else row.text("Middle Name"),
            last_name="" if is_organization else last_name,
            suffix="" if is_organization else row.text("Suffix"),
            organization_name=last_name if is_organization else "",
            status_printed=printed,
            status=status.status,
            is_disciplinary_status=status.is_disciplinary,
            is_superseded=False,
            issued_on=row.day("Original Issue Date", DATE_FORMATS),
            renewed_on=None,
            expires_on=row.day("Expiration Date", DATE_FORMATS),
            discipline=Discipline.NOT_STATED,
            discipline_printed="",
            city=row.text("City"),
            state=state,
            zip5=row.zip5("Zip") if state else "",
            evidence=row.evidence,
            school_printed=row.text("School") if self.keeps_school else "",
            graduated_printed=row.text("Year Graduated") if self.keeps_school else "",
        )


@lru_cache(maxsize=1 << 10)
def profession_of(license_type: str, types: tuple[LicenseType, ...]) -> Profession | None:
    """The profession of a printed license type; None for trainees, permits and other professions."""
    text = license_type.casefold()
    if any(word in text for word in NO_LICENSE_WORDS):
        return None
    return next((each.profession for each in types if each.words in text), None)
