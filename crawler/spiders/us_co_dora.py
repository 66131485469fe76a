"""Colorado Division of Professions and Occupations: one row for each discipline case of a license.

The prefix of a license (`licensetype`) and its number stand apart; a number counts within its prefix.
`contact=` in the link of a row is the board's id of the person. City and ZIP are the mailing address.
"""

from __future__ import annotations

import re

from crawler.actions import case_day, discipline_of, stage_of, words
from crawler.clean import us_state
from crawler.columns import Columns
from crawler.license_types import PROFESSIONS, is_no_license, profession_of
from crawler.platforms.socrata import CALENDAR_DATE, SocrataSource
from crawler.records import BoardAction, Discipline, LicenseRecord, Profession
from crawler.rows import Row
from crawler.statuses import vocabulary

# PTLP is a provisional license; its status word says that it is one.
PREFIXES = {
    "ACU": Profession.ACUPUNCTURIST,
    "PTL": Profession.PHYSICAL_THERAPIST,
    "PTLP": Profession.PHYSICAL_THERAPIST,
    "PTA": Profession.PT_ASSISTANT,
}
REPLACED = "grad to higher level"
"""The word, in lower case, of a license that a higher one of the same person has replaced."""

_LINK = re.compile(r"https://[^\s\"'()<>]+")
_CONTACT = re.compile(r"[?&]contact=(\d+)", re.IGNORECASE)


class ColoradoProfessions(SocrataSource):
    """Licenses of acupuncturists, physical therapists and their assistants, with every case."""

    name = "us_co_dora"
    parser_version = "2"
    title = "Professional and Occupational Licenses in Colorado"
    agency = "Colorado Division of Professions and Occupations"
    jurisdiction = "CO"
    professions = PROFESSIONS
    homepage_url = "https://data.colorado.gov/d/7s5z-vewr"
    lookup_url = "https://apps2.colorado.gov/dora/licensing/lookup/licenselookup.aspx"
    states_discipline = True
    is_complete = True
    omits = "streets; the orders themselves"
    refresh_days = 7
    terms = "Public domain."
    attribution = (
        "The data made available here has been modified for use from its original source, "
        "which is the State of Colorado."
    )
    permission = "Open data of the state, offered through its API; the agency's search page is not touched."
    hosts = ("data.colorado.gov",)
    dataset_id = "7s5z-vewr"
    where = (
        "upper(licensetype) in ('ACU', 'PTL', 'PTLP', 'PTA') OR upper(subcategory) like '%ACUPUNCT%' "
        "OR upper(subcategory) like '%PHYSICAL THERAP%'"
    )
    type_columns = ("licensetype", "subcategory")
    status_columns = ("licensestatusdescription",)
    columns = Columns(
        required=(
            *("lastname", "firstname", "licensetype", "licensenumber", "licenseexpirationdate"),
            *("licensestatusdescription", "casenumber", "programaction"),
        ),
        optional=(
            *("middlename", "suffix", "entityname", "city", "state", "mailzipcode", "subcategory"),
            *("licensefirstissuedate", "licenselastreneweddate", "disciplineeffectivedate"),
            *("disciplinecompletedate", "linktoverifylicense"),
        ),
        dropped=("specialty", "title", "degrees", "linktoviewhealthcareprofile"),
        aliases={"licenseprefix": "licensetype"},
    )

    def parse_row(self, row: Row) -> LicenseRecord | None:
        """The license of the row with the case of the row; None for other professions."""
        prefix, kind = row.text("licensetype"), row.text("subcategory")
        profession = None if is_no_license(kind) else profession_of(kind) or PREFIXES.get(prefix.upper())
        if profession is None:
            return None
        number, prefix = row.needed("licensenumber"), row.needed("licensetype")
        printed, status = row.status("licensestatusdescription", vocabulary("CO", "licensestatusdescription"))
        link, state, actions = _link(row), us_state(row.text("state")), _actions(row)
        contact = _CONTACT.search(link)
        return LicenseRecord(
            license_id=f"{self.name}:{prefix}-{number}",
            jurisdiction=self.jurisdiction,
            profession=profession,
            license_number=number,
            license_type_printed=f"{prefix} {kind}".strip(),
            first_name=row.text("firstname"),
            middle_name=row.text("middlename"),
            last_name=row.text("lastname"),
            suffix=row.text("suffix"),
            organization_name=row.text("entityname"),
            status_printed=printed,
            status=status.status,
            is_disciplinary_status=status.is_disciplinary,
            is_superseded=printed.casefold() == REPLACED,
            issued_on=row.day("licensefirstissuedate", CALENDAR_DATE),
            renewed_on=row.day("licenselastreneweddate", CALENDAR_DATE),
            expires_on=row.day("licenseexpirationdate", CALENDAR_DATE),
            discipline=discipline_of(actions, Discipline.NONE),
            discipline_printed="",
            city=row.text("city"),
            state=state,
            zip5=row.zip5("mailzipcode") if state else "",
            evidence=row.evidence,
            actions=actions,
            holder_id=contact[1] if contact else "",
            board_url=link,
        )


def _actions(row: Row) -> tuple[BoardAction, ...]:
    """The case of the row; none where the case columns are all empty."""
    docket, action = words(row, "casenumber"), words(row, "programaction")
    acted_on = case_day(row, "disciplineeffectivedate", CALENDAR_DATE)
    ended_on = case_day(row, "disciplinecompletedate", CALENDAR_DATE)
    if not (docket or action or acted_on or ended_on):
        return ()
    return (BoardAction(docket, action, "", stage_of(action), acted_on, ended_on, ""),)


def _link(row: Row) -> str:
    """The address in the cell: JSON writes `{"url": "..."}`, an export the address itself."""
    found = _LINK.search(row.text("linktoverifylicense"))
    return found[0] if found else ""
