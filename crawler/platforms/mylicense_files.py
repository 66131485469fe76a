"""What a MyLicense site hands out: the pipe-delimited `Data.txt`, and pages of the results grid.

Quirks of the file: every line ends with a pipe; pipes occur within addresses, so a line is joined again
from both ends; a license may have rows of its history beside the present one. The grid has no dates.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

from crawler.batch import Batch, Record
from crawler.columns import Columns, require_columns
from crawler.errors import ListingError
from crawler.platforms.aspnet_form import page_selector
from crawler.platforms.aspnet_grid import GridPage, read_grid
from crawler.platforms.delimited import read_table
from crawler.platforms.delimited_layout import Layout
from crawler.platforms.status_history import with_history_marked
from crawler.records import Evidence
from crawler.row_batches import read_batches
from crawler.rows import Row, numbered

GRID = "datagrid_results"
ADDRESS = ("addr_line_1", "addr_line_2")
DATA_COLUMNS = Columns(
    required=(
        *("first_name", "last_name", "license_type_name", "license_no"),
        *("issue_date", "expiration_date", "license_status_name"),
    ),
    optional=(
        *("full_name", "middle_name", "name_suffix", "profession_name"),
        *("addr_city", "addr_state", "addr_zipcode"),
    ),
    dropped=(*ADDRESS, "addr_county", "addr_email"),
)
GRID_COLUMNS = Columns(
    required=("full_name", "license_no", "license_type_name", "license_status_name"),
    optional=("profession_name", "addr_city", "addr_state"),
    aliases={
        **dict.fromkeys(("Name", "Licensee Name"), "full_name"),
        **dict.fromkeys(("License Number", "License", "License #"), "license_no"),
        **dict.fromkeys(("License Type", "Type"), "license_type_name"),
        **dict.fromkeys(("License Status", "Status"), "license_status_name"),
        "Profession": "profession_name",
        "City": "addr_city",
        "State": "addr_state",
    },
)
# Where the columns of the grid stand (from 0) when its header has none of the names above.
GRID_PLACES = {
    1: "full_name",
    4: "license_no",
    5: "profession_name",
    6: "license_type_name",
    7: "license_status_name",
    8: "addr_city",
    9: "addr_state",
}
LAYOUT = Layout("|", csv.QUOTE_NONE, DATA_COLUMNS, overflowing=ADDRESS)
Parse = Callable[[Row], Record | None]


def read_data_file(path: Path, evidence: Evidence, parse: Parse) -> Iterator[Batch]:
    """The batches of a `Data.txt`, with the rows of a license's history marked as superseded.

    Raises:
        ListingError: the file is a web page, lacks a column or ends within a row.
    """
    table = read_table(path, evidence, LAYOUT)
    yield from with_history_marked(read_batches(table.rows, parse, table.new_columns))


def read_grid_file(path: Path, evidence: Evidence, parse: Parse) -> Iterator[Batch]:
    """The batch of a saved page of the grid.

    Raises:
        ListingError: the page holds no grid, or the grid lacks a column.
    """
    grid = read_grid(page_selector(path.read_bytes()), GRID)
    if grid is None:
        raise ListingError(evidence.source, f"the file is a web page without the table {GRID!r}")
    yield from read_grid_rows(grid, evidence, parse)


def read_grid_rows(grid: GridPage, evidence: Evidence, parse: Parse) -> Iterator[Batch]:
    """The batch of a page of the grid; columns by the names in its header, else by their places.

    Raises:
        ListingError: the header names some columns and lacks a required one, or is too short.
    """
    names, new = _grid_names(grid.header, evidence.source)
    rows = (_grid_row(cells, names, numbered(evidence, place)) for place, cells in enumerate(grid.rows, 1))
    yield from read_batches(rows, parse, new, size=max(1, len(grid.rows)))


def _grid_names(header: tuple[str, ...], source: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Our name for each column of the grid (empty for none), and the columns that are not known."""
    names = tuple(GRID_COLUMNS.known_name(cell) for cell in header)
    if any(names):
        require_columns(source, GRID_COLUMNS, header)
        return names, GRID_COLUMNS.new(header)
    if len(header) <= max(GRID_PLACES):
        raise ListingError(source, f"the grid has {len(header)} columns and none of a name that is known")
    return tuple(GRID_PLACES.get(place, "") for place in range(len(header))), ()


def _grid_row(cells: tuple[str, ...], names: tuple[str, ...], evidence: Evidence) -> Row:
    named = {name: cell for name, cell in zip(names, cells, strict=False) if name}
    defect = "" if len(cells) == len(names) else f"has {len(cells)} cells where the header has {len(names)}"
    return Row(named, evidence, defect)
