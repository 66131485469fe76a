"""Tells on stderr how far each source is: one moving line each on a terminal, plain lines in a log."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from typing import Any, TextIO

from tqdm import tqdm

from crawler.records import CrawlReport, Outcome

LOG_SECONDS = 15.0
MEGABYTE = 1_000_000


class Progress:
    """The progress of the sources of one run. Silent until `open`."""

    def __init__(self, stream: TextIO | None = None) -> None:
        """Write to `stream`, stderr by default."""
        self._stream = stream or sys.stderr
        self._bars: dict[str, tqdm[Any]] = {}
        self._told: dict[str, float] = {}
        self._sources: tuple[str, ...] = ()

    def open(self, sources: Sequence[str]) -> None:
        """Each source has its line."""
        self._sources = tuple(sources)
        if self._stream.isatty():
            for place, source in enumerate(sources):
                line = f"{source}: waiting"
                self._bars[source] = tqdm(bar_format="{desc}", desc=line, position=place, file=self._stream)

    def bytes_received(self, source: str, done: int, total: int) -> None:
        """So many bytes of the present response have come."""
        if done >= MEGABYTE:
            of_total = f" of {total / MEGABYTE:,.0f}" if total else ""
            self._tell(source, f"{done / MEGABYTE:,.0f}{of_total} MB received")

    def rows_read(self, source: str, rows: int) -> None:
        """So many rows have been read."""
        self._tell(source, f"{rows:,} rows read")

    def finished(self, report: CrawlReport) -> None:
        """The last line of a source says how it ended."""
        self._tell(report.source, closing_words(report), is_last=True)

    def close(self) -> None:
        """The terminal is as before."""
        for bar in self._bars.values():
            bar.close()

    def _tell(self, source: str, words: str, *, is_last: bool = False) -> None:
        if source not in self._sources:
            return
        if source in self._bars:
            self._bars[source].set_description_str(f"{source}: {words}")
            return
        now = time.monotonic()
        if is_last or now - self._told.setdefault(source, now) >= LOG_SECONDS:
            self._told[source] = now
            self._stream.write(f"{source}: {words}\n")
            self._stream.flush()


def closing_words(report: CrawlReport) -> str:
    """How the crawl of a source ended, in a line."""
    if report.outcome is Outcome.FAILED:
        return f"failed: {report.reason}"
    words = f"{report.records_count:,} records from {report.rows_count:,} rows"
    if report.read_crawl_id:
        words = f"unchanged since {report.read_crawl_id}, not read again: {words}"
    if report.quarantined_count:
        words += f", {report.quarantined_count:,} quarantined"
    if report.unknown_statuses:
        words += f", status words never seen: {', '.join(word for word, _ in report.unknown_statuses)}"
    if report.new_columns:
        words += f", new columns: {', '.join(report.new_columns)}"
    return "; ".join((words, *report.warnings))
