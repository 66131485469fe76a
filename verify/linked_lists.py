"""Two lists from anywhere, linked in memory: persons and organizations, side by side."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from time import perf_counter
from typing import TypeVar

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

T = TypeVar("T")

Progress = Callable[[str], None]


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


@contextmanager
def _apart(work: Callable[..., T], *given: object) -> Iterator[Callable[[], T]]:
    """The work is done beside, in a process of its own where processes can be forked."""
    if "fork" not in get_all_start_methods() or (os.cpu_count() or 1) < 2:
        yield lambda: work(*given)
        return
    with ProcessPoolExecutor(1, mp_context=get_context("fork")) as pool:
        yield pool.submit(work, *given).result
