"""Every source of the crawler with the state of its newest crawl."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from crawler.records import SourceInfo, Status
from verify.publish.load import load_state

_HEADING = (
    *("SOURCE", "NEWEST CRAWL", "ENDED", "LAST GOOD", "DATED"),
    *("ROWS", "RECORDS", "ACTIVE", "EXPIRED", "OTHER"),
)
_LINE = "{:<30} {:<13} {:<10} {:<10} {:<10} {:>11} {:>9} {:>9} {:>9} {:>9}"
# A quotation mark within a text is escaped, so this can be a field of the record alone.
_STATUS = re.compile(rb',"status":"([a-z_]+)"')


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source and its newest crawl. `outcome` is empty where it was never crawled.

    `rows_count`, `records_count` and `source_as_of` are of the last good crawl. `status_counts` counts its
    records by status class; empty where the records have no status. `warnings` are what the newest crawl
    told the maintainer beside its outcome.
    """

    source: str
    title: str
    agency: str
    jurisdiction: str
    protocol: str
    refresh_days: int
    outcome: str
    reason: str
    rows_count: int
    records_count: int
    status_counts: Mapping[str, int]
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
    lines = [_LINE.format(*_HEADING)]
    for row in table:
        days = (row.last_crawl_at, row.last_good_crawl_at, row.source_as_of)
        counts = (row.rows_count, row.records_count, *_class_counts(row.status_counts))
        shown = [f"{count:,}" for count in counts] + ["-"] * (5 - len(counts))
        outcome = row.outcome or "never crawled"
        lines.append(_LINE.format(row.source, outcome, *((day or "-")[:10] for day in days), *shown))
        if row.reason:
            lines.append(f"    {row.reason}")
        lines.extend(f"    warning: {sentence}" for sentence in row.warnings)
    return lines


def _class_counts(counts: Mapping[str, int]) -> tuple[int, ...]:
    """Active, expired and all others; nothing where the records have no status."""
    if not counts:
        return ()
    named = [counts.get(each, 0) for each in (Status.ACTIVE, Status.EXPIRED)]
    return (*named, sum(counts.values()) - sum(named))


def _status_counts(path: Path) -> dict[str, int]:
    """The records of a file by status class, most first; the text alone is looked at, for lists are long."""
    if not path.exists():
        return {}
    with path.open("rb") as handle:
        found = (_STATUS.search(line) for line in handle)
        counts = Counter(match[1].decode("ascii") for match in found if match)
    return dict(counts.most_common())


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
        rows_count=report.rows_count if report else 0,
        records_count=report.records_count if report else 0,
        status_counts=_status_counts(folder / "records.jsonl"),
        source_as_of=report.source_as_of if report else None,
        last_crawl_at=last.started_at if last else None,
        last_good_crawl_at=report.started_at if report else None,
        warnings=last.warnings if last else (),
    )
