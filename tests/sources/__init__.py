"""Case files of every source, each with the records that a person has read and found right."""

from __future__ import annotations

import io
import tempfile
from datetime import date
from pathlib import Path

from crawler.progress import Progress
from crawler.records import CrawlReport
from crawler.run import CrawlPlan, crawl

FOLDER = Path(__file__).parent
EXPECTED = ".expected.jsonl"
TODAY = date(2026, 11, 22)


def case_files(source: str) -> list[Path]:
    """The case files of a source: everything in its folder that is no expectation."""
    folder = FOLDER / source
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if not path.name.endswith(".jsonl"))


def expected_file(case: Path) -> Path:
    """Where the expected records and quarantine lines of a case are."""
    return case.with_name(case.stem + EXPECTED)


def read_case(source: str, case: Path) -> tuple[CrawlReport, str]:
    """The report of the case read as a local file, and its records with the quarantine lines after them."""
    with tempfile.TemporaryDirectory() as folder:
        data_dir = Path(folder)
        plan = CrawlPlan((source,), data_dir, TODAY, file=case)
        (report,) = crawl(plan, Progress(io.StringIO()))
        made = data_dir / "records" / source
        files = [made / "records.jsonl", made / "quarantine.jsonl"]
        return report, "".join(path.read_text(encoding="utf-8") for path in files if path.exists())
