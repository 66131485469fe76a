"""Blocks of rows to batches of license records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from crawler.batch import BATCH_ROWS, Batch, Record
from crawler.blocks import BLOCK_ROWS, Block
from crawler.license_lines import LicenseLines
from crawler.patterns import PatternReader
from crawler.rows import Row

BLOCKS_A_BATCH = BATCH_ROWS // BLOCK_ROWS


def read_license_blocks(
    blocks: Iterable[Block], parse: Callable[[Row], Record | None], new_columns: tuple[str, ...] = ()
) -> Iterator[Batch]:
    """The blocks as batches of license records. A row for which `parse` gives None is not ours: skipped.

    `parse` must say the same of the same row whenever it is asked.
    """
    reader, iterator = PatternReader(parse), iter(blocks)
    while some := [reader.batch(block) for block in islice(iterator, BLOCKS_A_BATCH)]:
        yield _united(some, new_columns)


def _united(batches: Sequence[Batch], new_columns: tuple[str, ...]) -> Batch:
    """One batch of several: what comes after takes a step for every batch."""
    return Batch(
        LicenseLines(tuple(line for batch in batches for line in batch.records.lines)),  # type: ignore[attr-defined]
        tuple(row for batch in batches for row in batch.quarantined),
        sum(batch.rows_count for batch in batches),
        sum(batch.skipped_count for batch in batches),
        new_columns,
    )
