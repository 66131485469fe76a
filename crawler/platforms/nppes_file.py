"""The NPPES V2 monthly or weekly zip, streamed into directory entries.

The zip is read once, member by member, and never unpacked to disk nor held whole in memory. The
names and places of an entry stand in members that follow the main one, so rows of interest are
held, each as its taken cells joined into one string, until the side members are read: about half
a kilobyte an entry, nothing for the other rows. A damaged zip is thus found out before the
first entry is handed on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from operator import itemgetter
from pathlib import Path

from crawler.batch import Batch
from crawler.errors import ListingError
from crawler.platforms import nppes_columns as columns
from crawler.platforms.nppes_header import locate, new_columns, taken_columns
from crawler.platforms.nppes_held import Held
from crawler.platforms.nppes_members import Archive, Progress, open_archive, short_name
from crawler.platforms.nppes_names import organization_alias
from crawler.platforms.nppes_newer import Newer
from crawler.platforms.nppes_places import read_place
from crawler.platforms.nppes_refusals import RefusedError
from crawler.platforms.nppes_rows import BrokenRowError, find_rows, read_header
from crawler.platforms.nppes_sides import SideRow, side_rows
from crawler.platforms.nppes_values import Row
from crawler.records import EntryRecord, Evidence, PlacePurpose, QuarantinedRow
from crawler.taxonomy import code_pattern

BATCH_ENTRIES = 2000
_ANY_ROW = re.compile(rb"[^\r\n]")


def read_entries(
    path: Path,
    evidence: Evidence,
    on_progress: Progress | None = None,
    newer: Newer | None = None,
    *,
    is_update: bool = False,
) -> Iterator[Batch]:
    """Every person and organization of interest in the NPPES zip at `path`, in the order of the file.

    `evidence` is a template: each record gets it with its own row number and, where the name of
    the npidata member states one, the date of the listing. The first batch carries the counts and
    no entries: `rows_count` counts data rows of npidata, `skipped_count` those of no interest (other
    professions, deactivated numbers, repeated rows). `on_progress` is called with bytes of CSV
    done and in total. Which codes are of interest, and why, stands in `crawler.taxonomy`.

    Entries that a newer file has settled are passed over, and what `newer` states of deactivations is
    applied. At the end of an update (a weekly file that older files follow) `newer` knows of it too.

    Raises:
        ListingError: the zip is none, damaged or cut off; a member or a column is missing or
            renamed; the file holds no rows or ends within one. Nothing was handed on by then.
    """
    newer = newer or Newer()
    with open_archive(path, evidence.source, on_progress) as archive:
        as_of = archive.source_as_of
        held = Held(replace(evidence, source_as_of=as_of or evidence.source_as_of), newer, is_update)
        _hold_rows(archive, held)
        _hold_sides(archive, held)
    yield Batch((), tuple(held.quarantined), held.rows_count, held.skipped_count, held.new_columns, as_of)
    finished = held.finish()
    while part := tuple(islice(finished, BATCH_ENTRIES)):
        records = tuple(item for item in part if isinstance(item, EntryRecord))
        quarantined = tuple(item for item in part if isinstance(item, QuarantinedRow))
        yield Batch(records, quarantined, source_as_of=as_of)
    newer.learn(held.settled, held.deactivated)


def _hold_rows(archive: Archive, held: Held) -> None:
    """Hold the rows of interest of npidata, quarantine the unreadable ones, count the rest."""
    member = short_name(archive.main)
    with archive.member(archive.main) as stream:
        header = read_header(stream)
        held.taken, held.columns_count = taken_columns(header), len(header)
        pick = itemgetter(*locate(archive.source, member, header, held.taken))
        held.new_columns = new_columns(header)
        pattern = _ANY_ROW if held.is_update else code_pattern()
        try:
            for block in find_rows(archive.chunks(stream), pattern, len(header)):
                held.rows_count += block.rows_count
                held.skipped_count += block.rows_count - len(block.found)
                for found in block.found:
                    with held.refusing(found.number, "npidata"):
                        held.hold(found, pick)
        except BrokenRowError as error:
            raise ListingError(archive.source, f"{member}: {error}; download the file again.") from error
    if not held.rows_count:
        raise ListingError(archive.source, f"{member} holds no rows; an empty listing is not used.")


def _hold_sides(archive: Archive, held: Held) -> None:
    """Hold what the side members say about the held entries."""
    for side in side_rows(archive, archive.places, columns.SECONDARY, held.rows):
        with held.refusing(side.number, "pl"):
            place = read_place(_side_cells(side), columns.SECONDARY, PlacePurpose.SECONDARY)
            if place:
                held.places[side.npi] = (*held.places.get(side.npi, ()), place)
    alias_columns = (columns.OTHER_ORGANIZATION, columns.OTHER_ORGANIZATION_TYPE)
    for side in side_rows(archive, archive.names, alias_columns, held.rows):
        with held.refusing(side.number, "othername"):
            alias = organization_alias(_side_cells(side))
            if alias:
                held.names[side.npi] = (*held.names.get(side.npi, ()), alias)


def _side_cells(side: SideRow) -> Row:
    if side.cells is None:
        raise RefusedError("", "", "column_count")
    return side.cells
