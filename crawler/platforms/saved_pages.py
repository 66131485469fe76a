"""Pages of a directory that a person saved and laid into the inbox; nothing is ever asked of the directory.

The name of a file begins with the day on which the page was saved (`2026-11-20_washington_1.html`). The
file's own date is not used: copying sets it anew, and old evidence would look fresh.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from scrapy import Request

from crawler.batch import Batch
from crawler.errors import ListingError
from crawler.inbox import inbox_lines
from crawler.platforms.saved_html import Cells, html_rows, page_name
from crawler.platforms.saved_layouts import PageLayout
from crawler.records import CertificationRecord, Evidence, RecordKind
from crawler.row_batches import read_batches
from crawler.rows import Row, numbered
from crawler.source import Source

PAGE_BYTES_MAX = 8 << 20
"""A result page of twenty people has a few hundred thousand bytes."""
SUFFIXES = (".html", ".htm", ".json")
_SAVED_ON = re.compile(r"(\d{4}-\d{2}-\d{2})(?!\d)", re.ASCII)


class SavedPagesSource(Source):
    """Certificates on pages saved into `DIR/inbox/<inbox_folder>/`. Absence on a page proves nothing."""

    kind = RecordKind.CERTIFICATION
    jurisdiction = "US"
    protocol = "pages that a person saved, from the inbox"
    states_discipline = False
    is_complete = False
    hosts = ()
    layout: PageLayout

    @abstractmethod
    def parse_row(self, row: Row) -> CertificationRecord | None:
        """The certificate of a row with the cells `id`, `name`, `status`, `place` and `certification`."""

    def first_requests(self) -> Iterable[Request]:
        """None: the directory is never asked."""
        return ()

    async def start(self) -> AsyncIterator[Any]:
        """The batches of every saved page, the newest first, or of the local file that was given."""
        if getattr(self, "file", None):
            async for each in super().start():
                yield each
            return
        try:
            lines = inbox_lines(self.context, SUFFIXES, self.inbox_folder)
            if not lines and self.context.is_replay:
                async for each in super().start():
                    yield each
            elif not lines:
                self.tally.fail(f"nothing in the inbox: {self.how_to_fill()}")
            for line in sorted(
                lines, key=lambda line: self.saved_on(line.url, line.fetched_at), reverse=True
            ):
                async for batch in self.read_kept(line):
                    yield batch
        except (ListingError, ValueError) as error:
            self.tally.fail_with(error)

    @classmethod
    def how_to_fill(cls) -> str:
        """What a person does to have pages read."""
        return (
            f"save result pages of {cls.homepage_url} into inbox/{cls.inbox_folder}/, "
            "each named by the day of the save (2026-11-20_1.html)"
        )

    def read_file(self, path: Path, evidence: Evidence) -> Iterator[Batch]:
        """The batches of one saved page.

        Raises:
            ListingError: the page is too large, cut off, a challenge, of another site, or not dated.
        """
        saved_on = self.saved_on(evidence.source_url, evidence.fetched_at)
        rows = self.read_rows(_page_bytes(path, evidence), evidence)
        dated = replace(evidence, source_as_of=saved_on)
        people = (Row(cells, numbered(dated, number)) for number, cells in rows)
        yield Batch(source_as_of=saved_on)
        yield from read_batches(people, self.parse_row)

    def read_rows(self, body: bytes, evidence: Evidence) -> Iterable[tuple[int, Cells]]:
        """The rows of a page, each with the number of its person on the page, counted from 1."""
        return html_rows(body, evidence, self.layout)

    def saved_on(self, url: str, read_at: str) -> str:
        """The day that the name of the file begins with; `read_at` is the time at which it was read.

        Raises:
            ListingError: the name begins with no day, or with one that is still to come.
        """
        name = url.rpartition("/")[2].removeprefix("file:")
        found = _SAVED_ON.match(name)
        try:
            day = date.fromisoformat(found[1]).isoformat() if found else ""
        except ValueError:
            day = ""
        if not day:
            raise ListingError(
                self.name,
                f"the name of {name} does not begin with the day of the save (2026-11-20_{name}): rename it",
            )
        if day > read_at[:10]:
            raise ListingError(self.name, f"{name} says that it was saved on {day}, which is still to come")
        return day


def _page_bytes(path: Path, evidence: Evidence) -> bytes:
    size = path.stat().st_size
    if size > PAGE_BYTES_MAX:
        raise ListingError(
            evidence.source,
            f"{page_name(evidence)} has {size:,} bytes, more than any page of results ({PAGE_BYTES_MAX:,})",
        )
    return path.read_bytes()
