"""Two lists from anywhere, linked: files in, links out, with explanations on request."""

from __future__ import annotations

import csv
import gc
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from time import perf_counter

from verify.link_store import Store, write_store
from verify.linkage.links import Link
from verify.linkage.name_order import NameOrder
from verify.linkage.run import Run
from verify.linked_lists import Progress, linked_lists
from verify.list_summary import ListSummary, Row, summary_of

LINK_COLUMNS = ("entry_id", "rec_id", "score", "decision", "rule", "weight_bits")


def link_lists(
    directory: Path,
    roll: Path,
    out: Path,
    explain: Path | None,
    orders: Mapping[str, NameOrder],
    say: Progress,
) -> ListSummary:
    """The links of both files are in `out`, and explained in `explain` where that is given.

    Raises:
        CannotRunError: a file can't be used; the sentence says which row and column, and what to do.
    """
    gc.disable()  # nothing here is a cycle, and a million texts cost as much to look through as to read
    try:
        return _link(directory, roll, out, explain, orders, say)
    finally:
        gc.enable()


def _link(
    directory: Path,
    roll: Path,
    out: Path,
    explain: Path | None,
    orders: Mapping[str, NameOrder],
    say: Progress,
) -> ListSummary:
    started = perf_counter()
    linked = linked_lists(directory, roll, orders, say, near_misses=explain is not None)
    written = sorted([*_rows(linked.run), *map(_row, linked.organizations)])
    _write(out, [LINK_COLUMNS, *written])
    if explain is not None:
        write_store(
            explain, Store(linked.explained(), linked.models, linked.read.orders, linked.models.versions)
        )
    say(f"wrote {len(written):,} links to {out}")
    orders_found = {board: order.value for board, order in linked.read.orders.items()}
    return summary_of(
        linked.entries, linked.rows, written, linked.run, orders_found, perf_counter() - started
    )


def _rows(run: Run) -> Iterator[Row]:
    """The links of persons as lines of text."""
    for link in run.plain_links():
        score, weight = f"{link.probability:.6f}", f"{link.weight_bits:.10g}"
        yield link.entry_id, link.row_id, score, link.decision.value, link.rule, weight


def _row(link: Link) -> Row:
    score, weight = f"{link.probability:.6f}", f"{link.weight_bits:.10g}"
    return link.entry_id, link.license_id, score, link.decision.value, link.rule, weight


def _write(out: Path, rows: Iterable[Iterable[str]]) -> None:
    """The file is there in full or not at all."""
    out.parent.mkdir(parents=True, exist_ok=True)
    partial = out.with_name(f".{out.name}.partial")
    with partial.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle, lineterminator="\n").writerows(rows)
    partial.replace(out)
