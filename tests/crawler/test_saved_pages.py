"""Pages that a person saved are read from the inbox; the directories themselves are never asked."""

from __future__ import annotations

import io
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.merge_certifications import merge_certifications
from crawler.platforms.certificate_cells import Place, name_and_letters, place_of
from crawler.platforms.saved_pages import PAGE_BYTES_MAX
from crawler.progress import Progress
from crawler.records import CertificationRecord, CrawlReport, Evidence, Outcome, Status, from_json
from crawler.run import CrawlPlan, crawl
from tests.crawler.conftest import TODAY, quarantine

NCBAHM, AAMA = "us_ncbahm_diplomates", "us_aama_physicians"
FOLDERS = {NCBAHM: "us_ncbahm", AAMA: "us_aama"}
SOURCES = Path(__file__).parents[1] / "sources"
PAGE = (SOURCES / NCBAHM / "2026-11-20_washington.html").read_bytes()
ANSWER = (SOURCES / AAMA / "2026-11-19_answer_1.json").read_bytes()
CLOUDFLARE = b"<!DOCTYPE html><html><head><title>Just a moment...</title></head><body></body></html>"


def lay_down(data_dir: Path, name: str, body: bytes = PAGE, source: str = NCBAHM) -> Path:
    path = data_dir / "inbox" / FOLDERS[source] / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
    return path


def run(data_dir: Path, source: str = NCBAHM, **given: Any) -> CrawlReport:
    return crawl(CrawlPlan((source,), data_dir, TODAY, **given), Progress(io.StringIO()))[0]


def certificates(data_dir: Path, source: str = NCBAHM) -> list[CertificationRecord]:
    lines = (data_dir / "records" / source / "records.jsonl").read_text(encoding="utf-8").splitlines()
    return [from_json(CertificationRecord, line) for line in lines]


def test_a_saved_page_gives_a_certificate_for_each_badge_and_is_dated_by_its_name(data_dir: Path) -> None:
    path = lay_down(data_dir, "2026-11-03_wa.html")
    os.utime(path, (1_900_000_000, 1_900_000_000))
    report = run(data_dir)
    assert report.outcome is Outcome.SUCCEEDED, report.reason
    assert (report.source_as_of, report.records_count) == ("2026-11-03", 10)
    jane = [each for each in certificates(data_dir) if each.last_name == "Doe"]
    assert [each.credential for each in jane] == [
        "Dipl. Ac. (NCBAHM)",
        "Dipl. C.H. (NCBAHM)",
        "Dipl. O.M. (NCBAHM)",
    ]
    assert {each.evidence.source_as_of for each in jane} == {"2026-11-03"}
    assert {each.evidence.source_url for each in jane} == {"file:inbox/2026-11-03_wa.html"}


def test_neither_street_telephone_gender_nor_website_is_kept(data_dir: Path) -> None:
    lay_down(data_dir, "2026-11-03_wa.html")
    lay_down(data_dir, "2026-11-03_1.json", ANSWER, AAMA)
    for source in FOLDERS:
        run(data_dir, source)
        for path in (data_dir / "records" / source).iterdir():
            text = path.read_text(encoding="utf-8")
            assert not re.search(
                r"555-01|Example St|Invented|female|\bmale\b|example\.com", text, re.IGNORECASE
            )


def test_a_replay_reads_the_pages_of_the_crawl_again(data_dir: Path) -> None:
    path = lay_down(data_dir, "2026-11-03_wa.html")
    run(data_dir)
    before = (data_dir / "records" / NCBAHM / "records.jsonl").read_bytes()
    path.unlink()
    assert run(data_dir, is_replay=True).outcome is Outcome.SUCCEEDED
    assert (data_dir / "records" / NCBAHM / "records.jsonl").read_bytes() == before


def test_of_two_pages_of_one_person_the_newer_counts(data_dir: Path) -> None:
    moved = PAGE.replace(b"Seattle, WA", b"Olympia, WA").replace(
        b"Certified Diplomate | Female", b"Expired | Female"
    )
    lay_down(data_dir, "2026-11-10_new.html", moved)
    lay_down(data_dir, "2026-10-01_old.html")
    report = run(data_dir)
    assert (report.records_count, report.source_as_of) == (10, "2026-10-01")
    jane = certificates(data_dir)[0]
    assert (jane.city, jane.status, jane.evidence.source_as_of) == ("Olympia", Status.EXPIRED, "2026-11-10")


