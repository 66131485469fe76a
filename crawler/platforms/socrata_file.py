"""A Socrata dataset from a file: a JSON array of rows, or a CSV export with either style of headers."""

from __future__ import annotations

import csv
from pathlib import Path

from crawler.columns import Columns, require_columns
from crawler.platforms.delimited import Table, read_table
from crawler.platforms.delimited_layout import Layout
from crawler.platforms.socrata_answers import json_blocks, read_json_rows, without_system
from crawler.records import Evidence


def read_rows_file(path: Path, evidence: Evidence, columns: Columns) -> Table:
    """The rows of the file and the columns in it that are not known.

    Raises:
        ListingError: the file is damaged, is a web page, or lacks a required column.
    """
    with path.open("rb") as handle:
        start = handle.read(4096).lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start not in (b"[", b"{"):
        return read_table(path, evidence, Layout(",", csv.QUOTE_MINIMAL, columns))
    rows = read_json_rows(path.read_bytes(), evidence.source)
    names = frozenset[str]().union(*rows)
    if rows:
        require_columns(evidence.source, columns, names)
    return Table(columns.new(without_system(names)), json_blocks(rows, evidence, columns))
