"""Where a record was read, and what was kept out of the records."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a record was read: enough to find the row again and read it the same way.

    `row_number` counts data rows from 1 in the raw object `raw_sha256`; `source_as_of` is
    the listing's own date where it states one.
    """

    source: str
    source_url: str
    fetched_at: str
    source_as_of: str | None
    raw_sha256: str
    row_number: int
    parser_version: str


@dataclass(frozen=True, slots=True)
class QuarantinedRow:
    """A row kept out of the records. `value` is shortened and safe to print."""

    source: str
    raw_sha256: str
    row_number: int
    column: str
    value: str
    reason: str
    message: str
