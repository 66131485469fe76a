"""The side members of an NPPES zip: rows of `pl_pfile` and `othername_pfile` about kept entries."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from crawler.errors import ListingError
from crawler.platforms.nppes_columns import NPI
from crawler.platforms.nppes_header import locate
from crawler.platforms.nppes_members import Archive, short_name

PROGRESS_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class SideRow:
    """One row about the entry `npi`: its taken cells by heading, None when its columns don't fit."""

    number: int
    npi: int
    cells: dict[str, str] | None


def side_rows(
    archive: Archive, info: zipfile.ZipInfo | None, wanted: Sequence[str], kept: Collection[int]
) -> Iterator[SideRow]:
    """The rows of the member whose NPI is among `kept`, in the order of the file; none without it.

    Raises:
        ListingError: the member is damaged, lacks a wanted column, or is no CSV.
    """
    if info is None:
        return
    taken = (NPI, *wanted)
    with archive.member(info) as stream:
        reader = csv.reader(io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline=""))
        header = next(reader, [])
        positions = locate(archive.source, short_name(info), header, taken)
        pick = itemgetter(*positions)
        try:
            for number, cells in enumerate(filter(None, reader), 1):
                if number % PROGRESS_ROWS == 0:
                    archive.show_progress(stream)
                npi = _npi(cells, positions[0])
                if npi in kept:
                    fits = len(cells) == len(header)
                    yield SideRow(number, npi, dict(zip(taken, pick(cells), strict=True)) if fits else None)
        except csv.Error as error:
            raise ListingError(
                archive.source, f"{short_name(info)} line {reader.line_num}: {error}."
            ) from error
        archive.show_progress(stream)


def _npi(cells: Sequence[str], position: int) -> int:
    digits = cells[position].strip() if position < len(cells) else ""
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) == 10 else 0
