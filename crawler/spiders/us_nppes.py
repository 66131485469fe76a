"""NPPES: the national registry of provider numbers, V2 files: entries and claims, no licenses."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import date
from pathlib import Path

from scrapy import Request
from scrapy.http import Response

from crawler.batch import Batch, each_in_thread
from crawler.check.samples import Start
from crawler.errors import ListingError
from crawler.kept_reports import last_good_report
from crawler.listed_file import ListedFile
from crawler.platforms.nppes_file import read_entries
from crawler.platforms.nppes_index import Updates, newest_monthly, newest_report, updates_since, weekly_files
from crawler.platforms.nppes_registry import check_week, read_registry, stated_day
from crawler.platforms.nppes_start import check_zip_start
from crawler.records import Evidence, Profession, RecordKind
from crawler.source import Source

Step = AsyncIterator[Request | Batch]


class NationalProviders(Source):
    """The directory's entries: people and clinics that state one of our professions."""

    name = "us_nppes"
    title = "National Plan and Provider Enumeration System (NPPES), monthly and weekly files"
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
    protocol = "zips of CSV files, streamed"
    states_discipline = False
    is_complete = True
    omits = "whether anyone is licensed: professions and license numbers are self-reported"
    refresh_days = 7
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
        """The newest monthly file is asked for; what else the page links is kept in mind."""
        self.received(response)
        hrefs = response.css("a::attr(href)").getall() if hasattr(response, "encoding") else []
        monthly, report = newest_monthly(hrefs), newest_report(hrefs)
        if monthly is None:
            raise ListingError(
                self.name, f"{response.url} links no monthly file named NPPES_Data_Dissemination_..._V2.zip"
            )
        if report is None:
            self.tally.warnings.append(f"{response.url} links no deactivation report")
        self._linked_weeks = weekly_files(map(response.urljoin, hrefs))
        self._report_url = response.urljoin(report) if report else None
        self._report: ListedFile | None = None
        yield self.ask(response.urljoin(monthly), self.parse_monthly, meta={"stream": True})

    async def parse_monthly(self, response: Response) -> Step:
        """The deactivation report is asked for, and the weekly files that the monthly one does not hold."""
        self._full = self.received_file(response)
        covered = stated_day(self._full)
        self._updates = updates_since(self._linked_weeks, covered) if covered else None
        self._check_gap()
        self._weeks_to_ask = list(self._updates.weeks) if self._updates else []
        self._weeks: list[ListedFile] = []
        if self._report_url:
            yield self.ask(self._report_url, self.parse_report, meta={"stream": True})
            return
        async for item in self._next_week():
            yield item

    async def parse_report(self, response: Response) -> Step:
        """The report waits for the weekly files."""
        self._report = self.received_file(response)
        async for item in self._next_week():
            yield item

    async def parse_week(self, response: Response, last_day: date) -> Step:
        """The weekly file waits for those after it."""
        week = self.received_file(response)
        check_week(week, last_day)
        self._weeks.append(week)
        async for item in self._next_week():
            yield item

    async def _next_week(self) -> Step:
        """The next weekly file is asked for; after the last one come the batches of all files together.

        Where every file is that of the last good crawl, none is read.
        """
        if self._weeks_to_ask:
            week = self._weeks_to_ask.pop(0)
            given = {"last_day": week.last_day}
            yield self.ask(week.href, self.parse_week, meta={"stream": True}, cb_kwargs=given)
            return
        if self.is_unchanged():
            self.tally.is_unchanged = True
            return
        last_day = self._updates.last_day if self._updates else None
        batches = read_registry(self._full, self._weeks, self._report, last_day, self._told)
        async for batch in each_in_thread(batches):
            yield batch

    def _check_gap(self) -> None:
        """A missing week is told; it fails the crawl when the entries would go back in time.

        Raises:
            ListingError: the last good crawl had weekly files that can't be followed any more.
        """
        if self._updates is None:
            self.tally.warnings.append("the monthly file states no date, so no weekly file was applied to it")
        elif self._updates.missing:
            reason = _gap_reason(self._updates, self._updates.missing)
            last_good = last_good_report(self.context.data_dir / "records" / self.name)
            if last_good and (last_good.source_as_of or "") > self._updates.last_day.isoformat():
                former = f"the last good crawl reached {last_good.source_as_of}, so its entries stay"
                raise ListingError(self.name, f"{reason}; {former}")
            self.tally.warnings.append(reason)

    def _told(self, done: int, total: int) -> None:
        self.progress.bytes_received(self.name, done, total)

    def examine(self, start: Start, evidence: Evidence) -> None:
        """The header of the main file at the beginning of the zip is compared with the known columns."""
        self.tally.new_columns.update(check_zip_start(start.path.read_bytes(), self.name))

    def read_file(self, path: Path, evidence: Evidence) -> Iterator[Batch]:
        """The batches of one zip in the raw store, monthly or weekly, taken by itself."""
        return read_entries(path, evidence, self._told)


def _gap_reason(updates: Updates, missing: tuple[date, date]) -> str:
    return (
        f"no weekly file covers {missing[0]} to {missing[1]}, so those after it can't be applied and the "
        f"next full file is needed; the entries stand as of {updates.last_day}"
    )
