"""One fault after the other for every platform: the last good records stay, the reason says what to do."""

from __future__ import annotations

import io
import re
import shutil
import threading
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from crawler.progress import Progress
from crawler.records import CrawlReport, Outcome
from crawler.run import CrawlPlan, crawl
from crawler.standin import sample as standin_sample
from crawler.standin.reply import Reply, Request
from crawler.standin.server import StandIn
from tests.crawler.conftest import TODAY
from tests.crawler.drill import PLATFORMS, Fault, Platform, faulty

CHALLENGE = b"<!DOCTYPE html><html><head><title>Just a moment...</title></head><body></body></html>"
MAINTENANCE = b"<!DOCTYPE html><html><body><h1>Down for maintenance</h1></body></html>"
ELSEWHERE = "https://elsewhere.example.net/listing"


def run(server: StandIn, platform: Platform, data_dir: Path, **overrides: Any) -> CrawlReport:
    given = {"HOST_MAP": server.host_map, **overrides}
    plan = CrawlPlan((platform.source,), data_dir, TODAY, overrides=given)
    return crawl(plan, Progress(io.StringIO()))[0]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("drill") / "sample"
    standin_sample.generate(folder, 5, 400, 260, date(2026, 11, 20))
    return folder


@pytest.fixture(scope="module")
def healthy(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Platform], Path]:
    """Gives the data folder after one good crawl of a platform."""
    folders: dict[str, Path] = {}

    def folder(platform: Platform) -> Path:
        if platform.source not in folders:
            data_dir = folders[platform.source] = tmp_path_factory.mktemp("drill") / "data"
            with StandIn(small) as server:
                report = run(server, platform, data_dir)
            assert report.outcome is Outcome.SUCCEEDED, f"{platform.source}: {report.reason}"
        return folders[platform.source]

    return folder


@pytest.fixture
def drill(
    small: Path, healthy: Callable[[Platform], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., CrawlReport]:
    """Crawls with a fault over a good crawl, and holds the last good records against what they were."""

    def one(platform: Platform, fault: Fault, **overrides: Any) -> CrawlReport:
        data_dir = tmp_path / "data"
        shutil.copytree(healthy(platform), data_dir)
        good = platform.last_good(data_dir)
        with faulty(small, platform, fault, monkeypatch) as server:
            report = run(server, platform, data_dir, **overrides)
        if report.outcome is Outcome.FAILED:
            assert platform.last_good(data_dir) == good
            assert not list((data_dir / "records").rglob("*.partial"))
        return report

    return one


def status(code: int, retry_after: str = "") -> Fault:
    headers = {"Retry-After": retry_after} if retry_after else {}
    return lambda request, reply: Reply(code, "text/plain", b"no", headers)


def body(made: bytes, content_type: str = "text/html") -> Fault:
    return lambda request, reply: Reply(200, content_type, made)


def redirect(location: str) -> Fault:
    return lambda request, reply: Reply(302, "text/plain", b"", {"Location": location})


def to_itself(request: Request, reply: Reply) -> Reply:
    return Reply(
        302,
        "text/plain",
        b"",
        {"Location": f"https://{request.host}{request.path}?{urlencode(request.query)}"},
    )


def half(request: Request, reply: Reply) -> Reply:
    return Reply(200, reply.content_type, reply.body, sent_bytes=len(reply.body) // 2)


def in_utf16(request: Request, reply: Reply) -> Reply:
    return Reply(200, reply.content_type, reply.body.decode("utf-8", "replace").encode("utf-16"))


def header_alone(request: Request, reply: Reply) -> Reply:
    is_json = reply.body[:1] == b"["
    return replace(reply, body=b"[]" if is_json else reply.body.partition(b"\n")[0] + b"\n")


FAULTS: dict[str, tuple[Fault, str]] = {
    "server error": (status(500), "answered 500; the service is out of order: try again later"),
    "forbidden": (status(403), "answered 403; the host refuses"),
    "not found": (status(404), "answered 404; the address may have changed"),
    "busy, seconds": (status(429, "86400"), "answered 429; the host is busy, it asks to wait (86400)"),
    "busy, date": (status(429, "Wed, 01 Dec 2100 08:00:00 GMT"), "answered 429; the host is busy, it asks"),
    "challenge": (body(CHALLENGE), "a challenge page of Cloudflare instead of data"),
    "maintenance": (body(MAINTENANCE), "the answer is a web page and no"),
    "elsewhere": (redirect(ELSEWHERE), "leads to elsewhere.example.net, which is no host of this source"),
    "circle": (to_itself, "max redirections reached; the address may have changed"),
    "cut off": (half, "broke off"),
}
BODIES = {
    "json error": (body(b'{"error": true, "message": "Query timeout"}'), r"JSON|is no zip|answer lacks"),
    "empty body": (body(b""), r"is empty|damaged or truncated JSON|answer lacks"),
    "utf-16": (in_utf16, r"binary, or text in UTF-16|is no zip"),
    "binary": (body(zlib.compress(b"nothing") + bytes(40)), r"binary|damaged|is no zip|answer lacks"),
    "header alone": (header_alone, r"listing is empty|holds no row|cut off or damaged|0 rows came"),
}
# A damaged zip is called so, and a POST that is led in a circle arrives at the form's page.
CALLED_OTHERWISE = {("nppes", "maintenance"), ("form", "circle")}
# Where the file of the form can't be had, its paged grid is read instead.
FORM_HAS_ANOTHER_WAY = {"server error", "not found", "cut off", "circle"}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", PLATFORMS)
def test_a_fault_on_the_way_fails_the_crawl_and_says_what_to_do(
    name: str, fault: str, drill: Callable[..., CrawlReport]
) -> None:
    broken, words = FAULTS[fault]
    report = drill(PLATFORMS[name], broken)
    if name == "form" and fault in FORM_HAS_ANOTHER_WAY and report.outcome is Outcome.SUCCEEDED:
        return
    assert report.outcome is Outcome.FAILED
    if (name, fault) not in CALLED_OTHERWISE:
        assert words in report.reason


@pytest.mark.parametrize("fault", BODIES)
@pytest.mark.parametrize("name", PLATFORMS)
def test_a_body_that_is_no_listing_fails_the_crawl_and_is_called_what_it_is(
    name: str, fault: str, drill: Callable[..., CrawlReport]
) -> None:
    broken, words = BODIES[fault]
    report = drill(PLATFORMS[name], broken)
    if (name, fault) == ("socrata", "utf-16"):
        assert report.outcome is Outcome.SUCCEEDED  # JSON tells its encoding
        return
    assert report.outcome is Outcome.FAILED
    assert re.search(words, report.reason)
    assert "a fault of ours" not in report.reason
    assert len(report.reason) < 1000


def test_nothing_leaves_for_a_host_that_a_redirect_names(drill: Callable[..., CrawlReport]) -> None:
    report = drill(PLATFORMS["leie"], redirect("https://data.oig.hhs.gov/x"))
    assert "which the host map does not name" in report.reason


def test_a_host_that_falls_silent_is_not_waited_for_for_ever(drill: Callable[..., CrawlReport]) -> None:
    silence = threading.Event()

    def silent(request: Request, reply: Reply) -> Reply:
        silence.wait(20)
        return reply

    report = drill(PLATFORMS["leie"], silent, DOWNLOAD_TIMEOUT=0.2, RETRY_TIMES=0)
    silence.set()
    assert "no answer for 0.2 seconds" in report.reason
    assert "try again later" in report.reason