def test_a_page_and_an_answer_of_one_physician_are_one(data_dir: Path) -> None:
    lay_down(data_dir, "2026-11-19_1.json", ANSWER, AAMA)
    lay_down(data_dir, "2026-11-18_page.html", (SOURCES / AAMA / "2026-11-18_page.html").read_bytes(), AAMA)
    run(data_dir, AAMA)
    found = [each for each in certificates(data_dir, AAMA) if each.last_name == "Example"]
    assert [(each.credential, each.issuer) for each in found] == [
        ("DABMA", "American Board of Medical Acupuncture"),
        ("FAAMA", "American Academy of Medical Acupuncture"),
    ]
    assert "Member" not in {each.last_name for each in certificates(data_dir, AAMA)}


def test_words_never_seen_are_kept_as_unknown_and_told(data_dir: Path) -> None:
    lay_down(data_dir, "2026-11-03_wa.html")
    report = run(data_dir)
    assert report.unknown_statuses == (("Certified Diplomate (Emeritus)", 1),)
    (strange,) = [each for each in certificates(data_dir) if each.certification_printed == "QX Certification"]
    assert (strange.credential, strange.status) == ("", Status.ACTIVE)
    (newword,) = [each for each in certificates(data_dir) if each.last_name == "Newword"]
    assert newword.status is Status.UNKNOWN
    assert [line["reason"] for line in quarantine(data_dir, NCBAHM)] == [
        *("unknown_certification", "markup", "missing_value", "unknown_status")
    ]


@pytest.mark.parametrize(
    ("name", "body", "words"),
    [
        ("2026-11-03_wa.html", CLOUDFLARE, "2026-11-03_wa.html is a saved challenge page"),
        (
            "2026-11-03_wa.html",
            b"<!DOCTYPE html><html><body>Welcome</body></html>",
            "2026-11-03_wa.html is no result page of the directory: it has no 'div.result-card__item'",
        ),
        ("2026-11-03_wa.html", PAGE[: len(PAGE) // 2], "2026-11-03_wa.html is cut off"),
        ("2026-11-03_wa.html", b"GIF89a", "2026-11-03_wa.html is no web page"),
        ("2026-11-03_wa.html", b"", "2026-11-03_wa.html is no web page"),
        ("2026-11-03_wa.html", PAGE + b" " * PAGE_BYTES_MAX, "more than any page of results"),
        ("washington.html", PAGE, "washington.html does not begin with the day of the save"),
        ("2026-02-30_wa.html", PAGE, "2026-02-30_wa.html does not begin with the day of the save"),
        ("2026-11-031.html", PAGE, "does not begin with the day of the save"),
        ("2026-12-01_wa.html", PAGE, "which is still to come"),
        ("2026-11-03_wa.mhtml", PAGE, "the inbox holds 2026-11-03_wa.mhtml"),
    ],
)
def test_a_page_that_can_not_be_used_fails_the_source_and_is_named(
    name: str, body: bytes, words: str, data_dir: Path
) -> None:
    lay_down(data_dir, "2026-11-01_good.html")
    run(data_dir)
    before = (data_dir / "records" / NCBAHM / "records.jsonl").read_bytes()
    lay_down(data_dir, name, body)
    report = run(data_dir)
    assert report.outcome is Outcome.FAILED
    assert words in report.reason
    assert (data_dir / "records" / NCBAHM / "records.jsonl").read_bytes() == before


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b'{"results": [', "no whole JSON answer"),
        (b'{"results": ' + b"[" * 100_000, "no whole JSON answer"),
        (b'{"error": "session expired"}', "it lacks 'results'"),
        (b'{"results": {"1": 2}}', "it lacks 'results'"),
    ],
)
def test_an_answer_that_can_not_be_used_is_named(body: bytes, words: str, data_dir: Path) -> None:
    lay_down(data_dir, "2026-11-03_1.json", body, AAMA)
    report = run(data_dir, AAMA)
    assert report.outcome is Outcome.FAILED
    assert "2026-11-03_1.json" in report.reason and words in report.reason


@pytest.mark.parametrize("results", ["[null, 7, [], {}]", '[{"id": [], "title": 5, "left": "x"}]'])
def test_people_of_another_shape_are_no_certificates(results: str, data_dir: Path) -> None:
    lay_down(data_dir, "2026-11-03_1.json", ANSWER, AAMA)
    lay_down(data_dir, "2026-11-04_1.json", f'{{"results": {results}}}'.encode(), AAMA)
    report = run(data_dir, AAMA)
    assert (report.outcome, report.records_count) == (Outcome.SUCCEEDED, 4), report.reason


