"""Turns what went wrong into one clear sentence, without a traceback for what was to be expected."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.cells import show_cell
from crawler.errors import ListingError


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


def sentence(failure: Failure) -> str:
    """Why a request failed, for the report."""
    error = failure.value
    if isinstance(error, HttpError):
        response = error.response
        url = response.meta.get("redirect_urls", [response.url])[0]
        return f"{url} answered {response.status}{_explained(response)}"
    if isinstance(error, ListingError):
        return error.message
    if isinstance(error, IgnoreRequest):
        return str(error) or "the request was refused"
    return f"{error} ({type(error).__name__})"


def is_optional(failure: Failure) -> bool:
    """Whether a crawl may go on without this answer: it is missing, and nobody refused it.

    A refusal (robots.txt, 401, 403, 429) always ends the crawl.
    """
    error = failure.value
    if isinstance(error, HttpError):
        return error.response.status not in (401, 403, 429)
    return not isinstance(error, IgnoreRequest | ListingError)


def _explained(response: Response) -> str:
    try:
        answer = json.loads(response.body)
    except ValueError:
        return ""
    message = answer.get("message") if isinstance(answer, dict) else None
    return f": {show_cell(message, 200)}" if isinstance(message, str) else ""
