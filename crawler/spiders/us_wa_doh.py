"""Washington State Department of Health: Health Care Provider Credential Data.

Two generations of formatting: until about 2025 upper case, YYYYMMDD and `AC60123456`; since then title
case, MM/DD/YYYY and `ACUP.AC.60990002`. Individuals only, no place. `birthyear` is never asked for.
"""

from __future__ import annotations

import re

from crawler.columns import Columns
from crawler.platforms.socrata import SocrataSource
from crawler.records import Discipline, LicenseRecord, Profession
from crawler.rows import Row
from crawler.statuses import vocabulary

DATE_FORMATS = ("%Y%m%d", "%m/%d/%Y", "%Y-%m-%dT%H:%M:%S.%f")
# What is no license of its own: permits end by themselves, a compact privilege is another state's license.
NO_LICENSE_WORDS = re.compile(r"TEMPORARY|PERMIT|INTERIM|COMPACT|ENDORSEMENT")
DISCIPLINE = {"YES": Discipline.YES, "NO": Discipline.NONE}


class WashingtonHealth(SocrataSource):
    """Credentials of acupuncturists, physical therapists and their assistants."""

    name = "us_wa_doh"
    title = "Health Care Provider Credential Data"
    agency = "Washington State Department of Health"
    jurisdiction = "WA"
    professions = (Profession.ACUPUNCTURIST, Profession.PHYSICAL_THERAPIST, Profession.PT_ASSISTANT)
    homepage_url = "https://data.wa.gov/d/qxh8-f4bd"
    lookup_url = "https://fortress.wa.gov/doh/providercredentialsearch/"
    states_discipline = True
    is_complete = True
    omits = "places; temporary permits and compact privileges; what a disciplinary action was"
    refresh_days = 7
    terms = "Public domain. Washington law bars giving lists of individuals for commercial purposes."
    attribution = (
        "Washington State Department of Health. Absence or presence of information in this system does not "
        "imply any recommendation, endorsement, or guarantee of competence."
    )
    permission = "Open data of the state, offered through its API."
    hosts = ("data.wa.gov",)
    dataset_id = "qxh8-f4bd"
    where = (
        "upper(credentialtype) like '%ACUPUNCT%' OR upper(credentialtype) like '%PHYSICAL THERAP%' OR "
        "(upper(credentialtype) like '%EAST%' AND upper(credentialtype) like '%MEDICINE%') OR "
        "upper(credentialnumber) like '%.AC.%'"
    )
    type_columns = ("credentialtype",)
    status_columns = ("status",)
    columns = Columns(
        required=(
            *("credentialnumber", "lastname", "firstname", "credentialtype", "status"),
            *("expirationdate", "actiontaken"),
        ),
        optional=("middlename", "firstissuedate", "lastissuedate"),
        dropped=("birthyear", "ceduedate"),
    )

    def parse_row(self, row: Row) -> LicenseRecord | None:
        """The license of the row; None for other professions and for permits."""
        printed_type = row.text("credentialtype")
        profession = profession_of(printed_type, row.read("credentialnumber", segment_of))
        if profession is None:
            return None
        number = row.needed("credentialnumber")
        printed, status = row.status("status", vocabulary("WA", "status"))
        action = row.text("actiontaken")
        return LicenseRecord(
            license_id=f"{self.name}:{number}",
            jurisdiction=self.jurisdiction,
            profession=profession,
            license_number=number,
            license_type_printed=printed_type,
            first_name=row.text("firstname"),
            middle_name=row.text("middlename"),
            last_name=row.text("lastname"),
            suffix="",
            organization_name="",
            status_printed=printed,
            status=status.status,
            is_disciplinary_status=status.is_disciplinary,
            is_superseded=printed.casefold() == "superseded",
            issued_on=row.day("firstissuedate", DATE_FORMATS),
            renewed_on=row.day("lastissuedate", DATE_FORMATS),
            expires_on=row.day("expirationdate", DATE_FORMATS),
            # A pending action is alleged, not found: neither "yes" nor "none" would be true.
            discipline=DISCIPLINE.get(action.upper(), Discipline.NOT_STATED),
            discipline_printed=action,
            city="",
            state="",
            zip5="",
            evidence=row.evidence,
        )


def segment_of(number: str) -> str:
    """The second part of a number in dots (`AC` of `ACUP.AC.60990002`); empty where there is none."""
    return "".join(number.upper().split(".")[1:2])


def profession_of(credential_type: str, segment: str) -> Profession | None:
    """The profession by the words of the type, else by the segment `AC` of the number; None if not ours."""
    text = credential_type.upper()
    if NO_LICENSE_WORDS.search(text) or segment == "TP":
        return None
    if "ACUPUNCT" in text or ("MEDICINE" in text and re.search(r"\bEAST", text)):
        return Profession.ACUPUNCTURIST
    if re.search(r"PHYSICAL THERAP(IST|Y) ASSISTANT", text):
        return Profession.PT_ASSISTANT
    if re.search(r"PHYSICAL THERAP(IST|Y)\b", text):
        return Profession.PHYSICAL_THERAPIST
    return Profession.ACUPUNCTURIST if segment == "AC" else None
