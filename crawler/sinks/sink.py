"""What every sink does, and the file that all of them write."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, Protocol

from crawler.batch import Record
from crawler.records import QuarantinedRow, to_json

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


class FileSink:
    """The file that a sink writes, and the figures of what went into it."""

    def __init__(self, folder: Path) -> None:
        """Write to `folder`, which is there afterwards."""
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


def json_line(record: Record) -> bytes:
    """The line of the record in the file."""
    return f"{to_json(record)}\n".encode()
