"""Gathers the records of a crawl until it is known whether the crawl was good."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from crawler.batch import Record
from crawler.merge import merge_licenses
from crawler.records import (
    EntryRecord,
    ExclusionRecord,
    LicenseRecord,
    QuarantinedRow,
    RecordKind,
    Status,
    to_json,
)


class Sink(Protocol):
    """Takes records and gives back sorted lines of JSON; knows which rows went into another."""

    skipped_count: int
    quarantined: tuple[QuarantinedRow, ...]
    records_count: int
    active_count: int | None

    def add(self, records: Iterable[Record]) -> None:
        """The records are held."""

    def finish(self) -> None:
        """Duplicates are settled; the figures are final."""

    def lines(self) -> Iterator[str]:
        """One line of JSON for each record. Only after `finish`."""

    def close(self) -> None:
        """Whatever the sink used is gone."""


class _Figures:
    def __init__(self) -> None:
        self.skipped_count = 0
        self.quarantined: tuple[QuarantinedRow, ...] = ()
        self.records_count = 0
        self.active_count: int | None = None

    def close(self) -> None:
        """Nothing to remove."""


class LicenseSink(_Figures):
    """Holds license records in memory (a state lists some ten thousand) and merges those of one id."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._records: list[LicenseRecord] = []

    def add(self, records: Iterable[Record]) -> None:
        """See `Sink`."""
        self._records.extend(record for record in records if isinstance(record, LicenseRecord))

    def finish(self) -> None:
        """See `Sink`."""
        merged = merge_licenses(self._records)
        self._records = list(merged.records)
        self.records_count = len(self._records)
        self.active_count = sum(record.status is Status.ACTIVE for record in self._records)
        self.skipped_count = merged.skipped_count
        self.quarantined = merged.notes

    def lines(self) -> Iterator[str]:
        """See `Sink`."""
        return map(to_json, self._records)


class ExclusionSink(_Figures):
    """Holds exclusions; equal rows collapse, different ones that share an id get `-2`, `-3` ... behind it."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._records: list[ExclusionRecord] = []

    def add(self, records: Iterable[Record]) -> None:
        """See `Sink`."""
        self._records.extend(record for record in records if isinstance(record, ExclusionRecord))

    def finish(self) -> None:
        """See `Sink`."""
        groups: dict[str, dict[str, ExclusionRecord]] = {}
        for record in self._records:
            content = to_json(replace(record, evidence=replace(record.evidence, row_number=0)))
            groups.setdefault(record.exclusion_id, {}).setdefault(content, record)
        unique = [
            replace(group[content], exclusion_id=exclusion_id if place == 1 else f"{exclusion_id}-{place}")
            for exclusion_id, group in sorted(groups.items())
            for place, content in enumerate(sorted(group), start=1)
        ]
        self.skipped_count = len(self._records) - len(unique)
        self._records = unique
        self.records_count = len(unique)

    def lines(self) -> Iterator[str]:
        """See `Sink`."""
        return map(to_json, self._records)


class EntrySink(_Figures):
    """Writes entries to a temporary file at once: nationally there are several hundred thousand."""

    def __init__(self, folder: Path) -> None:
        """Use a temporary file in `folder`."""
        super().__init__()
        folder.mkdir(parents=True, exist_ok=True)
        self._file = tempfile.TemporaryFile("w+", encoding="utf-8", dir=folder)  # noqa: SIM115
        self._seen: set[str] = set()

    def add(self, records: Iterable[Record]) -> None:
        """See `Sink`. A second entry with a known id is quarantined, for none is the better one."""
        for record in records:
            if not isinstance(record, EntryRecord):
                continue
            if record.entry_id in self._seen:
                self.quarantined += (_repeated(record),)
                continue
            self._seen.add(record.entry_id)
            self._file.write(to_json(record) + "\n")
            self.records_count += 1

    def finish(self) -> None:
        """See `Sink`."""

    def lines(self) -> Iterator[str]:
        """See `Sink`."""
        self._file.seek(0)
        return (line.rstrip("\n") for line in self._file)

    def close(self) -> None:
        """See `Sink`."""
        self._file.close()


def open_sink(kind: RecordKind, folder: Path) -> Sink:
    """The sink for records of this kind."""
    if kind is RecordKind.ENTRY:
        return EntrySink(folder)
    return LicenseSink() if kind is RecordKind.LICENSE else ExclusionSink()


def _repeated(record: EntryRecord) -> QuarantinedRow:
    at = record.evidence
    place = f"{at.source}, row {at.row_number}, column 'NPI'"
    message = f"{place}: {record.entry_id!r} is listed twice; the row was kept out"
    return QuarantinedRow(
        at.source, at.raw_sha256, at.row_number, "NPI", record.entry_id, "duplicate_id", message
    )
