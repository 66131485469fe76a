"""The settings and rules that hold on real services, where no test may go."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy.http import Response
from scrapy.robotstxt import ProtegoRobotParser
from scrapy.settings import Settings

from crawler.hosts import HostMap
from crawler.patience import wait_seconds
from crawler.robots import RobotsMiddleware
from crawler.run import find_sources, project_settings
from crawler.source import Source

SOURCES = find_sources()


@pytest.mark.parametrize("source", SOURCES.values(), ids=list(SOURCES))
def test_every_source_is_polite_and_says_what_it_is(source: type[Source]) -> None:
    settings: Settings = project_settings({"HOST_MAP": {}})
    source.update_settings(settings)
    assert settings.getbool("ROBOTSTXT_OBEY")
    assert settings.getfloat("DOWNLOAD_DELAY") >= 1
    assert settings.getfloat("DOWNLOAD_DELAY_JITTER") == 0
    assert settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN") == 1
    assert settings.get("USER_AGENT").startswith("practitioner-directory/")
    assert settings.getdict("DOWNLOAD_SLOTS") == {}
    info = source.source_info()
    for name in (
        "title",
        "agency",
        "jurisdiction",
        "homepage_url",
        "lookup_url",
        "protocol",
        "omits",
        "terms",
    ):
        assert getattr(info, name), f"{info.source} states no {name}"
    for name in ("attribution", "permission", "parser_version"):
        assert getattr(info, name), f"{info.source} states no {name}"
    assert bool(source.hosts) != bool(source.inbox_folder), "it asks hosts or reads an inbox alone"


def test_pauses_are_left_out_for_stand_ins_on_this_machine_alone() -> None:
    hosts = {"data.wa.gov": "http://127.0.0.1:1/w", "oig.hhs.gov": "http://standin.example/o"}
    slots = project_settings({"HOST_MAP": hosts}).getdict("DOWNLOAD_SLOTS")
    assert slots == {"data.wa.gov": {"concurrency": 1, "delay": 0.0}}


def robots(crawl_delay: bytes, hosts: HostMap) -> Any:
    settings = project_settings({"HOST_MAP": {}})
    slot = SimpleNamespace(delay=1.0)
    downloader = SimpleNamespace(per_slot_settings={}, slots={"example.org": slot})
    crawler: Any = SimpleNamespace(
        settings=settings,
        stats=None,
        engine=SimpleNamespace(downloader=downloader),
        spider=SimpleNamespace(context=SimpleNamespace(is_replay=False, hosts=hosts)),
    )
    rules = ProtegoRobotParser.from_crawler(crawler, b"User-agent: *\nCrawl-delay: " + crawl_delay)
    RobotsMiddleware(crawler)._slow_down(Response("https://example.org/robots.txt"), rules)
    return downloader


def test_a_crawl_delay_slows_the_host_for_the_whole_crawl() -> None:
    downloader = robots(b"10", HostMap())
    assert downloader.slots["example.org"].delay == 10
    assert downloader.per_slot_settings == {"example.org": {"delay": 10}}


def test_a_crawl_delay_never_hurries() -> None:
    assert robots(b"0.1", HostMap()).slots["example.org"].delay == 1.0


def test_a_crawl_delay_of_a_local_stand_in_is_left_out() -> None:
    local = HostMap({"example.org": "http://127.0.0.1:1/example.org"})
    assert robots(b"10", local).slots["example.org"].delay == 1.0


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (b"7", 7.0),
        (b"Sun, 22 Nov 2026 00:00:30 GMT", 30.0),
        (b"Sat, 21 Nov 2026 00:00:00 GMT", 0.0),
        (b"soon", 0.0),
        (None, 0.0),
    ],
)
def test_retry_after_is_read_in_both_forms(header: bytes | None, expected: float) -> None:
    assert wait_seconds(header, datetime(2026, 11, 22, tzinfo=UTC)) == expected
