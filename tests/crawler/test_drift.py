"""What no single row shows: the mix of statuses, words never seen, size, challenges."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from crawler.challenge import challenge_reason, page_reason
from crawler.drift import RecordFigures
from crawler.limits import Limits
from crawler.progress import Progress, closing_words
from crawler.records import CrawlReport, Outcome, from_json, to_json
from crawler.report import judge
from crawler.run import CrawlPlan, crawl, find_sources
from crawler.tally import Tally
from tests.crawler import washington
from tests.crawler.conftest import HOSTS, TODAY, Crawl
from tests.crawler.service import Answer, Service
from tests.crawler.washington import SOURCE, row, rows

CLOUDFLARE = b"""<!DOCTYPE html>
<html lang="en-US"><head><title>Just a moment...</title></head><body>Enable JavaScript</body></html>"""


def with_status(count: int, expired: int, word: str = "Expired") -> list[washington.Row]:
    return [row(n, status=word) if n <= expired else row(n) for n in range(1, count + 1)]


@pytest.mark.parametrize(
    ("count", "expired", "outcome"),
    [
        (100, 20, Outcome.SUCCEEDED),
        (100, 21, Outcome.FAILED),
        (20, 10, Outcome.SUCCEEDED),
        (20, 11, Outcome.FAILED),
        (3, 3, Outcome.FAILED),
    ],
)
def test_active_share_that_leaves_the_band_fails_and_keeps_the_last_good_records(
    count: int, expired: int, outcome: Outcome, service: Service, run_crawl: Crawl, data_dir: Path
) -> None:
    washington.serve(service, rows(count))
    run_crawl(SOURCE)
    good = (data_dir / "records" / SOURCE / "records.jsonl").read_bytes()
    washington.serve(service, with_status(count, expired))
    report = run_crawl(SOURCE)
    assert report.outcome is outcome
    kept = (data_dir / "records" / SOURCE / "records.jsonl").read_bytes()
    assert (kept == good) is (outcome is Outcome.FAILED)
    if outcome is Outcome.FAILED:
        present = f"{1 - expired / count:.1%} of {count} records are active"
        assert present in report.reason
        assert f"the last good crawl had 100.0% of {count}" in report.reason


def test_the_band_is_as_wide_upward_as_downward(service: Service, run_crawl: Crawl) -> None:
    washington.serve(service, with_status(100, 90))
    run_crawl(SOURCE)
    washington.serve(service, rows(100))
    assert "100.0% of 100 records are active, the last good crawl had 10.0%" in run_crawl(SOURCE).reason


def test_a_first_crawl_and_a_report_of_an_older_version_have_no_mix_to_compare(
    service: Service, run_crawl: Crawl, data_dir: Path
) -> None:
    washington.serve(service, with_status(100, 90))
    first = run_crawl(SOURCE)
    assert (first.outcome, first.active_count) == (Outcome.SUCCEEDED, 10)
    path = data_dir / "records" / SOURCE / "report.json"
    older = {name: value for name, value in json.loads(path.read_text()).items() if name != "active_count"}
    older.pop("warnings")
    path.write_text(json.dumps(older))
    washington.serve(service, rows(100))
    assert run_crawl(SOURCE).outcome is Outcome.SUCCEEDED


def test_a_replay_is_not_held_to_the_mix_of_the_very_bytes_it_reads(
    service: Service, run_crawl: Crawl, data_dir: Path
) -> None:
    washington.serve(service, rows(100))
    run_crawl(SOURCE)
    path = data_dir / "records" / SOURCE / "report.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "active_count": 5}))
    assert run_crawl(SOURCE, is_replay=True).outcome is Outcome.SUCCEEDED


@pytest.mark.parametrize(
    ("count", "unseen", "outcome"),
    [(12, 10, Outcome.SUCCEEDED), (12, 11, Outcome.FAILED), (120, 12, Outcome.SUCCEEDED)],
)
def test_many_unseen_status_words_fail_the_crawl(
    count: int, unseen: int, outcome: Outcome, service: Service, run_crawl: Crawl
) -> None:
    washington.serve(service, with_status(count, unseen, "Active-ish"))
    report = run_crawl(SOURCE)
    assert report.outcome is outcome
    assert report.unknown_statuses == (("Active-ish", unseen),)
    assert outcome is Outcome.SUCCEEDED or "11 of 12 records have a status word that was never seen" in (
        report.reason
    )


def test_more_records_than_expected_are_a_warning_that_is_told(
    service: Service, run_crawl: Crawl, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(find_sources()[SOURCE], "limits", Limits(records_max=4))
    washington.serve(service, rows(4))
    assert run_crawl(SOURCE).warnings == ()
    washington.serve(service, rows(5))
    report = run_crawl(SOURCE)
    assert report.outcome is Outcome.SUCCEEDED
    (warning,) = report.warnings
    assert "5 records are more than the 4 expected" in warning
    assert warning in closing_words(report)
    assert from_json(CrawlReport, to_json(report)) == report


def test_a_challenge_stops_the_crawl_at_its_first_answer(service: Service, run_crawl: Crawl) -> None:
    washington.serve(service, rows(3))
    service.routes[washington.METADATA] = Answer(CLOUDFLARE)
    report = run_crawl(SOURCE)
    assert report.outcome is Outcome.FAILED
    assert "https://data.wa.gov/api/views/qxh8-f4bd.json: the host answered with a challenge" in report.reason
    assert "challenge page of Cloudflare" in report.reason
    assert [path for path in service.paths() if "robots" not in path] == [washington.METADATA]


@pytest.mark.parametrize("status", [200, 403])
def test_a_challenge_in_place_of_a_streamed_file_is_named(
    status: int, service: Service, data_dir: Path
) -> None:
    service.routes["/oig.hhs.gov/exclusions/downloadables/UPDATED.csv"] = Answer(CLOUDFLARE, status)
    plan = CrawlPlan(
        ("us_oig_leie",), data_dir, TODAY, overrides={"HOST_MAP": service.host_map(*HOSTS), "RETRY_TIMES": 0}
    )
    (report,) = crawl(plan, Progress(io.StringIO()))
    assert report.outcome is Outcome.FAILED
    assert "UPDATED.csv" in report.reason
    assert "challenge page of Cloudflare" in report.reason


@pytest.mark.parametrize(
    "page",
    [
        b"<html><head><title>Attention Required! | Cloudflare</title>",
        b"\xef\xbb\xbf\n<!doctype HTML><html><body>Request unsuccessful. Incapsula incident ID: 1-2</body>",
        b"<html><title>Pardon Our Interruption</title>",
        b"<!-- edge --><HTML><TITLE>Access Denied</TITLE>",
        b"<html><body>The requested URL was rejected. Please consult with your administrator.",
        b"<html><body><h1>Verify you are human</h1>",
    ],
)
def test_known_challenges_are_recognized(page: bytes) -> None:
    assert "challenge page" in challenge_reason(page)
    assert "ask its owner" in page_reason(page, "table")


@pytest.mark.parametrize(
    "body",
    [
        b'[{"lastname": "Just a moment"}]',
        b"LASTNAME,FIRSTNAME\nACCESS DENIED,PAT\n",
        b'<html><script src="/cdn-cgi/challenge-platform/x.js"></script><form>License search</form>',
        b'<html><body><div class="g-recaptcha"></div><select id="ProfessionDD"></select>',
        b"PK\x03\x04",
        b"",
    ],
)
def test_data_and_ordinary_pages_are_no_challenge(body: bytes) -> None:
    assert challenge_reason(body) == ""


def test_an_ordinary_page_is_told_apart_from_a_challenge() -> None:
    assert page_reason(b"<html><body>Moved</body></html>", "zip") == (
        "the answer is a web page and no zip; the address may have changed"
    )
    assert page_reason(b"<1 year,x\n", "table") == ""


@pytest.mark.parametrize(
    ("tally", "is_believed"),
    [
        (Tally("", rows_count=9), False),
        (Tally("", rows_count=9, served_from="http://127.0.0.1:9900"), True),
        (Tally("", rows_count=9, is_from_file=True), True),
    ],
)
def test_a_first_crawl_far_below_the_published_count_is_not_believed(tally: Tally, is_believed: bool) -> None:
    reason = judge(tally, RecordFigures(9), None, Limits(first_crawl_min=900))
    assert (reason == "") is is_believed
    assert is_believed or "9 records are fewer than the 900 that a first crawl brings" in reason
