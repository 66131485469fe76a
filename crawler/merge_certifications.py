"""What several saved pages say of one certificate becomes one record: the newest page counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from crawler.cells import show_cell
from crawler.records import CertificationRecord, QuarantinedRow, Status

_COMPARED = tuple(field.name for field in fields(CertificationRecord) if field.name != "evidence")


@dataclass(frozen=True, slots=True)
class MergedCertifications:
    """One record for each id, sorted by id, and notes on pages of one day that contradict each other."""

    records: tuple[CertificationRecord, ...]
    notes: tuple[QuarantinedRow, ...]


def merge_certifications(records: Iterable[CertificationRecord]) -> MergedCertifications:
    """Each certificate once, whatever the order of the pages.

    The page saved last counts. Pages of one day that differ in the status or the name leave the status
    unknown, with a note.
    """
    groups: dict[str, list[CertificationRecord]] = defaultdict(list)
    for record in records:
        groups[record.certification_id].append(record)
    merged, notes = [], []
    for certification_id in sorted(groups):
        record, note = _merge(groups[certification_id])
        merged.append(record)
        notes.extend(note)
    return MergedCertifications(tuple(merged), tuple(notes))


def _merge(rows: list[CertificationRecord]) -> tuple[CertificationRecord, list[QuarantinedRow]]:
    newest_day = max(row.evidence.source_as_of or "" for row in rows)
    newest = sorted((row for row in rows if (row.evidence.source_as_of or "") == newest_day), key=_order)
    best = newest[0]
    if len({_claim(row) for row in newest}) == 1:
        return best, []
    return replace(best, status=Status.UNKNOWN), [_note(best)]


def _order(row: CertificationRecord) -> tuple[object, ...]:
    """A complete order; of rows that agree, the one with a place comes first."""
    content = tuple(str(getattr(row, name)) for name in _COMPARED)
    return (not row.city, not row.zip5, content, row.evidence.raw_sha256, row.evidence.row_number)


def _claim(row: CertificationRecord) -> tuple[str, ...]:
    words = (row.first_name, row.last_name, row.status_printed)
    return tuple(word.casefold() for word in words)


def _note(record: CertificationRecord) -> QuarantinedRow:
    at = record.evidence
    value = show_cell(record.certification_id)
    message = (
        f"{at.source}, row {at.row_number}: {value!r} has another name or status on other pages saved "
        f"on {at.source_as_of}; kept once with status unknown: look at the directory"
    )
    return QuarantinedRow(
        at.source, at.raw_sha256, at.row_number, "certification_id", value, "conflicting_rows", message
    )
