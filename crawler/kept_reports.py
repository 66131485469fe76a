"""The reports beside the records of a source: of its newest crawl, and of the last good one."""

from __future__ import annotations

from pathlib import Path

from crawler.commit import replace_files
from crawler.records import CrawlReport, SourceInfo, from_json, to_json


def write_state(folder: Path, report: CrawlReport, info: SourceInfo) -> None:
    """`last_crawl.json` and `source.json` tell of this crawl, also when it failed."""
    replace_files(folder, state_files(report, info))


def state_files(report: CrawlReport, info: SourceInfo) -> dict[str, tuple[str]]:
    """The files that tell of the newest crawl, by name."""
    return {"last_crawl.json": (to_json(report),), "source.json": (to_json(info),)}


def last_good_report(folder: Path) -> CrawlReport | None:
    """The report of the last good crawl; None before the first."""
    try:
        return from_json(CrawlReport, (folder / "report.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError):
        return None
