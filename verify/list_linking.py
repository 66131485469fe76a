"""Two lists from anywhere, linked: files in, links out, with explanations on request."""

from __future__ import annotations

import csv
import gc
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from verify.link_store import Store, write_store
from verify.linkage.engine import link_sides
from verify.linkage.links import Decision, Link
from verify.linkage.list_organizations import organizations_of
from verify.linkage.list_sides import ReadLists, read_sides
from verify.linkage.lists import DIRECTORY_COLUMNS, ROLL_COLUMNS, Lines, ListError, read_list
from verify.linkage.name_order import NameOrder
from verify.linkage.organization_model import OrganizationModel
from verify.linkage.organization_records import OrganizationEntry, OrganizationRow
from verify.linkage.organizations import link_organizations
from verify.linkage.run import Run, Scope
from verify.linkage.stored_model import Models
from verify.publish.errors import CannotRunError

LINK_COLUMNS = ("entry_id", "rec_id", "score", "decision", "rule", "weight_bits")

T = TypeVar("T")
Progress = Callable[[str], None]
Row = tuple[str, str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class ListSummary:
    """What linking two lists came to."""

    entries: int
    rows: int
    accepted: int
    accepted_entries: int
    review: int
    review_entries: int
    by_rule: Mapping[str, int]
    name_orders: Mapping[str, str]
    model_version: str
    cuts: Mapping[str, float]
    seconds: float

    def lines(self) -> list[str]:
        """The summary as sentences to print."""
        rules = ", ".join(f"{rule} {count:,}" for rule, count in sorted(self.by_rule.items()))
        return [
            f"{self.entries:,} entries and {self.rows:,} rows in {self.seconds:.1f} s",
            f"accepted {self.accepted:,} links of {self.accepted_entries:,} entries ({rules or 'none'})",
            f"review   {self.review:,} links of {self.review_entries:,} further entries",
            f"model {self.model_version}; cuts {', '.join(f'{k} {v}' for k, v in self.cuts.items())}",
        ]


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


@dataclass(frozen=True, slots=True)
class LinkedLists:
    """Two lists with all links between them: `run` those of persons, `organizations` the others."""

    entries: Lines
    rows: Lines
    read: ReadLists
    run: Run
    organizations: tuple[Link, ...]
    organization_near_misses: tuple[Link, ...]
    organization_model: OrganizationModel

    @property
    def models(self) -> Models:
        """The models that the links were made by."""
        return Models(self.run.model, self.organization_model)

    def explained(self) -> list[Link]:
        """All links and near misses with their explanations, sorted by entry and row."""
        organizations = self.organizations + self.organization_near_misses
        found = [*self.run.links(near_misses=True), *organizations]
        return sorted(found, key=lambda link: (link.entry_id, link.license_id))


def linked_lists(
    directory: Path,
    roll: Path,
    orders: Mapping[str, NameOrder],
    say: Progress,
    models: Models | None = None,
    *,
    near_misses: bool = False,
) -> LinkedLists:
    """The links of both files, in memory; by these models, or by what both files teach.

    Near misses of organizations are there on request; those of persons are made when they are explained.

    Raises:
        CannotRunError: a file can't be used; the sentence says which row and column, and what to do.
    """
    started = perf_counter()
    try:
        entries, rows = read_list(directory, DIRECTORY_COLUMNS), read_list(roll, ROLL_COLUMNS)
    except ListError as error:
        raise CannotRunError(str(error)) from error
    say(f"read {entries.count:,} entries and {rows.count:,} rows in {perf_counter() - started:.1f} s")
    for lines in (entries, rows):
        if lines.unknown_columns:
            say(f"{lines.path.name}: columns not used: {', '.join(lines.unknown_columns)}")
    read = read_sides(entries, rows, orders)
    say(f"took names apart in {perf_counter() - started:.1f} s")
    given = (models.persons, models.organizations) if models else (None, None)
    work = (*organizations_of(entries, rows, read), given[1], near_misses)
    with _apart(_link_organizations, *work) as linked:
        scope = Scope(is_everywhere=True, is_one_entry_each=False)
        run = link_sides(read.sides, say, scope, model=given[0])
        found, organization_model = linked()
    organizations = tuple(link for link in found if link.decision is not Decision.NONE)
    missed = tuple(link for link in found if link.decision is Decision.NONE)
    say(f"organizations: {len(organizations):,} links")
    return LinkedLists(entries, rows, read, run, organizations, missed, organization_model)


def _link_organizations(
    rows: list[OrganizationRow],
    entries: list[OrganizationEntry],
    model: OrganizationModel | None,
    near_misses: bool,
) -> tuple[list[Link], OrganizationModel]:
    """Link, and say nothing: two processes that speak at once are not understood."""
    return link_organizations(rows, entries, None, model, near_misses=near_misses)


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
    return _summary(linked.entries, linked.rows, written, linked.run, orders_found, perf_counter() - started)


@contextmanager
def _apart(work: Callable[..., T], *given: object) -> Iterator[Callable[[], T]]:
    """The work is done beside, in a process of its own where processes can be forked."""
    if "fork" not in get_all_start_methods() or (os.cpu_count() or 1) < 2:
        yield lambda: work(*given)
        return
    with ProcessPoolExecutor(1, mp_context=get_context("fork")) as pool:
        yield pool.submit(work, *given).result


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


def _summary(
    entries: Lines, rows: Lines, written: list[Row], run: Run, orders: Mapping[str, str], seconds: float
) -> ListSummary:
    accepted = [row for row in written if row[3] == Decision.ACCEPT.value]
    settled = {row[0] for row in accepted}
    waiting = {row[0] for row in written} - settled
    return ListSummary(
        entries=entries.count,
        rows=rows.count,
        accepted=len(accepted),
        accepted_entries=len(settled),
        review=len(written) - len(accepted),
        review_entries=len(waiting),
        by_rule=dict(Counter(row[4] for row in accepted)),
        name_orders=dict(orders),
        model_version=run.model.version,
        cuts={"supported": run.model.cuts.supported, "alone": run.model.cuts.alone},
        seconds=round(seconds, 1),
    )
