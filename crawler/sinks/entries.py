"""Entries of the directory, written as they come."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from crawler.batch import Record
from crawler.records import EntryRecord, QuarantinedRow
from crawler.sinks.sink import FileSink, json_line


class EntrySink(FileSink):
    """Writes entries at once: nationally there are several hundred thousand."""

    def __init__(self, folder: Path) -> None:
        """Write to `folder`."""
        super().__init__(folder)
        self._seen: set[str] = set()

    def add(self, records: Iterable[Record]) -> None:
        """See `Sink`. A second entry with a known id is quarantined, for none is the better one."""
        for record in records:
            if not isinstance(record, EntryRecord):
                continue
            if record.entry_id in self._seen:
                self.quarantined.append(_repeated(record))
                continue
            self._seen.add(record.entry_id)
            self._file.write(json_line(record))
            self.records_count += 1


def _repeated(record: EntryRecord) -> QuarantinedRow:
    at = record.evidence
    place = f"{at.source}, row {at.row_number}, column 'NPI'"
    message = f"{place}: {record.entry_id!r} is listed twice; the row was kept out"
    return QuarantinedRow(
        at.source, at.raw_sha256, at.row_number, "NPI", record.entry_id, "duplicate_id", message
    )
