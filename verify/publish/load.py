"""Reads what the crawler wrote: DIR/records/<source>/ -> typed records with the state of each source."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from crawler.records import (
    AccreditationRecord,
    CertificationRecord,
    CrawlReport,
    EntryRecord,
    Evidence,
    ExclusionRecord,
    LicenseRecord,
    QuarantinedRow,
    RecordKind,
    SourceInfo,
    from_json,
)
from verify.checks.coverage import SourceState
from verify.checks.known import Statement
from verify.publish.errors import CannotRunError
from verify.publish.own_lists import OWN_FILES, read_own_lists

FILES = ("source.json", "report.json", "last_crawl.json", "records.jsonl", "quarantine.jsonl")
"""The files of one source that a release depends on."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Records:
    """Everything the crawler holds, sorted by id; `digest` is a sha256 over the files read."""

    states: tuple[SourceState, ...]
    licenses: tuple[LicenseRecord, ...]
    entries: tuple[EntryRecord, ...]
    exclusions: tuple[ExclusionRecord, ...]
    quarantine: tuple[QuarantinedRow, ...]
    digest: str
    certifications: tuple[CertificationRecord, ...] = ()
    accreditations: tuple[AccreditationRecord, ...] = ()
    statements: tuple[Statement, ...] = ()

    def evidence(self) -> Iterator[Evidence]:
        """The evidence of every record that may be published."""
        yield from (record.evidence for record in self.licenses)
        yield from (record.evidence for record in self.entries)
        certain = (record for record in self.exclusions if not record.has_unsettled_reinstatement)
        yield from (record.evidence for record in certain)
        yield from (record.evidence for record in self.certifications)
        yield from (record.evidence for record in self.accreditations)
        yield from (record.evidence for record in self.statements)


def load_records(data: Path, today: date | None = None) -> Records:
    """The records of every source below `data/records`, each in its last good state, and of our own lists.

    A source whose newest crawl failed keeps its last good rows; one that never succeeded
    has a state and no rows. Where `today` is given, no row of our own lists may be of a later day.

    Raises:
        CannotRunError: there is no source, no source with rows, or a file can't be read.
    """
    folders = sorted(path.parent for path in (data / "records").glob("*/source.json"))
    if not folders:
        raise CannotRunError(f"No listing was read yet: {data / 'records'} is empty. Run a crawl first.")
    good = [folder for folder in folders if (folder / "report.json").exists()]
    if not good:
        raise CannotRunError(f"No listing was read with success; see last_crawl.json in {data / 'records'}.")
    kinds = {folder: load_state(folder).info.kind for folder in good}
    listed = _of_kind(kinds, RecordKind.ENTRY, EntryRecord, "entry_id")
    own = read_own_lists(data, listed, today)
    return Records(
        states=(*(load_state(folder) for folder in folders), *own.states),
        licenses=_of_kind(kinds, RecordKind.LICENSE, LicenseRecord, "license_id"),
        entries=tuple(sorted((*listed, *own.entries), key=lambda entry: entry.entry_id)),
        exclusions=_of_kind(kinds, RecordKind.EXCLUSION, ExclusionRecord, "exclusion_id"),
        quarantine=tuple(row for folder in good for row in _quarantined(folder)),
        digest=_digest(data, folders),
        certifications=_of_kind(kinds, RecordKind.CERTIFICATION, CertificationRecord, "certification_id"),
        accreditations=_of_kind(kinds, RecordKind.ACCREDITATION, AccreditationRecord, "accreditation_id"),
        statements=own.statements,
    )


def load_states(data: Path) -> Iterator[SourceState]:
    """The state of every source below `data/records`, sorted by name.

    Raises:
        CannotRunError: a file is there and can't be read.
    """
    return (load_state(path.parent) for path in sorted((data / "records").glob("*/source.json")))


def load_state(folder: Path) -> SourceState:
    """The state of the source in `folder`: what it says of itself, its good crawl, its newest crawl.

    Raises:
        CannotRunError: a file is there and can't be read.
    """
    info = _read_one(folder / "source.json", SourceInfo)
    if info is None:
        raise CannotRunError(f"{folder / 'source.json'} is missing: crawl {folder.name} again.")
    return SourceState(
        info=info,
        report=_read_one(folder / "report.json", CrawlReport),
        last=_read_one(folder / "last_crawl.json", CrawlReport),
    )


def _read_one(path: Path, kind: type[T]) -> T | None:
    if not path.exists():
        return None
    return _parse(path, 1, kind, path.read_text(encoding="utf-8"))


def _read_lines(path: Path, kind: type[T]) -> Iterator[T]:
    if not path.exists():
        raise CannotRunError(f"{path} is missing: crawl {path.parent.name} again.")
    with path.open(encoding="utf-8", newline="\n") as file:
        for number, line in enumerate(file, start=1):
            yield _parse(path, number, kind, line)


def _parse(path: Path, line_number: int, kind: type[T], text: str) -> T:
    try:
        return from_json(kind, text)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        place = f"{path}, line {line_number}"
        raise CannotRunError(
            f"{place}: not a {kind.__name__} ({error!r}). Crawl {path.parent.name} again."
        ) from error


def _of_kind(kinds: dict[Path, RecordKind], wanted: RecordKind, kind: type[T], key: str) -> tuple[T, ...]:
    found: dict[str, T] = {}
    for folder in (folder for folder, its_kind in kinds.items() if its_kind is wanted):
        for record in _read_lines(folder / "records.jsonl", kind):
            if found.setdefault(identity := getattr(record, key), record) is not record:
                raise CannotRunError(
                    f"{folder / 'records.jsonl'}: {key} {identity!r} occurs twice. Crawl {folder.name} again."
                )
    return tuple(found[identity] for identity in sorted(found))


def _quarantined(folder: Path) -> Iterator[QuarantinedRow]:
    path = folder / "quarantine.jsonl"
    return _read_lines(path, QuarantinedRow) if path.exists() else iter(())


def _digest(data: Path, folders: list[Path]) -> str:
    total = hashlib.sha256()
    own = (data / name for name in OWN_FILES)
    for path in (*(folder / name for folder in folders for name in FILES), *own):
        if path.exists():
            with path.open("rb") as file:
                content = hashlib.file_digest(file, "sha256").hexdigest()
            place = path.name if path.parent == data else f"{path.parent.name}/{path.name}"
            total.update(f"{place} {content}\n".encode())
    return total.hexdigest()
