"""Gathers the records of a crawl in a file beside the good ones until it is known whether it was good."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import groupby
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import BinaryIO, Protocol

from crawler.batch import Record
from crawler.license_lines import KEY_END, LicenseLines, keyed
from crawler.merge import merge_licenses
from crawler.merge_certifications import merge_certifications
from crawler.merge_distinct import distinct
from crawler.records import (
    AccreditationRecord,
    CertificationRecord,
    EntryRecord,
    ExclusionRecord,
    LicenseRecord,
    QuarantinedRow,
    RecordKind,
    Status,
    from_json,
    to_json,
)
from crawler.sorted_runs import RUN_BYTES, SortedRuns

PARTIAL = ".records.jsonl.partial"


class Sink(Protocol):
    """Takes records and writes them to `path`, a line of JSON each; knows which rows went into another."""

    path: Path
    skipped_count: int
    quarantined: list[QuarantinedRow]
    records_count: int
    active_count: int | None

    def add(self, records: Iterable[Record]) -> None:
        """The records are held."""

    def finish(self) -> None:
        """Duplicates are settled, the figures are final, and the records are on the disk in `path`."""

    def close(self) -> None:
        """Whatever the sink used is gone, and so is `path` unless it was moved away."""


class _Figures:
    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / PARTIAL
        self._file: BinaryIO = self.path.open("wb")
        self.skipped_count = 0
        self.quarantined: list[QuarantinedRow] = []
        self.records_count = 0
        self.active_count: int | None = None

    def finish(self) -> None:
        """See `Sink`."""
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self) -> None:
        """See `Sink`."""
        self._file.close()
        self.path.unlink(missing_ok=True)


class LicenseSink(_Figures):
    """Sorts license records by id, on disk where they are many, and merges those of one id."""

    def __init__(self, folder: Path, run_bytes: int = RUN_BYTES) -> None:
        """Write to `folder`; hold `run_bytes` in memory."""
        super().__init__(folder)
        self._runs = SortedRuns(folder, run_bytes)

    def add(self, records: Iterable[Record]) -> None:
        """See `Sink`."""
        if isinstance(records, LicenseLines):
            self._runs.extend(records.lines)
        else:
            licenses = (record for record in records if isinstance(record, LicenseRecord))
            self._runs.extend(keyed(record) for record in licenses)

    def finish(self) -> None:
        """See `Sink`."""
        self.active_count = 0
        held: list[list[bytes]] = []
        for lines in self._runs.merged():
            # The next lines may go on with the last id of these.
            parts = held + [line.split(KEY_END, 2) for line in lines]
            held = _last_group(parts)
            self._write(parts[: len(parts) - len(held)])
        self._write(held)
        super().finish()

    def _write(self, parts: list[list[bytes]]) -> None:
        """Lines, each as id, status and JSON, are written; of one id there are all or none."""
        if len(set(map(itemgetter(0), parts))) < len(parts):
            parts = [self._merge(list(group)) for _, group in groupby(parts, itemgetter(0))]
        self.records_count += len(parts)
        self.active_count = (self.active_count or 0) + list(map(itemgetter(1), parts)).count(_ACTIVE)
        self._file.writelines(map(itemgetter(2), parts))

    def _merge(self, group: list[list[bytes]]) -> list[bytes]:
        if len(group) == 1:
            return group[0]
        merged = merge_licenses(from_json(LicenseRecord, line) for _, _, line in group)
        self.skipped_count += merged.skipped_count
        self.quarantined.extend(merged.notes)
        return keyed(merged.records[0]).split(KEY_END, 2)

    def close(self) -> None:
        """See `Sink`."""
        self._runs.close()
        super().close()


class ExclusionSink(_Figures):
    """Holds exclusions; equal rows collapse, different ones that share an id get `-2`, `-3` ... behind it."""

    def __init__(self, folder: Path) -> None:
        """Write to `folder`."""
        super().__init__(folder)
        self._records: list[ExclusionRecord] = []

    def add(self, records: Iterable[Record]) -> None:
        """See `Sink`."""
        self._records.extend(record for record in records if isinstance(record, ExclusionRecord))

    def finish(self) -> None:
        """See `Sink`."""
        unique = [
            record if place == 1 else replace(record, exclusion_id=f"{record.exclusion_id}-{place}")
            for place, record in distinct(self._records, attrgetter("exclusion_id"))
        ]
        self.skipped_count = len(self._records) - len(unique)
        self.records_count = len(unique)
        self._file.writelines(map(_line, unique))
        super().finish()


class AccreditationSink(_Figures):
    """Holds spans of accreditation, a few hundred; equal ones and shared ids as in `ExclusionSink`."""

    def __init__(self, folder: Path) -> None:
        """Write to `folder`."""
        super().__init__(folder)
        self._records: list[AccreditationRecord] = []

    def add(self, records: Iterable[Record]) -> None:
        """See `Sink`."""
        self._records.extend(record for record in records if isinstance(record, AccreditationRecord))

    def finish(self) -> None:
        """See `Sink`."""
        unique = [
            record if place == 1 else replace(record, accreditation_id=f"{record.accreditation_id}-{place}")
            for place, record in distinct(self._records, attrgetter("accreditation_id"))
        ]
        self.skipped_count = len(self._records) - len(unique)
        self.records_count = len(unique)
        self._file.writelines(map(_line, unique))
        super().finish()


class EntrySink(_Figures):
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
            self._file.write(_line(record))
            self.records_count += 1


class CertificationSink(_Figures):
    """Holds certificates, a few ten thousand, and merges what several pages say of one."""

    def __init__(self, folder: Path) -> None:
        """Write to `folder`."""
        super().__init__(folder)
        self._records: list[CertificationRecord] = []

    def add(self, records: Iterable[Record]) -> None:
        """See `Sink`."""
        self._records.extend(record for record in records if isinstance(record, CertificationRecord))

    def finish(self) -> None:
        """See `Sink`."""
        merged = merge_certifications(self._records)
        self.skipped_count = len(self._records) - len(merged.records)
        self.quarantined.extend(merged.notes)
        self.records_count = len(merged.records)
        self._file.writelines(map(_line, merged.records))
        super().finish()


SINKS: dict[RecordKind, Callable[[Path], Sink]] = {
    RecordKind.LICENSE: LicenseSink,
    RecordKind.ENTRY: EntrySink,
    RecordKind.EXCLUSION: ExclusionSink,
    RecordKind.CERTIFICATION: CertificationSink,
    RecordKind.ACCREDITATION: AccreditationSink,
}


def open_sink(kind: RecordKind, folder: Path) -> Sink:
    """The sink for records of this kind, which writes to `folder`."""
    return SINKS[kind](folder)


_ACTIVE = Status.ACTIVE.value.encode()


def _line(record: Record) -> bytes:
    return f"{to_json(record)}\n".encode()


def _last_group(parts: list[list[bytes]]) -> list[list[bytes]]:
    """The lines at the end that share one id."""
    start = len(parts) - 1
    while start > 0 and parts[start - 1][0] == parts[-1][0]:
        start -= 1
    return parts[max(start, 0) :]


def _repeated(record: EntryRecord) -> QuarantinedRow:
    at = record.evidence
    place = f"{at.source}, row {at.row_number}, column 'NPI'"
    message = f"{place}: {record.entry_id!r} is listed twice; the row was kept out"
    return QuarantinedRow(
        at.source, at.raw_sha256, at.row_number, "NPI", record.entry_id, "duplicate_id", message
    )
