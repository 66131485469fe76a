"""What was good stays, whatever a later crawl brings; and it can be read again without a network."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pytest

from crawler.progress import Progress
from crawler.records import CrawlReport, Outcome, SourceInfo, from_json
from crawler.run import CrawlPlan, crawl
from crawler.standin.nppes_updates import update_zip
from tests.crawler import washington
from tests.crawler.conftest import HOSTS, TODAY, Crawl
from tests.crawler.nppes_zip import CLINIC, DENTIST, PERSON, write_nppes
from tests.crawler.service import Answer, Service
from tests.crawler.washington import SOURCE, row, rows


def state(data_dir: Path, source: str = SOURCE) -> dict[str, bytes]:
    folder = data_dir / "records" / source
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_the_folder_holds_exactly_the_agreed_files(
    service: Service, run_crawl: Crawl, data_dir: Path
) -> None:
    washington.serve(service, rows(3))
    report = run_crawl(SOURCE)
    files = state(data_dir)
    assert sorted(files) == [
        "last_crawl.json",
        "quarantine.jsonl",
        "records.jsonl",
        "report.json",
        "source.json",
    ]
    assert (
        from_json(CrawlReport, files["report.json"])
        == from_json(CrawlReport, files["last_crawl.json"])
        == report
    )
    assert from_json(SourceInfo, files["source.json"]).agency == "Washington State Department of Health"
    assert (data_dir / "raw" / SOURCE / f"{report.crawl_id}.jsonl").is_file()


@pytest.mark.parametrize("broken", ["empty", "collapsed", "bad dates", "down"])
def test_a_failed_crawl_replaces_only_the_news_of_itself(
    broken: str, service: Service, run_crawl: Crawl, data_dir: Path
) -> None:
    washington.serve(service, rows(30))
    run_crawl(SOURCE)
    good = state(data_dir)
    if broken == "down":
        service.routes.clear()
    else:
        listing = {
            "empty": [],
            "collapsed": rows(23),
            "bad dates": [row(n, expirationdate="soon") for n in range(30)],
        }
        washington.serve(service, listing[broken])
    report = run_crawl(SOURCE)
    after = state(data_dir)
    assert report.outcome is Outcome.FAILED
    assert report.reason
    assert from_json(CrawlReport, after["last_crawl.json"]) == report
    for name in ("records.jsonl", "quarantine.jsonl", "report.json"):
        assert after[name] == good[name]


def test_a_small_loss_is_believed(service: Service, run_crawl: Crawl) -> None:
    washington.serve(service, rows(30))
    run_crawl(SOURCE)
    washington.serve(service, rows(24))
    assert run_crawl(SOURCE).outcome is Outcome.SUCCEEDED


@pytest.mark.parametrize(
    ("good", "bad", "outcome"),
    [
        (2, 1, Outcome.SUCCEEDED),
        (1, 2, Outcome.FAILED),
        (240, 11, Outcome.SUCCEEDED),
        (190, 11, Outcome.FAILED),
    ],
)
def test_bad_rows_fail_a_crawl_when_they_are_many(
    good: int, bad: int, outcome: Outcome, service: Service, run_crawl: Crawl
) -> None:
    washington.serve(service, [*rows(good), *[row(900 + n, expirationdate="soon") for n in range(bad)]])
    report = run_crawl(SOURCE)
    assert report.outcome is outcome
    assert outcome is Outcome.SUCCEEDED or f"row {good + 1}, column 'expirationdate': 'soon'" in report.reason


def test_two_crawls_of_a_day_keep_both_manifests(service: Service, run_crawl: Crawl, data_dir: Path) -> None:
    washington.serve(service, rows(3))
    ids = [run_crawl(SOURCE).crawl_id for _ in range(2)]
    assert ids == ["us_wa_doh-20261122T000000Z", "us_wa_doh-20261122T000000Z-2"]
    assert len(list((data_dir / "raw" / SOURCE).glob("*.jsonl"))) == 2


def test_the_same_input_gives_the_same_bytes(
    service: Service, run_crawl: Crawl, data_dir: Path, tmp_path: Path
) -> None:
    washington.serve(service, [*rows(9), row(4, status="Retired")], cap=4)
    run_crawl(SOURCE)
    overrides = {"HOST_MAP": service.host_map(*HOSTS)}
    crawl(CrawlPlan((SOURCE,), tmp_path / "other", TODAY, overrides=overrides), Progress(io.StringIO()))
    assert state(data_dir) == state(tmp_path / "other")


def test_a_replay_reads_the_last_good_crawl_without_any_network(
    service: Service, run_crawl: Crawl, data_dir: Path
) -> None:
    washington.serve(service, [*rows(9), row(99, status="Strange")], cap=4)
    run_crawl(SOURCE)
    good, asked = state(data_dir), len(service.asked)
    washington.serve(service, [])
    run_crawl(SOURCE)
    asked = len(service.asked)
    report = run_crawl(SOURCE, is_replay=True)
    assert report.outcome is Outcome.SUCCEEDED, report.reason
    assert len(service.asked) == asked
    assert state(data_dir) == good


def test_a_replay_of_a_changed_object_fails(service: Service, run_crawl: Crawl, data_dir: Path) -> None:
    washington.serve(service, rows(3))
    run_crawl(SOURCE)
    (page,) = [
        p for p in (data_dir / "raw" / "objects").rglob("*") if p.is_file() and b"ACUP" in p.read_bytes()
    ]
    page.write_bytes(page.read_bytes().replace(b"Active", b"Forged"))
    report = run_crawl(SOURCE, is_replay=True)
    assert report.outcome is Outcome.FAILED
    assert "was changed" in report.reason


def test_a_replay_without_a_good_crawl_fails_clearly(run_crawl: Crawl) -> None:
    assert "no good crawl to replay" in run_crawl(SOURCE, is_replay=True).reason


def test_a_local_file_is_kept_as_evidence_and_can_be_replayed(
    run_crawl: Crawl, data_dir: Path, tmp_path: Path, service: Service
) -> None:
    file = tmp_path / "download of today.json"
    file.write_text(json.dumps(rows(3)))
    report = run_crawl(SOURCE, file=file)
    assert (report.outcome, report.served_from, report.responses_count) == (Outcome.SUCCEEDED, "", 1)
    good = state(data_dir)
    record = json.loads(good["records.jsonl"].splitlines()[0])
    assert record["evidence"]["source_url"] == "file:download of today.json"
    assert str(tmp_path) not in good["records.jsonl"].decode()
    file.unlink()
    run_crawl(SOURCE, is_replay=True)
    assert state(data_dir) == good
    assert service.asked == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[]", "the listing is empty"),
        ('[{"credentialnumber": "AC', "truncated JSON"),
        ("CredentialNumber,LastName\nAC1,Doe\n", "lacks the column"),
        ("", "the file is empty"),
        ("<html></html>", "a web page"),
    ],
)
def test_a_damaged_local_file_fails(text: str, words: str, run_crawl: Crawl, tmp_path: Path) -> None:
    file = tmp_path / "case"
    file.write_text(text)
    report = run_crawl(SOURCE, file=file)
    assert report.outcome is Outcome.FAILED
    assert words in report.reason


def test_one_source_failing_leaves_the_others_alone(service: Service, data_dir: Path) -> None:
    washington.serve(service, rows(3))
    plan = CrawlPlan(
        ("us_oig_leie", SOURCE), data_dir, TODAY, overrides={"HOST_MAP": service.host_map(*HOSTS)}
    )
    leie, wa = crawl(plan, Progress(io.StringIO()))
    assert (leie.source, leie.outcome) == ("us_oig_leie", Outcome.FAILED)
    assert (wa.source, wa.outcome) == (SOURCE, Outcome.SUCCEEDED)


INDEX = """<html><a href="NPPES_Deactivated_NPI_Report_111026.zip">Deactivated</a>
<a href="NPPES_Data_Dissemination_October_2026_V2.zip">October</a>
<a href="./NPPES_Data_Dissemination_November_2026_V2.zip">November</a>
<a href="NPPES_Data_Dissemination_November_2026.zip">old format</a>
<a href="NPPES_Data_Dissemination_110926_111526_Weekly_V2.zip">Weekly</a></html>"""


def serve_nppes(service: Service, body: bytes) -> None:
    service.routes["/download.cms.gov/nppes/NPI_Files.html"] = Answer(
        INDEX.encode(), headers={"Content-Type": "text/html"}
    )
    service.routes["/download.cms.gov/nppes/NPPES_Data_Dissemination_November_2026_V2.zip"] = Answer(body)
    week = update_zip((date(2026, 11, 9), date(2026, 11, 15)), [DENTIST])
    name = "NPPES_Data_Dissemination_110926_111526_Weekly_V2.zip"
    service.routes[f"/download.cms.gov/nppes/{name}"] = Answer(week)


def test_the_newest_monthly_nppes_file_is_read_and_replayed(
    service: Service, run_crawl: Crawl, data_dir: Path, tmp_path: Path
) -> None:
    serve_nppes(service, write_nppes(tmp_path / "x.zip", [PERSON, CLINIC, DENTIST]).read_bytes())
    report = run_crawl("us_nppes")
    good = state(data_dir, "us_nppes")
    assert (report.outcome, report.records_count) == (Outcome.SUCCEEDED, 2), report.reason
    assert report.source_as_of == "2026-11-15"
    run_crawl("us_nppes", is_replay=True)
    assert state(data_dir, "us_nppes") == good


@pytest.mark.parametrize("body", [b"this is no zip", b"PK\x03\x04 broken"])
def test_a_zip_that_is_none_fails(body: bytes, service: Service, run_crawl: Crawl) -> None:
    serve_nppes(service, body)
    report = run_crawl("us_nppes")
    assert report.outcome is Outcome.FAILED
    assert "zip" in report.reason


def test_an_index_without_monthly_files_fails(service: Service, run_crawl: Crawl) -> None:
    service.routes["/download.cms.gov/nppes/NPI_Files.html"] = Answer(b"<html></html>")
    assert "links no monthly file" in run_crawl("us_nppes").reason
