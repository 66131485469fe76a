"""Delaware Division of Professional Regulation: licenses, joined with the board's actions.

The column `disciplinary_action` of the licenses is `N` on every row and is never asked for. What the
boards did stands in a second dataset, which is read whole before the first: a license is without action
only when that was done.
"""

from __future__ import annotations

from crawler.actions import case_day, discipline_of, stage_of, words
from crawler.clean import us_state
from crawler.columns import Columns
from crawler.license_types import PROFESSIONS, is_no_license, profession_of
from crawler.limits import Limits
from crawler.person_names import SplitName, split_name
from crawler.platforms.socrata import CALENDAR_DATE
from crawler.platforms.socrata_actions import SocrataWithActions
from crawler.platforms.socrata_answers import Dataset
from crawler.records import BoardAction, LicenseRecord, Profession
from crawler.rows import Row
from crawler.statuses import vocabulary

PHYSICAL_THERAPY = "PHYSICAL THERAP"
# The code before the number, where the words leave the profession open.
SERIES = {"J1": Profession.PHYSICAL_THERAPIST}


class DelawareProfessions(SocrataWithActions):
    """Licenses of acupuncturists, physical therapists and their assistants, with every action."""

    name = "us_de_dpr"
    title = "Professional and Occupational Licensing"
    agency = "Delaware Division of Professional Regulation"
    jurisdiction = "DE"
    professions = PROFESSIONS
    homepage_url = "https://data.delaware.gov/d/pjnv-eaih"
    lookup_url = "https://delpros.delaware.gov/OH_VerifyLicense"
    states_discipline = True
    is_complete = True
    omits = "streets; temporary permits; the orders themselves"
    refresh_days = 7
    limits = Limits(first_crawl_min=900)
    terms = "Public domain."
    attribution = (
        "Delaware Division of Professional Regulation, Professional and Occupational Licensing and "
        "Disciplinary Actions"
    )
    permission = "Open data of the state, offered through its API."
    hosts = ("data.delaware.gov",)
    dataset_id = "pjnv-eaih"
    where = (
        "upper(license_type) like '%ACUPUNCT%' OR upper(license_type) like '%EASTERN MEDICINE%' "
        "OR upper(license_type) like '%PHYSICAL THERAP%' OR upper(profession_id) like '%PHYSICAL THERAP%'"
    )
    type_columns = ("profession_id", "license_type")
    status_columns = ("license_status",)
    columns = Columns(
        required=(
            *("last_name", "first_name", "license_no", "profession_id", "license_type"),
            *("expiration_date", "license_status"),
        ),
        optional=("combined_name", "city", "state", "zip_code", "issue_date"),
        dropped=("country", "disciplinary_action"),
    )
    side = Dataset(
        "dz6p-akeq",
        "",
        Columns(
            required=("license_id_l", "disp_start", "item_text"),
            optional=("last_name", "first_name"),
            dropped=("license_type",),
        ),
    )

    def take_side_row(self, row: Row) -> None:
        """The action is kept under its license; one without a license number, under the name."""
        text = words(row, "item_text")
        acted_on = case_day(row, "disp_start", CALENDAR_DATE)
        number = words(row, "license_id_l")
        if number:
            self.actions.add(number, BoardAction("", text, "", stage_of(text), acted_on, None, ""))
            return
        self.actions.add_unnumbered(words(row, "last_name"), words(row, "first_name"))
        row.note("license_id_l", "", "unreadable_case", "names no license; its holder is not called clean")

    def parse_row(self, row: Row) -> LicenseRecord | None:
        """The license of the row with its actions; None for other professions and permits."""
        kind = row.text("license_type")
        profession = _profession(kind, row.text("profession_id"), row.text("license_no"))
        if profession is None:
            return None
        number, state, name = row.needed("license_no"), us_state(row.text("state")), _name(row)
        printed, status = row.status("license_status", vocabulary("DE", "license_status"))
        actions = self.actions.of(number)
        return LicenseRecord(
            license_id=f"{self.name}:{number}",
            jurisdiction=self.jurisdiction,
            profession=profession,
            license_number=number,
            license_type_printed=kind or row.text("profession_id"),
            first_name=name.first,
            middle_name=name.middle,
            last_name=name.last,
            suffix="",
            organization_name="",
            status_printed=printed,
            status=status.status,
            is_disciplinary_status=status.is_disciplinary,
            is_superseded=False,
            issued_on=row.day("issue_date", CALENDAR_DATE),
            renewed_on=None,
            expires_on=row.day("expiration_date", CALENDAR_DATE),
            discipline=discipline_of(actions, self.actions.where_none(name.last, name.first)),
            discipline_printed="",
            city=row.text("city"),
            state=state,
            zip5=row.zip5("zip_code") if state else "",
            evidence=row.evidence,
            actions=actions,
        )


def _profession(kind: str, group: str, number: str) -> Profession | None:
    if is_no_license(kind):
        return None
    if kind:
        return profession_of(kind)
    code = SERIES.get(number.partition("-")[0].upper())
    return code if PHYSICAL_THERAPY in group.upper() else None


def _name(row: Row) -> SplitName:
    """First and last name; from `combined_name` where both are missing."""
    last, first = row.text("last_name"), row.text("first_name")
    if last or first:
        return SplitName(first, "", last, "")
    return split_name(row.needed("combined_name"))
