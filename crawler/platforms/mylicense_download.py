"""The way from the results of a search at a MyLicense site to the text file that holds all their rows.

`btnBulkDownLoad`, a confirmation, preferences, the file. What costs a fee is never ordered.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterable
from dataclasses import replace
from pathlib import Path

from scrapy import Request
from scrapy.http import Response

from crawler.batch import Batch
from crawler.challenge import START_BYTES, is_web_page, page_reason
from crawler.errors import ListingError
from crawler.listed_file import last_modified_day
from crawler.platforms.aspnet_form import page_selector, read_form
from crawler.platforms.mylicense_search import CONTINUE, DOWNLOAD, KIND, SEARCH, Route
from crawler.platforms.mylicense_session import MyLicenseSession

_PRICE = re.compile(r"\$\s*([\d,]+\.\d\d)")


class MyLicenseDownload(MyLicenseSession):
    """Orders the file of one search after the other."""

    def parse_results(self, response: Response, route: Route) -> Iterable[Request]:
        """The file with all rows of the search is asked for; a site that offers none is read by its grid."""
        self.received(response)
        form = read_form(page_selector(response.body), response.url)
        if form is None or DOWNLOAD not in form.buttons:
            if route.has_rows:
                raise ListingError(self.name, f"{route.words}: the results lack the button {DOWNLOAD}")
            yield self.grid_request()
            return
        yield self.post(form, form.press(DOWNLOAD), self.parse_confirmation, route)

    def parse_confirmation(self, response: Response, route: Route) -> Iterable[Request]:
        """The preferences are asked for, unless the file would cost something."""
        self.received(response)
        text = " ".join(page_selector(response.body).xpath("//body//text()").getall())
        if any(float(price.replace(",", "")) for price in _PRICE.findall(text)):
            raise ListingError(
                self.name, f"{response.url} asks for a fee; nothing is ordered: read the terms"
            )
        form = self.form_with(response, CONTINUE)
        yield self.post(form, form.press(CONTINUE), self.parse_preferences, route)

    def parse_preferences(self, response: Response, route: Route) -> Iterable[Request]:
        """The file is asked for as delimited text."""
        self.received(response)
        form = self.form_with(response, SEARCH)
        body = form.press(SEARCH, **{KIND: "delimitedtext"})
        yield self.post(form, body, self.parse_data, route, meta={"stream": True})

    async def parse_data(self, response: Response, route: Route) -> AsyncIterator[Batch | Request]:
        """The batches of the file, then the next search."""
        with Path(response.meta["raw_path"]).open("rb") as handle:
            start = handle.read(START_BYTES)
        if is_web_page(start):
            raise ListingError(self.name, f"{route.words}: {page_reason(start, 'text file')}")
        day, is_last = last_modified_day(response), len(route.searches) == 1
        async for batch in self.read_response(response, day, is_last=is_last):
            yield batch
        for request in self.next_search(replace(route, has_rows=True)):
            yield request
