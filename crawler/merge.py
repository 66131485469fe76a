"""Rows that share a license id become one license, and never a better one than the rows say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from crawler.actions import unite
from crawler.cells import show_cell
from crawler.records import Discipline, LicenseRecord, QuarantinedRow, Status

_IDENTITY = ("profession", "first_name", "last_name", "organization_name")
_COMPARED = tuple(field.name for field in fields(LicenseRecord) if field.name != "evidence")


@dataclass(frozen=True, slots=True)
class Merged:
    """One record for each id, sorted by id; `skipped_count` rows went into another."""

    records: tuple[LicenseRecord, ...]
    skipped_count: int
    notes: tuple[QuarantinedRow, ...]


def merge_licenses(records: Iterable[LicenseRecord]) -> Merged:
    """Each license once, whatever the order of the rows.

    Equal rows collapse. A superseded row loses to another. Rows that differ in their cases become one
    record with all cases, those of a superseded row too. Rows that differ in status or in whose
    license it is become one record with status `unknown`, all words printed, and discipline `yes` if
    any row says so; a note tells the maintainer.
    """
    groups: dict[str, list[LicenseRecord]] = defaultdict(list)
    count = 0
    for record in records:
        groups[record.license_id].append(record)
        count += 1
    merged: list[LicenseRecord] = []
    notes: list[QuarantinedRow] = []
    for license_id in sorted(groups):
        record, note = _merge(groups[license_id])
        merged.append(record)
        notes.extend(note)
    return Merged(tuple(merged), count - len(merged), tuple(notes))


def _merge(rows: list[LicenseRecord]) -> tuple[LicenseRecord, tuple[QuarantinedRow, ...]]:
    if len(rows) == 1:
        return rows[0], ()
    current = [row for row in rows if not row.is_superseded] or rows
    newest_first = sorted(sorted(current, key=_tie_break), key=_age, reverse=True)
    best = newest_first[0]
    if all(_content(row) == _content(best) for row in rows):
        return best, ()
    with_cases = [row for row in rows if row.is_superseded and row.actions and row not in newest_first]
    stating = newest_first + sorted(with_cases, key=_tie_break)
    united = replace(
        best,
        discipline=_discipline(stating),
        discipline_printed=_joined(stating, "discipline_printed"),
        actions=unite(row.actions for row in rows),
    )
    if _are_one(newest_first):
        return united, ()
    unknown = replace(
        united,
        status=Status.UNKNOWN,
        status_printed=_joined(newest_first, "status_printed"),
        is_disciplinary_status=any(row.is_disciplinary_status for row in newest_first),
        is_in_renewal=all(row.is_in_renewal for row in newest_first),
    )
    return unknown, (_note(unknown, newest_first),)


def _are_one(rows: list[LicenseRecord]) -> bool:
    """Whether the rows agree in the status word, in our reading of it, and in whose license it is."""
    words = {(row.status_printed.casefold(), row.status) for row in rows}
    return len(words) == 1 and len(set(map(_identity, rows))) == 1


def _age(row: LicenseRecord) -> tuple[str, str, str]:
    return (row.renewed_on or "", row.expires_on or "", row.issued_on or "")


def _tie_break(row: LicenseRecord) -> tuple[str, int, str]:
    return ("\x1f".join(map(str, _content(row))), row.evidence.row_number, row.evidence.raw_sha256)


def _content(row: LicenseRecord) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in _COMPARED)


def _identity(row: LicenseRecord) -> tuple[str, ...]:
    return tuple(str(getattr(row, name)).casefold() for name in _IDENTITY)


def _discipline(rows: list[LicenseRecord]) -> Discipline:
    said = {row.discipline for row in rows}
    if Discipline.YES in said:
        return Discipline.YES
    return said.pop() if len(said) == 1 else Discipline.NOT_STATED


def _joined(rows: list[LicenseRecord], name: str) -> str:
    words = {str(getattr(row, name)).casefold(): str(getattr(row, name)) for row in reversed(rows)}
    return " | ".join(sorted(word for word in words.values() if word))


def _note(record: LicenseRecord, rows: list[LicenseRecord]) -> QuarantinedRow:
    at = record.evidence
    numbers = ", ".join(str(number) for number in sorted(row.evidence.row_number for row in rows))
    value = show_cell(record.license_number)
    message = (
        f"{at.source}, rows {numbers}: license {value!r} is listed {len(rows)} times with different statuses "
        f"or holders ({show_cell(record.status_printed)}); kept once with status unknown: look at the listing"
    )
    return QuarantinedRow(
        at.source, at.raw_sha256, at.row_number, "license_id", value, "conflicting_rows", message
    )
