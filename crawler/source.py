"""Source: the base of all spiders. A source says what it is in class attributes and how a file is read."""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import scrapy
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from crawler.batch import Batch
from crawler.check.discovery import Discovery
from crawler.check.samples import Start, first_bytes, total_bytes
from crawler.columns import MissingColumnsError
from crawler.context import CrawlContext, open_context
from crawler.errors import ListingError
from crawler.failures import sentence
from crawler.limits import Limits
from crawler.listed_file import ListedFile
from crawler.manifest import ManifestLine
from crawler.progress import Progress
from crawler.records import CrawlReport, Evidence, Profession, RecordKind, SourceInfo
from crawler.report import Tally
from crawler.stand_in_mark import SERVED_FROM, is_of_stand_in
from crawler.unchanged import has_same_answers, has_same_rules, is_same_body, rules_sha256

FILE_SCHEME, SIDE_SCHEME = "file:", "side-file:"
"""How the manifest names a file given by hand, and the second file of a listing in two parts."""


class Source(scrapy.Spider):
    """One public listing. `hosts` are asked one request at a time, `delay_seconds` (1 at least) apart.

    A source with an `inbox_folder` reads the files that a person laid there, and asks nobody.
    `type_columns` and `status_columns` are what a check counts labels and status words in, where the host
    can count by column.
    """

    title = ""
    agency = ""
    jurisdiction = ""
    kind = RecordKind.LICENSE
    professions: tuple[Profession, ...] = ()
    homepage_url = ""
    lookup_url = ""
    protocol = ""
    states_discipline = False
    is_complete = False
    omits = ""
    refresh_days = 7
    terms = ""
    attribution = ""
    permission = ""
    is_off_by_default = False
    inbox_folder = ""
    parser_version = "1"
    hosts: tuple[str, ...] = ()
    delay_seconds = 1.0
    limits = Limits()
    type_columns: tuple[str, ...] = ()
    status_columns: tuple[str, ...] = ()
    context: CrawlContext
    tally: Tally
    discovery: Discovery
    progress: Progress
    report: CrawlReport | None = None
    _held_files: list[ListedFile]
    _are_files_as_before: bool

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """The delay of this source holds; it can only be longer than the project's."""
        super().update_settings(settings)
        settings.set("DOWNLOAD_DELAY", max(1.0, cls.delay_seconds), priority="spider")

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Source:
        """The spider with the context that the settings describe.

        Raises:
            ListingError: a replay was asked for and there is no good crawl to replay.
        """
        spider: Source = super().from_crawler(crawler, *args, **kwargs)
        spider.context = open_context(cls.name, crawler.settings)
        spider.tally = Tally(started_at=spider.context.clock.now())
        if is_of_stand_in(spider.context.data_dir, cls.inbox_folder):
            spider.tally.served_from = SERVED_FROM
        spider.discovery = Discovery()
        spider.progress = kwargs.get("progress") or Progress()
        spider._held_files = []
        spider._are_files_as_before = True
        return spider

    @classmethod
    def source_info(cls) -> SourceInfo:
        """What the class attributes say of the listing."""
        return SourceInfo(
            source=cls.name,
            title=cls.title,
            agency=cls.agency,
            jurisdiction=cls.jurisdiction,
            kind=cls.kind,
            professions=cls.professions,
            homepage_url=cls.homepage_url,
            lookup_url=cls.lookup_url,
            protocol=cls.protocol,
            states_discipline=cls.states_discipline,
            is_complete=cls.is_complete,
            omits=cls.omits,
            refresh_days=cls.refresh_days,
            terms=cls.terms,
            attribution=cls.attribution,
            permission=cls.permission,
            parser_version=cls.parser_version,
        )

    @abstractmethod
    def first_requests(self) -> Iterable[Request]:
        """The requests that open the crawl; made with `ask`."""

    @abstractmethod
    def read_file(self, path: Path, evidence: Evidence) -> Iterator[Batch]:
        """The batches of a listing file in the raw store. Pure but for reading `path`.

        Raises:
            ListingError: the file is not what it should be.
        """

    def read_side_file(self, path: Path, evidence: Evidence) -> Iterator[Batch]:
        """The batches of the second file of a listing in two parts; it is read before the first.

        Raises:
            ListingError: the listing has one part alone, or the file is not what it should be.
        """
        raise ListingError(self.name, "this listing is one file; leave --side-file out")

    def discovery_requests(self) -> Iterable[Request]:
        """The requests that open a check: by default the source's own way, cut down by `CheckMiddleware`."""
        return self.first_requests()

    async def read_discovery(self, response: Response) -> None:
        """The beginning of the listing that came is read, and what it shows is in `discovery`."""
        start = await asyncio.to_thread(first_bytes, response)
        evidence = self.received(response, last_modified_day(response))
        self.discovery.bytes_count = total_bytes(response)
        self.discovery.is_whole = self.discovery.is_whole and start.is_whole
        try:
            await asyncio.to_thread(self.examine, start, evidence)
        except MissingColumnsError as error:
            self.discovery.missing_columns.extend(error.missing)
            self.tally.new_columns.update(error.new)

    def examine(self, start: Start, evidence: Evidence) -> None:
        """The columns, labels and status words at the beginning of a file are in `discovery`.

        Raises:
            ListingError: the file is not what it should be.
        """
        self.discovery.were_rows_read = True
        for batch in self.read_file(start.whole_lines(), evidence):
            self.tally.add(batch)
            self.discovery.add_batch(batch)

    async def start(self) -> AsyncIterator[Any]:
        """The opening requests, or the batches of the local file that was given."""
        try:
            line = self._file_line()
            if line is None:
                is_check = self.settings.getbool("CHECK")
                for request in self.discovery_requests() if is_check else self.first_requests():
                    yield request
                return
            self.tally.is_from_file = True
            for each, read in self._files(line):
                evidence = self._evidence(each.url, each.fetched_at, each.sha256, None)
                self.tally.responses_count += 1
                path = self.context.store.checked_path(each.sha256)
                async for batch in each_in_thread(read(path, evidence)):
                    yield batch
        except (ListingError, ValueError) as error:
            self.tally.fail(error.message if isinstance(error, ListingError) else str(error))

    def ask(self, url: str, callback: Callable[..., Any], **given: Any) -> Request:
        """A request whose failure fails the crawl, unless an `errback` says otherwise."""
        given.setdefault("errback", self.give_up)
        return Request(url, callback=callback, dont_filter=True, **given)

    def give_up(self, failure: Failure) -> None:
        """The crawl has failed with the reason of this request."""
        self.tally.fail(sentence(failure))

    def received(self, response: Response, source_as_of: str | None = None) -> Evidence:
        """The evidence that all rows of this response share; the response is counted.

        The address is the one first asked for: where redirects lead is often short-lived.
        """
        self.tally.responses_count += 1
        self.tally.served_from = response.meta["served_from"] or self.tally.served_from
        url = response.meta.get("redirect_urls", [response.url])[0]
        return self._evidence(url, response.meta["fetched_at"], response.meta["raw_sha256"], source_as_of)

    def received_file(self, response: Response, source_as_of: str | None = None) -> ListedFile:
        """A streamed file of the listing; whether it is that of the last good crawl is kept in mind."""
        self._are_files_as_before = self._are_files_as_before and is_same_body(self.context, response.meta)
        return ListedFile(Path(response.meta["raw_path"]), self.received(response, source_as_of))

    async def read_response(
        self, response: Response, source_as_of: str | None, *, is_last: bool = True
    ) -> AsyncIterator[Batch]:
        """The batches of a streamed file; `is_last` says that no other file of the listing follows.

        As long as files are those that the records were made from, they are held and not read. The first
        that differs is read after those held; where none differs, the listing is unchanged. The event loop
        stays free for other sources.
        """
        self._held_files.append(self.received_file(response, source_as_of))
        if self._are_files_as_before and self.has_same_rules():
            if not is_last:
                return
            if self.is_unchanged():
                self.tally.is_unchanged = True
                return
        self._are_files_as_before = False
        held, self._held_files = self._held_files, []
        for file in held:
            async for batch in each_in_thread(self.read_file(file.path, file.evidence)):
                yield batch

    def is_unchanged(self) -> bool:
        """Whether all that came is what the records that are there were made from, by the rules of today."""
        return self._are_files_as_before and self.has_same_rules() and has_same_answers(self.context)

    def has_same_rules(self) -> bool:
        """Whether the records that are there were read by the rules of today."""
        return has_same_rules(self.context, rules_sha256(self.parser_version, self.limits))

    def _evidence(self, url: str, fetched_at: str, sha256: str, source_as_of: str | None) -> Evidence:
        self.tally.source_as_of = source_as_of or self.tally.source_as_of
        return Evidence(self.name, url, fetched_at, source_as_of, sha256, 0, self.parser_version)

    def _file_line(self) -> ManifestLine | None:
        if self.context.is_replay:
            return self.context.file_line(FILE_SCHEME)
        file = getattr(self, "file", None)
        return add_local_file(self.context, Path(file)) if file else None

    def _files(self, main: ManifestLine) -> list[tuple[ManifestLine, Callable[..., Iterator[Batch]]]]:
        """The files to read in their order, each with its reader."""
        given = getattr(self, "side_file", None)
        if self.context.is_replay:
            side = self.context.file_line(SIDE_SCHEME)
        else:
            side = add_local_file(self.context, Path(given), SIDE_SCHEME) if given else None
        return [*([(side, self.read_side_file)] if side else []), (main, self.read_file)]


def asked_for(failure: Failure) -> Request:
    """The request that failed; Scrapy hangs it on the failure."""
    request: Request = failure.request  # type: ignore[attr-defined]
    return request


def last_modified_day(response: Response) -> str | None:
    """The day in the `Last-Modified` header; None without a readable one."""
    value = (response.headers.get("Last-Modified") or b"").decode("latin-1")
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError):
        return None


def add_local_file(context: CrawlContext, path: Path, scheme: str = FILE_SCHEME) -> ManifestLine:
    """The file is in the raw store and the manifest says so, by its name alone.

    Raises:
        ListingError: the file can't be read.
    """
    try:
        stored = context.store.add_file(path)
    except OSError as error:
        raise ListingError(context.source, f"the file {path.name} can't be read: {error.strerror}") from error
    line = ManifestLine(
        f"{scheme}{path.name}", "FILE", "", context.clock.now(), 200, (), stored.sha256, stored.size, "", ""
    )
    context.manifest.append(line)
    return line


async def each_in_thread(batches: Iterator[Batch]) -> AsyncIterator[Batch]:
    """The batches one by one, each made in a thread so that other sources go on meanwhile."""
    while (batch := await asyncio.to_thread(next, batches, None)) is not None:
        yield batch
