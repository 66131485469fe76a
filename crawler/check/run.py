"""Runs the check: the spiders in a dry place, with the manners of a crawl and none of its results."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from scrapy.crawler import AsyncCrawlerRunner, Crawler
from scrapy.settings import Settings

from crawler.chains import group_by_host
from crawler.check.findings import Facts, RobotsDecision, findings
from crawler.kept_reports import last_good_report
from crawler.run import find_sources, project_settings, quiet_log
from crawler.source import Source


@dataclass(frozen=True, slots=True)
class CheckPlan:
    """What one check asks. `data_dir` is read for the last good crawls and never written to."""

    sources: tuple[str, ...]
    data_dir: Path
    today: date | None = None
    overrides: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SourceCheck:
    """What a source holds now. `response_seconds` is the slowest answer; counts are None where unknown.

    `labels` maps where labels were found (columns, a selection list) to label and number of rows; a
    selection list has no numbers: 0. `findings` are sentences for the maintainer; none is good.
    """

    source: str
    is_reachable: bool
    robots: RobotsDecision
    response_seconds: float | None
    served_from: str
    source_as_of: str | None
    rows_count: int | None
    rows_expected: int | None
    bytes_count: int | None
    missing_columns: tuple[str, ...]
    new_columns: tuple[str, ...]
    unseen_statuses: tuple[tuple[str, int], ...]
    unmatched_professions: tuple[str, ...]
    labels: dict[str, dict[str, int]]
    findings: tuple[str, ...]


def check(plan: CheckPlan, on_result: Callable[[SourceCheck], None] | None = None) -> tuple[SourceCheck, ...]:
    """Every source of the plan was asked; one result each, in the order of the plan. Nothing was kept.

    `on_result` is told each result as it comes.
    """
    with TemporaryDirectory(prefix="source-check-") as folder:
        settings = project_settings(
            {
                "RETRY_TIMES": 1,
                "DOWNLOAD_TIMEOUT": 30,
                **plan.overrides,
                "DATA_DIR": folder,
                "TODAY": plan.today.isoformat() if plan.today else "",
                "REPLAY": False,
                "CHECK": True,
                "ITEM_PIPELINES": {},
            }
        )
        settings["SPIDER_MIDDLEWARES"].set("crawler.check.manners.CheckMiddleware", 70)
        quiet_log(settings)
        results = asyncio.run(_check_all(plan, settings, on_result or _tell_nobody))
    return tuple(results[source] for source in plan.sources)


def _tell_nobody(result: SourceCheck) -> None:
    """For a caller who waits for all results."""


async def _check_all(
    plan: CheckPlan, settings: Settings, on_result: Callable[[SourceCheck], None]
) -> dict[str, SourceCheck]:
    classes = find_sources()
    results: dict[str, SourceCheck] = {}

    async def in_turn(names: Sequence[str]) -> None:
        for name in names:
            results[name] = await _check_one(classes[name], plan, settings)
            on_result(results[name])

    chains = group_by_host({name: classes[name].hosts for name in plan.sources})
    await asyncio.gather(*(in_turn(names) for names in chains))
    return results


async def _check_one(source: type[Source], plan: CheckPlan, settings: Settings) -> SourceCheck:
    crawler = Crawler(source, settings)
    await AsyncCrawlerRunner(settings).crawl(crawler)
    spider: Any = crawler.spider
    return _result(spider, crawler, plan.data_dir / "records" / source.name)


def _result(spider: Source, crawler: Crawler, folder: Path) -> SourceCheck:
    discovery, tally = spider.discovery, spider.tally
    last_good = last_good_report(folder)
    facts = Facts(spider.professions, spider.kind, spider.limits, discovery, tally, last_good)
    stats = crawler.stats.get_stats() if crawler.stats else {}
    seconds = stats.get("check/response_seconds")
    return SourceCheck(
        source=spider.name,
        is_reachable=bool(stats.get("check/answers")),
        robots=_robots(stats),
        response_seconds=None if seconds is None else round(seconds, 3),
        served_from=tally.served_from,
        source_as_of=tally.source_as_of,
        rows_count=facts.rows_count,
        rows_expected=facts.rows_expected,
        bytes_count=discovery.bytes_count,
        missing_columns=tuple(discovery.missing_columns),
        new_columns=tuple(sorted(tally.new_columns)),
        unseen_statuses=tuple(discovery.unseen_statuses.most_common()),
        unmatched_professions=tuple(map(str, facts.unmatched_professions)),
        labels={where: dict(counts.most_common()) for where, counts in sorted(discovery.labels.items())},
        findings=findings(facts),
    )


def _robots(stats: Mapping[str, Any]) -> RobotsDecision:
    """The strictest decision that any host of the source gave."""
    strictest = (RobotsDecision.FORBIDDEN, RobotsDecision.UNREADABLE, RobotsDecision.ALLOWED)
    return next((each for each in strictest if stats.get(f"robotstxt/{each}")), RobotsDecision.NOT_ASKED)
