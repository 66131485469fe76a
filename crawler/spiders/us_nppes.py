"""NPPES: the national registry of provider numbers, monthly V2 file: entries and claims, no licenses."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from pathlib import Path

from scrapy import Request
from scrapy.http import Response

from crawler.batch import Batch
from crawler.check.samples import Start
from crawler.errors import ListingError
from crawler.platforms.nppes_file import read_entries
from crawler.platforms.nppes_index import newest_monthly
from crawler.platforms.nppes_start import check_zip_start
from crawler.records import Evidence, Profession, RecordKind
from crawler.source import Source


class NationalProviders(Source):
    """The directory's entries: people and clinics that state one of our professions."""

    name = "us_nppes"
    title = "National Plan and Provider Enumeration System (NPPES), monthly file"
    agency = "Centers for Medicare & Medicaid Services"
    jurisdiction = "US"
    kind = RecordKind.ENTRY
    professions = (
        Profession.ACUPUNCTURIST,
        Profession.PHYSICAL_THERAPIST,
        Profession.PT_ASSISTANT,
        Profession.PHYSICIAN,
        Profession.CLINIC,
    )
    homepage_url = "https://download.cms.gov/nppes/NPI_Files.html"
    lookup_url = "https://npiregistry.cms.hhs.gov/"
    protocol = "zip of CSV files, streamed"
    states_discipline = False
    is_complete = True
    omits = "whether anyone is licensed: professions and license numbers are self-reported"
    refresh_days = 31
    terms = "Work of the U.S. government, public (45 CFR 162.412; Freedom of Information Act)."
    attribution = (
        "CMS National Plan and Provider Enumeration System. Issuance of an NPI does not ensure or validate "
        "that the health care provider is licensed or credentialed."
    )
    permission = "Offered for download by the agency."
    hosts = ("download.cms.gov",)

    def first_requests(self) -> Iterable[Request]:
        """The page that links the files."""
        yield self.ask(self.homepage_url, self.parse_index)

    def parse_index(self, response: Response) -> Iterable[Request]:
        """The newest monthly file is asked for."""
        self.received(response)
        hrefs = response.css("a::attr(href)").getall() if hasattr(response, "encoding") else []
        link = newest_monthly(hrefs)
        if link is None:
            raise ListingError(
                self.name, f"{response.url} links no monthly file named NPPES_Data_Dissemination_..._V2.zip"
            )
        yield self.ask(response.urljoin(link), self.parse_data, meta={"stream": True})

    async def parse_data(self, response: Response) -> AsyncIterator[Batch]:
        """The batches of the zip."""
        async for batch in self.read_response(response, None):
            yield batch

    def examine(self, start: Start, evidence: Evidence) -> None:
        """The header of the main file at the beginning of the zip is compared with the known columns."""
        self.tally.new_columns.update(check_zip_start(start.path.read_bytes(), self.name))

    def read_file(self, path: Path, evidence: Evidence) -> Iterator[Batch]:
        """The batches of a zip in the raw store."""

        def told(done: int, total: int) -> None:
            self.progress.bytes_received(self.name, done, total)

        return read_entries(path, evidence, told)
