from __future__ import annotations

import io
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from crawler import inbox
from crawler.progress import Progress
from crawler.records import ActionStage, CrawlReport, Discipline, Outcome, Profession, Status
from crawler.run import CrawlPlan, crawl
from crawler.standin import florida
from crawler.standin.server import StandIn
from tests.crawler.conftest import TODAY, licenses
from tests.crawler.stand_in import fl_rows, stand_in, write_sample

SOURCE = "us_fl_mqa"
HOST = "mqa-internet.doh.state.fl.us"
LICENSURE = Path(__file__).parents[1] / "sources" / SOURCE / "licensure.txt"


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return write_sample(tmp_path / "sample")


def run(server: StandIn, data_dir: Path, **given: Any) -> CrawlReport:
    plan = CrawlPlan((SOURCE,), data_dir, TODAY, overrides={"HOST_MAP": server.host_map}, **given)
    return crawl(plan, Progress(io.StringIO()))[0]


def lay_down(data_dir: Path, name: str = "LIC_ALL.txt", body: bytes | None = None, day: int = 3) -> Path:
    path = data_dir / "inbox" / SOURCE / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(LICENSURE.read_bytes() if body is None else body)
    stamp = datetime(2026, 11, day, 12, tzinfo=UTC).timestamp()
    os.utime(path, (stamp, stamp))
    return path


