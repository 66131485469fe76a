"""Open-data hosts that run Socrata: JSON rows in pages, metadata beside them, CSV or JSON as a file.

Quirks: rows omit null columns; a server may hand out fewer rows than `$limit` asks for, so only an
empty page is the end; `/api/views/...` exports use display headers, `/resource/...` field names.
"""

from __future__ import annotations

import csv
import hashlib
import os
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.batch import Batch, Record
from crawler.columns import Columns, require_columns
from crawler.errors import ListingError
from crawler.failures import is_optional
from crawler.platforms.delimited import Layout, read_table
from crawler.platforms.socrata_answers import (
    Paging,
    json_rows,
    read_count,
    read_json_rows,
    read_metadata,
    without_system,
)
from crawler.records import Evidence
from crawler.rows import Row, read_batches
from crawler.source import Source, asked_for

COMPLETE_RATIO = 0.99
"""The listing may change while it is read; a greater gap to the server's own count is a lost page."""


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
            new = self.columns.new(without_system(frozenset().union(*rows)))
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
        return Batch(
            new_columns=self.columns.new(without_system(paging.seen)), source_as_of=paging.source_as_of
        )

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


def _token() -> dict[str, str]:
    token = os.environ.get("SOCRATA_APP_TOKEN", "")
    return {"X-App-Token": token} if token else {}
