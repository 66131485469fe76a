"""Rows one by one to batches of records: what a parser refuses is quarantined, what is not ours skipped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from crawler.batch import BATCH_ROWS, Batch, Record
from crawler.records import QuarantinedRow
from crawler.rows import Row, RowRejectedError


def parse_whole(row: Row, parse: Callable[[Row], Record | None]) -> Record | None:
    """The record of a row with all its cells.

    Raises:
        RowRejectedError: the cells can't be told apart, or the parser refuses one of them.
    """
    if row.defect:
        raise row.rejected("", "", "wrong_column_count", row.defect)
    return parse(row)


def read_batches(
    rows: Iterable[Row],
    parse: Callable[[Row], Record | None],
    new_columns: tuple[str, ...] = (),
    size: int = BATCH_ROWS,
) -> Iterator[Batch]:
    """The rows as batches of records. A row for which `parse` gives None is not ours: skipped."""
    iterator = iter(rows)
    while chunk := tuple(islice(iterator, size)):
        yield _read_batch(chunk, parse, new_columns)


def _read_batch(
    rows: Sequence[Row], parse: Callable[[Row], Record | None], new_columns: tuple[str, ...]
) -> Batch:
    records: list[Record] = []
    quarantined: list[QuarantinedRow] = []
    skipped = 0
    for row in rows:
        try:
            record = parse_whole(row, parse)
        except RowRejectedError as error:
            quarantined.append(error.quarantined)
            continue
        if record is None:
            skipped += 1
            continue
        records.append(record)
        quarantined.extend(row.notes)
    return Batch(tuple(records), tuple(quarantined), len(rows), skipped, new_columns)
