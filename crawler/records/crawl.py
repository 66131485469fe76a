"""What a source says of itself, and what one crawl of it did."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.records.closed_lists import Outcome, Profession, RecordKind


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """What a source says of itself; made from the attributes of its spider.

    `is_complete` is false where the listing leaves whole groups out by design (for example
    revoked licensees). `refresh_days` is the age at which it is to be read again.
    """

    source: str
    title: str
    agency: str
    jurisdiction: str
    kind: RecordKind
    professions: tuple[Profession, ...]
    homepage_url: str
    lookup_url: str
    protocol: str
    states_discipline: bool
    is_complete: bool
    omits: str
    refresh_days: int
    terms: str
    attribution: str
    permission: str
    parser_version: str


@dataclass(frozen=True, slots=True)
class CrawlReport:
    """What one crawl of one source did. `served_from` names a stand-in, else it is empty.

    `warnings` are sentences for the maintainer about a crawl that is good all the same.
    `active_count` counts the active licenses; None where the records are no licenses.
    `read_crawl_id` is set where nothing had changed: it names the earlier crawl whose answers the records
    were made from, and the figures are that crawl's. `rules_sha256` is the hash of what they were read by.
    """

    crawl_id: str
    source: str
    outcome: Outcome
    reason: str
    started_at: str
    finished_at: str
    source_as_of: str | None
    served_from: str
    responses_count: int
    rows_count: int
    records_count: int
    quarantined_count: int
    skipped_count: int
    new_columns: tuple[str, ...]
    unknown_statuses: tuple[tuple[str, int], ...]
    parser_version: str
    warnings: tuple[str, ...] = ()
    active_count: int | None = None
    read_crawl_id: str = ""
    rules_sha256: str = ""
