"""Cells of rows: missing text as None, and where a row was read from."""

from __future__ import annotations

from crawler.records import Evidence

Cell = str | int | float | None
Row = tuple[Cell, ...]


def text(value: str | None) -> str | None:
    """A text cell: missing text is None."""
    return str(value) if value else None


def evidence_cells(evidence: Evidence) -> Row:
    """The columns `EVIDENCE` of `listing_tables.py`."""
    return (
        evidence.source_url,
        evidence.fetched_at,
        evidence.source_as_of,
        evidence.raw_sha256,
        evidence.row_number,
        evidence.parser_version,
    )
