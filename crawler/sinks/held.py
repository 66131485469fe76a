"""Records that are few enough to be held until all are there, and are settled together."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Generic, TypeVar

from crawler.batch import Record
from crawler.merge_certifications import merge_certifications
from crawler.merge_distinct import distinct
from crawler.records import AccreditationRecord, CertificationRecord, ExclusionRecord
from crawler.sinks.sink import FileSink, json_line

R = TypeVar("R", ExclusionRecord, AccreditationRecord, CertificationRecord)


class HeldSink(FileSink, Generic[R]):
    """Holds the records of one class; `settled` says which of them are written."""

    record_class: type[R]

    def __init__(self, folder: Path) -> None:
        """Write to `folder`."""
        super().__init__(folder)
        self._records: list[R] = []

    @abstractmethod
    def settled(self, records: Sequence[R]) -> Sequence[R]:
        """The records to write, in their order, where several rows speak of one thing."""

    def add(self, records: Iterable[Record]) -> None:
        """See `Sink`."""
        self._records.extend(record for record in records if isinstance(record, self.record_class))

    def finish(self) -> None:
        """See `Sink`."""
        settled = self.settled(self._records)
        self.skipped_count = len(self._records) - len(settled)
        self.records_count = len(settled)
        self._file.writelines(map(json_line, settled))
        super().finish()


class ExclusionSink(HeldSink[ExclusionRecord]):
    """Holds exclusions; equal rows collapse, different ones that share an id get `-2`, `-3` ... behind it."""

    record_class = ExclusionRecord

    def settled(self, records: Sequence[ExclusionRecord]) -> Sequence[ExclusionRecord]:
        """See `HeldSink`."""
        return distinct(records, "exclusion_id")


class AccreditationSink(HeldSink[AccreditationRecord]):
    """Holds spans of accreditation, a few hundred; equal ones and shared ids as in `ExclusionSink`."""

    record_class = AccreditationRecord

    def settled(self, records: Sequence[AccreditationRecord]) -> Sequence[AccreditationRecord]:
        """See `HeldSink`."""
        return distinct(records, "accreditation_id")


class CertificationSink(HeldSink[CertificationRecord]):
    """Holds certificates, a few ten thousand, and merges what several pages say of one."""

    record_class = CertificationRecord

    def settled(self, records: Sequence[CertificationRecord]) -> Sequence[CertificationRecord]:
        """See `HeldSink`."""
        merged = merge_certifications(records)
        self.quarantined.extend(merged.notes)
        return merged.records
