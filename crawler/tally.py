"""The figures of a running crawl."""

from __future__ import annotations

from dataclasses import dataclass, field

from crawler.batch import NOTE_REASONS, Batch
from crawler.errors import ListingError
from crawler.records import QuarantinedRow


@dataclass(slots=True)
class Tally:
    """The figures of a running crawl. `stated_count` is the number of rows that the source itself states.

    `warnings` are sentences for the maintainer about a crawl that may be good all the same; `is_from_file`
    tells a file given by hand from the listing's own service. `is_unchanged` says that the listing was
    found as the records show it, so that no row of it was read.
    """

    started_at: str
    failure: str = ""
    responses_count: int = 0
    rows_count: int = 0
    skipped_count: int = 0
    served_from: str = ""
    source_as_of: str | None = None
    stated_count: int | None = None
    new_columns: set[str] = field(default_factory=set)
    quarantined: list[QuarantinedRow] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    is_from_file: bool = False
    is_unchanged: bool = False

    def fail(self, reason: str) -> None:
        """The crawl has failed; the first reason is the one told."""
        self.failure = self.failure or reason

    def fail_with(self, error: Exception) -> None:
        """The crawl has failed with the sentence of this error."""
        self.fail(error.message if isinstance(error, ListingError) else str(error))

    def add(self, batch: Batch) -> None:
        """The figures of one more batch are counted."""
        self.rows_count += batch.rows_count
        self.skipped_count += batch.skipped_count
        self.new_columns.update(batch.new_columns)
        self.source_as_of = batch.source_as_of or self.source_as_of
        self.quarantined.extend(batch.quarantined)

    @property
    def kept_out(self) -> list[QuarantinedRow]:
        """The quarantined rows without the notes on rows that were kept."""
        return [row for row in self.quarantined if row.reason not in NOTE_REASONS]

    @property
    def unseen_statuses(self) -> list[str]:
        """The status words that the vocabulary lacks, once for each row that carries one."""
        return [row.value for row in self.quarantined if row.reason == "unknown_status"]
