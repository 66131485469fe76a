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
from crawler.columns import require_columns
from crawler.errors import ListingError
from crawler.failures import asked_for, is_misunderstood, is_optional, sentence
from crawler.patterns import PatternReader, read_license_blocks
from crawler.platforms.socrata_answers import (
    Dataset,
    Paging,
    json_blocks,
    read_count,
    read_json_rows,
    read_metadata,
    without_system,
)
from crawler.platforms.socrata_dataset import SocrataDataset, app_token
from crawler.platforms.socrata_file import read_rows_file
from crawler.records import Evidence
from crawler.rows import Row
from crawler.unchanged import is_same_body

COMPLETE_RATIO = 0.99
"""The listing may change while it is read; a greater gap to the server's own count is a lost page."""

ALL_PROFESSIONS_FROM = 1000
"""From so many records on, a profession of the source without any is no chance: its label has changed."""

CALENDAR_DATE = ("%Y-%m-%dT%H:%M:%S.%f", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d", "%m/%d/%Y")
"""A `calendar_date` in JSON, in its short forms, and in a file export."""


class SocrataSource(SocrataDataset):
    """A dataset `dataset_id` on `hosts[0]`, narrowed by `where` and read by `parse_row`.

    A dataset `side` on the same host is read whole first, each row by `take_side_row`.
    """

    protocol = "Socrata JSON, paged"
    page_rows = 5000

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
        yield self._metadata_request(self.side or self.main_dataset())

    def parse_metadata(self, response: Response, dataset: Dataset) -> Iterable[Request]:
        """The count is asked for next."""
        self.received(response)
        yield self._count_request(read_metadata(response.body, dataset))

    def without_metadata(self, failure: Failure) -> Iterable[Request]:
        """A host without metadata is read all the same; the rows then have to show the columns."""
        if not is_optional(failure):
            self.give_up(failure)
            return
        yield self._count_request(Paging(asked_for(failure).cb_kwargs["dataset"]))

    def parse_count(self, response: Response, paging: Paging) -> Iterable[Request]:
        """The first page is asked for next."""
        self.received(response)
        paging = replace(paging, total=read_count(response.body))
        is_as_before = self._may_be_unchanged and self.is_as_before(paging)
        yield self._page_request(paging) if is_as_before else self._first_page(paging)

    def without_count(self, failure: Failure) -> Iterable[Request]:
        """A host that can't count is read all the same."""
        if not is_optional(failure):
            self.give_up(failure)
            return
        yield self._first_page(asked_for(failure).cb_kwargs["paging"])

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
        yield self._count_request(replace(paging, dataset=replace(paging.dataset, where=""), total=None))

    def parse_page(self, response: Response, paging: Paging) -> Iterable[Batch | Request]:
        """The batch of this page and the request for the next, until a page is empty."""
        is_side = self._is_side(paging.dataset)
        evidence = self.received(response, None if is_side else paging.source_as_of)
        if self._may_be_unchanged and is_same_body(self.context, response.meta):
            yield from self._pass_over(paging)
            return
        if self._held_side is not None:
            yield self._first_page(paging)
            return
        self._may_be_unchanged = False
        rows = read_json_rows(response.body, self.name)
        if not rows:
            yield self._closing_batch(paging)
            if is_side:
                yield self._metadata_request(self.main_dataset())
            return
        page = hashlib.sha256(response.body).hexdigest()
        if page == paging.last_page:
            raise ListingError(
                self.name,
                f"{response.url} repeats the page before it: the server ignores $offset, "
                "so the listing can't be read",
            )
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

    def _closing_batch(self, paging: Paging) -> Batch:
        columns, is_side = paging.dataset.columns, self._is_side(paging.dataset)
        if is_side and not paging.offset:
            raise ListingError(
                self.name,
                f"the dataset {paging.dataset.dataset_id} that belongs to the listing is empty, which is not "
                "believed; crawl again",
            )
        if paging.offset:
            require_columns(self.name, columns, paging.seen)
        if paging.total is not None and paging.offset < COMPLETE_RATIO * paging.total:
            raise ListingError(
                self.name,
                f"the listing is truncated: {paging.offset} rows came, the server counts {paging.total}; "
                "crawl again",
            )
        if is_side:
            return Batch(new_columns=columns.new(without_system(paging.seen)))
        self._require_all_professions()
        return Batch(new_columns=columns.new(without_system(paging.seen)), source_as_of=paging.source_as_of)

    def _require_all_professions(self) -> None:
        """Else everyone of the missing profession would be called "not found at the board"."""
        absent = [each for each in self.professions if each not in self._reader.professions]
        if absent and self._records_count >= ALL_PROFESSIONS_FROM:
            raise ListingError(
                self.name,
                f"none of the {self._records_count} records has the profession {' or '.join(absent)}: "
                "the label of that license type may have changed; look at the types of the listing",
            )

    def _metadata_request(self, dataset: Dataset) -> Request:
        url = self.metadata_url(dataset)
        given = {"cb_kwargs": {"dataset": dataset}, "headers": app_token(), "errback": self.without_metadata}
        return self.ask(url, self.parse_metadata, meta={"conditional": True}, **given)

    def _count_request(self, paging: Paging) -> Request:
        url = self.count_url(paging.dataset)
        given = {"cb_kwargs": {"paging": paging}, "headers": app_token(), "errback": self.without_count}
        return self.ask(url, self.parse_count, **given)

    def _pass_over(self, paging: Paging) -> Iterator[Request]:
        """The dataset says that it did not change, and its first page shows it: no other is asked for."""
        if self._is_side(paging.dataset):
            self._held_side = paging
            yield self._metadata_request(self.main_dataset())
        else:
            self.tally.is_unchanged = True

    def _first_page(self, paging: Paging) -> Request:
        """The first page; of the second dataset where that was passed over and the first one has changed."""
        self._may_be_unchanged = False
        held, self._held_side = self._held_side, None
        return self._page_request(held or paging)

    def _page_request(self, paging: Paging) -> Request:
        asked = {
            "$select": ",".join(paging.dataset.columns.taken),
            "$order": ":id",
            "$limit": str(self.page_rows),
            "$offset": str(paging.offset),
        }
        url = self.resource_url(paging.dataset, asked)
        given = {"cb_kwargs": {"paging": paging}, "headers": app_token(), "errback": self.without_filter}
        return self.ask(url, self.parse_page, meta={"conditional": True}, **given)

    def _is_side(self, dataset: Dataset) -> bool:
        return self.side is not None and dataset.dataset_id == self.side.dataset_id
