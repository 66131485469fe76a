"""Illinois Department of Financial and Professional Regulation: one row for each discipline case.

Quirks: dates are text of which the first ten characters count; nulls are `None` and `/ /`; cells are
padded with blanks; the middle initial may stand in `first_name`; some numbers are masked with asterisks;
an end date of 2099 states none.
"""

from __future__ import annotations

from crawler.actions import case_day, discipline_of, stage_of, words
from crawler.clean import us_state
from crawler.columns import Columns
from crawler.license_types import PROFESSIONS, is_no_license, profession_of
from crawler.person_names import move_initial
from crawler.platforms.socrata import SocrataSource
from crawler.records import BoardAction, Discipline, LicenseRecord, Profession
from crawler.rows import Row
from crawler.statuses import vocabulary

DATE_FORMATS = ("%m/%d/%Y", "%Y-%m-%d")
DATE_CHARACTERS = 10
NO_END_YEAR = "2099"
FLAGS = {"Y": Discipline.YES, "N": Discipline.NONE}
# The first three digits of a number, where the words leave the profession open.
SERIES = {
    "198": Profession.ACUPUNCTURIST,
    "070": Profession.PHYSICAL_THERAPIST,
    "160": Profession.PT_ASSISTANT,
}


class IllinoisProfessionalRegulation(SocrataSource):
    """Licenses of acupuncturists, physical therapists and their assistants, with every case."""

    name = "us_il_idfpr"
    title = "Professional Licensing"
    agency = "Illinois Department of Financial and Professional Regulation"
    jurisdiction = "IL"
    professions = PROFESSIONS
    homepage_url = "https://data.illinois.gov/d/pzzh-kp68"
    lookup_url = "https://online-dfpr.micropact.com/lookup/licenselookup.aspx"
    states_discipline = True
    is_complete = True
    omits = "streets; temporary permits; licenses whose number is masked"
    refresh_days = 7
    terms = "Open Database License 1.0: attribution, and share-alike for a derived database."
    attribution = (
        "Contains information from the Illinois Department of Financial and Professional Regulation, "
        "Professional Licensing, made available under the Open Database License (ODbL) 1.0."
    )
    permission = "Open data of the state, offered through its API."
    hosts = ("data.illinois.gov",)
    dataset_id = "pzzh-kp68"
    where = (
        "upper(license_type) like '%ACUPUNCT%' OR upper(description) like '%ACUPUNCT%' "
        "OR upper(license_type) like '%PHYSICAL THERAP%' OR upper(description) like '%PHYSICAL THERAP%'"
    )
    type_columns = ("license_type", "description")
    status_columns = ("license_status",)
    columns = Columns(
        required=(
            *("license_type", "description", "license_number", "license_status", "first_name", "last_name"),
            *("expiration_date", "ever_disciplined", "case_number", "action"),
        ),
        optional=(
            *("business", "middle", "suffix", "business_name", "original_issue_date", "effective_date"),
            *("city", "state", "zip", "discipline_start_date", "discipline_end_date", "discipline_reason"),
        ),
        dropped=(
            *("_id", "title", "prefix", "businessdba", "county", "specialty_qualifier", "lastmodifieddate"),
            *("controlled_substance_schedule", "delegated_controlled_substance_schedule"),
        ),
    )

    def parse_row(self, row: Row) -> LicenseRecord | None:
        """The license of the row with the case of the row; None for other professions and permits."""
        kind, group = row.text("description"), row.text("license_type")
        number = row.text("license_number")
        profession = _profession(kind, group, number)
        if profession is None:
            return None
        number = _needed_number(row)
        printed, status = row.status("license_status", vocabulary("IL", "license_status"))
        flag, actions, state = row.text("ever_disciplined"), _actions(row), us_state(row.text("state"))
        first, middle = move_initial(row.text("first_name"), row.text("middle"))
        is_firm = row.text("business").upper() == "Y"
        return LicenseRecord(
            license_id=f"{self.name}:{number}",
            jurisdiction=self.jurisdiction,
            profession=profession,
            license_number=number,
            license_type_printed=kind or group,
            first_name="" if is_firm else first,
            middle_name="" if is_firm else middle,
            last_name="" if is_firm else row.text("last_name"),
            suffix="" if is_firm else row.text("suffix"),
            organization_name=row.text("business_name") if is_firm else "",
            status_printed=printed,
            status=status.status,
            is_disciplinary_status=status.is_disciplinary,
            is_superseded=False,
            issued_on=row.day("original_issue_date", DATE_FORMATS, DATE_CHARACTERS),
            renewed_on=row.day("effective_date", DATE_FORMATS, DATE_CHARACTERS),
            expires_on=_end_day(row),
            discipline=discipline_of(actions, FLAGS.get(flag.upper(), Discipline.NOT_STATED)),
            discipline_printed=flag,
            city=row.text("city"),
            state=state,
            zip5=row.zip5("zip") if state else "",
            evidence=row.evidence,
            actions=actions,
        )


def _profession(kind: str, group: str, number: str) -> Profession | None:
    """By the words of the description; where they leave it open, by the series within our groups."""
    if is_no_license(kind) or is_no_license(group):
        return None
    group_profession = profession_of(group)
    if profession_of(kind) or group_profession is None:
        return profession_of(kind)
    # The group "PHYSICAL THERAPY" holds assistants as well, so it decides nothing by itself.
    is_open = not kind and group_profession is Profession.ACUPUNCTURIST
    return SERIES.get(number[:3]) or (group_profession if is_open else None)


def _needed_number(row: Row) -> str:
    number = row.needed("license_number")
    if "*" in number:
        why = "is masked, so this license can't be told from others"
        raise row.rejected("license_number", number, "masked_number", why)
    return number


def _end_day(row: Row) -> str | None:
    day = row.day("expiration_date", DATE_FORMATS, DATE_CHARACTERS)
    return day if day is None or day < NO_END_YEAR else None


def _actions(row: Row) -> tuple[BoardAction, ...]:
    """The case of the row; none where the case columns are all empty."""
    docket, action, reason = (words(row, name) for name in ("case_number", "action", "discipline_reason"))
    acted_on = case_day(row, "discipline_start_date", DATE_FORMATS, DATE_CHARACTERS)
    ended_on = case_day(row, "discipline_end_date", DATE_FORMATS, DATE_CHARACTERS)
    if not (docket or action or reason or acted_on or ended_on):
        return ()
    return (BoardAction(docket, action, reason, stage_of(action), acted_on, ended_on, ""),)
