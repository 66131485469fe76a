"""Connecticut eLicense: state licenses and credentials, one field for the whole name.

Quirks: `ACTIVE IN RENEWAL` is lawful past the end date; ZIP codes of nine digits lack the hyphen; some
rows come twice; an effective date of 1800-12-27 states none. The street is often a home and never asked
for. The listing says nothing about discipline.
"""

from __future__ import annotations

from dataclasses import replace

from crawler.clean import us_state
from crawler.columns import Columns
from crawler.license_types import PROFESSIONS, is_no_license, profession_of
from crawler.limits import Limits
from crawler.person_names import SplitName, split_first_last
from crawler.platforms.socrata import CALENDAR_DATE, SocrataSource
from crawler.records import Discipline, LicenseRecord, Profession, Status
from crawler.rows import Row
from crawler.statuses import StatusMeaning, vocabulary

IN_RENEWAL = "active in renewal"
NO_DATES = ("1800-12-27", "12/27/1800")
# Only where the name of the credential is missing.
TYPE_CODES = {"14": Profession.PHYSICAL_THERAPIST}


class ConnecticutLicenses(SocrataSource):
    """Credentials of acupuncturists, physical therapists and their assistants."""

    name = "us_ct_elicense"
    title = "State Licenses and Credentials"
    agency = "Connecticut Department of Consumer Protection"
    jurisdiction = "CT"
    professions = PROFESSIONS
    homepage_url = "https://data.ct.gov/d/ngch-56tr"
    lookup_url = "https://www.elicense.ct.gov/Lookup/LicenseLookup.aspx"
    states_discipline = False
    is_complete = True
    omits = "all disciplinary actions; streets; temporary permits"
    refresh_days = 7
    limits = Limits(first_crawl_min=2_900)
    terms = "None recorded."
    attribution = "Connecticut Department of Consumer Protection, State Licenses and Credentials"
    permission = "Open data of the state, offered through its API; no terms recorded, so off by default."
    is_off_by_default = True
    hosts = ("data.ct.gov",)
    dataset_id = "ngch-56tr"
    where = "upper(credential) like '%ACUPUNCT%' OR upper(credential) like '%PHYSICAL THERAP%'"
    type_columns = ("credentialtype", "credential")
    status_columns = ("status",)
    columns = Columns(
        required=(
            *("name", "type", "fullcredentialcode", "credential", "status", "active"),
            *("expirationdate",),
        ),
        optional=("businessname", "credentialtype", "issuedate", "effectivedate", "city", "state", "zip"),
        dropped=(
            *("credentialid", "dba", "credentialnumber", "credentialsubcategory", "statusreason"),
            *("address", "recordrefreshedon"),
        ),
    )

    def parse_row(self, row: Row) -> LicenseRecord | None:
        """The license of the row; None for other professions, permits, and applications without a number."""
        credential = row.text("credential")
        profession = _profession(credential, row.text("credentialtype"))
        if profession is None:
            return None
        printed, status = row.status("status", vocabulary("CT", "status"))
        if status.status is Status.PENDING and not row.text("fullcredentialcode"):
            return None
        number, state = row.needed("fullcredentialcode"), us_state(row.text("state"))
        is_person = row.needed("type").upper() == "INDIVIDUAL"
        name = split_first_last(row.needed("name")) if is_person else SplitName("", "", "", "")
        status = _confirmed(row, status)
        return LicenseRecord(
            license_id=f"{self.name}:{number}",
            jurisdiction=self.jurisdiction,
            profession=profession,
            license_number=number,
            license_type_printed=credential,
            first_name=name.first,
            middle_name=name.middle,
            last_name=name.last,
            suffix=name.suffix,
            organization_name="" if is_person else row.text("businessname") or row.text("name"),
            status_printed=printed,
            status=status.status,
            is_disciplinary_status=status.is_disciplinary,
            is_superseded=False,
            issued_on=_day(row, "issuedate"),
            renewed_on=_day(row, "effectivedate"),
            expires_on=_day(row, "expirationdate"),
            discipline=Discipline.NOT_STATED,
            discipline_printed="",
            city=row.text("city"),
            state=state,
            zip5=row.zip5("zip") if state else "",
            evidence=row.evidence,
            is_in_renewal=printed.casefold() == IN_RENEWAL and status.status is Status.ACTIVE,
        )


def _profession(credential: str, type_code: str) -> Profession | None:
    if credential:
        return None if is_no_license(credential) else profession_of(credential)
    return TYPE_CODES.get(type_code)


def _confirmed(row: Row, status: StatusMeaning) -> StatusMeaning:
    """The meaning of the status word, unless the flag `active` denies that the credential is current."""
    flag = row.text("active")
    if status.status is not Status.ACTIVE or flag.casefold() in ("1", "1.0", "true", ""):
        return status
    why = "contradicts the status; the license is kept as unknown: look at the listing"
    row.note("active", flag, "conflicting_columns", why)
    return replace(status, status=Status.UNKNOWN)


def _day(row: Row, column: str) -> str | None:
    return None if row.text(column).startswith(NO_DATES) else row.day(column, CALENDAR_DATE)
