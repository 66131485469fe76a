"""What a reader is given: a file of a listing, where its rows are from, and the day that it states."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path

from scrapy.http import Response

from crawler.records import Evidence


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file of a listing in the raw store, and the evidence that its rows share."""

    path: Path
    evidence: Evidence


def last_modified_day(response: Response) -> str | None:
    """The day in the `Last-Modified` header; None without a readable one."""
    value = (response.headers.get("Last-Modified") or b"").decode("latin-1")
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError):
        return None
