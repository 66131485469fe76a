"""What a run did, as a report for machines and as closing lines for a person."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from verify.checks.coverage import SourceState
from verify.linkage.links import Link
from verify.linkage.verdict_labels import VERDICT_LABELS


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One listing in the report. `is_carried_forward` says that its newest crawl failed.

    `warnings` are what its newest crawl told the maintainer beside its outcome.
    """

    source: str
    records_count: int
    rows_count: int
    quarantined_count: int
    source_as_of: str | None
    fetched_at: str | None
    is_carried_forward: bool
    reason: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RunReport:
    """The report of a run; `outcome` is published, unchanged, refused or could_not_run.

    `links` counts all links by decision and rule; `review_count` is the length of the private
    queue, of which `withheld_count` links are in no public table. `stale_decisions` are pairs of entry and
    license whose records are others than those that a person decided on. `export_trouble` says why the
    release can't be downloaded, where it can't, or that the disk gets too small for more of them.
    """

    outcome: str
    reason: str = ""
    release_id: str = ""
    is_sample: bool = False
    sources: tuple[SourceLine, ...] = ()
    entries_count: int = 0
    licenses_count: int = 0
    links: dict[str, int] = field(default_factory=dict)
    verdicts: dict[str, int] = field(default_factory=dict)
    review_count: int = 0
    withheld_count: int = 0
    quarantined_count: int = 0
    overruled: tuple[str, ...] = ()
    seconds: dict[str, float] = field(default_factory=dict)
    stale_decisions: tuple[str, ...] = ()
    export_trouble: str = ""

    @property
    def failed_sources(self) -> list[str]:
        """The sources whose newest crawl failed."""
        return [line.source for line in self.sources if line.is_carried_forward]

    def lines(self) -> list[str]:
        """The closing summary."""
        name = f"Release {self.release_id}" + (
            " (sample data: nobody in it exists)" if self.is_sample else ""
        )
        entries = [f"  {count:>9,}  {VERDICT_LABELS[verdict]}" for verdict, count in self.verdicts.items()]
        links = [f"  {count:>9,}  {kind}" for kind, count in self.links.items()]
        return [
            "",
            *([self.reason] if self.outcome == "unchanged" else []),
            name,
            "Listings read",
            *(text for line in self.sources for text in (_source_line(line), *_warning_lines(line))),
            f"Entries: {self.entries_count:,}, by verdict",
            *entries,
            f"Links to {self.licenses_count:,} licenses, by decision and rule",
            *links,
            f"For a person to decide: {self.review_count:,} links",
            f"  {self.withheld_count:>9,}  of them in no public table, because the license is adverse",
            f"Rows in quarantine: {self.quarantined_count:,}",
            *(f"Decision to make again, the records are others now: {pair}" for pair in self.stale_decisions),
            *(f"Overruled: {sentence}" for sentence in self.overruled),
            *([self.export_trouble] if self.export_trouble else []),
            "Seconds: " + ", ".join(f"{stage.lower()} {took:.1f}" for stage, took in self.seconds.items()),
        ]


def source_lines(states: Iterable[SourceState]) -> tuple[SourceLine, ...]:
    """One line for each source, sorted."""
    return tuple(map(_line_of, sorted(states, key=lambda state: state.info.source)))


def _line_of(state: SourceState) -> SourceLine:
    report = state.report
    return SourceLine(
        source=state.info.source,
        records_count=report.records_count if report else 0,
        rows_count=report.rows_count if report else 0,
        quarantined_count=report.quarantined_count if report else 0,
        source_as_of=report.source_as_of if report else None,
        fetched_at=report.started_at if report else None,
        is_carried_forward=state.has_failed,
        reason=state.last.reason if state.has_failed and state.last else "",
        warnings=state.last.warnings if state.last else (),
    )


def count_links(links: Iterable[Link]) -> dict[str, int]:
    """Links by decision and rule, accepted ones first."""
    counts = Counter(f"{link.decision}: {link.rule}" for link in links)
    return {kind: counts[kind] for kind in sorted(counts)}


def count_verdicts(database: Path) -> dict[str, int]:
    """Entries of a database by verdict, in the order of `VERDICT_LABELS`, zeros included."""
    connection = sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)
    try:
        counts = dict(connection.execute("SELECT verdict, count(*) FROM entries GROUP BY verdict"))
    finally:
        connection.close()
    return {verdict: counts.get(verdict, 0) for verdict in VERDICT_LABELS}


def _warning_lines(line: SourceLine) -> list[str]:
    return [f"    warning: {sentence}" for sentence in line.warnings]


def _source_line(line: SourceLine) -> str:
    if line.fetched_at is None:
        return f"  {line.source:<30} never read with success: {line.reason}"
    dated = f"dated {line.source_as_of}, " if line.source_as_of else ""
    text = f"  {line.source:<30} {line.records_count:>9,} records of {line.rows_count:,} rows, "
    text += f"{dated}read {line.fetched_at[:10]}"
    return f"{text}  FAILED NOW, older rows kept: {line.reason}" if line.is_carried_forward else text
