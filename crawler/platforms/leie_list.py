"""The way to the federal exclusion list: the whole file, then the supplements of later months.

The whole file is replaced once a month. Within its month nothing further is asked for.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import date
from pathlib import Path

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.batch import Batch, each_in_thread
from crawler.challenge import START_BYTES, is_web_page
from crawler.failures import asked_for, is_not_there
from crawler.listed_file import last_modified_day
from crawler.platforms.leie import ListedExclusion, read_exclusions, read_listed
from crawler.platforms.leie_reading import Reading
from crawler.platforms.leie_supplement_files import SupplementFile, SupplementKind, files_due
from crawler.platforms.leie_supplements import SupplementMonth, apply_supplements
from crawler.records import Evidence
from crawler.source import Source


class ExclusionListSource(Source):
    """The list at `file_url`, with the supplements that are newer than it."""

    file_url = ""

    def first_requests(self) -> Iterable[Request]:
        """The whole file."""
        yield self.ask(self.file_url, self.parse_data, meta={"stream": True})

    async def parse_data(self, response: Response) -> AsyncIterator[Batch | Request]:
        """The batches of the file, or the request for the first supplement that may be newer than it."""
        whole = self.received_file(response, last_modified_day(response))
        stated = whole.evidence.source_as_of
        if stated is None:
            self.tally.warnings.append("the whole file states no date, so no supplement could be applied")
        listed_on = date.fromisoformat(stated) if stated else self._today()
        due = files_due(listed_on, self._today())
        async for step in self._go_on(Reading(whole, listed_on, due, list(due))):
            yield step

    async def parse_supplement(self, response: Response, reading: Reading) -> AsyncIterator[Batch | Request]:
        """The supplement is noted and the next one asked for. A web page in its place is none."""
        if not _is_page(Path(response.meta["raw_path"])):
            file = self.received_file(response, last_modified_day(response))
            reading.found[reading.waiting[0]] = file
        elif self._was_read(reading.waiting[0]):
            self.tally.fail(_gone(reading.waiting[0]))
            return
        async for step in self._go_on(reading, done=1):
            yield step

    async def without_supplement(self, failure: Failure) -> AsyncIterator[Batch | Request]:
        """A supplement that is not there is passed over; anything else fails the crawl.

        One that the last good crawl read must be there: without it, exclusions would vanish.
        """
        reading: Reading = asked_for(failure).cb_kwargs["reading"]
        if not is_not_there(failure):
            self.give_up(failure)
        elif self._was_read(reading.waiting[0]):
            self.tally.fail(_gone(reading.waiting[0]))
        else:
            async for step in self._go_on(reading, done=1):
                yield step

    def read_file(self, path: Path, evidence: Evidence) -> Iterator[Batch]:
        """The batches of a list file."""
        return read_exclusions(path, evidence)

    async def _go_on(self, reading: Reading, done: int = 0) -> AsyncIterator[Batch | Request]:
        del reading.waiting[:done]
        if reading.waiting:
            yield self.ask(
                reading.waiting[0].url,
                self.parse_supplement,
                errback=self.without_supplement,
                cb_kwargs={"reading": reading},
                meta={"stream": True},
            )
            return
        if self.is_unchanged() and not self._has_new_reinstatement(reading):
            self.tally.is_unchanged = True
            return
        batches = self._supplemented(reading) if reading.applied() else self._whole(reading)
        async for batch in each_in_thread(batches):
            yield batch

    def _whole(self, reading: Reading) -> Iterator[Batch]:
        self.tally.warnings.extend(reading.warnings())
        yield from self.read_file(reading.whole.path, reading.whole.evidence)
        yield Batch(source_as_of=reading.whole.evidence.source_as_of)

    def _supplemented(self, reading: Reading) -> Iterator[Batch]:
        listed: list[ListedExclusion] = []
        yield from read_listed(reading.whole.path, reading.whole.evidence, listed)
        rows: dict[SupplementFile, list[ListedExclusion]] = {}
        for file in reading.applied():
            found = reading.found[file]
            yield from read_listed(found.path, found.evidence, rows.setdefault(file, []))
        months = [
            SupplementMonth(
                rows.get(SupplementFile(month, SupplementKind.EXCLUSIONS), ()),
                rows.get(SupplementFile(month, SupplementKind.REINSTATEMENTS), ()),
            )
            for month in sorted({file.month for file in rows})
        ]
        made = apply_supplements(listed, months, self._today())
        self.tally.warnings.extend((*reading.warnings(), *made.warnings))
        yield Batch(made.exclusions, source_as_of=reading.as_of())

    def _has_new_reinstatement(self, reading: Reading) -> bool:
        """Whether a reinstatement that lay in the future at the last good crawl has come to pass.

        Its party leaves the list on that day, although no file has changed.
        """
        last_good, stated = self.context.last_good, list[ListedExclusion]()
        for file in reading.applied():
            if file.kind is SupplementKind.REINSTATEMENTS:
                found = reading.found[file]
                for _ in read_listed(found.path, found.evidence, stated):
                    pass
        after, until = last_good.started_at[:10] if last_good else "", self._today().isoformat()
        return any(after < (each.record.reinstated_on or "") <= until for each in stated)

    def _today(self) -> date:
        """The day of the crawl; in a replay that of the crawl which is read again."""
        origin = self.context.origin
        return date.fromisoformat((origin.started_at if origin else self.context.clock.now())[:10])

    def _was_read(self, file: SupplementFile) -> bool:
        line = self.context.former.get(("GET", file.url, ""))
        if line is None or line.status not in (200, 304) or not line.sha256:
            return False
        path = self.context.store.path(line.sha256)
        return path.is_file() and not _is_page(path)


def _is_page(path: Path) -> bool:
    with path.open("rb") as handle:
        return is_web_page(handle.read(START_BYTES))


def _gone(file: SupplementFile) -> str:
    return f"{file.url} is gone although the last good crawl read it; look at the page of the list"
