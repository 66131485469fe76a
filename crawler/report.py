"""Judges a crawl by its own figures; Scrapy's exit code says nothing about success."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from crawler.context import CrawlContext
from crawler.drift import RecordFigures, mix_reason, size_warnings, unseen_reason
from crawler.limits import Limits
from crawler.listing import Listing
from crawler.records import CrawlReport, Outcome, QuarantinedRow
from crawler.tally import Tally
from crawler.unchanged import rules_sha256


class SourceBounds(Protocol):
    """What a report needs to know of its source."""

    parser_version: str
    limits: Limits


def judge(tally: Tally, figures: RecordFigures, last_good: CrawlReport | None, limits: Limits) -> str:
    """Why the crawl failed, in one sentence; empty when it succeeded."""
    kept_out, records_count = tally.kept_out, figures.records_count
    if tally.failure:
        return tally.failure
    if tally.rows_count == 0:
        return "the listing is empty: no data row was read"
    quarantined = quarantine_reason(kept_out, records_count, limits)
    if quarantined:
        return quarantined
    if records_count < limits.records_min:
        return f"none of the {tally.rows_count} rows is of a profession that is collected"
    if last_good is not None and records_count < limits.kept_ratio * last_good.records_count:
        return (
            f"the listing collapsed: {records_count} records, the last good crawl had "
            f"{last_good.records_count}, and fewer than {limits.kept_ratio:.0%} of them are not believed"
        )
    if last_good is None:
        few = first_crawl_reason(tally, records_count, limits)
        if few:
            return few
    unseen = unseen_reason(tally.unseen_statuses, records_count, limits)
    return unseen or mix_reason(figures, last_good, limits)


def first_crawl_reason(tally: Tally, records_count: int, limits: Limits) -> str:
    """Why so short a first crawl is not believed; empty for stand-ins and files, which may be short."""
    if tally.served_from or tally.is_from_file or records_count >= limits.first_crawl_min:
        return ""
    return (
        f"{records_count:,} records are fewer than the {limits.first_crawl_min:,} that a first crawl brings "
        "at least; look at the listing, and lower `first_crawl_min` in the limits of the source if it shrank"
    )


def quarantine_reason(kept_out: Sequence[QuarantinedRow], records_count: int, limits: Limits) -> str:
    """Why so many rows in quarantine are not believed; empty when they are few."""
    concerned = records_count + len(kept_out)
    if not _are_too_many(len(kept_out), concerned, limits):
        return ""
    share = f"{len(kept_out)} of {concerned} rows ({len(kept_out) / concerned:.0%})"
    bound = f"more than {limits.quarantined_ratio:.0%}"
    return f"{share} were quarantined, {bound}; the first: {kept_out[0].message}"


def _are_too_many(kept_out: int, concerned: int, limits: Limits) -> bool:
    """A share says little about a short listing, so a few bad rows fail it only when they are most of it."""
    if kept_out <= limits.quarantined_few:
        return kept_out > concerned / 2
    return kept_out > limits.quarantined_ratio * concerned


def make_report(
    context: CrawlContext, tally: Tally, figures: RecordFigures, reason: str, source: SourceBounds
) -> CrawlReport:
    """The report of the finished crawl. A replay keeps the times of the crawl that it reads again."""
    origin = context.origin
    crawl_id = f"{context.crawl_id}-replay" if origin and reason else context.crawl_id
    unknown = Counter(tally.unseen_statuses)
    return CrawlReport(
        crawl_id=crawl_id,
        source=context.source,
        outcome=Outcome.FAILED if reason else Outcome.SUCCEEDED,
        reason=reason,
        started_at=origin.started_at if origin else tally.started_at,
        finished_at=origin.finished_at if origin else context.clock.now(),
        source_as_of=tally.source_as_of,
        served_from=tally.served_from,
        responses_count=tally.responses_count,
        rows_count=tally.rows_count,
        records_count=figures.records_count,
        quarantined_count=len(tally.kept_out),
        skipped_count=tally.skipped_count,
        new_columns=tuple(sorted(tally.new_columns)),
        unknown_statuses=tuple(sorted(unknown.items())),
        parser_version=source.parser_version,
        warnings=(*tally.warnings, *size_warnings(figures, source.limits)),
        active_count=figures.active_count,
        read_crawl_id=origin.read_crawl_id if origin and not reason else "",
        rules_sha256=rules_sha256(source.parser_version, source.limits),
    )


def unchanged_report(context: CrawlContext, tally: Tally, last_good: CrawlReport) -> CrawlReport:
    """The report of a crawl that found nothing changed: times of its own, figures of the crawl that read.

    What this crawl has to tell is told beside the warnings of the former one, such as a week that is missing.
    """
    return replace(
        last_good,
        crawl_id=context.crawl_id,
        started_at=tally.started_at,
        finished_at=context.clock.now(),
        read_crawl_id=last_good.read_crawl_id or last_good.crawl_id,
        warnings=tuple(dict.fromkeys((*last_good.warnings, *tally.warnings))),
    )


def unjudged_report(source: type[Listing], started_at: str, finished_at: str, reason: str) -> CrawlReport:
    """The report of a crawl that never came to be judged."""
    return CrawlReport(
        crawl_id=f"{source.name}-{started_at.replace('-', '').replace(':', '')}-failed",
        source=source.name,
        outcome=Outcome.FAILED,
        reason=reason,
        started_at=started_at,
        finished_at=finished_at,
        source_as_of=None,
        served_from="",
        responses_count=0,
        rows_count=0,
        records_count=0,
        quarantined_count=0,
        skipped_count=0,
        new_columns=(),
        unknown_statuses=(),
        parser_version=source.parser_version,
    )
