"""The federal accreditation files are read from the inbox; the service is never asked."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from crawler.progress import Progress
from crawler.records import AccreditationRecord, CrawlReport, Outcome, from_json
from crawler.run import CrawlPlan, crawl
from tests.crawler.conftest import TODAY, quarantine

SOURCE = "us_ed_dapip"
ZIP = Path(__file__).parents[1] / "sources" / SOURCE / "2026-11-03_dapip.zip"


def member(name: str) -> bytes:
    with ZipFile(ZIP) as packed:
        return packed.read(name)


def lay_down(data_dir: Path, name: str, body: bytes) -> Path:
    path = data_dir / "inbox" / SOURCE / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
    return path


def run(data_dir: Path, **given: Any) -> CrawlReport:
    return crawl(CrawlPlan((SOURCE,), data_dir, TODAY, **given), Progress(io.StringIO()))[0]


def spans(data_dir: Path) -> list[AccreditationRecord]:
    lines = (data_dir / "records" / SOURCE / "records.jsonl").read_text(encoding="utf-8").splitlines()
    return [from_json(AccreditationRecord, line) for line in lines]


def test_two_files_of_the_inbox_give_the_spans_of_acupuncture_schools_alone(data_dir: Path) -> None:
    for name in ("AccreditationRecords.csv", "InstitutionCampus.csv"):
        path = lay_down(data_dir, name, member(name))
        os.utime(path, (1_793_836_800, 1_793_836_800))
    report = run(data_dir)
    assert report.outcome is Outcome.SUCCEEDED, report.reason
    assert (report.records_count, report.source_as_of) == (6, "2026-11-05")
    assert {each.institution_name for each in spans(data_dir)} == {
        *("Invented College of Oriental Medicine", "Fabled University", "Unheard School of Acupuncture")
    }
    assert all("Acupuncture" in each.agency for each in spans(data_dir))


def test_a_zip_is_dated_by_the_day_in_its_name_and_not_by_a_copy(data_dir: Path) -> None:
    path = lay_down(data_dir, "2026-08-01_dapip.zip", ZIP.read_bytes())
    os.utime(path, (1_900_000_000, 1_900_000_000))
    run(data_dir)
    assert {each.evidence.source_as_of for each in spans(data_dir)} == {"2026-08-01"}


def test_of_several_editions_the_newest_counts(data_dir: Path) -> None:
    lay_down(data_dir, "2026-10-01_dapip.zip", ZIP.read_bytes())
    lay_down(data_dir, "2026-11-01_dapip.zip", ZIP.read_bytes())
    run(data_dir)
    assert {each.evidence.source_as_of for each in spans(data_dir)} == {"2026-11-01"}


def test_street_and_contact_of_a_school_are_not_kept(data_dir: Path) -> None:
    lay_down(data_dir, "2026-11-03_dapip.zip", ZIP.read_bytes())
    run(data_dir)
    text = (data_dir / "records" / SOURCE / "records.jsonl").read_text(encoding="utf-8")
    assert "Portland" in text
    assert not [word for word in ("Nowhere", "5550100", "Unseenfable", "invented.example") if word in text]


def test_a_first_day_that_is_not_the_actual_one_is_not_taken(data_dir: Path) -> None:
    run(data_dir, file=ZIP)
    (fabled,) = [each for each in spans(data_dir) if each.institution_name == "Fabled University"]
    assert (fabled.accredited_from, fabled.is_preaccredited) == (None, False)


def test_pre_accreditation_is_told_apart_and_an_unseen_word_is_told(data_dir: Path) -> None:
    report = run(data_dir, file=ZIP)
    assert report.unknown_statuses == (("Renewal of Something", 1),)
    assert [each.accreditation_id for each in spans(data_dir) if each.is_preaccredited] == [
        "us_ed_dapip:900001:901:72:1:2016-02-01"
    ]
    assert [line["reason"] for line in quarantine(data_dir, SOURCE)] == [
        *("unknown_status", "missing_value", "bad_date")
    ]


def test_a_replay_reads_the_same_files_again(data_dir: Path) -> None:
    path = lay_down(data_dir, "2026-11-03_dapip.zip", ZIP.read_bytes())
    run(data_dir)
    before = (data_dir / "records" / SOURCE / "records.jsonl").read_bytes()
    path.unlink()
    assert run(data_dir, is_replay=True).outcome is Outcome.SUCCEEDED
    assert (data_dir / "records" / SOURCE / "records.jsonl").read_bytes() == before


@pytest.mark.parametrize("name", ["AccreditationRecords.csv", "InstitutionCampus.csv"])
def test_one_file_without_the_other_fails_and_names_what_is_missing(name: str, data_dir: Path) -> None:
    lay_down(data_dir, name, member(name))
    report = run(data_dir)
    assert report.outcome is Outcome.FAILED
    other = {"AccreditationRecords.csv", "InstitutionCampus.csv"} - {name}
    assert f"no {other.pop()} among the files" in report.reason


def test_records_that_name_their_schools_need_no_list_of_places(data_dir: Path, tmp_path: Path) -> None:
    file = tmp_path / "AccreditationRecords.csv"
    file.write_text(
        "DapipId,Institution Name,AgencyName,ProgramName,AccreditationDate,AccreditationStatus\n"
        '7,Old Fable College,"NACSCAOM, National Accreditation Commission for Schools of Acupuncture",'
        "Institutional,1/1/1990,Accredited\n",
        encoding="utf-8",
    )
    report = run(data_dir, file=file)
    assert report.outcome is Outcome.SUCCEEDED, report.reason
    (span,) = spans(data_dir)
    assert (span.institution_name, span.program_name, span.accredited_from) == (
        *("Old Fable College", "", "1990-01-01"),
    )


def test_a_missing_column_is_named(data_dir: Path) -> None:
    lay_down(data_dir, "InstitutionCampus.csv", member("InstitutionCampus.csv"))
    body = member("AccreditationRecords.csv").replace(b"AgencyName", b"Agency Title")
    lay_down(data_dir, "AccreditationRecords.csv", body)
    assert "lacks the column 'AgencyName'" in run(data_dir).reason
