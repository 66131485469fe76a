"""One body that the NPI Registry sent: results, or the errors that it reports with HTTP 200. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crawler.cells import show_cell
from crawler.challenge import page_reason
from crawler.errors import ListingError
from crawler.registry.question import PAGE_RESULTS


@dataclass(frozen=True, slots=True)
class Answer:
    """The results of one page in their order, unread; or `refusal`, the registry's own words."""

    results: tuple[Any, ...]
    refusal: str = ""


def read_answer(body: bytes, source: str) -> Answer:
    """What the body says.

    Raises:
        ListingError: it is no answer of API 2.1, or holds fewer results than it states.
    """
    try:
        held = json.loads(body)
    except ValueError as error:
        reason = page_reason(body, "answer in JSON") or f"the answer is no JSON ({error})"
        raise ListingError(source, reason) from error
    if not isinstance(held, dict):
        raise ListingError(source, "the answer is no JSON object; the API may have changed")
    errors = held.get("Errors")
    if errors:
        return Answer((), _refusal(errors))
    results, stated = held.get("results"), held.get("result_count")
    if not isinstance(results, list):
        raise ListingError(source, "the answer has neither results nor Errors; the API may have changed")
    # `result_count` is the size of the page, not of all that fits.
    if len(results) < PAGE_RESULTS and str(stated) != str(len(results)):
        shown = show_cell(str(stated))
        raise ListingError(source, f"the answer states {shown} results and holds {len(results)}; ask again")
    return Answer(tuple(results))


def _refusal(errors: Any) -> str:
    listed = errors if isinstance(errors, list) else [errors]
    return "; ".join(dict.fromkeys(_error_words(each) for each in listed))


def _error_words(error: Any) -> str:
    if not isinstance(error, Mapping):
        return show_cell(str(error))
    words = show_cell(str(error.get("description") or "no description"), 200)
    where = show_cell(str(error.get("field") or "no field"))
    return f"{words} (field {where}, error {show_cell(str(error.get('number') or 'without number'))})"
