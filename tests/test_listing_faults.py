"""A listing that hangs, sends rubbish or was damaged on this disk, in a refresh with the real crawl."""

from __future__ import annotations

import io
import json
import shutil
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from crawler.progress import Progress
from crawler.records import Outcome
from crawler.run import CrawlPlan, crawl
from crawler.standin import sample as standin_sample
from crawler.standin.reply import Reply, Request
from crawler.standin.server import StandIn
from tests.crawler.drill import PLATFORMS, faulty
from verify import refresh
from verify.run import Run
from verify.summary import RunReport

SOURCES = ("us_nppes", "us_oig_leie", "us_wa_doh")
LEIE = PLATFORMS["leie"]
FIRST, SECOND, THIRD = date(2026, 11, 22), date(2026, 11, 29), date(2026, 12, 6)


def crawled(server: StandIn, day: date, **overrides: object) -> Callable[[Path, str | None], None]:
    def work(data: Path, today: str | None) -> None:
        given = {"HOST_MAP": server.host_map, "RETRY_TIMES": 0, **overrides}
        crawl(CrawlPlan(SOURCES, data, day, overrides=given), Progress(io.StringIO()))

    return work


def refreshed(data: Path, server: StandIn, day: date, **overrides: object) -> RunReport:
    work = crawled(server, day, **overrides)
    return refresh.refresh(Run(data, day, "a test"), refresh.real_steps(), work)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("faults") / "sample"
    standin_sample.generate(folder, 5, 200, 130, date(2026, 11, 20))
    return folder


@pytest.fixture(scope="module")
def first(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the release of a good week."""
    data = tmp_path_factory.mktemp("faults") / "data"
    with StandIn(small) as server:
        assert refreshed(data, server, FIRST).failed_sources == []
    return data


@pytest.fixture
def data(first: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(first, tmp_path / "data", symlinks=True))


def rubbish(request: Request, reply: Reply) -> Reply:
    return Reply(200, "text/csv", b"\x00\xff\xfe rubbish" * 500)


silence = threading.Event()


def silent(request: Request, reply: Reply) -> Reply:
    silence.wait(20)
    return reply


@pytest.mark.parametrize(("fault", "words"), [(silent, "no answer for 0.3 seconds"), (rubbish, "binary")])
def test_listing_that_fails_keeps_its_rows_is_named_and_recovers(
    data: Path,
    small: Path,
    monkeypatch: pytest.MonkeyPatch,
    fault: Callable[[Request, Reply], Reply],
    words: str,
) -> None:
    good = LEIE.last_good(data)
    silence.clear()
    with faulty(small, LEIE, fault, monkeypatch) as server:
        report = refreshed(data, server, SECOND, DOWNLOAD_TIMEOUT=0.3)
        silence.set()
    assert (report.outcome, report.failed_sources) == ("published", ["us_oig_leie"])
    assert LEIE.last_good(data) == good
    line = next(line for line in report.sources if line.source == "us_oig_leie")
    assert words in line.reason
    assert line.fetched_at == "2026-11-22T00:00:00Z"
    assert "**us_oig_leie**" in (data / "report.md").read_text()
    with StandIn(small) as server:
        assert refreshed(data, server, THIRD).failed_sources == []


def test_raw_file_that_was_damaged_is_named_by_a_replay_and_healed_by_the_next_download(
    data: Path, small: Path
) -> None:
    objects = [path for path in (data / "raw" / "objects").rglob("*") if path.is_file()]
    kept = {path: path.read_bytes() for path in objects}
    for path in objects:
        path.write_bytes(kept[path][: len(kept[path]) // 2])
    good = LEIE.last_good(data)
    plan = CrawlPlan(("us_oig_leie",), data, SECOND, is_replay=True)
    (report,) = crawl(plan, Progress(io.StringIO()))
    assert report.outcome is Outcome.FAILED
    assert "in the raw store was changed; remove it and crawl again" in report.reason
    assert LEIE.last_good(data) == good
    for folder in (data / "records").iterdir():
        (folder / "report.json").unlink()  # so that every listing is asked for as at the first time
    with StandIn(small) as server:
        assert refreshed(data, server, SECOND).failed_sources == []
    assert json.loads((data / "report.json").read_text())["outcome"] == "published"
    healed = [path for path in objects if path.read_bytes() == kept[path]]
    assert len(healed) >= len(SOURCES)
