from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crawler.progress import Progress
from crawler.records import CrawlReport, LicenseRecord, from_json
from crawler.run import CrawlPlan, crawl, find_sources
from tests.crawler.service import Service, running_service

# Every host of every source, so that no test ever leaves this machine.
HOSTS = tuple(sorted({host for source in find_sources().values() for host in source.hosts}))
TODAY = date(2026, 11, 22)
Crawl = Callable[..., CrawlReport]


@pytest.fixture
def service() -> Iterator[Service]:
    with running_service() as running:
        yield running


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def run_crawl(service: Service, data_dir: Path) -> Crawl:
    """Crawls one source from the service; keyword arguments are those of the plan."""

    def run(source: str, **given: Any) -> CrawlReport:
        overrides = {"HOST_MAP": service.host_map(*HOSTS), **given.pop("overrides", {})}
        plan = CrawlPlan((source,), data_dir, TODAY, overrides=overrides, **given)
        return crawl(plan, Progress(io.StringIO()))[0]

    return run


def licenses(data_dir: Path, source: str) -> list[LicenseRecord]:
    lines = (data_dir / "records" / source / "records.jsonl").read_text(encoding="utf-8").splitlines()
    return [from_json(LicenseRecord, line) for line in lines]


def quarantine(data_dir: Path, source: str) -> list[dict[str, Any]]:
    lines = (data_dir / "records" / source / "quarantine.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]
