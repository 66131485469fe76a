"""Weekly files and the deactivation report on top of the monthly file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.listed_file import ListedFile
from crawler.platforms.nppes_registry import read_registry
from crawler.records import CrawlReport, EntryRecord, Outcome
from crawler.standin.nppes_updates import Week, deactivation_zip, report_name, update_zip, weekly_name
from tests.crawler.conftest import Crawl
from tests.crawler.nppes_zip import (
    CLINIC,
    DENTIST,
    EVIDENCE,
    MAIN,
    NPI,
    OTHER_NPI,
    PERSON,
    THIRD_NPI,
    csv_text,
    write_members,
    write_nppes,
)
from tests.crawler.service import Answer, Asked, Service

SOURCE, HOST = "us_nppes", "/download.cms.gov/nppes"
MONTHLY = "NPPES_Data_Dissemination_November_2026_V2.zip"
FULL_DAY = date(2026, 11, 8)
WEEKS: tuple[Week, ...] = tuple(
    (FULL_DAY + timedelta(days=7 * number + 1), FULL_DAY + timedelta(days=7 * number + 7))
    for number in range(4)
)
REPORT = report_name(FULL_DAY)
PT = PERSON | {"Healthcare Provider Taxonomy Code_1": "225100000X"}
Rows = list[dict[str, str]]


def gone(npi: str, day: str = "11/12/2026") -> dict[str, str]:
    return {"NPI": npi, "NPI Deactivation Date": day}


class Downloads:
    """The download page with the files that a test puts there; a file has the hash of its bytes as ETag."""

    def __init__(self, service: Service, folder: Path) -> None:
        self.service, self.folder, self.files = service, folder, dict[str, bytes]()
        service.routes[f"{HOST}/NPI_Files.html"] = self.page
        self.put(MONTHLY, write_nppes(folder / "monthly.zip", [PERSON, CLINIC, DENTIST]).read_bytes())

    def page(self, asked: Asked) -> Answer:
        links = "".join(f'<a href="./{name}">{name}</a>' for name in self.files)
        return Answer(f"<html>{links}</html>".encode(), headers={"Content-Type": "text/html"})

    def put(self, name: str, content: bytes) -> None:
        self.files[name] = content
        etag = f'"{hash(content)}"'

        def answer(asked: Asked) -> Answer:
            if asked.headers.get("If-None-Match") == etag:
                return Answer(b"", 304)
            return Answer(content, headers={"ETag": etag, "Content-Type": "application/zip"})

        self.service.routes[f"{HOST}/{name}"] = answer

    def put_week(self, number: int, rows: Rows, places: Rows | None = None) -> None:
        self.put(weekly_name(WEEKS[number]), update_zip(WEEKS[number], rows, places=places or ()))

    def put_report(self, *rows: tuple[str, str]) -> None:
        self.put(REPORT, deactivation_zip(FULL_DAY, rows))


@pytest.fixture
def downloads(service: Service, tmp_path: Path) -> Downloads:
    return Downloads(service, tmp_path)


def entries(data_dir: Path) -> dict[str, dict[str, object]]:
    lines = (data_dir / "records" / SOURCE / "records.jsonl").read_text(encoding="utf-8").splitlines()
    return {entry["entry_id"]: entry for entry in map(json.loads, lines)}


def good(report: CrawlReport) -> CrawlReport:
    assert report.outcome is Outcome.SUCCEEDED, report.reason
    return report


def test_a_weekly_file_changes_adds_and_takes_away(
    downloads: Downloads, run_crawl: Crawl, data_dir: Path
) -> None:
    married = PERSON | {"Provider Last Name (Legal Name)": "NEWNAME", "Last Update Date": "11/10/2026"}
    no_clinic = CLINIC | {"Healthcare Provider Taxonomy Code_1": "261Q00000X"}
    newcomer = PT | {"NPI": THIRD_NPI}
    downloads.put_week(0, [no_clinic, newcomer, married])
    report = good(run_crawl(SOURCE))
    found = entries(data_dir)
    assert {npi: entry["last_name"] for npi, entry in found.items()} == {
        NPI: "NEWNAME",
        THIRD_NPI: "EXAMPLESON",
    }
    assert report.source_as_of == "2026-11-15"
    evidence = found[NPI]["evidence"]
    assert isinstance(evidence, Mapping)
    assert (evidence["row_number"], evidence["source_as_of"]) == (3, "2026-11-15")
    assert str(evidence["source_url"]).endswith(weekly_name(WEEKS[0]))


def test_an_entry_that_no_weekly_file_names_keeps_its_row_in_the_monthly_file(
    downloads: Downloads, run_crawl: Crawl, data_dir: Path
) -> None:
    downloads.put_week(0, [PT])
    good(run_crawl(SOURCE))
    evidence = entries(data_dir)[OTHER_NPI]["evidence"]
    assert isinstance(evidence, Mapping)
    assert (evidence["row_number"], evidence["source_as_of"]) == (2, "2026-11-08")


def test_a_number_deactivated_in_a_week_is_marked_and_stays(
    downloads: Downloads, run_crawl: Crawl, data_dir: Path
) -> None:
    downloads.put_week(0, [gone(NPI), gone(THIRD_NPI)])
    good(run_crawl(SOURCE))
    assert {npi: entry["deactivated_on"] for npi, entry in entries(data_dir).items()} == {
        NPI: "2026-11-12",
        OTHER_NPI: None,
    }


def test_the_report_marks_numbers_and_knows_those_that_came_back(
    downloads: Downloads, run_crawl: Crawl, data_dir: Path
) -> None:
    back = {"NPI Deactivation Date": "11/03/2026", "NPI Reactivation Date": "11/11/2026"}
    downloads.put_week(0, [PERSON | back])
    downloads.put_report((NPI, "11/03/2026"), (OTHER_NPI, "11/05/2026"), (THIRD_NPI, "01/01/2026"))
    assert good(run_crawl(SOURCE)).warnings == ()
    assert {npi: entry["deactivated_on"] for npi, entry in entries(data_dir).items()} == {
        NPI: None,
        OTHER_NPI: "2026-11-05",
    }


def test_without_a_report_on_the_page_the_maintainer_is_told(downloads: Downloads, run_crawl: Crawl) -> None:
    assert any("links no deactivation report" in each for each in good(run_crawl(SOURCE)).warnings)


def test_a_number_that_leaves_and_comes_back_within_two_weeks_is_as_the_later_week_says(
    downloads: Downloads, run_crawl: Crawl, data_dir: Path
) -> None:
    back = {"NPI Deactivation Date": "11/12/2026", "NPI Reactivation Date": "11/17/2026"}
    downloads.put_week(1, [PT | back])
    downloads.put_week(0, [gone(NPI)])
    good(run_crawl(SOURCE))
    entry = entries(data_dir)[NPI]
    assert (entry["profession"], entry["deactivated_on"]) == ("physical_therapist", None)


def test_what_is_unchanged_is_not_sent_again_and_the_new_week_is_applied(
    downloads: Downloads, run_crawl: Crawl, service: Service, data_dir: Path
) -> None:
    downloads.put_report((OTHER_NPI, "11/05/2026"))
    downloads.put_week(0, [PT])
    good(run_crawl(SOURCE))
    first = len(service.asked)
    downloads.put_week(1, [PT | {"NPI": THIRD_NPI}])
    assert good(run_crawl(SOURCE)).source_as_of == "2026-11-22"
    unsent = [
        asked.path.rpartition("/")[2] for asked in service.asked[first:] if "If-None-Match" in asked.headers
    ]
    assert unsent == [MONTHLY, REPORT, weekly_name(WEEKS[0])]
    assert set(entries(data_dir)) == {NPI, OTHER_NPI, THIRD_NPI}
    assert entries(data_dir)[NPI]["profession"] == "physical_therapist"


def test_a_replay_gives_the_same_bytes_without_asking(
    downloads: Downloads, run_crawl: Crawl, service: Service, data_dir: Path
) -> None:
    downloads.put_report((OTHER_NPI, "11/05/2026"))
    downloads.put_week(0, [PT])
    good(run_crawl(SOURCE))
    path = data_dir / "records" / SOURCE / "records.jsonl"
    before, asked = path.read_bytes(), len(service.asked)
    good(run_crawl(SOURCE, is_replay=True))
    assert (path.read_bytes(), len(service.asked)) == (before, asked)


def test_a_missing_week_ends_the_updates_and_is_told(
    downloads: Downloads, run_crawl: Crawl, data_dir: Path
) -> None:
    downloads.put_report((OTHER_NPI, "11/05/2026"))
    downloads.put_week(0, [PT])
    downloads.put_week(2, [gone(NPI, "11/24/2026")])
    report = good(run_crawl(SOURCE))
    (warning,) = report.warnings
    assert "no weekly file covers 2026-11-16 to 2026-11-22" in warning
    assert "the next full file is needed" in warning
    assert report.source_as_of == "2026-11-15"
    assert entries(data_dir)[NPI]["deactivated_on"] is None


def test_entries_never_go_back_behind_the_last_good_crawl(
    downloads: Downloads, run_crawl: Crawl, data_dir: Path
) -> None:
    downloads.put_week(0, [PT])
    good(run_crawl(SOURCE))
    before = entries(data_dir)
    del downloads.files[weekly_name(WEEKS[0])]
    downloads.put_week(1, [CLINIC])
    report = run_crawl(SOURCE)
    assert report.outcome is Outcome.FAILED
    assert "no weekly file covers 2026-11-09 to 2026-11-15" in report.reason
    assert "the last good crawl reached 2026-11-15" in report.reason
    assert entries(data_dir) == before


def test_files_that_are_all_unchanged_are_not_read(
    downloads: Downloads, run_crawl: Crawl, data_dir: Path
) -> None:
    downloads.put_report((OTHER_NPI, "11/05/2026"))
    downloads.put_week(0, [PT])
    first = good(run_crawl(SOURCE))
    before = entries(data_dir)
    downloads.put_week(2, [CLINIC])
    again = good(run_crawl(SOURCE))
    assert "no weekly file covers 2026-11-16 to 2026-11-22" in again.warnings[0]
    assert (again.read_crawl_id, again.records_count) == (first.crawl_id, first.records_count)
    assert (entries(data_dir), again.source_as_of) == (before, "2026-11-15")
    # Any file that comes, goes or changes: all are read.
    downloads.put_week(1, [CLINIC | {"NPI": THIRD_NPI}])
    assert good(run_crawl(SOURCE)).read_crawl_id == ""
    assert THIRD_NPI in entries(data_dir)
    downloads.put_report((OTHER_NPI, "11/05/2026"), (NPI, "11/20/2026"))
    assert good(run_crawl(SOURCE)).read_crawl_id == ""
    assert good(run_crawl(SOURCE)).read_crawl_id != ""
    del downloads.files[REPORT]
    assert good(run_crawl(SOURCE)).read_crawl_id == ""
    assert entries(data_dir)[OTHER_NPI]["deactivated_on"] is None


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (update_zip(WEEKS[0], [PERSON] * 50)[:-200], "cut off or damaged"),
        (b"<html>Service unavailable</html>", "is no zip"),
        (update_zip(WEEKS[1], [PERSON]), "should reach to 2026-11-15 and holds rows up to 2026-11-22"),
        (deactivation_zip(FULL_DAY, [(NPI, "11/03/2026")]), "holds no member npidata_pfile_*.csv"),
        (update_zip(WEEKS[0], []), "holds no rows"),
        (None, "404"),
    ],
)
def test_a_broken_weekly_file_fails_the_crawl_and_the_good_entries_stay(
    content: bytes | None,
    words: str,
    downloads: Downloads,
    run_crawl: Crawl,
    service: Service,
    data_dir: Path,
) -> None:
    good(run_crawl(SOURCE))
    before = entries(data_dir)
    downloads.put(weekly_name(WEEKS[0]), content or b"")
    if content is None:
        del service.routes[f"{HOST}/{weekly_name(WEEKS[0])}"]
    report = run_crawl(SOURCE)
    assert report.outcome is Outcome.FAILED
    assert words in report.reason
    assert entries(data_dir) == before


def test_a_broken_row_of_a_week_is_named_and_the_older_row_stands(
    downloads: Downloads, run_crawl: Crawl, data_dir: Path
) -> None:
    downloads.put_week(0, [PT | {"NPI": "1234567890"}, PT | {"NPI": THIRD_NPI}])
    report = good(run_crawl(SOURCE))
    assert report.quarantined_count == 1
    assert entries(data_dir)[NPI]["profession"] == "acupuncturist"


def test_a_monthly_file_without_a_date_takes_no_weekly_files(downloads: Downloads, run_crawl: Crawl) -> None:
    content = write_members(downloads.folder / "x.zip", {MAIN[:14] + "latest.csv": csv_text([PERSON])})
    downloads.put(MONTHLY, content.read_bytes())
    downloads.put_week(0, [PT])
    assert any("states no date" in each for each in good(run_crawl(SOURCE)).warnings)


NPIS = ("1234567893", "2999999990", "1000000004", "1000000012", "1000000020")
STATES = st.sampled_from(["acupuncturist", "therapist", "dentist", "moved", "deactivated"])


def made(npi: str, state: str, place: str) -> dict[str, str]:
    if state == "deactivated":
        return gone(npi)
    codes = {"therapist": "225100000X", "dentist": "1223G0001X"}
    city = "Provider Business Practice Location Address City Name"
    row = PERSON | {"NPI": npi, "Healthcare Provider Taxonomy Code_1": codes.get(state, "171100000X")}
    return row | ({city: place} if state == "moved" else {})


CHANGES = st.dictionaries(st.sampled_from(NPIS), st.tuples(STATES, st.sampled_from(["YAKIMA", "TACOMA"])))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=CHANGES.filter(bool), changes=st.lists(CHANGES.filter(bool), max_size=4))
def test_a_full_file_with_its_weeks_is_the_full_file_of_the_last_day(
    tmp_path: Path,
    first: dict[str, tuple[str, str]],
    changes: list[dict[str, tuple[str, str]]],
) -> None:
    now = {npi: made(npi, *state) for npi, state in first.items()}
    full = write_nppes(tmp_path / "full.zip", list(now.values()))
    weeks = []
    for number, change in enumerate(changes):
        rows = {npi: made(npi, *state) for npi, state in change.items()}
        now |= rows
        weeks.append(tmp_path / f"{number}.zip")
        weeks[-1].write_bytes(update_zip(WEEKS[number], list(rows.values())))
    last = write_nppes(tmp_path / "last.zip", list(now.values()))
    updated, expected = registry(full, *weeks), registry(last)
    # Only who was deactivated since the full file differs: marked here, left out of the next full file.
    marked = {npi for npi, entry in updated.items() if entry.deactivated_on}
    assert marked <= {npi for npi, row in now.items() if not row.get("Entity Type Code")}
    assert {npi: entry for npi, entry in updated.items() if npi not in marked} == expected


def registry(full: Path, *weeks: Path) -> dict[str, EntryRecord]:
    """The entries by NPI, without where they were read."""
    files = [ListedFile(path, EVIDENCE) for path in (full, *weeks)]
    batches = read_registry(files[0], files[1:], None, FULL_DAY)
    found = [entry for batch in batches for entry in batch.records if isinstance(entry, EntryRecord)]
    assert len({entry.entry_id for entry in found}) == len(found)
    return {entry.entry_id: replace(entry, evidence=EVIDENCE) for entry in found}
