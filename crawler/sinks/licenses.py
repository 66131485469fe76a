"""License records, sorted by id and merged, however many there are."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from crawler.batch import Record
from crawler.license_lines import KEY_END, LicenseLines, keyed
from crawler.merge import merge_licenses
from crawler.records import LicenseRecord, Status, from_json
from crawler.sinks.sink import FileSink
from crawler.sorted_runs import RUN_BYTES, SortedRuns

_ACTIVE = Status.ACTIVE.value.encode()


class LicenseSink(FileSink):
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


def _last_group(parts: list[list[bytes]]) -> list[list[bytes]]:
    """The lines at the end that share one id."""
    start = len(parts) - 1
    while start > 0 and parts[start - 1][0] == parts[-1][0]:
        start -= 1
    return parts[max(start, 0) :]
