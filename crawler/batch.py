"""What a parser hands on: the records of one response, or of a few thousand rows of a large file."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass

from crawler.records import (
    AccreditationRecord,
    CertificationRecord,
    EntryRecord,
    ExclusionRecord,
    LicenseRecord,
    QuarantinedRow,
)

Record = LicenseRecord | EntryRecord | ExclusionRecord | CertificationRecord | AccreditationRecord

BATCH_ROWS = 5000


@dataclass(frozen=True, slots=True)
class Batch:
    """`quarantined` holds rows kept out and also notes on rows that were kept (see `NOTE_REASONS`)."""

    records: Sequence[Record] = ()
    quarantined: tuple[QuarantinedRow, ...] = ()
    rows_count: int = 0
    skipped_count: int = 0
    new_columns: tuple[str, ...] = ()
    source_as_of: str | None = None


NOTE_REASONS = frozenset(
    {
        *("unknown_status", "conflicting_rows", "conflicting_columns", "unreadable_case"),
        *("private_number", "unusable_npi", "unknown_certification"),
    }
)
"""Reasons that tell the maintainer of a row whose record was kept."""


async def each_in_thread(batches: Iterator[Batch]) -> AsyncIterator[Batch]:
    """The batches one by one, each made in a thread so that other sources go on meanwhile."""
    while (batch := await asyncio.to_thread(next, batches, None)) is not None:
        yield batch
