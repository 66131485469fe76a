"""Source: the base of all spiders. A source says what it is in class attributes and how a file is read."""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.asked_listing import AskedListing
from crawler.batch import Batch, each_in_thread
from crawler.check.discovery import Discovery
from crawler.check.samples import Start, first_bytes, total_bytes
from crawler.columns import MissingColumnsError
from crawler.errors import ListingError
from crawler.listed_file import ListedFile, last_modified_day
from crawler.local_files import FILE_SCHEME, SIDE_SCHEME, given_line
from crawler.manifest import ManifestLine
from crawler.records import Evidence

Reader = Callable[[Path, Evidence], Iterator[Batch]]


class Source(AskedListing):
    """A listing that is read: from the answers of its hosts, or from files given by hand.

    `discovery` is what a check has found out.
    """

    discovery: Discovery
    _held_files: list[ListedFile]

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """See `AskedListing`; nothing is discovered and no file is held yet."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.discovery = Discovery()
        spider._held_files = []
        return spider

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
            line = given_line(self.context, getattr(self, "file", None), FILE_SCHEME)
            if line is None:
                is_check = self.settings.getbool("CHECK")
                for request in self.discovery_requests() if is_check else self.first_requests():
                    yield request
                return
            self.tally.is_from_file = True
            for each, read in self._given_files(line):
                async for batch in self.read_kept(each, read=read):
                    yield batch
        except (ListingError, ValueError) as error:
            self.tally.fail_with(error)

    async def read_kept(
        self, line: ManifestLine, source_as_of: str | None = None, *, read: Reader | None = None
    ) -> AsyncIterator[Batch]:
        """The batches of a file that the raw store holds, by `read_file` unless another reader is given.

        Raises:
            ListingError: the file is not what it should be.
            ValueError: it is not in the store, or is another one.
        """
        file = self.kept_file(line, source_as_of)
        async for batch in each_in_thread((read or self.read_file)(file.path, file.evidence)):
            yield batch

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

    def _given_files(self, main: ManifestLine) -> list[tuple[ManifestLine, Reader]]:
        """The files given by hand in the order of reading, each with its reader."""
        side = given_line(self.context, getattr(self, "side_file", None), SIDE_SCHEME)
        return [*([(side, self.read_side_file)] if side else []), (main, self.read_file)]
