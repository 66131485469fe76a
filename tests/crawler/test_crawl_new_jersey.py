from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from crawler.progress import Progress
from crawler.records import CrawlReport, Discipline, Outcome, Status
from crawler.run import CrawlPlan, crawl
from crawler.standin import mylicense
from crawler.standin.reply import Reply, Request
from crawler.standin.server import StandIn
from tests.crawler.conftest import TODAY, licenses, quarantine
from tests.crawler.stand_in import NJ_HEADER, nj_line, nj_lines, stand_in, write_sample

SOURCE = "us_nj_mylicense"
HOST = "newjersey.mylicense.com"


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return write_sample(tmp_path / "sample")


def run(server: StandIn, data_dir: Path, **given: Any) -> CrawlReport:
    plan = CrawlPlan((SOURCE,), data_dir, TODAY, overrides={"HOST_MAP": server.host_map}, **given)
    return crawl(plan, Progress(io.StringIO()))[0]


def read_file(data_dir: Path, *lines: str, header: str = NJ_HEADER) -> CrawlReport:
    file = data_dir.parent / "Data.txt"
    file.write_text("\r\n".join([header, *lines]) + "\r\n", encoding="utf-8")
    return crawl(CrawlPlan((SOURCE,), data_dir, TODAY, file=file), Progress(io.StringIO()))[0]


@pytest.fixture
def without_bulk(monkeypatch: pytest.MonkeyPatch) -> None:
    known = mylicense.MyLicense.answer

    def answer(site: mylicense.MyLicense, request: Request) -> Reply:
        if request.path.startswith(mylicense.BULK):
            return Reply(404, "text/html", b"<html>Not Found</html>")
        return known(site, request)

    monkeypatch.setattr(mylicense.MyLicense, "answer", answer)


def test_the_bulk_route_brings_every_license_with_its_end_date(sample: Path, data_dir: Path) -> None:
    with stand_in(sample) as server:
        report = run(server, data_dir)
        assert not [each for each in server.requests if "/verification/" in each]
    assert report.outcome is Outcome.SUCCEEDED, report.reason
    found = licenses(data_dir, SOURCE)
    assert [each.license_number for each in found] == [
        "25MZ00012300",
        "40QA01000100",
        "40QA01000200",
        "40QB00123400",
    ]
    assert {each.expires_on for each in found} == {"2027-06-30"}
    assert {each.discipline for each in found} == {Discipline.NOT_STATED}
    assert found[0].evidence.source_url == (
        "https://newjersey.mylicense.com/Verification_Bulk/PrefDetails.aspx#Acupuncturist"
    )


def test_one_search_at_a_time_and_each_form_page_is_asked_for_once(sample: Path, data_dir: Path) -> None:
    with stand_in(sample) as server:
        run(server, data_dir)
        pages = [each.rpartition("/")[2] for each in server.requests if "Bulk" in each]
    assert pages[:3] == ["Search.aspx"] * 3  # the form, and the types of two professions
    one = ["Search.aspx", *(name for name in ("SearchResults.aspx", "Confirmation.aspx") for _ in "12")]
    assert pages[3:] == [*one, "PrefDetails.aspx", "PrefDetails.aspx"] * 3


def test_a_replay_gives_the_same_bytes_without_the_network(sample: Path, data_dir: Path) -> None:
    with stand_in(sample) as server:
        run(server, data_dir)
        records = data_dir / "records" / SOURCE / "records.jsonl"
        before, asked = records.read_bytes(), len(server.requests)
        report = run(server, data_dir, is_replay=True)
        assert len(server.requests) == asked
    assert report.outcome is Outcome.SUCCEEDED, report.reason
    assert records.read_bytes() == before


def test_no_cookie_email_or_street_is_written_down(sample: Path, data_dir: Path) -> None:
    with stand_in(sample) as server:
        run(server, data_dir)
    lines = [path.read_text() for path in data_dir.rglob("*.jsonl")]
    assert not [text for text in lines if "SessionId" in text or "@example" in text or "FABLE" in text]


@pytest.mark.usefixtures("without_bulk")
def test_the_grid_is_read_to_its_last_page_where_the_bulk_route_is_not_there(
    tmp_path: Path, data_dir: Path
) -> None:
    rows = 21 * mylicense.PAGE_ROWS + 1  # three windows of the pager, the last one with a leading "..."
    sample = write_sample(tmp_path / "sample", nj_lines(rows))
    with stand_in(sample) as server:
        report = run(server, data_dir)
    assert report.outcome is Outcome.SUCCEEDED, report.reason
    found = licenses(data_dir, SOURCE)
    assert len(found) == rows + 2
    assert (found[0].first_name, found[0].last_name, found[0].city) == ("ANN", "EXAMPLE", "EDISON")
    assert {each.expires_on for each in found} == {None}
    replayed = run(server, data_dir, is_replay=True)
    assert (replayed.outcome, replayed.records_count) == (Outcome.SUCCEEDED, rows + 2)


@pytest.mark.usefixtures("without_bulk")
def test_a_server_that_lost_the_search_fails_the_crawl(
    tmp_path: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mylicense, "pager_target", lambda place: "another")
    with stand_in(write_sample(tmp_path / "sample", nj_lines(90))) as server:
        report = run(server, data_dir)
    assert "page 2 was asked for and page 1 came" in report.reason