def packed(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as file:
        for name, body in members.items():
            file.writestr(name, body)
    return made.getvalue()


def status_line(number: int = 9, rank: str = "PT", flags: str = "N|N|N", ends: str = "") -> str:
    dates = "05/16/2009|02/28/2028|01/01/2020"
    return f"5501|{rank}|{number}|Active|Clear|{dates}|ANN|Q|EXAMPLE|{flags}|N{ends}\n"


def test_the_codes_are_read_from_the_page_whatever_they_are(
    sample: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (sample / "fl" / "9901.csv").rename(sample / "fl" / "4242.csv")
    monkeypatch.setitem(florida.CODES, "acupuncturist", "4242")
    with stand_in(sample) as server:
        report = run(server, data_dir)
    assert report.outcome is Outcome.SUCCEEDED, report.reason
    found = licenses(data_dir, SOURCE)
    assert [(each.license_id, each.profession) for each in found] == [
        (f"{SOURCE}:AP1", Profession.ACUPUNCTURIST),
        (f"{SOURCE}:PT1", Profession.PHYSICAL_THERAPIST),
        (f"{SOURCE}:PTA1", Profession.PT_ASSISTANT),
    ]
    assert (found[0].last_name, found[0].first_name, found[0].middle_name) == ("EXAMPLE", "ANN", "1")
    assert "%224242%22" in found[0].evidence.source_url


def test_the_export_states_neither_end_date_nor_discipline(sample: Path, data_dir: Path) -> None:
    with stand_in(sample) as server:
        run(server, data_dir)
    for each in licenses(data_dir, SOURCE):
        assert (each.expires_on, each.discipline, each.status) == (None, Discipline.NOT_STATED, Status.ACTIVE)


@pytest.mark.parametrize(
    ("printed", "status"),
    [
        ("Clear/Active", Status.ACTIVE),
        (" CLEAR / ACTIVE ", Status.ACTIVE),
        ("Clear/Inactive", Status.INACTIVE),
        ("Clear", Status.UNKNOWN),
        ("Active", Status.UNKNOWN),
        ("Active/Clear", Status.UNKNOWN),
        ("Clear/Active/Obligations", Status.UNKNOWN),
        ("Delinquent/Active", Status.EXPIRED),
        ("Probation/Active", Status.PROBATION),
        ("Probation/Inactive", Status.INACTIVE),
        ("Suspended/Active", Status.SUSPENDED),
        ("Null and Void/", Status.ENDED_OTHER),
        ("Voluntary Relinquish/Inactive", Status.SURRENDERED),
    ],
)
def test_the_two_parts_of_a_status_mean_something_together_alone(
    printed: str, status: Status, tmp_path: Path, data_dir: Path
) -> None:
    file = tmp_path / "export.csv"
    file.write_text(
        "License Number,Name,Profession,City,License Status\n" + fl_rows("9901", printed)[0] + "\n"
    )
    crawl(CrawlPlan((SOURCE,), data_dir, TODAY, file=file), Progress(io.StringIO()))
    assert licenses(data_dir, SOURCE)[0].status is status


def test_a_profession_that_is_gone_from_the_page_fails_loudly(
    sample: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(florida.TITLES, "acupuncturist", "Oriental Medicine Practitioner")
    with stand_in(sample) as server:
        report = run(server, data_dir)
    assert report.outcome is Outcome.FAILED
    assert "no profession of the page is for acupuncturist" in report.reason
    assert "Oriental Medicine Practitioner" in report.reason


def test_an_export_without_rows_fails_the_source(tmp_path: Path, data_dir: Path) -> None:
    with stand_in(write_sample(tmp_path / "sample", c5501=[])) as server:
        report = run(server, data_dir)
    assert report.outcome is Outcome.FAILED
    assert "holds no row" in report.reason


@pytest.mark.parametrize("kind", ["html-instead", "status-500", "drop-column", "robots-500"])
def test_a_broken_service_fails_the_source_and_keeps_the_last_good_records(
    kind: str, sample: Path, data_dir: Path
) -> None:
    with stand_in(sample) as server:
        run(server, data_dir)
    with stand_in(sample, f"{kind}@{HOST}") as server:
        report = run(server, data_dir)
    assert report.outcome is Outcome.FAILED
    assert len(licenses(data_dir, SOURCE)) == 3
    if kind == "html-instead":
        assert "web page" in report.reason and "ProfessionDD" in report.reason


def test_a_challenge_where_the_export_was_due_is_told_and_nothing_more_is_asked(
    sample: Path, data_dir: Path
) -> None:
    page = b"<!DOCTYPE html><html><head><title>Just a moment...</title></head><body></body></html>"
    (sample / "fl" / "9901.csv").write_bytes(page)
    with stand_in(sample) as server:
        report = run(server, data_dir)
        assert sum("Export" in each for each in server.requests) <= 2
    assert report.outcome is Outcome.FAILED
    assert "challenge page" in report.reason


def test_inbox_files_are_read_instead_of_the_export(sample: Path, data_dir: Path) -> None:
    lay_down(data_dir)
    with stand_in(sample) as server:
        report = run(server, data_dir)
        assert server.requests == []
        before = (data_dir / "records" / SOURCE / "records.jsonl").read_bytes()
        lay_down(data_dir, body=b"changed since")
        replayed = run(server, data_dir, is_replay=True)
    assert report.outcome is Outcome.SUCCEEDED, report.reason
    assert report.source_as_of == "2026-11-03"
    assert (replayed.outcome, replayed.source_as_of) == (Outcome.SUCCEEDED, "2026-11-03")
    assert (data_dir / "records" / SOURCE / "records.jsonl").read_bytes() == before
    first, second, third = licenses(data_dir, SOURCE)
    assert (first.license_id, first.expires_on) == (f"{SOURCE}:AP1234", "2028-02-28")
    assert (first.discipline, second.discipline) == (Discipline.NONE, Discipline.YES)
    assert (third.city, third.state, third.zip5) == ("ST. CLOUD", "FL", "33101")
    assert first.evidence.source_url == "file:inbox/LIC_ALL.txt"


def test_a_pipe_too_many_costs_its_row_alone_wherever_it_stands(sample: Path, data_dir: Path) -> None:
    header, *lines = LICENSURE.read_bytes().splitlines()
    lay_down(data_dir, body=b"\n".join([header, *reversed(lines), b""]))
    with stand_in(sample) as server:
        report = run(server, data_dir)
    assert (report.records_count, report.quarantined_count) == (3, 1)


def test_the_oldest_of_several_inbox_files_dates_the_listing(sample: Path, data_dir: Path) -> None:
    lay_down(data_dir, "new.txt", day=9)
    lay_down(data_dir, "old.txt", day=2)
    with stand_in(sample) as server:
        report = run(server, data_dir)
    assert (report.outcome, report.source_as_of, report.records_count) == (Outcome.SUCCEEDED, "2026-11-02", 3)


def test_a_file_from_the_future_is_dated_today(sample: Path, data_dir: Path) -> None:
    lay_down(data_dir, day=30)
    with stand_in(sample) as server:
        assert run(server, data_dir).source_as_of == "2026-11-22"


@pytest.mark.parametrize(
    ("name", "body", "words"),
    [
        ("LIC_ALL.xlsx", b"PK\x03\x04", "the inbox holds LIC_ALL.xlsx"),
        ("LIC_ALL.zip", b"PK\x03\x04", "the zip LIC_ALL.zip can't be unpacked"),
        ("LIC_ALL.zip", packed({"read me.pdf": b"%PDF"}), "holds no file .txt or .csv"),
        ("LIC_ALL.zip", packed({"a.txt": LICENSURE.read_bytes()})[:-400], "can't be unpacked"),
        (
            "lic_status.txt",
            (status_line() + status_line()[:30]).encode(),
            "ends within row 2 (6 of 15 fields)",
        ),
        ("LIC_ALL.txt", b"", "the file is empty"),
        ("LIC_ALL.txt", b"<!DOCTYPE html><html>Sign in</html>", "a web page"),
        ("LIC_ALL.txt", LICENSURE.read_bytes().replace(b"Expire-Date", b"Ends"), "'Expire-Date'"),
    ],
)
def test_a_bad_inbox_file_fails_the_source_and_never_falls_back_to_the_export(
    name: str, body: bytes, words: str, sample: Path, data_dir: Path
) -> None:
    lay_down(data_dir, name, body)
    with stand_in(sample) as server:
        report = run(server, data_dir)
        assert server.requests == []
    assert report.outcome is Outcome.FAILED
    assert words in report.reason


def test_hidden_files_and_an_empty_inbox_leave_the_export(sample: Path, data_dir: Path) -> None:
    lay_down(data_dir, ".gitkeep", b"")
    with stand_in(sample) as server:
        assert run(server, data_dir).records_count == 3


@pytest.mark.parametrize(
    ("flags", "discipline"),
    [
        ("N|N|N", Discipline.NONE),
        ("Y|N|N", Discipline.NOT_STATED),
        ("N|Y|N", Discipline.YES),
        ("N|N|y", Discipline.YES),
        ("Y|N|Y", Discipline.YES),
        ("N||N", Discipline.NOT_STATED),
        ("||", Discipline.NOT_STATED),
        ("N|N|X", Discipline.NOT_STATED),
    ],
)
def test_a_complaint_alone_is_neither_discipline_nor_none(
    flags: str, discipline: Discipline, sample: Path, data_dir: Path
) -> None:
    lay_down(data_dir, "lic_status.txt", status_line(flags=flags).encode())
    with stand_in(sample) as server:
        report = run(server, data_dir)
    assert report.outcome is Outcome.SUCCEEDED, report.reason
    (found,) = licenses(data_dir, SOURCE)
    assert (found.license_id, found.expires_on, found.status) == (
        f"{SOURCE}:PT9",
        "2028-02-28",
        Status.ACTIVE,
    )
    assert found.discipline is discipline
    stages = [each.stage for each in found.actions]
    assert (ActionStage.ALLEGED in stages) is flags.startswith("Y")


def test_a_status_file_without_a_header_loses_no_row_and_reads_no_other_rank(
    sample: Path, data_dir: Path
) -> None:
    body = [
        status_line(1),
        status_line(2, "AP"),
        status_line(3, "ME"),
        status_line(4, ends="|"),
        "5501|PT|5\n",
    ]
    lay_down(data_dir, "lic_status.txt", "".join([*body, status_line(6, "PTA")]).encode())
    with stand_in(sample) as server:
        report = run(server, data_dir)
    ids = [each.license_id.partition(":")[2] for each in licenses(data_dir, SOURCE)]
    assert ids == ["AP2", "PT1", "PT4", "PTA6"]
    assert (report.rows_count, report.skipped_count, report.quarantined_count) == (6, 1, 1)


def test_a_zip_in_the_inbox_is_read_as_if_it_had_been_unpacked(sample: Path, data_dir: Path) -> None:
    members = {"LIC_ALL/Licensure.txt": LICENSURE.read_bytes(), "LIC_ALL/read me.pdf": b"%PDF"}
    lay_down(data_dir, "LIC_ALL.zip", packed(members))
    with stand_in(sample) as server:
        report = run(server, data_dir)
        before = (data_dir / "records" / SOURCE / "records.jsonl").read_bytes()
        assert run(server, data_dir, is_replay=True).outcome is Outcome.SUCCEEDED
    assert (report.outcome, report.records_count, report.source_as_of) == (
        Outcome.SUCCEEDED,
        3,
        "2026-11-03",
    )
    first = licenses(data_dir, SOURCE)[0]
    assert first.evidence.source_url == "file:inbox/LIC_ALL.zip/LIC_ALL/Licensure.txt"
    assert (data_dir / "records" / SOURCE / "records.jsonl").read_bytes() == before


def test_a_zip_that_would_fill_the_disk_is_refused_before_it_is_unpacked(
    sample: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "UNPACKED_BYTES_MAX", 1 << 20)
    lay_down(data_dir, "LIC_ALL.zip", packed({"a.txt": b"0" * ((1 << 20) + 1)}))
    with stand_in(sample) as server:
        report = run(server, data_dir)
    assert "a.txt would be 1,048,577 bytes unpacked" in report.reason
    assert not list((data_dir / "raw" / "objects").rglob("*"))
