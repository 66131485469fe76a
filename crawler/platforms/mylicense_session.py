"""The session at a MyLicense site: its forms are read and sent back, one search after the other.

The server keeps the state of one search, so searches follow one another in one session, and the form pages
that open them are kept in the route and never asked for twice.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from scrapy import Request
from scrapy.http import Response
from scrapy.settings import BaseSettings

from crawler.batch import Batch
from crawler.challenge import page_reason
from crawler.errors import ListingError
from crawler.platforms.aspnet_form import Form, page_selector, read_form
from crawler.platforms.mylicense_search import PROFESSION, Route, told_apart
from crawler.source import Source

_FORM_HEADERS = {"Content-Type": "application/x-www-form-urlencoded"}
Step = Iterable[Batch | Request] | AsyncIterator[Batch | Request]


class MyLicenseSession(Source):
    """Asks for what comes next: the types of a profession, a search, the grid."""

    delay_seconds = 3.0
    grid_url = ""

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """The cookie of the session is kept while the crawl runs, and nowhere else."""
        super().update_settings(settings)
        settings.set("COOKIES_ENABLED", True, priority="spider")

    @abstractmethod
    def parse_form(self, response: Response, route: Route) -> Iterable[Request]:
        """The page with the form came."""

    @abstractmethod
    def parse_types(self, response: Response, route: Route) -> Iterable[Request]:
        """The form with the license types of the first profession of the route came."""

    @abstractmethod
    def parse_results(self, response: Response, route: Route) -> Iterable[Request]:
        """The results of the first search of the route came, on the way to the file."""

    @abstractmethod
    def parse_grid(self, response: Response, route: Route, number: int) -> Iterable[Batch | Request]:
        """The page `number` of the results of the first search of the route came."""

    def form_with(self, response: Response, needed: str) -> Form:
        """The form of the page.

        Raises:
            ListingError: it lacks the field or button that is needed, or there is no form.
        """
        form = read_form(page_selector(response.body), response.url)
        if form is None or not form.has(needed):
            reason = page_reason(response.body, f"form with {needed}") or f"the answer lacks {needed}"
            raise ListingError(self.name, f"{response.url}: {reason}")
        return form

    def grid_request(self) -> Request:
        """The form that leads to the grid."""
        return self.ask(self.grid_url, self.parse_form, cb_kwargs={"route": Route(is_bulk=False)})

    def types_request(self, form: Form, route: Route) -> Request:
        """The license types of the first profession of the route."""
        profession = route.professions[0]
        body = form.postback(PROFESSION, **{PROFESSION: profession})
        return self.post(form, body, self.parse_types, route, what=profession)

    def search_request(self, route: Route) -> Request:
        """The first search of the route."""
        search = route.searches[0]
        body = search.body(self.name)
        if route.is_bulk:
            return self.post(search.form, body, self.parse_results, route)
        return self.post(search.form, body, self.parse_grid, route, page=1)

    def next_search(self, route: Route) -> Iterator[Request]:
        """The search behind the first one of the route, if there is one."""
        route = replace(route, searches=route.searches[1:])
        if route.searches:
            yield self.search_request(route)

    def post(
        self,
        form: Form,
        body: bytes,
        callback: Callable[..., Step],
        route: Route,
        *,
        what: str = "",
        page: int = 0,
        **given: Any,
    ) -> Request:
        """The request that sends the body to where the form goes; `page` is that of the grid, from 1."""
        url = told_apart(form.url, what or route.searches[0].label, page)
        given["cb_kwargs"] = {"route": route, **({"number": page} if page else {})}
        return self.ask(url, callback, method="POST", body=body, headers=_FORM_HEADERS, **given)
