"""The two files of Florida's Medical Quality Assurance: the CSV export of one profession, and `Licensure`.

The export states number, name, profession, city and status, with stray blanks around headers and values.
The pipe-delimited Licensure file, which an operator downloads, adds dates and whether the board acted.
Both state the status in two parts, `Clear/Active`, that mean nothing apart.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from crawler.batch import Batch, Record
from crawler.columns import Columns
from crawler.errors import ListingError
from crawler.platforms.delimited import read_table
from crawler.platforms.delimited_layout import Layout
from crawler.records import Evidence
from crawler.row_batches import read_batches
from crawler.rows import Row
from crawler.statuses import StatusMeaning, vocabulary

STATUS = "License Status"
EXPORT_COLUMNS = Columns(
    required=("License Number", "Name", "Profession", STATUS),
    optional=("City",),
    dropped=("Address", "Address Line 1", "County", "State", "Zip", "Phone", "Email", "DBA Name"),
    aliases={
        **dict.fromkeys(("Full Name", "Licensee Name", "Practitioner Name", "Provider Name"), "Name"),
        **dict.fromkeys(("License", "License #", "License No"), "License Number"),
        **dict.fromkeys(("Status", "License Status Description"), STATUS),
    },
)
_MAILING = tuple(
    f"Mailing-Address-{part}"
    for part in (
        *("Line1", "line2", "line3", "City", "State", "ZIPcode"),
        *("Area-Code", "Phone-Number", "Phone-Extension"),
    )
)
PIPE_COLUMNS = Columns(
    required=(
        *("Profession-Name", "Expire-Date", "Original-Date", "Rank-Code", "License-Number"),
        *("License-Status-Description", "License-Active-Status-Description", "Last-Name", "First-Name"),
    ),
    optional=(
        *("Middle-Name", "Name-Suffix", "Business-Name", "Board-Action-Indicator", "Status-Effective-Date"),
        *(f"Practice-Location-Address-{part}" for part in ("City", "State", "ZIPcode")),
    ),
    dropped=(
        *("pro_cde", "lic_id", "County", "County-Description", "Email", "Mod-Cdes", "Prescribe-Ind"),
        *("Dispensing-Ind", "Birth-Year-Range", "Other-License", *_MAILING),
        *(f"Practice-Location-Address-{part}" for part in ("Line1", "line2", "line3")),
    ),
)
EXPORT = Layout(",", csv.QUOTE_MINIMAL, EXPORT_COLUMNS, has_stray_blanks=True)
PIPE = Layout("|", csv.QUOTE_NONE, PIPE_COLUMNS, has_steady_width=True)
Parse = Callable[[Row], Record | None]


def is_pipe_file(path: Path) -> bool:
    """Whether the first line of the file is set apart by pipes."""
    with path.open("rb") as handle:
        return handle.readline(1 << 16).count(b"|") > 5


def read_export(path: Path, evidence: Evidence, parse: Parse) -> Iterator[Batch]:
    """The batches of an export.

    Raises:
        ListingError: the file is a web page, lacks a column, holds no row or ends within one.
    """
    table, rows_count = read_table(path, evidence, EXPORT), 0
    for batch in read_batches(table.rows, parse, table.new_columns):
        rows_count += batch.rows_count
        yield batch
    if not rows_count:
        raise ListingError(
            evidence.source, f"the export {evidence.source_url} holds no row; the code may have changed"
        )


def read_licensure(path: Path, evidence: Evidence, parse: Parse) -> Iterator[Batch]:
    """The batches of a Licensure file, each row with its two-part status in one cell as the export has it.

    Raises:
        ListingError: the file lacks a column or ends within a row.
    """
    table = read_table(path, evidence, PIPE)
    yield from read_batches(map(with_whole_status, table.rows), parse, table.new_columns)


def two_part_status(row: Row) -> tuple[str, StatusMeaning]:
    """The status as printed and what its two parts mean together, by exact words.

    A second part that is empty leaves the first alone (`Null and Void/`). An unseen pair is noted and
    unknown, whatever its parts are.

    Raises:
        RowRejectedError: there is no status at all.
    """
    printed = row.needed(STATUS)
    plain = re.sub(r"\s*/\s*", "/", printed).strip("/ ")
    _, found = replace(row, cells={STATUS: plain}).status(STATUS, _words())
    return printed, found


def _words() -> Mapping[str, StatusMeaning]:
    return {**vocabulary("FL", "License-Status-Description"), **vocabulary("FL", "exported status")}


def with_whole_status(row: Row) -> Row:
    """The row of a Licensure or status file with its two-part status in one cell, as the export has it."""
    parts = [row.cells.get(name, "").strip() for name in _PARTS]
    return replace(row, cells={**row.cells, STATUS: "/".join(parts) if any(parts) else ""})


_PARTS = ("License-Status-Description", "License-Active-Status-Description")
