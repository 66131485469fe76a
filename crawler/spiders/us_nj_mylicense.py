"""New Jersey Division of Consumer Affairs: licenses of its boards, through the MyLicense search form.

About one row in seven is an application without a number: skipped. Rows of a license's history share its
number. The end date is in the file alone, so a license read from the grid can't be verified.
"""

from __future__ import annotations

import re

from crawler.clean import us_state, zip5
from crawler.person_names import SplitName, split_name
from crawler.platforms.mylicense import MyLicenseSource
from crawler.records import Discipline, LicenseRecord, Profession
from crawler.rows import Row
from crawler.statuses import vocabulary

DATE_FORMATS = ("%m/%d/%Y", "%Y-%m-%d", "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %I:%M:%S %p")
# A compact privilege is another state's license; permits and students end by themselves.
NO_LICENSE_WORDS = re.compile(r"TEMPORARY|PERMIT|STUDENT|TRAINEE|APPLICA|COMPACT|PRIVILEGE|SPONSOR|SCHOOL")
PREFIXES = {
    "25MZ": Profession.ACUPUNCTURIST,
    "40QA": Profession.PHYSICAL_THERAPIST,
    "40QB": Profession.PT_ASSISTANT,
}


class NewJerseyMyLicense(MyLicenseSource):
    """Licenses of acupuncturists, physical therapists and their assistants."""

    name = "us_nj_mylicense"
    title = "MyLicense verification"
    agency = "New Jersey Division of Consumer Affairs"
    jurisdiction = "NJ"
    professions = (Profession.ACUPUNCTURIST, Profession.PHYSICAL_THERAPIST, Profession.PT_ASSISTANT)
    homepage_url = "https://newjersey.mylicense.com/verification/Search.aspx"
    lookup_url = homepage_url
    states_discipline = False
    is_complete = True
    omits = "disciplinary actions; applications, temporary permits and compact privileges"
    refresh_days = 7
    terms = "Public license verification of the state; no terms of reuse are stated. E-mail is dropped."
    attribution = "New Jersey Division of Consumer Affairs, license verification"
    permission = "Offered as a bulk download without login or fee; no terms recorded, so off by default."
    is_off_by_default = True
    hosts = ("newjersey.mylicense.com",)
    bulk_url = "https://newjersey.mylicense.com/Verification_Bulk/Search.aspx?facility=N"
    grid_url = homepage_url
    profession_words = ("ACUPUNCT", "PHYSICAL THERAP")

    def profession_of_type(self, license_type: str) -> Profession | None:
        """The profession of a license type in words; None for permits and other professions."""
        text = license_type.upper()
        if NO_LICENSE_WORDS.search(text):
            return None
        if "ACUPUNCT" in text:
            return Profession.ACUPUNCTURIST
        if re.search(r"PHYSICAL THERAP(IST|Y)'?S? (ASSISTANT|ASST)\b", text):
            return Profession.PT_ASSISTANT
        return Profession.PHYSICAL_THERAPIST if re.search(r"PHYSICAL THERAP(IST|Y)\b", text) else None

    def parse_row(self, row: Row) -> LicenseRecord | None:
        """The license of the row; None for applications, permits and other professions."""
        number, license_type = row.text("license_no"), row.text("license_type_name")
        profession = self.profession_of_type(license_type)
        if profession is None and not NO_LICENSE_WORDS.search(license_type.upper()):
            profession = PREFIXES.get(number[:4].upper())
        if not number or profession is None:
            return None
        printed, status = row.status("license_status_name", vocabulary("NJ", "license_status_name"))
        name, state = _name(row), us_state(row.text("addr_state"))
        return LicenseRecord(
            license_id=f"{self.name}:{number}",
            jurisdiction=self.jurisdiction,
            profession=profession,
            license_number=number,
            license_type_printed=license_type,
            first_name=name.first,
            middle_name=name.middle,
            last_name=name.last,
            suffix=name.suffix,
            organization_name="",
            status_printed=printed,
            status=status.status,
            is_disciplinary_status=status.is_disciplinary,
            is_superseded=False,
            issued_on=row.day("issue_date", DATE_FORMATS),
            renewed_on=None,
            expires_on=row.day("expiration_date", DATE_FORMATS),
            discipline=Discipline.NOT_STATED,
            discipline_printed="",
            city=row.text("addr_city"),
            state=state,
            zip5=zip5(row.text("addr_zipcode")) if state else "",
            evidence=row.evidence,
        )


def _name(row: Row) -> SplitName:
    """The parts of the name as the file gives them; taken apart where there is only the full name."""
    if row.text("last_name"):
        parts = ("first_name", "middle_name", "last_name", "name_suffix")
        return SplitName(*map(row.text, parts))
    return split_name(row.needed("full_name"))
