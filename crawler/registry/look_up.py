"""Runs one look-up: asks the registry, and gathers what came into one value. Writes the raw store alone."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from scrapy.crawler import AsyncCrawlerRunner, Crawler

from crawler.hosts import HostMap
from crawler.progress import Progress
from crawler.registry.providers import Provider
from crawler.registry.question import HOST, Question
from crawler.registry.reading import Coverage
from crawler.registry.spider import NpiRegistry
from crawler.run import project_settings, quiet_log


@dataclass(frozen=True, slots=True)
class LookUp:
    """What is asked, and below which folder the raw answers are kept. `overrides` are for tests."""

    question: Question
    data_dir: Path
    today: date | None = None
    overrides: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """What the registry answered. With a `failure` nothing else counts.

    `providers` are in the order of name and number, each number once. `gaps` say what is missing,
    `unreadable` which results could not be read, `notes` what was withheld. `manifest` lists the raw answers;
    None when nothing was asked. `served_from` names a stand-in, else it is empty.
    """

    question: Question
    providers: tuple[Provider, ...] = ()
    coverage: Coverage = Coverage.INCOMPLETE
    gaps: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    requests_count: int = 0
    parts_count: int = 0
    looked_up_at: str = ""
    served_from: str = ""
    manifest: Path | None = None
    failure: str = ""


def look_up(plan: LookUp, progress: Progress | None = None) -> Found:
    """The question was asked, in parts where it had to be; no record was written.

    Raises:
        ValueError: the host map in the environment is wrong.
    """
    settings = project_settings(
        {
            **plan.overrides,
            "DATA_DIR": str(plan.data_dir),
            "TODAY": plan.today.isoformat() if plan.today else "",
            "REPLAY": False,
            "ITEM_PIPELINES": {},
        }
    )
    bases = HostMap(settings.getdict("HOST_MAP")).bases
    if bases and HOST not in bases:
        return Found(plan.question, failure=f"the host map sends this run to a stand-in without {HOST}")
    quiet_log(settings)
    progress = progress or Progress()
    progress.open((NpiRegistry.name,))
    crawler = Crawler(NpiRegistry, settings)
    try:
        asyncio.run(_run(crawler, plan.question, progress))
    except OSError as error:
        return Found(plan.question, failure=f"the answers can't be kept: {error}")
    finally:
        progress.close()
    return _found(crawler.spider, plan.question)


async def _run(crawler: Crawler, question: Question, progress: Progress) -> None:
    await AsyncCrawlerRunner(crawler.settings).crawl(crawler, question=question, progress=progress)


def _found(spider: Any, question: Question) -> Found:
    reading, tally = spider.reading, spider.tally
    unreadable = tuple(row.message for row in spider.unreadable.values())
    gaps = (*reading.gaps(), *_unreadable_gap(len(unreadable)))
    return Found(
        question=question,
        providers=tuple(sorted(spider.providers.values(), key=lambda each: (each.name.casefold(), each.npi))),
        coverage=Coverage.INCOMPLETE if gaps or tally.failure else reading.coverage(),
        gaps=gaps,
        unreadable=unreadable,
        notes=tuple(row.message for row in spider.notes),
        requests_count=reading.requests_count,
        parts_count=reading.parts_count,
        looked_up_at=spider.context.clock.now(),
        served_from=tally.served_from,
        manifest=spider.context.manifest.path,
        failure=tally.failure,
    )


def _unreadable_gap(count: int) -> tuple[str, ...]:
    return (f"{count:,} results could not be read and are not shown",) if count else ()