def test_a_result_page_without_people_adds_nothing(data_dir: Path) -> None:
    lay_down(data_dir, "2026-11-03_wa.html")
    lay_down(
        data_dir,
        "2026-11-04_none.html",
        b"<!DOCTYPE html><html><body><h2>&gt;0 Practitioners found</h2></body></html>",
    )
    assert run(data_dir).records_count == 10


@pytest.mark.parametrize("source", FOLDERS)
def test_an_empty_inbox_says_what_to_do(source: str, data_dir: Path) -> None:
    report = run(data_dir, source)
    assert report.outcome is Outcome.FAILED
    assert report.reason.startswith("nothing in the inbox: save result pages of https://")
    assert f"inbox/{FOLDERS[source]}/" in report.reason


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("100 Example St , Seattle, WA, USA", Place("Seattle", "WA", "")),
        ("2 Invented Ave, Suite 5 , Spokane, WA 99201, USA", Place("Spokane", "WA", "99201")),
        ("1 Fable St, , St. Paul, MN 55101-1234", Place("St. Paul", "MN", "55101")),
        ("77 Placeholder Rd, WA, USA", Place("", "WA", "")),
        ("77 Placeholder Rd, WA 98101", Place("", "WA", "98101")),
        ("8 Example St , Vancouver, BC, Canada", Place()),
        ("8 Example St , Vancouver, BC", Place()),
        ("Phone: 512-555-0100", Place()),
        ("Not Available", Place()),
        ("", Place()),
    ],
)
def test_of_an_address_the_place_alone_is_kept(address: str, place: Place) -> None:
    assert place_of(address) == place


@given(st.text(max_size=60))
def test_no_part_with_a_digit_ever_passes_for_a_city(address: str) -> None:
    assert not re.search(r"\d", place_of(address).city)


@pytest.mark.parametrize(
    ("text", "parts", "letters"),
    [
        ("Jane Quinn Doe", ("Jane", "Quinn", "Doe", ""), ()),
        ("Jane Doe, MD, DABMA", ("Jane", "", "Doe", ""), ("MD", "DABMA")),
        ("Bo Sample Jr., DO", ("Bo", "", "Sample", "Jr."), ("DO",)),
        ("Bo Sample, III, DO", ("Bo", "", "Sample", "III"), ("DO",)),
        ("Doe,", ("", "", "Doe", ""), ()),
    ],
)
def test_the_letters_behind_a_name_are_no_part_of_it(
    text: str, parts: tuple[str, ...], letters: tuple[str, ...]
) -> None:
    name, found = name_and_letters(text)
    assert ((name.first, name.middle, name.last, name.suffix), found) == (parts, letters)


EVIDENCE = Evidence(NCBAHM, "file:inbox/x.html", "2026-11-22T00:00:00Z", "2026-11-01", "00", 1, "1")
RECORD = CertificationRecord(
    *("x:1", "Board", "Ann", "", "Example", "", "", "AC", "Dipl. Ac.", "Certified Diplomate", Status.ACTIVE),
    *(None, None, "", "WA", "", EVIDENCE),
)
pages = st.builds(
    lambda day, row, key, city, status: replace(
        RECORD,
        certification_id=key,
        city=city,
        status_printed=status,
        evidence=replace(EVIDENCE, source_as_of=f"2026-11-0{day}", row_number=row),
    ),
    st.integers(1, 3),
    st.integers(1, 4),
    st.sampled_from(["x:1", "x:2"]),
    st.sampled_from(["", "Avon"]),
    st.sampled_from(["Certified Diplomate", "Expired"]),
)


@given(st.lists(pages, max_size=8), st.randoms())
def test_the_order_of_the_pages_does_not_matter_and_contradictions_are_unknown(
    records: list[CertificationRecord], chance: Any
) -> None:
    merged = merge_certifications(records)
    shuffled = list(records)
    chance.shuffle(shuffled)
    assert merge_certifications(shuffled) == merged
    assert [each.certification_id for each in merged.records] == sorted({r.certification_id for r in records})
    for each in merged.records:
        same = [r for r in records if r.certification_id == each.certification_id]
        newest = max(r.evidence.source_as_of or "" for r in same)
        words = {r.status_printed for r in same if r.evidence.source_as_of == newest}
        assert each.evidence.source_as_of == newest
        assert (each.status is Status.UNKNOWN) == (len(words) > 1)
