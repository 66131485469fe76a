"""A dataset on a Socrata host: where it is, and what a check asks it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from scrapy import Request
from scrapy.http import Response

from crawler.columns import Columns
from crawler.platforms.socrata_answers import Dataset, Paging, read_count, read_metadata, without_system
from crawler.platforms.socrata_questions import SAMPLE_ROWS, GroupQuestion, group_questions, read_groups
from crawler.source import Source
from crawler.statuses import vocabulary
from crawler.unchanged import former_body


class SocrataDataset(Source):
    """The dataset `dataset_id` on `hosts[0]`, narrowed by `where`; `side` is a second one of the host."""

    dataset_id = ""
    where = ""
    columns = Columns(())
    side: Dataset | None = None
    page_rows = 5000

    def main_dataset(self) -> Dataset:
        """The dataset whose rows become records."""
        return Dataset(self.dataset_id, self.where, self.columns)

    def metadata_url(self, dataset: Dataset) -> str:
        """The address of the metadata: the day of the dataset and its columns."""
        return f"https://{self.hosts[0]}/api/views/{dataset.dataset_id}.json"

    def resource_url(self, dataset: Dataset, asked: Mapping[str, str]) -> str:
        """The address of rows of the dataset, narrowed by its own filter."""
        query = {**asked, "$where": dataset.where} if dataset.where else dict(asked)
        return f"https://{self.hosts[0]}/resource/{dataset.dataset_id}.json?{urlencode(query)}"

    def count_url(self, dataset: Dataset) -> str:
        """The address of the number of its rows."""
        return self.resource_url(dataset, {"$select": "count(*)"})

    def page_url(self, dataset: Dataset, offset: int) -> str:
        """The address of the page that begins at the offset; the order of `:id` holds from page to page."""
        asked = {
            "$select": ",".join(dataset.columns.taken),
            "$order": ":id",
            "$limit": str(self.page_rows),
            "$offset": str(offset),
        }
        return self.resource_url(dataset, asked)

    def is_side(self, dataset: Dataset) -> bool:
        """Whether this is the second dataset."""
        return self.side is not None and dataset.dataset_id == self.side.dataset_id

    def is_as_before(self, paging: Paging) -> bool:
        """Whether the rows need not come again: updated at the same second, as many, with the same columns.

        A host that does not say when it updated its rows, or how many there are, is always read.
        """
        if not paging.updated_at or paging.total is None or not self.has_same_rules():
            return False
        place, dataset = self.tally.served_from, paging.dataset
        metadata = former_body(self.context, self.metadata_url(dataset), place)
        count = former_body(self.context, self.count_url(dataset), place)
        if metadata is None or count is None:
            return False
        former = replace(read_metadata(metadata, dataset), total=read_count(count))
        return former == replace(paging, source_as_of=former.source_as_of)

    def discovery_requests(self) -> Iterable[Request]:
        """Columns and count of each dataset; of the main one also types, statuses and a few rows."""
        for dataset in [self.main_dataset(), *([self.side] if self.side else [])]:
            yield self._look(self.metadata_url(dataset), self.read_columns, dataset=dataset)
        main = self.main_dataset()
        yield self._look(self.count_url(main), self.read_rows_count)
        for question in group_questions(self.type_columns, self.status_columns):
            yield self._look(self.resource_url(main, question.asked), self.read_labels, question=question)
        # Rows of a listing in two parts mean nothing without the other part.
        if self.side is None:
            asked = {"$select": ",".join(self.columns.taken), "$limit": str(SAMPLE_ROWS)}
            yield self._look(self.resource_url(main, asked), self.read_sample)

    async def read_sample(self, response: Response) -> None:
        """The parser is tried on a few rows; alone they do not show which types there are."""
        await self.read_discovery(response)
        self.discovery.is_whole = bool(self.type_columns)

    def read_columns(self, response: Response, dataset: Dataset) -> None:
        """The columns that the metadata name are compared with those that we know."""
        found = read_metadata(response.body, dataset)
        self.received(response, found.source_as_of if dataset.dataset_id == self.dataset_id else None)
        names = tuple(without_system(found.seen))
        if not names:
            self.discovery.add_problem(f"{response.url} names no columns, so they can't be compared")
            return
        self.discovery.missing_columns += dataset.columns.missing(names) + dataset.columns.renamed(names)
        self.tally.new_columns.update(dataset.columns.new(names))

    def read_rows_count(self, response: Response) -> None:
        """The server's own count of the rows that a crawl would read."""
        self.received(response)
        self.tally.stated_count = read_count(response.body)

    def read_labels(self, response: Response, question: GroupQuestion) -> None:
        """The labels of a question by columns are noted with their numbers of rows."""
        self.received(response)
        counted = read_groups(response.body, question.columns, self.name)
        if not question.is_status:
            self.discovery.add_labels(", ".join(question.columns), counted)
            return
        (column,) = question.columns
        self.discovery.add_statuses(column, counted, vocabulary(self.jurisdiction, column))

    def _look(self, url: str, callback: Callable[..., Any], **given: Any) -> Request:
        return self.ask(url, callback, headers=app_token(), cb_kwargs=given)


def app_token() -> dict[str, str]:
    """The header that raises the request limit, where the environment holds a token."""
    token = os.environ.get("SOCRATA_APP_TOKEN", "")
    return {"X-App-Token": token} if token else {}
