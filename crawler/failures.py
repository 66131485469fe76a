"""Turns what went wrong into one clear sentence, without a traceback for what was to be expected."""

from __future__ import annotations

import json
from pathlib import Path

from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.cells import show_cell
from crawler.challenge import START_BYTES, challenge_reason
from crawler.errors import ListingError


def asked_for(failure: Failure) -> Request:
    """The request that failed; Scrapy hangs it on the failure."""
    request: Request = failure.request  # type: ignore[attr-defined]
    return request


def sentence(failure: Failure) -> str:
    """Why a request failed, for the report."""
    error = failure.value
    if isinstance(error, HttpError):
        response = error.response
        return f"{shown_url(response)} answered {response.status}{_explained(response)}"
    if isinstance(error, ListingError):
        return error.message
    if type(error) is IgnoreRequest:  # Scrapy's own, of its redirects
        return f"{_first_url(failure)}: {error}; the address may have changed: look where the listing is now"
    if isinstance(error, IgnoreRequest):
        return str(error)
    return f"{error} ({type(error).__name__}); try again later"


def shown_url(response: Response) -> str:
    """The address first asked for: where redirects lead may be a secret."""
    url: str = response.meta.get("redirect_urls", [response.url])[0]
    return url


def start_of_body(response: Response) -> bytes:
    """The body, or the first bytes of one that went to the raw store alone."""
    if response.body:
        return response.body
    if not response.meta.get("stream") or not response.meta.get("raw_sha256"):
        return b""
    with Path(response.meta["raw_path"]).open("rb") as handle:
        return handle.read(START_BYTES)


def is_optional(failure: Failure) -> bool:
    """Whether a crawl may go on without this answer: it is missing, and nobody refused it.

    A refusal (robots.txt, 401, 403, 429) always ends the crawl.
    """
    error = failure.value
    if isinstance(error, HttpError):
        return error.response.status not in (401, 403, 429)
    return not isinstance(error, IgnoreRequest | ListingError)


def is_not_there(failure: Failure) -> bool:
    """Whether the host answered that there is no such file (404, 410)."""
    error = failure.value
    return isinstance(error, HttpError) and error.response.status in (404, 410)


def is_misunderstood(failure: Failure) -> bool:
    """Whether the host answered that it can't make sense of the question (400)."""
    error = failure.value
    return isinstance(error, HttpError) and error.response.status == 400


def _explained(response: Response) -> str:
    challenge = challenge_reason(start_of_body(response))
    if challenge:
        return f": {challenge}"
    try:
        answer = json.loads(response.body)
    except ValueError:
        answer = None
    message = answer.get("message") if isinstance(answer, dict) else None
    said = f": {show_cell(message, 200)}" if isinstance(message, str) else ""
    return f"{said}; {_advice(response)}"


def _advice(response: Response) -> str:
    """What to do about an error status."""
    status = response.status
    if status in (401, 403):
        return "the host refuses, so nothing more is asked: ask its owner before reading this listing"
    if status in (404, 410):
        return "the address may have changed: look where the listing is now"
    if status in (429, 503):
        wait = (response.headers.get("Retry-After") or b"").decode("latin-1")
        asked = f" it asks to wait ({show_cell(wait, 40)})," if wait else ""
        return f"the host is busy,{asked} so try again later"
    if status >= 500:
        return "the service is out of order: try again later"
    return "look at the address and the question"


def _first_url(failure: Failure) -> str:
    request = failure.request  # type: ignore[attr-defined]
    url: str = request.meta.get("redirect_urls", [request.url])[0]
    return url
