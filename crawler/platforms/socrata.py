"""Open-data hosts that run Socrata: JSON rows in pages, metadata beside them, CSV or JSON as a file.

Quirks: rows omit null columns; a server may hand out fewer rows than `$limit` asks for, so only an
empty page is the end; `/api/views/...` exports use display headers, `/resource/...` field names.
Where a second dataset belongs to the first, it is read whole before it.
"""

from __future__ import annotations

import hashlib
from abc import abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.batch import Batch, Record
from crawler.blocks import Block
from crawler.errors import ListingError
from crawler.failures import asked_for, is_misunderstood, sentence
from crawler.license_blocks import read_license_blocks
from crawler.patterns import PatternReader
from crawler.platforms.socrata_answers import Paging, json_blocks, read_json_rows, without_system
from crawler.platforms.socrata_completeness import require_other_page, require_professions, require_whole
from crawler.platforms.socrata_dataset import app_token
from crawler.platforms.socrata_file import read_rows_file
from crawler.platforms.socrata_opening import SocrataOpening
from crawler.records import Evidence
from crawler.rows import Row
from crawler.unchanged import is_same_body

CALENDAR_DATE = ("%Y-%m-%dT%H:%M:%S.%f", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d", "%m/%d/%Y")
"""A `calendar_date` in JSON, in its short forms, and in a file export."""


class SocrataSource(SocrataOpening):
    """A dataset `dataset_id` on `hosts[0]`, narrowed by `where` and read by `parse_row`.

    A dataset `side` on the same host is read whole first, each row by `take_side_row`.
    """

    protocol = "Socrata JSON, paged"

    @abstractmethod
    def parse_row(self, row: Row) -> Record | None:
        """The license of the row, or None for a row that is not ours; always the same of the same row."""

    def take_side_row(self, row: Row) -> None:
        """The row of the second dataset is kept for `parse_row` to find."""
        raise NotImplementedError(f"{self.name} names a second dataset and does not read it")

    def first_requests(self) -> Iterable[Request]:
        """The metadata first: they tell the day of the listing and its columns."""
        self._records_count = 0
        self._reader = PatternReader(self.parse_row)
        self._may_be_unchanged = True
        self._held_side: Paging | None = None
        yield self.metadata_request(self.side or self.main_dataset())

    def first_page(self, paging: Paging, *, may_be_unchanged: bool) -> Request:
        """The first page; of the second dataset where that was passed over and the first one has changed."""
        if may_be_unchanged and self._may_be_unchanged:
            return self._page_request(paging)
        self._may_be_unchanged = False
        held, self._held_side = self._held_side, None
        return self._page_request(held or paging)

    def without_filter(self, failure: Failure) -> Iterable[Request]:
        """A host that does not understand the filter is read whole; what is not ours is skipped here."""
        paging: Paging = asked_for(failure).cb_kwargs["paging"]
        if not is_misunderstood(failure) or not paging.dataset.where or paging.offset:
            self.give_up(failure)
            return
        self.tally.warnings.append(
            f"the host did not understand the filter ({sentence(failure)}), so the whole dataset was read; "
            "mend `where` in the class of the source"
        )
        yield self.count_request(replace(paging, dataset=replace(paging.dataset, where=""), total=None))

    def parse_page(self, response: Response, paging: Paging) -> Iterable[Batch | Request]:
        """The batch of this page and the request for the next, until a page is empty."""
        is_side = self.is_side(paging.dataset)
        evidence = self.received(response, None if is_side else paging.source_as_of)
        if self._may_be_unchanged and is_same_body(self.context, response.meta):
            yield from self._pass_over(paging)
            return
        if self._held_side is not None:
            yield self.first_page(paging, may_be_unchanged=False)
            return
        self._may_be_unchanged = False
        rows = read_json_rows(response.body, self.name)
        if not rows:
            yield self._closing_batch(paging, is_side=is_side)
            if is_side:
                yield self.metadata_request(self.main_dataset())
            return
        page = hashlib.sha256(response.body).hexdigest()
        require_other_page(self.name, paging, response.url, page)
        yield from self._read_page(json_blocks(rows, evidence, paging.dataset.columns), is_side)
        seen = paging.seen.union(*rows)
        yield self._page_request(replace(paging, seen=seen, offset=paging.offset + len(rows), last_page=page))

    def read_file(self, path: Path, evidence: Evidence) -> Iterator[Batch]:
        """A JSON array of rows, or a CSV file with either style of headers."""
        table = read_rows_file(path, evidence, self.columns)
        yield from read_license_blocks(table.blocks, self.parse_row, table.new_columns)

    def read_side_file(self, path: Path, evidence: Evidence) -> Iterator[Batch]:
        """The second dataset from a file of either kind; its rows are held for `parse_row`."""
        if self.side is None:
            yield from super().read_side_file(path, evidence)
            return
        table, notes, count = read_rows_file(path, evidence, self.side.columns), [], 0
        for count, row in enumerate(table.rows, start=1):  # noqa: B007
            self.take_side_row(row)
            notes.extend(row.notes)
        if not count:
            raise ListingError(self.name, f"{evidence.source_url} holds no row, which is not believed")
        yield Batch(quarantined=tuple(notes), new_columns=table.new_columns)

    def _read_page(self, blocks: Iterator[Block], is_side: bool) -> Iterator[Batch]:
        if is_side:
            notes = []
            for row in chain.from_iterable(block.rows() for block in blocks):
                self.take_side_row(row)
                notes.extend(row.notes)
            yield Batch(quarantined=tuple(notes))
            return
        for batch in map(self._reader.batch, blocks):
            self._records_count += len(batch.records)
            yield batch

    def _closing_batch(self, paging: Paging, *, is_side: bool) -> Batch:
        require_whole(self.name, paging, is_side=is_side)
        new_columns = paging.dataset.columns.new(without_system(paging.seen))
        if is_side:
            return Batch(new_columns=new_columns)
        require_professions(self.name, self.professions, self._reader.professions, self._records_count)
        return Batch(new_columns=new_columns, source_as_of=paging.source_as_of)

    def _pass_over(self, paging: Paging) -> Iterator[Request]:
        """The dataset says that it did not change, and its first page shows it: no other is asked for."""
        if self.is_side(paging.dataset):
            self._held_side = paging
            yield self.metadata_request(self.main_dataset())
        else:
            self.tally.is_unchanged = True

    def _page_request(self, paging: Paging) -> Request:
        url = self.page_url(paging.dataset, paging.offset)
        given = {"cb_kwargs": {"paging": paging}, "headers": app_token(), "errback": self.without_filter}
        return self.ask(url, self.parse_page, meta={"conditional": True}, **given)
