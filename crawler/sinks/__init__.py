"""Where the records of a crawl wait, beside the good ones, until it is known whether the crawl was good."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from crawler.records import RecordKind
from crawler.sinks.entries import EntrySink
from crawler.sinks.held import AccreditationSink, CertificationSink, ExclusionSink
from crawler.sinks.licenses import LicenseSink
from crawler.sinks.sink import Sink

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
