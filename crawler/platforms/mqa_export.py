"""Florida's license search: the codes of the professions from its page, and the CSV export of each.

Files that an operator laid into the inbox are read instead, because they state more.
"""

from __future__ import annotations

import json
from abc import abstractmethod
from collections.abc import AsyncIterator, Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

from scrapy import Request
from scrapy.http import Response

from crawler.batch import Batch
from crawler.challenge import page_reason
from crawler.errors import ListingError
from crawler.inbox import file_day, inbox_lines
from crawler.listed_file import last_modified_day
from crawler.platforms.aspnet_form import Choice, page_selector, select_choices
from crawler.records import Profession
from crawler.source import Source

_ASKED = {
    "Id": 0,
    "Board": None,
    "Profession": "",
    "SpecialtyOrCertification": None,
    "OtherSpecialtyOrCertification": None,
    "LicenseNumber": None,
    "FirstName": None,
    "LastName": None,
    "BusinessName": None,
    "City": None,
    "County": "",
    "ZipCode": None,
    "LicenseStatus": "ALL",
    "IsAuthorizedToOrderCannabis": None,
}
"""What the page's own form would send, the code of the profession left open."""


class MqaExportSource(Source):
    """The exports of all professions that `profession_of_title` knows, or the files of the inbox."""

    protocol = "profession codes from a page, CSV export of each; or pipe-delimited files from the inbox"
    delay_seconds = 2.0

    @abstractmethod
    def profession_of_title(self, title: str) -> Profession | None:
        """The profession by the words of its title; None for others and for what is no license."""

    async def start(self) -> AsyncIterator[Any]:
        """The batches of the inbox where it holds files, unless another file was given; else the export."""
        try:
            lines = () if getattr(self, "file", None) else inbox_lines(self.context, (".txt", ".csv"))
            for line in lines:
                async for batch in self.read_kept(line, file_day(line, self.context.clock.now())):
                    yield batch
        except (ListingError, ValueError) as error:
            self.tally.fail_with(error)
            return
        if not lines:
            async for each in super().start():
                yield each

    def first_requests(self) -> Iterable[Request]:
        """The page that lists the professions."""
        yield self.ask(self.homepage_url, self.parse_professions)

    def parse_professions(self, response: Response) -> Iterable[Request]:
        """The export of the first of our professions is asked for; the others follow one by one."""
        self.received(response)
        choices = select_choices(page_selector(response.body), "ProfessionDD")
        if not choices:
            reason = page_reason(response.body, "list of professions") or "the answer is no page"
            raise ListingError(self.name, f"{response.url}: {reason}; it lacks the select 'ProfessionDD'")
        found = [(choice.value, self.profession_of_title(choice.label)) for choice in choices if choice.value]
        self._require_all({profession for _, profession in found}, choices)
        yield self._export_request([code for code, profession in found if profession])

    async def parse_export(self, response: Response, others: list[str]) -> AsyncIterator[Batch | Request]:
        """The batches of the export, then the next one."""
        day = last_modified_day(response)
        async for batch in self.read_response(response, day, is_last=not others):
            yield batch
        if others:
            yield self._export_request(others)

    def _require_all(self, found: set[Profession | None], choices: Sequence[Choice]) -> None:
        lacking = [each.value for each in self.professions if each not in found]
        if lacking:
            offered = ", ".join(repr(choice.label) for choice in choices if choice.value)
            raise ListingError(
                self.name,
                f"no profession of the page is for {', '.join(lacking)}; it offers {offered}: renamed?",
            )

    def _export_request(self, codes: list[str]) -> Request:
        asked = {**_ASKED, "Profession": codes[0]}
        query = urlencode({"jsonModel": json.dumps(asked, separators=(",", ":"))})
        url = f"{self.homepage_url}/ExportToCsvLVP?{query}"
        return self.ask(url, self.parse_export, cb_kwargs={"others": codes[1:]}, meta={"stream": True})
