"""The federal List of Excluded Individuals/Entities, complete file, replaced monthly."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from pathlib import Path

from scrapy import Request
from scrapy.http import Response

from crawler.batch import Batch
from crawler.limits import Limits
from crawler.platforms.leie import read_exclusions
from crawler.records import Evidence, RecordKind
from crawler.source import Source, last_modified_day


class FederalExclusions(Source):
    """Exclusions in force. Reinstated parties vanish from the file."""

    name = "us_oig_leie"
    title = "List of Excluded Individuals/Entities (LEIE)"
    agency = "U.S. Department of Health and Human Services, Office of Inspector General"
    jurisdiction = "US"
    kind = RecordKind.EXCLUSION
    homepage_url = "https://oig.hhs.gov/exclusions/exclusions_list.asp"
    lookup_url = "https://exclusions.oig.hhs.gov/"
    protocol = "CSV file"
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

    def first_requests(self) -> Iterable[Request]:
        """The whole file."""
        yield self.ask(self.file_url, self.parse_data, meta={"stream": True})

    async def parse_data(self, response: Response) -> AsyncIterator[Batch]:
        """The batches of the file."""
        async for batch in self.read_response(response, last_modified_day(response)):
            yield batch

    def read_file(self, path: Path, evidence: Evidence) -> Iterator[Batch]:
        """The batches of a list file."""
        return read_exclusions(path, evidence)
