"""One delimited text file at a fixed address: a listing that needs no more than a column map."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import AsyncIterator, Iterable, Iterator
from pathlib import Path

from scrapy import Request
from scrapy.http import Response

from crawler.batch import Batch, Record
from crawler.listed_file import last_modified_day
from crawler.platforms.delimited import read_table
from crawler.platforms.delimited_layout import Layout
from crawler.records import Evidence
from crawler.row_batches import read_batches
from crawler.rows import Row
from crawler.source import Source


class DelimitedFileSource(Source):
    """The file at `file_url`, laid out as `layout` says and read by `parse_row`."""

    protocol = "text file"
    file_url = ""
    layout: Layout

    @abstractmethod
    def parse_row(self, row: Row) -> Record | None:
        """The record of the row, or None for a row that is not ours."""

    def first_requests(self) -> Iterable[Request]:
        """The whole file."""
        yield self.ask(self.file_url, self.parse_data, meta={"stream": True})

    async def parse_data(self, response: Response) -> AsyncIterator[Batch]:
        """The batches of the file."""
        async for batch in self.read_response(response, last_modified_day(response)):
            yield batch

    def read_file(self, path: Path, evidence: Evidence) -> Iterator[Batch]:
        """The batches of a list file."""
        table = read_table(path, evidence, self.layout)
        yield from read_batches(table.rows, self.parse_row, table.new_columns)