def test_a_wrong_view_state_is_an_error_that_fails_the_crawl(
    sample: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mylicense.MyLicense, "_state", lambda *given: "another")
    with stand_in(sample) as server:
        report = run(server, data_dir)
    assert report.outcome is Outcome.FAILED
    assert "Search.aspx" in report.reason and "500" in report.reason


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"Acupuncture"', '"Oriental Medicine"', "no profession of the form contains 'ACUPUNCT'"),
        ('"Physical Therapist Assistant"', '"Aide"', "no license type of the form is for pt_assistant"),
    ],
)
def test_a_label_that_matches_nothing_fails_loudly(
    old: str, new: str, words: str, tmp_path: Path, data_dir: Path
) -> None:
    lines = [line.replace(old.strip('"'), new.strip('"')) for line in nj_lines()]
    with stand_in(write_sample(tmp_path / "sample", lines)) as server:
        report = run(server, data_dir)
    assert report.outcome is Outcome.FAILED
    assert words in report.reason


def test_a_file_that_costs_something_is_not_ordered(
    sample: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = mylicense.form_page

    def page(action: str, state: str, body: str) -> str:
        return known(action, state, body.replace("$0.00", "$25.00"))

    monkeypatch.setattr(mylicense, "form_page", page)
    with stand_in(sample) as server:
        report = run(server, data_dir)
        assert "POST newjersey.mylicense.com/Verification_Bulk/Confirmation.aspx" not in server.requests
    assert "asks for a fee" in report.reason


@pytest.mark.parametrize("kind", ["html-instead", "status-500", "robots-disallow", "truncate", "empty"])
def test_a_broken_site_fails_the_source_and_keeps_the_last_good_records(
    kind: str, sample: Path, data_dir: Path
) -> None:
    with stand_in(sample) as server:
        run(server, data_dir)
    with stand_in(sample, f"{kind}@{HOST}") as server:
        report = run(server, data_dir)
    assert report.outcome is Outcome.FAILED
    assert report.reason
    assert len(licenses(data_dir, SOURCE)) == 4


@pytest.mark.parametrize("street", ["C/O A|B ST", "|", "A|B|C|D|E", "A || B"])
def test_pipes_within_an_address_disturb_no_other_cell(street: str, data_dir: Path) -> None:
    report = read_file(data_dir, nj_line("25MZ00012300", street=street))
    assert report.outcome is Outcome.SUCCEEDED, report.reason
    (record,) = licenses(data_dir, SOURCE)
    assert (record.city, record.state, record.zip5) == ("EDISON", "NJ", "08820")
    assert (record.status, record.expires_on) == (Status.ACTIVE, "2027-06-30")


def test_applications_without_a_number_are_skipped_and_counted(data_dir: Path) -> None:
    report = read_file(data_dir, nj_line(""), nj_line("25MZ00012300"))
    assert (report.records_count, report.skipped_count, report.quarantined_count) == (1, 1, 0)


@pytest.mark.parametrize(
    ("rows", "status", "printed"),
    [
        ([("Active", "06/30/2027"), ("Expired", "06/30/2023")], Status.ACTIVE, "Active"),
        ([("Expired", "06/30/2025"), ("Active", "06/30/2023")], Status.EXPIRED, "Expired"),
        ([("Active", "06/30/2027"), ("Expired", "06/30/2027")], Status.UNKNOWN, "Active | Expired"),
        ([("Active", "06/30/2027"), ("Revoked", "06/30/2025")], Status.UNKNOWN, "Active | Revoked"),
        ([("Active", "06/30/2027"), ("Held", "06/30/2025")], Status.UNKNOWN, "Active | Held"),
        ([("Active", "06/30/2027"), ("Expired", "")], Status.UNKNOWN, "Active | Expired"),
        ([("Active", "06/30/2027"), ("Active", "06/30/2025")], Status.ACTIVE, "Active"),
    ],
)
def test_history_never_gives_a_better_status_than_the_newest_row(
    rows: list[tuple[str, str]], status: Status, printed: str, data_dir: Path
) -> None:
    lines = [nj_line("25MZ00012300", word, ends) for word, ends in rows]
    for given in (lines, lines[::-1]):
        read_file(data_dir, *given)
        (record,) = licenses(data_dir, SOURCE)
        assert (record.status, record.status_printed) == (status, printed)
        assert not record.is_superseded


def test_a_number_that_two_people_share_is_unknown(data_dir: Path) -> None:
    read_file(
        data_dir, nj_line("25MZ00012300"), nj_line("25MZ00012300", "Expired", "06/30/2020", first="BOB")
    )
    (record,) = licenses(data_dir, SOURCE)
    assert record.status is Status.UNKNOWN
    assert "conflicting_rows" in {line["reason"] for line in quarantine(data_dir, SOURCE)}


@pytest.mark.parametrize("word", ["Active Pending Renewal", "Inactive Paid", "ACTIVE-"])
def test_an_unseen_status_word_is_unknown_and_told(word: str, data_dir: Path) -> None:
    report = read_file(data_dir, nj_line("25MZ00012300", word))
    assert licenses(data_dir, SOURCE)[0].status is Status.UNKNOWN
    assert report.unknown_statuses == ((word, 1),)


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (NJ_HEADER.replace("license_status_name", "status_of_license"), "'license_status_name'"),
        ("<!DOCTYPE html><html><body>Sign in</body></html>", "without the table 'datagrid_results'"),
    ],
)
def test_a_damaged_file_fails_with_a_clear_reason(header: str, words: str, data_dir: Path) -> None:
    report = read_file(data_dir, nj_line("25MZ00012300"), header=header)
    assert report.outcome is Outcome.FAILED
    assert words in report.reason
