"""MyLicense verification sites: an ASP.NET search form that leads to a file for all rows, or to a paged grid.

The bulk route comes first: form, license types of a profession by postback, search, `btnBulkDownLoad`,
confirmation, preferences, file. The interactive grid is read instead where the bulk route is not there.
The server keeps the state of one search, so searches follow one another in one session, and the form pages
that open them are kept here and never asked for twice.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, urldefrag

from scrapy import Request
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from crawler.batch import Batch, Record
from crawler.challenge import START_BYTES, is_web_page, page_reason
from crawler.errors import ListingError
from crawler.failures import is_optional
from crawler.listed_file import last_modified_day
from crawler.platforms.aspnet_form import Form, GridPage, page_selector, read_form, read_grid
from crawler.platforms.mylicense_files import read_data_file, read_grid_file, read_grid_rows
from crawler.records import Evidence, Profession
from crawler.rows import Row
from crawler.source import Source

PROFESSION = "t_web_lookup__profession_name"
LICENSE_TYPE = "t_web_lookup__license_type_name"
SEARCH, DOWNLOAD, CONTINUE, KIND = "sch_button", "btnBulkDownLoad", "btnContinue", "filetype"
GRID = "datagrid_results"
_FORM_HEADERS = {"Content-Type": "application/x-www-form-urlencoded"}
_PRICE = re.compile(r"\$\s*([\d,]+\.\d\d)")


@dataclass(frozen=True, slots=True)
class Search:
    """One search: a form page whose license types belong to `profession`, and the type to look for."""

    form: Form
    profession: str
    license_type: str


@dataclass(frozen=True, slots=True)
class Route:
    """How far a crawl has come: professions whose types are to be asked for, searches to be made."""

    is_bulk: bool
    professions: tuple[str, ...] = ()
    searches: tuple[Search, ...] = ()
    has_rows: bool = False


class MyLicenseSource(Source):
    """The persons of a MyLicense site whose profession contains one of `profession_words`."""

    protocol = "ASP.NET search form: session, postback, text file; else paged grid"
    delay_seconds = 3.0
    bulk_url = ""
    grid_url = ""
    profession_words: tuple[str, ...] = ()

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """The cookie of the session is kept while the crawl runs, and nowhere else."""
        super().update_settings(settings)
        settings.set("COOKIES_ENABLED", True, priority="spider")

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
        yield self._grid_request()

    def parse_form(self, response: Response, route: Route) -> Iterable[Request]:
        """The license types of the first profession are asked for."""
        self.received(response)
        form = read_form(page_selector(response.body), response.url)
        if form is None or PROFESSION not in form.choices:
            if not route.is_bulk:
                reason = page_reason(response.body, "search form") or "the answer is no search form"
                raise ListingError(self.name, f"{response.url}: {reason}; it lacks {PROFESSION}")
            yield self._grid_request()
            return
        yield self._types_request(form, replace(route, professions=self._professions(form)))

    def parse_types(self, response: Response, route: Route) -> Iterable[Request]:
        """The types of the next profession are asked for; after the last one the first search is made."""
        self.received(response)
        form = self._form(response, LICENSE_TYPE)
        profession, *others = route.professions
        route = replace(
            route, professions=tuple(others), searches=(*route.searches, *self._searches(form, profession))
        )
        if others:
            yield self._types_request(form, route)
            return
        self._require_all_professions(route.searches)
        yield self._search_request(route)

    def parse_results(self, response: Response, route: Route) -> Iterable[Request]:
        """The file with all rows of the search is asked for; a site that offers none is read by its grid."""
        self.received(response)
        form = read_form(page_selector(response.body), response.url)
        if form is None or DOWNLOAD not in form.buttons:
            if route.has_rows:
                raise ListingError(self.name, f"{_what(route)}: the results lack the button {DOWNLOAD}")
            yield self._grid_request()
            return
        yield self._post(form, form.press(DOWNLOAD), self.parse_confirmation, route)

    def parse_confirmation(self, response: Response, route: Route) -> Iterable[Request]:
        """The preferences are asked for, unless the file would cost something."""
        self.received(response)
        text = " ".join(page_selector(response.body).xpath("//body//text()").getall())
        if any(float(price.replace(",", "")) for price in _PRICE.findall(text)):
            raise ListingError(
                self.name, f"{response.url} asks for a fee; nothing is ordered: read the terms"
            )
        form = self._form(response, CONTINUE)
        yield self._post(form, form.press(CONTINUE), self.parse_preferences, route)

    def parse_preferences(self, response: Response, route: Route) -> Iterable[Request]:
        """The file is asked for as delimited text."""
        self.received(response)
        form = self._form(response, SEARCH)
        body = form.press(SEARCH, **{KIND: "delimitedtext"})
        yield self._post(form, body, self.parse_data, route, meta={"stream": True})

    async def parse_data(self, response: Response, route: Route) -> AsyncIterator[Batch | Request]:
        """The batches of the file, then the next search."""
        with Path(response.meta["raw_path"]).open("rb") as handle:
            start = handle.read(START_BYTES)
        if is_web_page(start):
            raise ListingError(self.name, f"{_what(route)}: {page_reason(start, 'text file')}")
        day, is_last = last_modified_day(response), len(route.searches) == 1
        async for batch in self.read_response(response, day, is_last=is_last):
            yield batch
        for request in self._next_search(replace(route, has_rows=True)):
            yield request

    def parse_grid(self, response: Response, route: Route, number: int) -> Iterable[Batch | Request]:
        """The batch of this page, then the next page or the next search."""
        evidence = self.received(response)
        page = page_selector(response.body)
        grid, form = read_grid(page, GRID), read_form(page, response.url)
        if grid is None or form is None:
            reason = page_reason(response.body, f"table {GRID!r}; or nothing was found")
            raise ListingError(
                self.name, f"{_what(route)}, page {number}: {reason or 'the answer is no page'}"
            )
        self._require_page(grid, route, number)
        yield from read_grid_rows(grid, evidence, self.parse_row)
        if grid.next_target:
            body = form.postback(grid.next_target)
            yield self._post(form, body, self.parse_grid, route, page=number + 1)
        else:
            yield from self._next_search(replace(route, has_rows=True))

    def read_file(self, path: Path, evidence: Evidence) -> Iterator[Batch]:
        """The batches of a `Data.txt`, or of a saved page of the grid."""
        with path.open("rb") as handle:
            start = handle.read(START_BYTES)
        read = read_grid_file if is_web_page(start) else read_data_file
        yield from read(path, evidence, self.parse_row)

    def _professions(self, form: Form) -> tuple[str, ...]:
        """The values of the professions that are ours; each of our words must name one at least."""
        choices = form.choices[PROFESSION]
        for word in self.profession_words:
            if not any(word in choice.label.upper() for choice in choices):
                offered = ", ".join(repr(choice.label) for choice in choices if choice.label)
                raise ListingError(
                    self.name, f"no profession of the form contains {word!r}; it offers {offered}: renamed?"
                )
        return tuple(
            choice.value
            for choice in choices
            if any(word in choice.label.upper() for word in self.profession_words)
        )

    def _searches(self, form: Form, profession: str) -> Iterator[Search]:
        for choice in form.choices[LICENSE_TYPE]:
            if choice.value and self.profession_of_type(choice.label):
                yield Search(form, profession, choice.value)

    def _require_all_professions(self, searches: tuple[Search, ...]) -> None:
        found = {self.profession_of_type(_label(search)) for search in searches}
        lacking = [profession.value for profession in self.professions if profession not in found]
        if lacking:
            types = ", ".join(repr(_label(search)) for search in searches) or "none of ours"
            raise ListingError(
                self.name,
                f"no license type of the form is for {', '.join(lacking)}; found: {types}: renamed?",
            )

    def _require_page(self, grid: GridPage, route: Route, number: int) -> None:
        shown = grid.number if grid.number is not None else 1
        if shown != number:
            raise ListingError(
                self.name,
                f"{_what(route)}: page {number} was asked for and page {shown} came; the server lost the "
                "search: crawl again",
            )

    def _form(self, response: Response, needed: str) -> Form:
        form = read_form(page_selector(response.body), response.url)
        if form is None or not form.has(needed):
            reason = page_reason(response.body, f"form with {needed}") or f"the answer lacks {needed}"
            raise ListingError(self.name, f"{response.url}: {reason}")
        return form

    def _grid_request(self) -> Request:
        return self.ask(self.grid_url, self.parse_form, cb_kwargs={"route": Route(is_bulk=False)})

    def _types_request(self, form: Form, route: Route) -> Request:
        profession = route.professions[0]
        body = form.postback(PROFESSION, **{PROFESSION: profession})
        return self._post(form, body, self.parse_types, route, what=profession)

    def _search_request(self, route: Route) -> Request:
        search = route.searches[0]
        chosen = {PROFESSION: search.profession, LICENSE_TYPE: search.license_type}
        if SEARCH not in search.form.buttons:
            raise ListingError(self.name, f"{search.form.url} has no button {SEARCH!r}: the form has changed")
        body = search.form.press(SEARCH, **chosen)
        if route.is_bulk:
            return self._post(search.form, body, self.parse_results, route)
        return self._post(search.form, body, self.parse_grid, route, page=1)

    def _next_search(self, route: Route) -> Iterator[Request]:
        route = replace(route, searches=route.searches[1:])
        if route.searches:
            yield self._search_request(route)

    def _post(
        self,
        form: Form,
        body: bytes,
        callback: Any,
        route: Route,
        *,
        what: str = "",
        page: int = 0,
        **given: Any,
    ) -> Request:
        # The server keeps the search, so two searches may send the same bytes. The fragment, which stays
        # here, tells them apart in the manifest and says in the evidence which search a row is from.
        parts = [what or _label(route.searches[0]), *([f"page {page}"] if page else [])]
        url = f"{urldefrag(form.url).url}#{quote(', '.join(parts), safe=',')}"
        given["cb_kwargs"] = {"route": route, **({"number": page} if page else {})}
        return self.ask(url, callback, method="POST", body=body, headers=_FORM_HEADERS, **given)


def _label(search: Search) -> str:
    choices = search.form.choices[LICENSE_TYPE]
    return next(choice.label for choice in choices if choice.value == search.license_type)


def _what(route: Route) -> str:
    return f"the search for {_label(route.searches[0])!r}"
