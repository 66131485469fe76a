"""Gathers batches, judges the crawl, and replaces the records of the source only when it was good."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from crawler.batch import Batch
from crawler.commit import is_unfinished, replace_files
from crawler.drift import RecordFigures
from crawler.records import CrawlReport, Outcome, SourceInfo, from_json, to_json
from crawler.report import judge, make_report, unchanged_report
from crawler.sinks import Sink, open_sink


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
        tally, last_good = spider.tally, spider.context.last_good
        if tally.is_unchanged and tally.rows_count:
            tally.fail("rows were read beside a file that was passed over as unchanged; a fault of ours")
        if tally.is_unchanged and not tally.failure:
            report = unchanged_report(spider.context, tally, last_good)
            good = {"report.json": (to_json(report),)}
            replace_files(self._folder, {**good, **state_files(report, spider.source_info())})
            return report
        self._sink.finish()
        tally.skipped_count += self._sink.skipped_count
        tally.quarantined.extend(self._sink.quarantined)
        figures = RecordFigures(self._sink.records_count, self._sink.active_count)
        reason = judge(tally, figures, self._comparable(spider), spider.limits)
        report = make_report(spider.context, tally, figures, reason, spider)
        if report.outcome is Outcome.SUCCEEDED:
            quarantined = sorted(
                tally.quarantined, key=lambda row: (row.raw_sha256, row.row_number, row.column)
            )
            replace_files(
                self._folder,
                {
                    "quarantine.jsonl": map(to_json, quarantined),
                    "records.jsonl": self._sink.path,
                    "report.json": (to_json(report),),
                    **state_files(report, spider.source_info()),
                },
            )
        else:
            write_state(self._folder, report, spider.source_info())
        return report

    def _comparable(self, spider: Any) -> CrawlReport | None:
        """The last good crawl. A replay reads its very bytes, so another mix of statuses is our own doing."""
        last_good = last_good_report(self._folder)
        if last_good is None or not spider.context.is_replay:
            return last_good
        return replace(last_good, active_count=None)


def write_state(folder: Path, report: CrawlReport, info: SourceInfo) -> None:
    """`last_crawl.json` and `source.json` tell of this crawl, also when it failed."""
    replace_files(folder, state_files(report, info))


def state_files(report: CrawlReport, info: SourceInfo) -> dict[str, tuple[str]]:
    """The files that tell of the newest crawl, by name."""
    return {"last_crawl.json": (to_json(report),), "source.json": (to_json(info),)}


def last_good_report(folder: Path) -> CrawlReport | None:
    """The report of the last good crawl; None before the first."""
    try:
        return from_json(CrawlReport, (folder / "report.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError):
        return None
