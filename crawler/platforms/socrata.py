"""Open-data hosts that run Socrata: JSON rows in pages, metadata beside them, CSV or JSON as a file.

Quirks: rows omit null columns; a server may hand out fewer rows than `$limit` asks for, so only an
empty page is the end; `/api/views/...` exports use display headers, `/resource/...` field names.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.batch import Batch, Record
from crawler.columns import Columns, require_columns
from crawler.errors import ListingError
from crawler.failures import is_optional
from crawler.platforms.delimited import Layout, read_table
from crawler.records import Evidence
from crawler.rows import Row, numbered, read_batches
from crawler.source import Source, asked_for

COMPLETE_RATIO = 0.99
"""The listing may change while it is read; a greater gap to the server's own count is a lost page."""


@dataclass(frozen=True, slots=True)
class Paging:
    """How far the reading of a dataset has come. `seen` are the columns met so far."""

    seen: frozenset[str] = frozenset()
    source_as_of: str | None = None
    total: int | None = None
    offset: int = 0
    last_page: str = ""


class SocrataSource(Source):
    """A dataset `dataset_id` on `hosts[0]`, narrowed by `where` and read by `parse_row`."""

    protocol = "Socrata JSON, paged"
    dataset_id = ""
    where = ""
    columns = Columns(())
    page_rows = 5000

    @abstractmethod
    def parse_row(self, row: Row) -> Record | None:
        """The record of the row, or None for a row that is not ours."""

    def first_requests(self) -> Iterable[Request]:
        """The metadata first: they tell the day of the listing and its columns."""
        url = f"https://{self.hosts[0]}/api/views/{self.dataset_id}.json"
        yield self.ask(url, self.parse_metadata, errback=self.without_metadata, headers=_token())

    def parse_metadata(self, response: Response) -> Iterable[Request]:
        """The count is asked for next."""
        self.received(response)
        yield self._count_request(read_metadata(response.body))

    def without_metadata(self, failure: Failure) -> Iterable[Request]:
        """A host without metadata is read all the same; the rows then have to show the columns."""
        if not is_optional(failure):
            self.give_up(failure)
            return
        yield self._count_request(Paging())

    def parse_count(self, response: Response, paging: Paging) -> Iterable[Request]:
        """The first page is asked for next."""
        self.received(response)
        yield self._page_request(replace(paging, total=read_count(response.body)))

    def without_count(self, failure: Failure) -> Iterable[Request]:
        """A host that can't count is read all the same."""
        if not is_optional(failure):
            self.give_up(failure)
            return
        yield self._page_request(asked_for(failure).cb_kwargs["paging"])

    def parse_page(self, response: Response, paging: Paging) -> Iterable[Batch | Request]:
        """The batch of this page and the request for the next, until a page is empty."""
        evidence = self.received(response, paging.source_as_of)
        rows = read_json_rows(response.body, self.name)
        if not rows:
            yield self._closing_batch(paging)
            return
        page = hashlib.sha256(response.body).hexdigest()
        if page == paging.last_page:
            raise ListingError(
                self.name,
                f"{response.url} repeats the page before it: the server ignores $offset, "
                "so the listing can't be read",
            )
        seen = paging.seen.union(*rows)
        yield from read_batches(json_rows(rows, evidence, self.columns), self.parse_row, size=len(rows))
        yield self._page_request(replace(paging, seen=seen, offset=paging.offset + len(rows), last_page=page))

    def read_file(self, path: Path, evidence: Evidence) -> Iterator[Batch]:
        """A JSON array of rows, or a CSV file with either style of headers."""
        with path.open("rb") as handle:
            start = handle.read(4096).lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
        if start in (b"[", b"{"):
            rows = read_json_rows(path.read_bytes(), self.name)
            if rows:
                require_columns(self.name, self.columns, frozenset().union(*rows))
            new = self.columns.new(_plain(frozenset().union(*rows)))
            yield from read_batches(json_rows(rows, evidence, self.columns), self.parse_row, new)
        else:
            table = read_table(path, evidence, Layout(",", csv.QUOTE_MINIMAL, self.columns))
            yield from read_batches(table.rows, self.parse_row, table.new_columns)

    def _closing_batch(self, paging: Paging) -> Batch:
        if paging.offset:
            require_columns(self.name, self.columns, paging.seen)
        if paging.total is not None and paging.offset < COMPLETE_RATIO * paging.total:
            raise ListingError(
                self.name,
                f"the listing is truncated: {paging.offset} rows came, the server counts {paging.total}; "
                "crawl again",
            )
        return Batch(new_columns=self.columns.new(_plain(paging.seen)), source_as_of=paging.source_as_of)

    def _count_request(self, paging: Paging) -> Request:
        url = self._resource_url({"$select": "count(*)"})
        given = {"cb_kwargs": {"paging": paging}, "headers": _token(), "errback": self.without_count}
        return self.ask(url, self.parse_count, **given)

    def _page_request(self, paging: Paging) -> Request:
        asked = {
            "$select": ",".join(self.columns.taken),
            "$order": ":id",
            "$limit": str(self.page_rows),
            "$offset": str(paging.offset),
        }
        return self.ask(
            self._resource_url(asked), self.parse_page, cb_kwargs={"paging": paging}, headers=_token()
        )

    def _resource_url(self, asked: Mapping[str, str]) -> str:
        query = {**asked, "$where": self.where} if self.where else dict(asked)
        return f"https://{self.hosts[0]}/resource/{self.dataset_id}.json?{urlencode(query)}"


