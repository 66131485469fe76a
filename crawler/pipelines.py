"""Gathers batches, judges the crawl, and replaces the records of the source only when it was good."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from operator import attrgetter
from pathlib import Path
from typing import Any

from crawler.batch import Batch
from crawler.commit import is_unfinished, replace_files
from crawler.drift import RecordFigures
from crawler.kept_reports import last_good_report, state_files, write_state
from crawler.records import CrawlReport, Outcome, to_json
from crawler.report import judge, make_report, unchanged_report
from crawler.sinks import open_sink
from crawler.sinks.sink import Sink


class RecordsPipeline:
    """`DIR/records/<source>/` holds the last good records, whatever this crawl brings."""

    def __init__(self, crawler: Any) -> None:
        """Keep the crawler; its spider is known when the crawl opens."""
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Any) -> RecordsPipeline:
        """The pipeline of this crawler."""
        return cls(crawler)

    def open_spider(self) -> None:
        """The place for the records is ready."""
        spider = self._crawler.spider
        self._folder: Path = spider.context.data_dir / "records" / spider.name
        self._sink: Sink = open_sink(spider.kind, self._folder)

    def process_item(self, batch: Batch) -> Batch:
        """The batch is counted and its records are held."""
        spider = self._crawler.spider
        spider.tally.add(batch)
        self._sink.add(batch.records)
        spider.progress.rows_read(spider.name, spider.tally.rows_count)
        return batch

    def close_spider(self) -> None:
        """The crawl is judged and reported; good records have replaced the former ones."""
        spider = self._crawler.spider
        try:
            spider.report = self._finish(spider)
        except OSError as error:
            spider.tally.fail(self._unwritten(error))
        finally:
            self._sink.close()

    def _unwritten(self, error: OSError) -> str:
        """Why there is no report, and what became of the records."""
        stay = "the last good ones stay"
        if is_unfinished(self._folder):
            stay = "they are between two states, which the next run ends before it reads them"
        return (
            f"the records can't be written ({error.strerror or error}); {stay}: make room, or mend the "
            "folder, and crawl again"
        )

    def _finish(self, spider: Any) -> CrawlReport:
        tally = spider.tally
        if tally.is_unchanged and tally.rows_count:
            tally.fail("rows were read beside a file that was passed over as unchanged; a fault of ours")
        if tally.is_unchanged and not tally.failure:
            report = unchanged_report(spider.context, tally, spider.context.last_good)
            self._replace(spider, report, {})
            return report
        report = self._judged(spider)
        if report.outcome is Outcome.SUCCEEDED:
            key = attrgetter("raw_sha256", "row_number", "column")
            quarantined = map(to_json, sorted(tally.quarantined, key=key))
            self._replace(spider, report, {"quarantine.jsonl": quarantined, "records.jsonl": self._sink.path})
        else:
            write_state(self._folder, report, spider.source_info())
        return report

    def _judged(self, spider: Any) -> CrawlReport:
        tally = spider.tally
        self._sink.finish()
        tally.skipped_count += self._sink.skipped_count
        tally.quarantined.extend(self._sink.quarantined)
        figures = RecordFigures(self._sink.records_count, self._sink.active_count)
        reason = judge(tally, figures, self._comparable(spider), spider.limits)
        return make_report(spider.context, tally, figures, reason, spider)

    def _replace(self, spider: Any, report: CrawlReport, files: Mapping[str, Iterable[str] | Path]) -> None:
        """The files and the report of this crawl are the good ones."""
        good = {**files, "report.json": (to_json(report),)}
        replace_files(self._folder, {**good, **state_files(report, spider.source_info())})

    def _comparable(self, spider: Any) -> CrawlReport | None:
        """The last good crawl. A replay reads its very bytes, so another mix of statuses is our own doing."""
        last_good = last_good_report(self._folder)
        if last_good is None or not spider.context.is_replay:
            return last_good
        return replace(last_good, active_count=None)
