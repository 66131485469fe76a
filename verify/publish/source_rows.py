"""What was read of each listing, as rows: sources, their crawls, and the rows set aside."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from crawler.records import CrawlReport, Outcome, QuarantinedRow
from verify.checks.coverage import SourceState
from verify.publish.cells import Row, text


def source_rows(states: Iterable[SourceState], counts: dict[str, int]) -> Iterator[Row]:
    """Rows of `sources`; `counts` holds the records of each source, published or not."""
    for state in sorted(states, key=lambda state: state.info.source):
        info, report, last = state.info, state.report, state.last
        yield (
            info.source,
            info.title,
            info.agency,
            info.jurisdiction,
            str(info.kind),
            ", ".join(info.professions),
            info.homepage_url,
            info.lookup_url,
            info.protocol,
            int(info.states_discipline),
            int(info.is_complete),
            info.omits,
            info.refresh_days,
            info.terms,
            info.attribution,
            info.permission,
            counts.get(info.source, 0),
            crawl_key(report) if report else None,
            crawl_key(last) if last else None,
            report.started_at if report else None,
            report.source_as_of if report else None,
            report.parser_version if report else info.parser_version,
        )


def crawl_key(report: CrawlReport) -> str:
    """The key of a crawl: its id, which begins with its source, with `:failed` where it failed.

    A failed replay has the id of the good crawl that it replays; the ending keeps them apart.
    """
    return f"{report.crawl_id}:failed" if report.outcome is Outcome.FAILED else report.crawl_id


def crawl_rows(states: Iterable[SourceState]) -> list[Row]:
    """Rows of `crawls`: of each source the crawl that made its records, and its newest one."""
    reports = {
        crawl_key(report): report
        for state in states
        for report in (state.report, state.last)
        if report is not None
    }
    return [_crawl_row(key, reports[key]) for key in sorted(reports)]


def _crawl_row(key: str, report: CrawlReport) -> Row:
    return (
        key,
        report.source,
        str(report.outcome),
        report.reason,
        report.started_at,
        report.finished_at,
        report.source_as_of,
        report.served_from,
        report.responses_count,
        report.rows_count,
        report.records_count,
        report.quarantined_count,
        report.skipped_count,
        json.dumps(report.new_columns, ensure_ascii=False),
        json.dumps(report.unknown_statuses, ensure_ascii=False),
        report.parser_version,
    )


def quarantine_rows(quarantine: Iterable[QuarantinedRow]) -> Iterator[Row]:
    """Rows of `quarantine`, numbered from 1 in the order of source, row and column."""
    ordered = sorted(
        quarantine, key=lambda row: (row.source, row.row_number, row.column, row.reason, row.value)
    )
    for number, row in enumerate(ordered, start=1):
        cells = (row.source, row.raw_sha256, row.row_number, row.column, text(row.value))
        yield number, *cells, row.reason, row.message