def read_metadata(body: bytes) -> Paging:
    """The day of the listing (`rowsUpdatedAt`, Unix seconds) and its columns, as far as they are given."""
    try:
        metadata = json.loads(body)
    except ValueError:
        return Paging()
    if not isinstance(metadata, dict):
        return Paging()
    columns = metadata.get("columns")
    names = (
        [column.get("fieldName") for column in columns if isinstance(column, dict)]
        if isinstance(columns, list)
        else []
    )
    return Paging(
        frozenset(name for name in names if isinstance(name, str)), _day(metadata.get("rowsUpdatedAt"))
    )


def read_count(body: bytes) -> int | None:
    """The number in the answer to `count(*)`; None when the server answered something else."""
    try:
        rows = json.loads(body)
        row = rows[0] if len(rows) == 1 else {}
        return int(row[next(name for name in row if name.lower().startswith("count"))])
    except (ValueError, TypeError, KeyError, AttributeError, StopIteration):
        return None


def read_json_rows(body: bytes, source: str) -> list[dict[str, Any]]:
    """The rows of a page or file.

    Raises:
        ListingError: it is no JSON (a web page, or cut off) or no list of rows.
    """
    try:
        rows = json.loads(body)
    except ValueError as error:
        kind = "a web page" if body.lstrip()[:1] == b"<" else "damaged or truncated JSON"
        raise ListingError(
            source, f"the answer is {kind} and no list of rows; try again, then look at the address"
        ) from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ListingError(
            source, "the answer is JSON but no list of rows; look at the address and the query"
        )
    return rows


def json_rows(rows: Iterable[Mapping[str, Any]], evidence: Evidence, columns: Columns) -> Iterator[Row]:
    """The rows with known column names and text cells."""
    names: dict[str, str] = {}
    for number, row in enumerate(rows, start=1):
        cells = {}
        for name, value in row.items():
            known = names.setdefault(name, columns.known_name(name))
            if known and value is not None:
                cells[known] = value if isinstance(value, str) else json.dumps(value)
        yield Row(cells, numbered(evidence, number))


def _plain(names: Iterable[str]) -> Iterable[str]:
    """Without the server's own columns (`:id`, `:@computed_region_...`)."""
    return (name for name in names if not name.startswith(":"))


def _day(seconds: object) -> str | None:
    if isinstance(seconds, str) and seconds.isdigit():
        seconds = int(seconds)
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        return None
    try:
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return None


def _token() -> dict[str, str]:
    token = os.environ.get("SOCRATA_APP_TOKEN", "")
    return {"X-App-Token": token} if token else {}
