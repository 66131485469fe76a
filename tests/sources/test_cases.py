from __future__ import annotations

from pathlib import Path

import pytest

from crawler.records import Outcome
from crawler.run import find_sources
from tests.sources import EXPECTED, FOLDER, case_files, expected_file, read_case

SOURCES = tuple(find_sources())
CASES = [
    pytest.param(source, case, id=f"{source}-{case.stem}")
    for source in SOURCES
    for case in case_files(source)
]


@pytest.mark.parametrize("source", SOURCES)
def test_every_source_has_a_case(source: str) -> None:
    assert case_files(source), f"tests/sources/{source}/ lacks a case file"


def test_every_case_folder_belongs_to_a_source() -> None:
    folders = {path.name for path in FOLDER.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders <= set(SOURCES)


def test_every_expectation_has_its_case() -> None:
    cases = {expected_file(case) for source in SOURCES for case in case_files(source)}
    assert set(FOLDER.glob(f"*/*{EXPECTED}")) == cases


@pytest.mark.parametrize(("source", "case"), CASES)
def test_the_case_gives_the_expected_records(source: str, case: Path) -> None:
    report, text = read_case(source, case)
    assert report.outcome is Outcome.SUCCEEDED, report.reason
    assert text == expected_file(case).read_text(encoding="utf-8")
