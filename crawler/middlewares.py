"""What stands between answers and parsers: challenges are recognized, errors of a listing end the crawl."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from scrapy.http import Response

from crawler.challenge import challenge_reason
from crawler.errors import ListingError
from crawler.failures import shown_url, start_of_body


class ChallengeMiddleware:
    """A challenge page that came with HTTP 200 fails its request, before any parser sees it."""

    def __init__(self, crawler: Any) -> None:
        """Keep the crawler, whose spider names the source."""
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Any) -> ChallengeMiddleware:
        """The middleware of this crawler."""
        return cls(crawler)

    def process_spider_input(self, response: Response) -> None:
        """Let the response pass.

        Raises:
            ListingError: it is a challenge; `is_optional` is false for it, so the crawl stops.
        """
        reason = challenge_reason(start_of_body(response))
        if reason:
            raise ListingError(self._crawler.spider.name, f"{shown_url(response)}: {reason}")


class ListingErrorMiddleware:
    """A `ListingError` from a parser fails the crawl with its sentence."""

    def __init__(self, crawler: Any) -> None:
        """Keep the crawler, whose spider has the tally."""
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Any) -> ListingErrorMiddleware:
        """The middleware of this crawler."""
        return cls(crawler)

    def process_spider_exception(self, response: Response, exception: Exception) -> Iterable[Any] | None:
        """Nothing more comes from this response when the error was expected; else Scrapy logs it."""
        tally = self._crawler.spider.tally
        if isinstance(exception, ListingError):
            tally.fail(exception.message)
            return ()
        tally.fail(
            f"the parser broke on {response.url}: {type(exception).__name__}: {exception}; a fault of ours"
        )
        return None
