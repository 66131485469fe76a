"""A listing that is being asked: its requests, and the evidence of what came back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.context import CrawlContext, open_context
from crawler.failures import sentence
from crawler.listed_file import ListedFile
from crawler.listing import Listing
from crawler.manifest import ManifestLine
from crawler.progress import Progress
from crawler.records import CrawlReport, Evidence
from crawler.stand_in_mark import SERVED_FROM, is_of_stand_in
from crawler.tally import Tally
from crawler.unchanged import has_same_answers, has_same_rules, is_same_body, rules_sha256


class AskedListing(Listing):
    """A listing in one crawl. `tally` counts what came; `report` is there once the crawl was judged."""

    context: CrawlContext
    tally: Tally
    progress: Progress
    report: CrawlReport | None = None
    _are_files_as_before: bool

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """The spider with the context that the settings describe.

        Raises:
            ListingError: a replay was asked for and there is no good crawl to replay.
        """
        spider: Self = super().from_crawler(crawler, *args, **kwargs)
        spider.context = open_context(cls.name, crawler.settings)
        spider.tally = Tally(started_at=spider.context.clock.now())
        if is_of_stand_in(spider.context.data_dir, cls.inbox_folder):
            spider.tally.served_from = SERVED_FROM
        spider.progress = kwargs.get("progress") or Progress()
        spider._are_files_as_before = True
        return spider

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

    def kept_file(self, line: ManifestLine, source_as_of: str | None = None) -> ListedFile:
        """The file of this manifest line, whole in the raw store; it counts as a response.

        Raises:
            ValueError: it is not there, or is another one.
        """
        evidence = self.evidence_of(line, source_as_of)
        self.tally.responses_count += 1
        return ListedFile(self.context.store.checked_path(line.sha256), evidence)

    def evidence_of(self, line: ManifestLine, source_as_of: str | None = None) -> Evidence:
        """The evidence that all rows of the file of this manifest line share."""
        return self._evidence(line.url, line.fetched_at, line.sha256, source_as_of)

    def is_unchanged(self) -> bool:
        """Whether all that came is what the records that are there were made from, by the rules of today."""
        return self._are_files_as_before and self.has_same_rules() and has_same_answers(self.context)

    def has_same_rules(self) -> bool:
        """Whether the records that are there were read by the rules of today."""
        return has_same_rules(self.context, rules_sha256(self.parser_version, self.limits))

    def _evidence(self, url: str, fetched_at: str, sha256: str, source_as_of: str | None) -> Evidence:
        self.tally.source_as_of = source_as_of or self.tally.source_as_of
        return Evidence(self.name, url, fetched_at, source_as_of, sha256, 0, self.parser_version)
