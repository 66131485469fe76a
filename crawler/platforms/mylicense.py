"""MyLicense verification sites: an ASP.NET search form that leads to a file for all rows, or to a paged grid.

The bulk route comes first: form, license types of a profession by postback, search, `btnBulkDownLoad`,
confirmation, preferences, file. The interactive grid is read instead where the bulk route is not there.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.batch import Batch, Record
from crawler.challenge import START_BYTES, is_web_page, page_reason
from crawler.errors import ListingError
from crawler.failures import is_optional
from crawler.platforms.aspnet_form import page_selector, read_form
from crawler.platforms.aspnet_grid import GridPage, read_grid
from crawler.platforms.mylicense_choices import chosen_professions, chosen_searches, require_all_professions
from crawler.platforms.mylicense_download import MyLicenseDownload
from crawler.platforms.mylicense_files import read_data_file, read_grid_file, read_grid_rows
from crawler.platforms.mylicense_search import GRID, LICENSE_TYPE, PROFESSION, Route
from crawler.records import Evidence, Profession
from crawler.rows import Row


class MyLicenseSource(MyLicenseDownload):
    """The persons of a MyLicense site whose profession contains one of `profession_words`."""

    protocol = "ASP.NET search form: session, postback, text file; else paged grid"
    bulk_url = ""
    profession_words: tuple[str, ...] = ()

    @abstractmethod
    def profession_of_type(self, license_type: str) -> Profession | None:
        """The profession of a license type in words; None for what is no license of ours."""

    @abstractmethod
    def parse_row(self, row: Row) -> Record | None:
        """The record of a row of the file or the grid, or None for a row that is not ours."""

    def first_requests(self) -> Iterable[Request]:
        """The form of the bulk route."""
        given: dict[str, Any] = {"cb_kwargs": {"route": Route(is_bulk=True)}, "errback": self.without_bulk}
        yield self.ask(self.bulk_url, self.parse_form, **given)

    def without_bulk(self, failure: Failure) -> Iterable[Request]:
        """A site without the bulk route is read by its grid; a refusal ends the crawl."""
        if not is_optional(failure):
            self.give_up(failure)
            return
        yield self.grid_request()

    def parse_form(self, response: Response, route: Route) -> Iterable[Request]:
        """The license types of the first profession are asked for."""
        self.received(response)
        form = read_form(page_selector(response.body), response.url)
        if form is None or PROFESSION not in form.choices:
            if not route.is_bulk:
                reason = page_reason(response.body, "search form") or "the answer is no search form"
                raise ListingError(self.name, f"{response.url}: {reason}; it lacks {PROFESSION}")
            yield self.grid_request()
            return
        chosen = chosen_professions(form, self.profession_words, self.name)
        yield self.types_request(form, replace(route, professions=chosen))

    def parse_types(self, response: Response, route: Route) -> Iterable[Request]:
        """The types of the next profession are asked for; after the last one the first search is made."""
        self.received(response)
        form = self.form_with(response, LICENSE_TYPE)
        profession, *others = route.professions
        searches = (*route.searches, *chosen_searches(form, profession, self.profession_of_type))
        route = replace(route, professions=tuple(others), searches=searches)
        if others:
            yield self.types_request(form, route)
            return
        require_all_professions(searches, self.professions, self.profession_of_type, self.name)
        yield self.search_request(route)

    def parse_grid(self, response: Response, route: Route, number: int) -> Iterable[Batch | Request]:
        """The batch of this page, then the next page or the next search."""
        evidence = self.received(response)
        page = page_selector(response.body)
        grid, form = read_grid(page, GRID), read_form(page, response.url)
        if grid is None or form is None:
            reason = page_reason(response.body, f"table {GRID!r}; or nothing was found")
            raise ListingError(
                self.name, f"{route.words}, page {number}: {reason or 'the answer is no page'}"
            )
        self._require_page(grid, route, number)
        yield from read_grid_rows(grid, evidence, self.parse_row)
        if grid.next_target:
            body = form.postback(grid.next_target)
            yield self.post(form, body, self.parse_grid, route, page=number + 1)
        else:
            yield from self.next_search(replace(route, has_rows=True))

    def read_file(self, path: Path, evidence: Evidence) -> Iterator[Batch]:
        """The batches of a `Data.txt`, or of a saved page of the grid."""
        with path.open("rb") as handle:
            start = handle.read(START_BYTES)
        read = read_grid_file if is_web_page(start) else read_data_file
        yield from read(path, evidence, self.parse_row)

    def _require_page(self, grid: GridPage, route: Route, number: int) -> None:
        shown = grid.number if grid.number is not None else 1
        if shown != number:
            raise ListingError(
                self.name,
                f"{route.words}: page {number} was asked for and page {shown} came; the server lost the "
                "search: crawl again",
            )
