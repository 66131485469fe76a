"""Every source of the crawler with the state of its newest crawl."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from crawler.records import SourceInfo
from verify.publish.load import load_state


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source and its newest crawl. `outcome` is empty where it was never crawled.

    `warnings` are what the newest crawl told the maintainer beside its outcome.
    """

    source: str
    title: str
    agency: str
    jurisdiction: str
    protocol: str
    refresh_days: int
    outcome: str
    reason: str
    records_count: int
    source_as_of: str | None
    last_crawl_at: str | None
    last_good_crawl_at: str | None
    warnings: tuple[str, ...] = ()


def source_table(infos: Iterable[SourceInfo], data: Path) -> list[SourceRow]:
    """One row for each source, in the order given.

    Raises:
        CannotRunError: a crawl report can't be read.
    """
    return [_row(info, data / "records" / info.source) for info in infos]


def table_lines(table: Iterable[SourceRow]) -> list[str]:
    """The table as lines to print, a heading first."""
    heading = ("SOURCE", "NEWEST CRAWL", "ENDED", "RECORDS", "DATED")
    lines = ["{:<30} {:<13} {:<10} {:>9}  {}".format(*heading)]
    for row in table:
        outcome, day = row.outcome or "never crawled", (row.last_crawl_at or "-")[:10]
        dated = row.source_as_of or "-"
        lines.append(f"{row.source:<30} {outcome:<13} {day:<10} {row.records_count:>9,}  {dated}")
        if row.reason:
            lines.append(f"    {row.reason}")
        lines.extend(f"    warning: {sentence}" for sentence in row.warnings)
    return lines


def _row(info: SourceInfo, folder: Path) -> SourceRow:
    state = load_state(folder) if (folder / "source.json").exists() else None
    report, last = (state.report, state.last) if state else (None, None)
    return SourceRow(
        source=info.source,
        title=info.title,
        agency=info.agency,
        jurisdiction=info.jurisdiction,
        protocol=info.protocol,
        refresh_days=info.refresh_days,
        outcome=str(last.outcome) if last else "",
        reason=last.reason if last else "",
        records_count=report.records_count if report else 0,
        source_as_of=report.source_as_of if report else None,
        last_crawl_at=last.started_at if last else None,
        last_good_crawl_at=report.started_at if report else None,
        warnings=last.warnings if last else (),
    )
