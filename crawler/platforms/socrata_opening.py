"""What a Socrata host is asked before the rows of a dataset: its metadata, and how many rows there are."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from dataclasses import replace

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.failures import asked_for, is_optional
from crawler.platforms.socrata_answers import Dataset, Paging, read_count, read_metadata
from crawler.platforms.socrata_dataset import SocrataDataset, app_token


class SocrataOpening(SocrataDataset):
    """A dataset whose metadata and count are asked for first; a host without them is read all the same."""

    @abstractmethod
    def first_page(self, paging: Paging, *, may_be_unchanged: bool) -> Request:
        """The first page; metadata and count may be those of the last good crawl."""

    def metadata_request(self, dataset: Dataset) -> Request:
        """The metadata: the day of the dataset and its columns."""
        url = self.metadata_url(dataset)
        given = {"cb_kwargs": {"dataset": dataset}, "headers": app_token(), "errback": self.without_metadata}
        return self.ask(url, self.parse_metadata, meta={"conditional": True}, **given)

    def count_request(self, paging: Paging) -> Request:
        """The number of the rows that will come."""
        url = self.count_url(paging.dataset)
        given = {"cb_kwargs": {"paging": paging}, "headers": app_token(), "errback": self.without_count}
        return self.ask(url, self.parse_count, **given)

    def parse_metadata(self, response: Response, dataset: Dataset) -> Iterable[Request]:
        """The count is asked for next."""
        self.received(response)
        yield self.count_request(read_metadata(response.body, dataset))

    def without_metadata(self, failure: Failure) -> Iterable[Request]:
        """A host without metadata is read all the same; the rows then have to show the columns."""
        if not is_optional(failure):
            self.give_up(failure)
            return
        yield self.count_request(Paging(asked_for(failure).cb_kwargs["dataset"]))

    def parse_count(self, response: Response, paging: Paging) -> Iterable[Request]:
        """The first page is asked for next."""
        self.received(response)
        paging = replace(paging, total=read_count(response.body))
        yield self.first_page(paging, may_be_unchanged=self.is_as_before(paging))

    def without_count(self, failure: Failure) -> Iterable[Request]:
        """A host that can't count is read all the same."""
        if not is_optional(failure):
            self.give_up(failure)
            return
        yield self.first_page(asked_for(failure).cb_kwargs["paging"], may_be_unchanged=False)
