"""Files that a state department hands out through a Box folder: token, folder listing, redirect, file.

The token and the addresses that the redirect leads to are short-lived secrets: neither is kept.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterable
from typing import Any

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.batch import Batch
from crawler.errors import ListingError
from crawler.failures import asked_for, is_optional
from crawler.listed_file import last_modified_day
from crawler.platforms.box_answers import FolderFile, data_parts, read_folder, read_total
from crawler.source import Source

COMPLETE_RATIO = 0.99
"""The counts file is made apart from the list; a greater gap means that the list was cut."""


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


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}
