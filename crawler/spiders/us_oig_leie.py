"""The federal List of Excluded Individuals/Entities: a file replaced monthly, and monthly supplements."""

from __future__ import annotations

from crawler.limits import Limits
from crawler.platforms.leie_list import ExclusionListSource
from crawler.records import RecordKind


class FederalExclusions(ExclusionListSource):
    """Exclusions in force. Reinstated parties are left out."""

    name = "us_oig_leie"
    title = "List of Excluded Individuals/Entities (LEIE)"
    agency = "U.S. Department of Health and Human Services, Office of Inspector General"
    jurisdiction = "US"
    kind = RecordKind.EXCLUSION
    homepage_url = "https://oig.hhs.gov/exclusions/exclusions_list.asp"
    lookup_url = "https://exclusions.oig.hhs.gov/"
    protocol = "CSV file, with monthly supplements where it is older"
    states_discipline = False
    is_complete = True
    omits = "reinstated parties; the NPI of nine parties in ten"
    refresh_days = 31
    terms = "Work of the U.S. government, public domain."
    attribution = "HHS Office of Inspector General, List of Excluded Individuals/Entities"
    permission = "Offered for download by the agency; its search page is not touched."
    hosts = ("oig.hhs.gov",)
    limits = Limits(records_max=150_000, first_crawl_min=41_000)
    file_url = "https://oig.hhs.gov/exclusions/downloadables/UPDATED.csv"
