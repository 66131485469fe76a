"""What did not change is neither sent nor read again, and its records count as checked on the later day."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from crawler.limits import Limits
from crawler.progress import Progress
from crawler.records import CrawlReport, Outcome, Status
from crawler.run import CrawlPlan, crawl
from crawler.spiders.us_ca_dca_acupuncture import CaliforniaAcupuncture
from crawler.standin.server import StandIn
from crawler.unchanged import rules_sha256
from tests.crawler import test_crawl_california as california
from tests.crawler import washington
from tests.crawler.conftest import HOSTS, licenses
from tests.crawler.service import Answer, Asked, Service
from tests.crawler.stand_in import fl_rows, nj_lines, write_sample

FIRST, LATER = date(2026, 11, 22), date(2026, 11, 29)
LIST = "/dl.boxcloud.com/d/1/signed-address/download"
CrawlOn = Callable[..., CrawlReport]


@pytest.fixture
def crawl_on(service: Service, data_dir: Path) -> CrawlOn:
    """Crawls a source on a day."""

    def run(source: str, day: date, *, is_replay: bool = False) -> CrawlReport:
        overrides = {"HOST_MAP": service.host_map(*HOSTS)}
        plan = CrawlPlan((source,), data_dir, day, overrides=overrides, is_replay=is_replay)
        return crawl(plan, Progress(io.StringIO()))[0]

    return run


def files(data_dir: Path, source: str) -> dict[str, bytes]:
    folder = data_dir / "records" / source
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def with_etag(service: Service, path: str) -> list[int]:
    """The answers at the path are conditional from now on; the sizes of the bodies sent are told."""
    plain, sent = service.routes[path], list[int]()

    def answer(asked: Asked) -> Answer:
        made = plain(asked) if callable(plain) else plain
        etag = f'"{hashlib.sha256(made.body).hexdigest()[:12]}"'
        if asked.headers.get("If-None-Match") == etag:
            return Answer(status=304, headers={"ETag": etag})
        sent.append(len(made.body))
        return Answer(made.body, made.status, {**made.headers, "ETag": etag})

    service.routes[path] = answer
    return sent


def test_an_unchanged_file_is_neither_sent_nor_read(
    service: Service, crawl_on: CrawlOn, data_dir: Path
) -> None:
    california.serve(service, california.listing(california.line(1), california.line(2)), b"Total,2\n")
    sent = with_etag(service, LIST)
    first = crawl_on(california.SOURCE, FIRST)
    before = files(data_dir, california.SOURCE)
    report = crawl_on(california.SOURCE, LATER)
    after = files(data_dir, california.SOURCE)
    assert len(sent) == 1
    assert (report.outcome, report.read_crawl_id) == (Outcome.SUCCEEDED, first.crawl_id)
    assert (report.started_at, report.records_count) == ("2026-11-29T00:00:00Z", 2)
    assert after["report.json"] == after["last_crawl.json"]
    assert after["records.jsonl"] == before["records.jsonl"]
    assert licenses(data_dir, california.SOURCE)[0].evidence.fetched_at == "2026-11-22T00:00:00Z"


def test_the_same_bytes_sent_again_are_not_read(service: Service, crawl_on: CrawlOn, data_dir: Path) -> None:
    california.serve(service, california.listing(california.line(1)))
    ids = [crawl_on(california.SOURCE, day).read_crawl_id for day in (FIRST, LATER, LATER)]
    assert ids[0] == ""
    assert ids[1] == ids[2] == "us_ca_dca_acupuncture-20261122T000000Z"


def test_a_changed_file_is_read(service: Service, crawl_on: CrawlOn, data_dir: Path) -> None:
    lines = [california.line(number) for number in range(1, 10)]
    california.serve(service, california.listing(*lines))
    crawl_on(california.SOURCE, FIRST)
    lines[0] = california.line(1, "CurrentInactive")
    california.serve(service, california.listing(*lines))
    assert crawl_on(california.SOURCE, LATER).read_crawl_id == ""
    assert licenses(data_dir, california.SOURCE)[0].status is Status.INACTIVE


@pytest.mark.parametrize(
    ("name", "value"), [("parser_version", "another"), ("limits", Limits(records_max=40_000, records_min=2))]
)
def test_other_rules_read_the_same_bytes_again(
    name: str, value: object, service: Service, crawl_on: CrawlOn, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [california.line(number) for number in range(3)]
    california.serve(service, california.listing(*lines))
    crawl_on(california.SOURCE, FIRST)
    monkeypatch.setattr(CaliforniaAcupuncture, name, value)
    report = crawl_on(california.SOURCE, LATER)
    assert (report.outcome, report.read_crawl_id) == (Outcome.SUCCEEDED, "")


def test_the_rules_are_version_and_limits() -> None:
    same = rules_sha256("1", Limits())
    assert same == rules_sha256("1", Limits())
    assert same not in (rules_sha256("2", Limits()), rules_sha256("1", Limits(records_min=2)))


def test_lost_records_are_made_again(service: Service, crawl_on: CrawlOn, data_dir: Path) -> None:
    california.serve(service, california.listing(california.line(1)))
    crawl_on(california.SOURCE, FIRST)
    (data_dir / "records" / california.SOURCE / "records.jsonl").unlink()
    crawl_on(california.SOURCE, LATER)
    assert len(licenses(data_dir, california.SOURCE)) == 1


def test_a_replay_reads_the_crawl_that_was_read(service: Service, crawl_on: CrawlOn, data_dir: Path) -> None:
    washington.serve(service, washington.rows(9), cap=4)
    crawl_on(washington.SOURCE, FIRST)
    crawl_on(washington.SOURCE, LATER)
    before = files(data_dir, washington.SOURCE)
    assert crawl_on(washington.SOURCE, LATER, is_replay=True).outcome is Outcome.SUCCEEDED
    assert files(data_dir, washington.SOURCE) == before


def test_a_dataset_that_was_not_updated_is_asked_for_its_first_page_alone(
    service: Service, crawl_on: CrawlOn, data_dir: Path
) -> None:
    washington.serve(service, washington.rows(9), cap=4)
    sent = with_etag(service, washington.RESOURCE)
    described = with_etag(service, washington.METADATA)
    crawl_on(washington.SOURCE, FIRST)
    pages, before = len(sent), files(data_dir, washington.SOURCE)["records.jsonl"]
    report = crawl_on(washington.SOURCE, LATER)
    assert (report.read_crawl_id != "", report.records_count) == (True, 9)
    assert len(described) == 1
    assert sent[pages:] == [len(b'[{"count": "9"}]')]
    assert files(data_dir, washington.SOURCE)["records.jsonl"] == before


@pytest.mark.parametrize("shown", ["updated", "count", "first page"])
def test_any_sign_of_change_reads_the_whole_dataset(
    shown: str, service: Service, crawl_on: CrawlOn, data_dir: Path
) -> None:
    listing = washington.rows(9)
    washington.serve(service, listing, cap=4)
    crawl_on(washington.SOURCE, FIRST)
    place = 0 if shown == "first page" else 8
    listing[place] = washington.row(place + 1, status="Expired")
    washington.serve(service, listing + (washington.rows(10)[9:] if shown == "count" else []), cap=4)
    if shown == "updated":
        metadata = service.routes[washington.METADATA]
        assert isinstance(metadata, Answer)
        later = {**json.loads(metadata.body), "rowsUpdatedAt": 1795255200}
        service.routes[washington.METADATA] = Answer(json.dumps(later).encode())
    assert crawl_on(washington.SOURCE, LATER).read_crawl_id == ""
    assert licenses(data_dir, washington.SOURCE)[place].status is Status.EXPIRED


def test_a_list_in_parts_is_read_whole_where_one_part_changed_came_or_left(
    service: Service, crawl_on: CrawlOn, data_dir: Path
) -> None:
    names = ("Acupuncture_Data00.xls", "Acupuncture_Data01.xls", "Acupuncture_Data02.xls")
    many = california.listing(*map(california.line, range(20, 30)))
    parts = {names[0]: many} | {
        name: california.listing(california.line(place)) for place, name in enumerate(names[1:])
    }

    def read(served: dict[str, bytes]) -> bool:
        california.serve_parts(service, served, total=9 + len(served))
        report = crawl_on(california.SOURCE, LATER)
        assert report.outcome is Outcome.SUCCEEDED, report.reason
        found = [record.license_number for record in licenses(data_dir, california.SOURCE)]
        assert len(found) == 9 + len(served)
        return report.read_crawl_id == ""

    two = {name: parts[name] for name in names[:2]}
    assert [read(two), read(two)] == [True, False]
    changed = {**two, names[1]: california.listing(california.line(7))}
    assert [read(changed), read(changed)] == [True, False]
    assert [read(parts), read(parts)] == [True, False]
    assert [read(two), read(two)] == [True, False]


@pytest.mark.parametrize("source", ["us_fl_mqa", "us_nj_mylicense"])
def test_files_behind_forms_are_read_again_only_where_one_of_them_changed(
    source: str, tmp_path: Path, data_dir: Path
) -> None:
    """The last of three files changes, so that those before it are held and then read after all."""

    def run(sample: Path, port: int = 0) -> tuple[CrawlReport, int]:
        with StandIn(sample, port=port) as server:
            plan = CrawlPlan((source,), data_dir, LATER, overrides={"HOST_MAP": server.host_map})
            return crawl(plan, Progress(io.StringIO()))[0], server.port

    same = write_sample(tmp_path / "same")
    first, port = run(same)
    again, _ = run(same, port)
    assert (first.read_crawl_id, again.read_crawl_id) == ("", first.crawl_id)
    lines = nj_lines()
    lines[-1] = lines[-1].replace("|Active|", "|Expired|")
    other = write_sample(tmp_path / "other", lines, c5502=fl_rows("5502", "Delinquent/Active"))
    changed, _ = run(other, port)
    assert (changed.outcome, changed.read_crawl_id) == (Outcome.SUCCEEDED, ""), changed.reason
    assert changed.records_count == first.records_count
    statuses = {record.license_id: record.status for record in licenses(data_dir, source)}
    assert sum(status is not Status.ACTIVE for status in statuses.values()) == 1
