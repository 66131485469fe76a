"""The two lists that maintainers keep: entries of their own, and statements with where they were seen.

Both are optional. A row that can't be read stops the run, with its place and the remedy: a list that is
kept by hand is put right by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from crawler.records import CrawlReport, EntryKind, EntryRecord, Evidence, Outcome, RecordKind, SourceInfo
from verify.checks.coverage import SourceState
from verify.checks.known import Statement
from verify.publish.own_entries import COLUMNS as ENTRY_COLUMNS
from verify.publish.own_entries import FILE as ENTRIES_FILE
from verify.publish.own_entries import SOURCE as ENTRIES
from verify.publish.own_entries import own_entries
from verify.publish.own_statements import COLUMNS as STATEMENT_COLUMNS
from verify.publish.own_statements import FILE as STATEMENTS_FILE
from verify.publish.own_statements import SOURCE as STATEMENTS
from verify.publish.own_statements import own_statements
from verify.publish.own_table import PARSER_VERSION, read_own_table

OWN_FILES = (ENTRIES_FILE, STATEMENTS_FILE)
"""The lists below the data folder that a release depends on."""

_NAMES = tuple(
    "first_name middle_name last_name suffix organization_name city added_by statement issuer seen_by".split()
)


@dataclass(frozen=True, slots=True)
class OwnLists:
    """What the lists hold, sorted by id; a list without rows has no state."""

    states: tuple[SourceState, ...]
    entries: tuple[EntryRecord, ...]
    statements: tuple[Statement, ...]


def read_own_lists(data: Path, listed: Iterable[EntryRecord], today: date | None = None) -> OwnLists:
    """The entries and statements of the lists in `data`; `listed` are the entries of the sources.

    Where `today` is given, a row of a later day can't stand.

    Raises:
        CannotRunError: a list can't be read, or a row of it can't stand as it is.
    """
    kinds = {entry.entry_id: entry.kind for entry in listed}
    own = read_own_entries(data, kinds, today)
    kinds |= {entry.entry_id: entry.kind for entry in own}
    sha256, rows = read_own_table(data / STATEMENTS_FILE, STATEMENT_COLUMNS, names=_NAMES, today=today)
    said = own_statements(rows, sha256, kinds)
    states = (
        *_state(ENTRIES, RecordKind.ENTRY, [each.evidence for each in own]),
        *_state(STATEMENTS, RecordKind.STATEMENT, [each.evidence for each in said]),
    )
    return OwnLists(states, own, tuple(sorted(said, key=lambda each: each.statement_id)))


def read_own_entries(
    data: Path, listed: Mapping[str, EntryKind], today: date | None = None
) -> tuple[EntryRecord, ...]:
    """The entries of the list alone, sorted; `listed` are the kinds of the entries of the sources by id.

    Raises:
        CannotRunError: the list can't be read, or a row of it can't stand as it is.
    """
    free = ("phone", "street")
    sha256, rows = read_own_table(data / ENTRIES_FILE, ENTRY_COLUMNS, names=_NAMES, free=free, today=today)
    return tuple(sorted(own_entries(rows, sha256, listed), key=lambda each: each.entry_id))


_TITLES = {ENTRIES: "Entries of our own", STATEMENTS: "Statements of entries, and where they were seen"}
_OMITS = {
    ENTRIES: "whoever was not added by a person",
    STATEMENTS: "whatever was stated elsewhere, or not seen by a person",
}


def _state(source: str, kind: RecordKind, rows: Sequence[Evidence]) -> list[SourceState]:
    if not rows:
        return []
    report = _report(source, rows)
    return [SourceState(_info(source, kind), report, report)]


def _info(source: str, kind: RecordKind) -> SourceInfo:
    return SourceInfo(
        source=source,
        title=_TITLES[source],
        agency="The maintainers of this directory",
        jurisdiction="US",
        kind=kind,
        professions=(),
        homepage_url="",
        lookup_url="",
        protocol="a list that people keep by hand",
        states_discipline=False,
        is_complete=False,
        omits=_OMITS[source],
        refresh_days=90,
        terms="",
        attribution="",
        permission="Public statements, noted by a person with address and day.",
        parser_version=PARSER_VERSION,
    )


def _report(source: str, rows: Sequence[Evidence]) -> CrawlReport:
    newest = max(evidence.fetched_at for evidence in rows)
    return CrawlReport(
        crawl_id=f"{source}-{rows[0].raw_sha256[:12]}",
        source=source,
        outcome=Outcome.SUCCEEDED,
        reason="",
        started_at=newest,
        finished_at=newest,
        source_as_of=newest[:10],
        served_from="",
        responses_count=1,
        rows_count=len(rows),
        records_count=len(rows),
        quarantined_count=0,
        skipped_count=0,
        new_columns=(),
        unknown_statuses=(),
        parser_version=PARSER_VERSION,
    )
