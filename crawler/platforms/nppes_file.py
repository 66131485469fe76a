"""The NPPES V2 monthly or weekly zip, streamed into directory entries.

The zip is read once, member by member, and never unpacked to disk nor held whole in memory. The
names and places of an entry stand in members that follow the main one, so rows of interest are
held, each as its taken cells joined into one string, until the side members are read: about half
a kilobyte an entry, nothing for the other rows. A damaged zip is thus found out before the
first entry is handed on.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice
from operator import itemgetter
from pathlib import Path

from crawler.batch import Batch
from crawler.errors import ListingError
from crawler.platforms import nppes_columns as columns
from crawler.platforms.nppes_entries import (
    Additions,
    Row,
    entry_id,
    entry_kind,
    make_entry,
    organization_alias,
    quarantine,
    read_place,
)
from crawler.platforms.nppes_members import Archive, Progress, open_archive, short_name
from crawler.platforms.nppes_rows import BrokenRowError, FoundRow, find_rows, parse_row, read_header
from crawler.platforms.nppes_sides import SideRow, side_rows
from crawler.platforms.nppes_values import RefusedError
from crawler.records import EntryRecord, Evidence, OtherName, Place, PlacePurpose, QuarantinedRow
from crawler.taxonomy import code_pattern

BATCH_ENTRIES = 2000
_JOINER = "\x1f"


@dataclass(slots=True)
class _Held:
    """What is known before entries can be finished. Rows are held as their joined cells."""

    taken: tuple[str, ...] = ()
    rows: dict[int, tuple[int, bytes]] = field(default_factory=dict)
    places: dict[int, tuple[Place, ...]] = field(default_factory=dict)
    names: dict[int, tuple[OtherName, ...]] = field(default_factory=dict)
    quarantined: list[QuarantinedRow] = field(default_factory=list)
    rows_count: int = 0
    skipped_count: int = 0
    new_columns: tuple[str, ...] = ()


def read_entries(path: Path, evidence: Evidence, on_progress: Progress | None = None) -> Iterator[Batch]:
    """Every person and organization of interest in the NPPES zip at `path`, in the order of the file.

    `evidence` is a template: each record gets it with its own row number and, where the name of
    the npidata member states one, the date of the listing. The first batch carries the counts and
    no entries: `rows_count` counts data rows of npidata, `skipped_count` those of no interest (other
    professions, deactivated numbers, repeated rows). `on_progress` is called with bytes of CSV
    done and in total. Which codes are of interest, and why, stands in `crawler.taxonomy`.

    Raises:
        ListingError: the zip is none, damaged or cut off; a member or a column is missing or
            renamed; the file holds no rows or ends within one. Nothing was handed on by then.
    """
    with open_archive(path, evidence.source, on_progress) as archive:
        held = _Held()
        as_of = archive.source_as_of
        evidence = replace(evidence, source_as_of=as_of or evidence.source_as_of)
        _hold_rows(archive, evidence, held)
        _hold_sides(archive, evidence, held)
    yield Batch((), tuple(held.quarantined), held.rows_count, held.skipped_count, held.new_columns, as_of)
    finished = _finish(held, evidence)
    while part := tuple(islice(finished, BATCH_ENTRIES)):
        records = tuple(item for item in part if isinstance(item, EntryRecord))
        quarantined = tuple(item for item in part if isinstance(item, QuarantinedRow))
        yield Batch(records, quarantined, source_as_of=as_of)


def _hold_rows(archive: Archive, evidence: Evidence, held: _Held) -> None:
    """Hold the rows of interest of npidata, quarantine the unreadable ones, count the rest."""
    member = short_name(archive.main)
    with archive.member(archive.main) as stream:
        header = read_header(stream)
        held.taken = columns.taken_columns(header)
        positions = columns.locate(archive.source, member, header, held.taken)
        held.new_columns = columns.new_columns(header)
        pick = itemgetter(*positions)
        try:
            for block in find_rows(stream, code_pattern(), len(header)):
                held.rows_count += block.rows_count
                held.skipped_count += block.rows_count - len(block.found)
                for found in block.found:
                    _hold_row(found, len(header), pick, evidence, held)
                archive.show_progress(stream)
        except BrokenRowError as error:
            raise ListingError(archive.source, f"{member}: {error}; download the file again.") from error
    if not held.rows_count:
        raise ListingError(archive.source, f"{member} holds no rows; an empty listing is not used.")


def _hold_row(
    found: FoundRow,
    columns_count: int,
    pick: Callable[[Sequence[str]], tuple[str, ...]],
    evidence: Evidence,
    held: _Held,
) -> None:
    with _refusing(held, evidence, found.number, "npidata"):
        cells = pick(_cells(found.content, columns_count))
        row = dict(zip(held.taken, cells, strict=True))
        if entry_kind(row) is None:
            held.skipped_count += 1
            return
        npi = int(entry_id(row))
        # The joiner within a cell would shift cells; any other control character is refused later.
        joined = _JOINER.join(cells)
        if joined.count(_JOINER) >= len(cells):
            joined = _JOINER.join(cell.replace(_JOINER, "\x1e") for cell in cells)
        content = joined.encode()
        known = held.rows.setdefault(npi, (found.number, content))
        if known[0] != found.number:
            held.skipped_count += _is_repeated(known[1], content, row)


def _cells(content: bytes, columns_count: int) -> list[str]:
    try:
        cells = parse_row(content)
    except csv.Error as error:
        raise RefusedError("", "", "unreadable_row") from error
    if len(cells) != columns_count:
        raise RefusedError("", f"{len(cells)} columns, not {columns_count}", "column_count")
    return cells


def _is_repeated(first: bytes, again: bytes, row: Row) -> bool:
    if first == again:
        return True
    raise RefusedError(columns.NPI, row[columns.NPI], "duplicate_entry")


def _hold_sides(archive: Archive, evidence: Evidence, held: _Held) -> None:
    """Hold what the side members say about the held entries."""
    for side in side_rows(archive, archive.places, columns.SECONDARY, held.rows):
        with _refusing(held, evidence, side.number, "pl"):
            place = read_place(_side_cells(side), columns.SECONDARY, PlacePurpose.SECONDARY)
            if place:
                held.places[side.npi] = (*held.places.get(side.npi, ()), place)
    alias_columns = (columns.OTHER_ORGANIZATION, columns.OTHER_ORGANIZATION_TYPE)
    for side in side_rows(archive, archive.names, alias_columns, held.rows):
        with _refusing(held, evidence, side.number, "othername"):
            alias = organization_alias(_side_cells(side))
            if alias:
                held.names[side.npi] = (*held.names.get(side.npi, ()), alias)


def _side_cells(side: SideRow) -> Row:
    if side.cells is None:
        raise RefusedError("", "", "column_count")
    return side.cells


@contextmanager
def _refusing(held: _Held, evidence: Evidence, row_number: int, member: str) -> Iterator[None]:
    try:
        yield
    except RefusedError as error:
        at_row = replace(evidence, row_number=row_number)
        held.quarantined.append(quarantine(error, at_row, member))


def _finish(held: _Held, evidence: Evidence) -> Iterator[EntryRecord | QuarantinedRow]:
    """Each held row becomes an entry, or a quarantine line; it is let go as it is done."""
    for npi in list(held.rows):
        number, content = held.rows.pop(npi)
        row = dict(zip(held.taken, content.decode().split(_JOINER), strict=True))
        added = Additions(held.names.pop(npi, ()), held.places.pop(npi, ()))
        at_row = replace(evidence, row_number=number)
        try:
            entry, notes = make_entry(row, added, at_row)
        except RefusedError as error:
            yield quarantine(error, at_row, "npidata")
        else:
            yield entry
            yield from notes
