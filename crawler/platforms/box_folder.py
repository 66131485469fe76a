"""Files that a state department hands out through a Box folder: token, folder listing, redirect, file.

The token and the addresses that the redirect leads to are short-lived secrets: neither is kept.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.batch import Batch
from crawler.challenge import page_reason
from crawler.errors import ListingError
from crawler.failures import asked_for, is_optional
from crawler.listed_file import last_modified_day
from crawler.source import Source

COMPLETE_RATIO = 0.99
"""The counts file is made apart from the list; a greater gap means that the list was cut."""


@dataclass(frozen=True, slots=True)
class FolderFile:
    """One file of the folder; ids change with each edition."""

    file_id: str
    name: str


class BoxFolderSource(Source):
    """The list in the Box folder `folder_id`: the file whose name contains `data_mark`, in all its parts."""

    protocol = "Box folder: token, folder listing, redirect, file"
    token_url = "https://www.dca.ca.gov/boxToken/getToken"  # noqa: S105
    folder_id = ""
    data_mark = "_Data"
    counts_mark = "_Counts"

    def first_requests(self) -> Iterable[Request]:
        """The token that the department hands to anyone."""
        yield self.ask(self.token_url, self.parse_token, meta={"secret_body": True})

    def parse_token(self, response: Response) -> Iterable[Request]:
        """The listing of the folder is asked for."""
        self.received(response)
        token = response.body.decode("ascii", "replace").strip().strip('"')
        if not re.fullmatch(r"[\w.~+/=-]{1,4000}", token):
            raise ListingError(
                self.name, f"{response.url} answered no token; the way to the file may have changed"
            )
        url = f"https://api.box.com/2.0/folders/{self.folder_id}/items?limit=1000"
        yield self.ask(url, self.parse_folder, headers=_bearer(token), cb_kwargs={"token": token})

    def parse_folder(self, response: Response, token: str) -> Iterable[Request]:
        """The counts are asked for where there are any, then the list itself."""
        self.received(response)
        files = read_folder(response.body, self.name)
        parts = data_parts(files, self.data_mark)
        if not parts:
            names = ", ".join(repr(file.name) for file in files) or "nothing"
            raise ListingError(
                self.name,
                f"the folder {self.folder_id} holds no file named like {self.data_mark!r}, but {names}",
            )
        waiting = tuple(self._file_request(part, token, self.parse_data, is_stream=True) for part in parts)
        counts = next((file for file in files if self.counts_mark.lower() in file.name.lower()), None)
        if counts is None:
            yield next_part(waiting, total=None, rows_before=0)
        else:
            request = self._file_request(counts, token, self.parse_counts, is_stream=False)
            yield request.replace(cb_kwargs={"waiting": waiting}, errback=self.without_counts)

    def parse_counts(self, response: Response, waiting: tuple[Request, ...]) -> Iterable[Request]:
        """The list is asked for, with the total it should have."""
        self.received(response)
        self.tally.stated_count = read_total(response.body)
        yield next_part(waiting, self.tally.stated_count, rows_before=0)

    def without_counts(self, failure: Failure) -> Iterable[Request]:
        """A list without counts is read all the same."""
        if not is_optional(failure):
            self.give_up(failure)
            return
        yield next_part(asked_for(failure).cb_kwargs["waiting"], total=None, rows_before=0)

    async def parse_data(
        self, response: Response, waiting: tuple[Request, ...], total: int | None, rows_before: int
    ) -> AsyncIterator[Batch | Request]:
        """The batches of one part of the list, then the request for the next part."""
        rows = rows_before
        day = last_modified_day(response)
        async for batch in self.read_response(response, day, is_last=not waiting):
            rows += batch.rows_count
            yield batch
        if waiting:
            yield next_part(waiting, total, rows)
        elif total is not None and not self.tally.is_unchanged and rows < COMPLETE_RATIO * total:
            raise ListingError(
                self.name,
                f"the listing is truncated: {rows} rows came, the counts file states {total}; crawl again",
            )

    def _file_request(self, file: FolderFile, token: str, callback: Any, *, is_stream: bool) -> Request:
        url = f"https://api.box.com/2.0/files/{file.file_id}/content"
        meta = {"secret_address": True, "stream": is_stream, "conditional": True}
        return self.ask(url, callback, headers=_bearer(token), meta=meta)


def next_part(waiting: tuple[Request, ...], total: int | None, rows_before: int) -> Request:
    """The first of the waiting requests, which knows the others and how many rows came before it."""
    known = {"waiting": waiting[1:], "total": total, "rows_before": rows_before}
    return waiting[0].replace(cb_kwargs=known)


def data_parts(files: Iterable[FolderFile], mark: str) -> tuple[FolderFile, ...]:
    """The parts of the list in their order: the first file with the mark, and those named alike.

    An `.xls` sheet ends at 65,536 rows, so a longer list may come as `..._Data00.xls`, `..._Data01.xls`
    and so on; parts differ in the digits behind the mark alone.
    """
    number = re.compile(rf"({re.escape(mark)})\d+", re.IGNORECASE)
    names = {file: number.sub(r"\1", file.name).casefold() for file in files}
    marked = [file for file in names if mark.casefold() in names[file]]
    return tuple(file for file in marked if names[file] == names[marked[0]])


def read_folder(body: bytes, source: str) -> tuple[FolderFile, ...]:
    """The files of a folder listing, sorted by name.

    Raises:
        ListingError: the answer is no folder listing.
    """
    try:
        entries = json.loads(body)["entries"]
        files = [
            FolderFile(str(entry["id"]), str(entry["name"]))
            for entry in entries
            if entry.get("type", "file") == "file"
        ]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        other = "the answer of api.box.com is no folder listing; the way to the file may have changed"
        raise ListingError(source, page_reason(body, "folder listing") or other) from error
    return tuple(sorted(files, key=lambda file: file.name))


def read_total(body: bytes) -> int | None:
    """The total that a counts file states: in its row named `Total`, or as its only number; else None."""
    text = body.decode("utf-8-sig", "replace")
    numbers: list[int] = []
    totals: list[int] = []
    for cells in _lines(text):
        found = [
            int(cell.replace(",", ""))
            for cell in cells
            if re.fullmatch(r"\d{1,3}(,\d{3})+|\d+", cell.strip())
        ]
        numbers.extend(found)
        if any("total" in cell.lower() for cell in cells):
            totals.extend(found)
    candidates = totals or numbers
    return candidates[0] if len(candidates) == 1 else None


def _lines(text: str) -> Iterator[list[str]]:
    delimiter = "\t" if "\t" in text else ","
    return csv.reader(io.StringIO(text), delimiter=delimiter)


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}
