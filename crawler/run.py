"""Runs the spiders: sources on different hosts side by side, sources that share a host in turn."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from scrapy.crawler import AsyncCrawlerRunner, Crawler
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from crawler.chains import group_by_host
from crawler.clock import Clock
from crawler.commit import finish_commits
from crawler.errors import ListingError
from crawler.hosts import HostMap
from crawler.kept_reports import write_state
from crawler.progress import Progress
from crawler.records import CrawlReport
from crawler.report import unjudged_report
from crawler.source import Source


@dataclass(frozen=True, slots=True)
class CrawlPlan:
    """What one run does. `overrides` are Scrapy settings, for tests.

    `file` is read in place of the listing's service, and `side_file` before it, where the listing has two
    parts.
    """

    sources: tuple[str, ...]
    data_dir: Path
    today: date | None = None
    file: Path | None = None
    is_replay: bool = False
    overrides: Mapping[str, Any] = field(default_factory=dict)
    side_file: Path | None = None


def find_sources() -> dict[str, type[Source]]:
    """The spider class of every source in `crawler/spiders`, by name, sorted."""
    loader = SpiderLoader.from_settings(project_settings({}))
    classes = {name: loader.load(name) for name in sorted(loader.list())}
    return {name: each for name, each in classes.items() if issubclass(each, Source)}


def project_settings(overrides: Mapping[str, Any]) -> Settings:
    """The settings of the project with the overrides of a run.

    Raises:
        ValueError: the host map in the environment is wrong.
    """
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    settings.setdict(dict(overrides), priority="cmdline")
    hosts = HostMap({host.lower(): base for host, base in settings.getdict("HOST_MAP").items()})
    settings.set("DOWNLOAD_SLOTS", {host: {"concurrency": 1, "delay": 0.0} for host in hosts.local_hosts()})
    return settings


def crawl(plan: CrawlPlan, progress: Progress | None = None) -> tuple[CrawlReport, ...]:
    """Every source of the plan was crawled; one report each, in the order of the plan.

    A source that fails does not disturb the others and keeps its last good records.
    """
    overrides = {
        **plan.overrides,
        "DATA_DIR": str(plan.data_dir),
        "TODAY": plan.today.isoformat() if plan.today else "",
        "REPLAY": plan.is_replay,
    }
    if plan.is_replay:
        overrides["DOWNLOAD_DELAY"] = 0.0
    settings = project_settings(overrides)
    quiet_log(settings)
    finish_commits(plan.data_dir)
    progress = progress or Progress()
    progress.open(plan.sources)
    try:
        reports = asyncio.run(_crawl_all(plan, settings, progress))
    finally:
        progress.close()
    return tuple(reports[source] for source in plan.sources)


async def _crawl_all(plan: CrawlPlan, settings: Settings, progress: Progress) -> dict[str, CrawlReport]:
    classes = find_sources()
    reports: dict[str, CrawlReport] = {}

    async def in_turn(names: Sequence[str]) -> None:
        for name in names:
            reports[name] = await _crawl_one(classes[name], plan, settings, progress)
            progress.finished(reports[name])

    chains = group_by_host({name: classes[name].hosts for name in plan.sources})
    await asyncio.gather(*(in_turn(names) for names in chains))
    return reports


async def _crawl_one(
    source: type[Source], plan: CrawlPlan, settings: Settings, progress: Progress
) -> CrawlReport:
    runner = AsyncCrawlerRunner(settings)
    crawler = Crawler(source, settings)
    started_at = Clock(plan.today).now()
    try:
        await runner.crawl(crawler, file=plan.file, side_file=plan.side_file, progress=progress)
    except (ListingError, OSError) as error:
        reason = error.message if isinstance(error, ListingError) else f"the crawl could not run: {error}"
    else:
        report = getattr(crawler.spider, "report", None)
        if report is not None:
            return report  # type: ignore[no-any-return]
        nothing = "the crawl ended without a result; this is a fault of ours, see the log"
        reason = (crawler.spider.tally.failure if isinstance(crawler.spider, Source) else "") or nothing
    report = unjudged_report(source, started_at, Clock(plan.today).now(), reason)
    with suppress(OSError):  # a full disk; the caller is told all the same
        write_state(plan.data_dir / "records" / source.name, report, source.source_info())
    return report


def quiet_log(settings: Settings) -> None:
    """Only what is a fault of ours is logged, on stderr."""
    logging.basicConfig(level=settings.get("LOG_LEVEL"), format=settings.get("LOG_FORMAT"), stream=sys.stderr)
