"""How the crawler behaves towards a host: robots.txt, identity, retries, redirects, broken transfers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from crawler.records import Outcome
from tests.crawler import washington
from tests.crawler.conftest import Crawl
from tests.crawler.service import Answer, Asked, Service

LEIE = "us_oig_leie"
FILE = "/oig.hhs.gov/exclusions/downloadables/UPDATED.csv"
HEADER = (
    "LASTNAME,FIRSTNAME,MIDNAME,BUSNAME,GENERAL,SPECIALTY,UPIN,NPI,DOB,ADDRESS,CITY,STATE,ZIP,EXCLTYPE,EXCLDATE,"
    "REINDATE,WAIVERDATE,WVRSTATE\r\n"
)
ROW = (
    '"EXAMPLE","JO","","","IND- LIC HC SERV PRO","ACUPUNCTURIST","","1234567893","19700101","1 INVENTED ST",'
    '"SEATTLE","WA","98101","1128b4","20210520","00000000","00000000",""\r\n'
)
LIST = (HEADER + ROW).encode()


def test_a_forbidden_address_is_not_asked_for(service: Service, run_crawl: Crawl) -> None:
    service.routes["/oig.hhs.gov/robots.txt"] = Answer(b"User-agent: *\nDisallow: /exclusions/\n")
    service.routes[FILE] = Answer(LIST)
    report = run_crawl(LEIE)
    assert report.outcome is Outcome.FAILED
    assert "robots.txt forbids" in report.reason
    assert FILE not in service.paths()


def test_rules_for_us_by_name_are_obeyed(service: Service, run_crawl: Crawl) -> None:
    service.routes["/oig.hhs.gov/robots.txt"] = Answer(
        b"User-agent: practitioner-directory\nDisallow: /\n\nUser-agent: *\nDisallow:\n"
    )
    assert "robots.txt forbids" in run_crawl(LEIE).reason


@pytest.mark.parametrize("status", [500, 503, 429])
def test_an_unreadable_robots_txt_stops_everything(status: int, service: Service, run_crawl: Crawl) -> None:
    service.routes["/oig.hhs.gov/robots.txt"] = Answer(b"down", status)
    service.routes[FILE] = Answer(LIST)
    report = run_crawl(LEIE)
    assert f"robots.txt answered {status}" in report.reason
    assert FILE not in service.paths()


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_refused_robots_txt_means_no_rules(status: int, service: Service, run_crawl: Crawl) -> None:
    service.routes["/oig.hhs.gov/robots.txt"] = Answer(b"User-agent: *\nDisallow: /\n", status)
    service.routes[FILE] = Answer(LIST)
    assert run_crawl(LEIE).outcome is Outcome.SUCCEEDED


def test_a_host_that_does_not_answer_fails_with_its_name(run_crawl: Crawl) -> None:
    report = run_crawl(LEIE, overrides={"HOST_MAP": {"oig.hhs.gov": "http://127.0.0.1:9"}})
    assert report.outcome is Outcome.FAILED
    assert "oig.hhs.gov/robots.txt can't be read" in report.reason


def test_every_request_names_us(service: Service, run_crawl: Crawl) -> None:
    service.routes[FILE] = Answer(LIST)
    run_crawl(LEIE)
    assert {asked.headers["User-Agent"].split("/")[0] for asked in service.asked} == {
        "practitioner-directory"
    }
    assert not any("Cookie" in asked.headers for asked in service.asked)


@pytest.mark.parametrize("status", [403, 404, 500])
def test_an_error_status_fails_the_crawl(status: int, service: Service, run_crawl: Crawl) -> None:
    service.routes[FILE] = Answer(b"no", status)
    report = run_crawl(LEIE)
    assert f"answered {status}" in report.reason
    assert service.paths().count(FILE) == (3 if status == 500 else 1)


def test_a_busy_server_is_asked_again_after_the_wait_it_wants(service: Service, run_crawl: Crawl) -> None:
    answers = iter([Answer(status=503, headers={"Retry-After": "0"}), Answer(LIST)])
    service.routes[FILE] = lambda asked: next(answers)
    assert run_crawl(LEIE).outcome is Outcome.SUCCEEDED


def test_a_server_that_wants_a_long_wait_is_left_alone(service: Service, run_crawl: Crawl) -> None:
    service.routes[FILE] = Answer(status=429, headers={"Retry-After": "86400"})
    report = run_crawl(LEIE)
    assert "answered 429" in report.reason
    assert service.paths().count(FILE) == 1


@pytest.mark.parametrize(
    "location",
    ["https://oig.hhs.gov/moved/UPDATED.csv", "/moved/UPDATED.csv", "{base}/oig.hhs.gov/moved/UPDATED.csv"],
)
def test_a_redirect_is_followed_on_the_stand_in(
    location: str, service: Service, run_crawl: Crawl, data_dir: Path
) -> None:
    service.routes[FILE] = Answer(status=302, headers={"Location": location.format(base=service.base)})
    service.routes["/oig.hhs.gov/moved/UPDATED.csv"] = Answer(LIST)
    report = run_crawl(LEIE)
    assert report.outcome is Outcome.SUCCEEDED, report.reason
    assert "127.0.0.1:" not in (data_dir / "records" / LEIE / "records.jsonl").read_text()


def test_a_redirect_to_a_forbidden_address_stops(service: Service, run_crawl: Crawl) -> None:
    service.routes["/oig.hhs.gov/robots.txt"] = Answer(b"User-agent: *\nDisallow: /moved/\n")
    service.routes[FILE] = Answer(status=302, headers={"Location": "/moved/UPDATED.csv"})
    assert "robots.txt forbids" in run_crawl(LEIE).reason


def test_a_file_that_always_breaks_off_fails(service: Service, run_crawl: Crawl) -> None:
    service.routes[FILE] = Answer(LIST, cut_at=300)
    report = run_crawl(LEIE)
    assert report.outcome is Outcome.FAILED
    assert "broke off" in report.reason
    assert service.paths().count(FILE) == 3


def ranged(body: bytes, etags: tuple[str, ...] = ('"a"',)) -> Any:
    """A server that breaks the first transfer off and understands Range from then on."""
    state = {"count": 0}

    def answer(asked: Asked) -> Answer:
        state["count"] += 1
        etag = etags[min(state["count"], len(etags)) - 1]
        headers = {"ETag": etag, "Accept-Ranges": "bytes"}
        if state["count"] == 1:
            return Answer(body, headers=headers, cut_at=300)
        if asked.headers.get("If-Range") == etag:
            start = int(asked.headers["Range"].removeprefix("bytes=").removesuffix("-"))
            headers["Content-Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
            return Answer(body[start:], 206, headers)
        return Answer(body, headers=headers)

    return answer


@pytest.mark.parametrize("etags", [('"a"',), ('"a"', '"b"')])
def test_a_broken_transfer_is_resumed_or_begun_anew_when_the_file_changed(
    etags: tuple[str, ...], service: Service, run_crawl: Crawl, data_dir: Path
) -> None:
    service.routes[FILE] = ranged(LIST, etags)
    report = run_crawl(LEIE)
    assert report.outcome is Outcome.SUCCEEDED, report.reason
    second = [asked for asked in service.asked if asked.path == FILE][1]
    assert second.headers["Range"] == "bytes=300-"
    kept = [path.read_bytes() for path in (data_dir / "raw" / "objects").rglob("*") if path.is_file()]
    assert LIST in kept


def test_compressed_pages_are_kept_as_plain_bytes(service: Service, run_crawl: Crawl, data_dir: Path) -> None:
    import gzip

    washington.serve(service, washington.rows(3))
    plain = service.routes[washington.RESOURCE]

    def compressed(asked: Asked) -> Answer:
        assert callable(plain)
        assert "gzip" in asked.headers["Accept-Encoding"]
        return Answer(gzip.compress(plain(asked).body), headers={"Content-Encoding": "gzip"})

    service.routes[washington.RESOURCE] = compressed
    report = run_crawl(washington.SOURCE)
    assert (report.outcome, report.records_count) == (Outcome.SUCCEEDED, 3)
    kept = [path.read_bytes() for path in (data_dir / "raw" / "objects").rglob("*") if path.is_file()]
    assert any(body.startswith(b'[{"credentialnumber"') for body in kept)


def conditional(asked: Asked) -> Answer:
    headers = {"ETag": '"v1"', "Last-Modified": "Sun, 01 Nov 2026 08:00:00 GMT"}
    return (
        Answer(status=304, headers=headers)
        if asked.headers.get("If-None-Match") == '"v1"'
        else Answer(LIST, headers=headers)
    )


def test_an_unchanged_file_is_not_sent_again(service: Service, run_crawl: Crawl, data_dir: Path) -> None:
    service.routes[FILE] = conditional
    run_crawl(LEIE)
    records = data_dir / "records" / LEIE / "records.jsonl"
    before = records.read_bytes()
    report = run_crawl(LEIE)
    assert (report.outcome, report.source_as_of) == (Outcome.SUCCEEDED, "2026-11-01")
    assert service.asked[-1].headers["If-None-Match"] == '"v1"'
    assert records.read_bytes() == before
    run_crawl(LEIE)
    assert run_crawl(LEIE, is_replay=True).outcome is Outcome.SUCCEEDED
    assert records.read_bytes() == before


def test_a_file_lost_from_the_store_is_sent_again(service: Service, run_crawl: Crawl, data_dir: Path) -> None:
    service.routes[FILE] = conditional
    run_crawl(LEIE)
    for path in (data_dir / "raw" / "objects").rglob("*"):
        if path.is_file():
            path.unlink()
    assert run_crawl(LEIE).outcome is Outcome.SUCCEEDED
    assert "If-None-Match" not in service.asked[-1].headers


def test_a_file_of_a_stand_in_never_passes_for_that_of_another_server(
    service: Service, run_crawl: Crawl, data_dir: Path
) -> None:
    service.routes[FILE] = conditional
    run_crawl(LEIE)
    elsewhere = service.host_map("oig.hhs.gov")["oig.hhs.gov"].replace("127.0.0.1", "localhost")
    run_crawl(LEIE, overrides={"HOST_MAP": {"oig.hhs.gov": elsewhere}})
    assert "If-None-Match" not in service.asked[-1].headers
