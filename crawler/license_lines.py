"""License records in the form in which they are sorted and written: lines of JSON behind id and status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from crawler.records import LicenseRecord, from_json, to_json

KEY_END = b"\0"


def keyed(record: LicenseRecord) -> bytes:
    """The line behind id and status. Cleaned text holds no NUL, so lines sort as their ids do."""
    return f"{record.license_id}\0{record.status}\0{to_json(record)}\n".encode()


def record_of(line: bytes) -> LicenseRecord:
    """The record that `keyed` made this line of."""
    return from_json(LicenseRecord, line.split(KEY_END, 2)[2])


@dataclass(frozen=True, slots=True)
class LicenseLines(Sequence[LicenseRecord]):
    """Records that were written as lines at once; each becomes a record only where somebody looks at it."""

    lines: tuple[bytes, ...]

    def __len__(self) -> int:
        """The number of records."""
        return len(self.lines)

    def __iter__(self) -> Iterator[LicenseRecord]:
        """The records, each made when it is its turn."""
        return map(record_of, self.lines)

    @overload
    def __getitem__(self, place: int) -> LicenseRecord: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[LicenseRecord, ...]: ...
    def __getitem__(self, place: int | slice) -> LicenseRecord | tuple[LicenseRecord, ...]:
        """The record at the place."""
        if isinstance(place, slice):
            return tuple(map(record_of, self.lines[place]))
        return record_of(self.lines[place])
