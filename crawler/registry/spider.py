"""Asks the NPI Registry, one request at a time, with the manners of every crawl. It is no listing source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from scrapy import Request
from scrapy.http import Response

from crawler.batch import Batch
from crawler.errors import ListingError
from crawler.platforms.nppes_refusals import RefusedError, quarantine
from crawler.records import Evidence, QuarantinedRow, RecordKind
from crawler.registry.answer import Answer, read_answer
from crawler.registry.providers import Provider, number_of, read_provider
from crawler.registry.question import HOST, Question
from crawler.registry.reading import Asking, Reading
from crawler.source import Source


class NpiRegistry(Source):
    """The providers that fit `question`. Answers are kept in the raw store, records are not written."""

    name = "npi_registry"
    title = "NPI Registry, API 2.1"
    agency = "Centers for Medicare & Medicaid Services"
    jurisdiction = "US"
    kind = RecordKind.ENTRY
    homepage_url = lookup_url = f"https://{HOST}/"
    protocol = "JSON, paged, one question at a time"
    omits = "whether anyone is licensed: professions and license numbers are self-reported"
    terms = "Work of the U.S. government, public."
    attribution = "CMS NPI Registry."
    permission = "Offered by the agency for look-ups, without a key."
    hosts = (HOST,)

    question: Question
    reading: Reading

    def first_requests(self) -> Iterable[Request]:
        """The first page of the question."""
        self.reading = Reading(self.question)
        self.providers: dict[str, Provider] = {}
        self.unreadable: dict[str, QuarantinedRow] = {}
        self.notes: list[QuarantinedRow] = []
        yield from self._next()

    def parse_answer(self, response: Response, asking: Asking) -> Iterator[Request]:
        """The providers of a page are held; the next page or part is asked for."""
        evidence = self.received(response)
        answer = read_answer(response.body, self.name)
        if answer.refusal:
            if not self.reading.refused(asking, answer.refusal):
                raise ListingError(self.name, f"the registry refuses the question: {answer.refusal}")
        else:
            self.reading.answered(asking, *self._held(answer, evidence))
        self.progress.rows_read(self.name, len(self.providers))
        yield from self._next()

    def read_file(self, path: Path, evidence: Evidence) -> Iterator[Batch]:
        """Nothing: a look-up reads no files.

        Raises:
            ListingError: always.
        """
        raise ListingError(self.name, "a look-up reads no files; crawl us_nppes for the monthly file")

    def _held(self, answer: Answer, evidence: Evidence) -> tuple[list[str], int]:
        """The numbers of a page whose results are now held, and how many results it had."""
        numbers = []
        for place, result in enumerate(answer.results, 1):
            number = number_of(result)
            numbers.extend([number] if number else [])
            # Without a number each result is one of its own.
            key = number or f"{evidence.raw_sha256} {place}"
            if key not in self.providers and key not in self.unreadable:
                self._hold(key, result, replace(evidence, row_number=place))
        return numbers, len(answer.results)

    def _hold(self, key: str, result: Any, evidence: Evidence) -> None:
        try:
            self.providers[key], notes = read_provider(result, evidence)
            self.notes.extend(notes)
        except RefusedError as error:
            self.unreadable[key] = quarantine(error, evidence, "answer")

    def _next(self) -> Iterator[Request]:
        # The next page is asked for only when one has come: after a failure nothing more is asked.
        asking = self.reading.take()
        if asking is not None:
            yield self.ask(asking.question.url(asking.skip), self.parse_answer, cb_kwargs={"asking": asking})
