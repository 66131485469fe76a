"""Rows of interest of one NPPES file, held until its side members are read and entries can be made."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from crawler.platforms import nppes_columns as columns
from crawler.platforms.nppes_entries import Additions, entry_id, entry_kind, make_entry
from crawler.platforms.nppes_newer import Newer
from crawler.platforms.nppes_refusals import RefusedError, quarantine
from crawler.platforms.nppes_rows import FoundRow, parse_row
from crawler.platforms.nppes_values import Row, day
from crawler.records import EntryRecord, Evidence, OtherName, Place, QuarantinedRow

_JOINER = "\x1f"


@dataclass(slots=True)
class Held:
    """What is known of a file before entries can be finished. Rows are held as their joined cells.

    In an update every row counts, also those of no interest: `settled` and `deactivated` gather what it
    says for the older files (see `Newer`). In a full file they stay empty.
    """

    evidence: Evidence
    newer: Newer
    is_update: bool
    taken: tuple[str, ...] = ()
    columns_count: int = 0
    rows: dict[int, tuple[int, bytes]] = field(default_factory=dict)
    places: dict[int, tuple[Place, ...]] = field(default_factory=dict)
    names: dict[int, tuple[OtherName, ...]] = field(default_factory=dict)
    settled: set[int] = field(default_factory=set)
    deactivated: dict[int, str] = field(default_factory=dict)
    quarantined: list[QuarantinedRow] = field(default_factory=list)
    rows_count: int = 0
    skipped_count: int = 0
    new_columns: tuple[str, ...] = ()

    @contextmanager
    def refusing(self, row_number: int, member: str) -> Iterator[None]:
        """A row that is refused within the context is in quarantine."""
        try:
            yield
        except RefusedError as error:
            self.quarantined.append(quarantine(error, _at_row(self.evidence, row_number), member))

    def hold(self, found: FoundRow, pick: Callable[[Sequence[str]], tuple[str, ...]]) -> None:
        """The row is held when it makes an entry; in an update its NPI is settled in any case.

        Raises:
            RefusedError: the row can't be read, or an earlier one has its NPI and says something else.
        """
        cells = pick(_cells(found.content, self.columns_count))
        row = dict(zip(self.taken, cells, strict=True))
        if self.is_update:
            self._settle(int(entry_id(row)), row)
        if entry_kind(row) is None:
            self.skipped_count += 1
            return
        npi = int(entry_id(row))
        if npi in self.newer.settled:
            self.skipped_count += 1
            return
        content = _joined(cells)
        known = self.rows.setdefault(npi, (found.number, content))
        if known[0] != found.number:
            self.skipped_count += _is_repeated(known[1], content, row)

    def finish(self) -> Iterator[EntryRecord | QuarantinedRow]:
        """Each held row becomes an entry, or a quarantine line; it is let go as it is done."""
        for npi in list(self.rows):
            number, content = self.rows.pop(npi)
            row = dict(zip(self.taken, content.decode().split(_JOINER), strict=True))
            added = Additions(
                self.names.pop(npi, ()), self.places.pop(npi, ()), self.newer.deactivated.get(npi)
            )
            at_row = _at_row(self.evidence, number)
            try:
                entry, notes = make_entry(row, added, at_row)
            except RefusedError as error:
                yield quarantine(error, at_row, "npidata")
            else:
                yield entry
                yield from notes

    def _settle(self, npi: int, row: Row) -> None:
        """A row that states nothing but a day of deactivation settles no more than this day."""
        deactivated_on = None if row[columns.ENTITY_TYPE].strip() else day(row, columns.DEACTIVATED)
        if deactivated_on:
            self.deactivated[npi] = deactivated_on
        else:
            self.settled.add(npi)


def _at_row(at: Evidence, number: int) -> Evidence:
    # `dataclasses.replace` takes three times as long, and this runs for every entry.
    return Evidence(
        at.source, at.source_url, at.fetched_at, at.source_as_of, at.raw_sha256, number, at.parser_version
    )


def _cells(content: bytes, columns_count: int) -> list[str]:
    try:
        cells = parse_row(content)
    except csv.Error as error:
        raise RefusedError("", "", "unreadable_row") from error
    if len(cells) != columns_count:
        raise RefusedError("", f"{len(cells)} columns, not {columns_count}", "column_count")
    return cells


def _joined(cells: Sequence[str]) -> bytes:
    # The joiner within a cell would shift cells; any other control character is refused later.
    joined = _JOINER.join(cells)
    if joined.count(_JOINER) >= len(cells):
        joined = _JOINER.join(cell.replace(_JOINER, "\x1e") for cell in cells)
    return joined.encode()


def _is_repeated(first: bytes, again: bytes, row: Row) -> bool:
    if first == again:
        return True
    raise RefusedError(columns.NPI, row[columns.NPI], "duplicate_entry")
