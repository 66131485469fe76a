"""Retries that wait as long as the server asks, within a bound."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from scrapy import Request
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.http import Response


class PatientRetryMiddleware(RetryMiddleware):
    """Few retries; `Retry-After` on 429 and 503 is honored up to `RETRY_AFTER_MAX` seconds.

    Asked to wait longer, the crawl gives up: the next run comes back anyway.
    """

    async def process_response(  # type: ignore[override]
        self, request: Request, response: Response, spider: object = None
    ) -> Request | Response:
        """The response, or the request to repeat after the wait that the server asked for."""
        if response.status not in (429, 503):
            return super().process_response(request, response)
        wanted = wait_seconds(response.headers.get("Retry-After"), datetime.now(UTC))
        if wanted > self.crawler.settings.getfloat("RETRY_AFTER_MAX"):
            return response
        again = super().process_response(request, response)
        if again is not response:
            await asyncio.sleep(wanted)
        return again


def wait_seconds(value: bytes | None, now: datetime) -> float:
    """The seconds that a `Retry-After` header (seconds or an HTTP date) asks to wait; 0 without one."""
    text = (value or b"").decode("latin-1").strip()
    if text.isdigit():
        return float(text)
    try:
        return max(0.0, (parsedate_to_datetime(text) - now).total_seconds())
    except (ValueError, TypeError):
        return 0.0
