"""What a check may do on a source's own way to its data: look, and take nothing away.

The source goes its way (token, index page, folder); of a file only the beginning is asked for, nothing is
sent to a form, what a page offers for selection is noted, and no record is made.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from typing import Any

from parsel import Selector
from scrapy import Request, signals
from scrapy.http import Response

HEAD_BYTES = 256 << 10
"""So much of a file is asked for: some thousand rows, and one packet or two from a national server."""


class CheckMiddleware:
    """Cuts the requests of a spider down to what a check may ask. Only in force while checking."""

    def __init__(self, crawler: Any) -> None:
        """Keep the crawler, whose spider holds the discovery."""
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Any) -> CheckMiddleware:
        """The middleware of this crawler."""
        middleware = cls(crawler)
        crawler.signals.connect(middleware.answered, signals.response_received)
        return middleware

    def answered(self, response: Response, request: Request) -> None:
        """An answer below 500 shows that the service is there; the slowest one is kept."""
        if response.status < 500:
            self._crawler.stats.inc_value("check/answers")
        self._crawler.stats.max_value("check/response_seconds", request.meta.get("download_latency", 0.0))

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """The opening requests, cut down."""
        async for item in start:
            for kept in self._kept(item):
                yield kept

    def process_spider_input(self, response: Response) -> None:
        """What the page offers for selection is noted."""
        choices = selections(response.body)
        for name, labels in choices.items():
            self._crawler.spider.discovery.add_labels(name, ((label, 0) for label in labels))

    async def process_spider_output(
        self, response: Response, result: AsyncIterator[Any]
    ) -> AsyncIterator[Any]:
        """The requests that follow, cut down; batches are let go."""
        async for item in result:
            for kept in self._kept(item):
                yield kept

    def _kept(self, item: Any) -> Iterable[Request]:
        if not isinstance(item, Request) or item.method == "POST":
            return
        if not item.meta.get("stream"):
            yield item
            return
        spider = self._crawler.spider
        meta = {**item.meta, "head_bytes": HEAD_BYTES}
        yield item.replace(callback=spider.read_discovery, errback=spider.give_up, cb_kwargs={}, meta=meta)


def selections(body: bytes) -> dict[str, tuple[str, ...]]:
    """The option labels of each select on a page, by its id or name; none for a body that is no page."""
    if b"<select" not in body.lower():
        return {}
    page = Selector(text=body.decode("utf-8", "replace"))
    found = {}
    for place, select in enumerate(page.css("select"), start=1):
        name = select.attrib.get("id") or select.attrib.get("name") or f"selection {place}"
        labels = (" ".join(option.xpath("string()").get("").split()) for option in select.css("option"))
        found[name] = tuple(label for label in labels if label)
    return found
