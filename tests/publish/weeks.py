"""A second and a third reading of the listings of `folder.py`, and what the published history tells."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from crawler.records import EntryRecord
from tests import factories as make
from tests.publish.folder import CLINIC, ENTRIES, KIM, LICENSES, a_run, steps, write_source
from verify import refresh
from verify.checks.coverage import SourceState
from verify.checks.known import Member
from verify.linkage.links import Link
from verify.run import Run


def read_again(
    source: str = "us_wa_doh", number: int = 2, day: str = "2026-11-27", **report: object
) -> SourceState:
    """The state of a source after another good crawl."""
    state = make.source_state(source)
    assert state.report is not None
    changed = {"crawl_id": f"{source}-{number}", "started_at": f"{day}T00:00:00Z", "source_as_of": day}
    crawled = replace(state.report, **{**changed, **report})
    return replace(state, report=crawled, last=crawled)


def seen_again(
    records: Sequence[Any], raw: str = "cd" * 32, day: str = "2026-11-27", **evidence: object
) -> list[Any]:
    """The same rows, read from another object."""
    changed = {"raw_sha256": raw, "fetched_at": f"{day}T00:00:00Z", "source_as_of": day}
    return [replace(each, evidence=replace(each.evidence, **{**changed, **evidence})) for each in records]


def next_listing(
    data: Path, licenses: Sequence[Any], number: int = 2, day: str = "2026-11-27", **report: object
) -> None:
    """Washington's listing was read again and holds these rows."""
    rows = seen_again(licenses, raw=f"{number:02d}" * 32, day=day)
    write_source(data, read_again(number=number, day=day, **report), rows)


def build(data: Path, links: Sequence[Link], day: str = "2026-11-28", accept: str = "test") -> str:
    """The id of the release that was published on this day."""
    run = Run(data, date.fromisoformat(day), accept)
    made = replace(steps(links=links), members=_members)
    return refresh.build(run, made).release_id


def _members(entries: Sequence[EntryRecord], statements: object) -> list[Member]:
    """Kim in the clinic, where both are there."""
    ids = {entry.entry_id for entry in entries}
    return [Member(CLINIC, KIM, "same_suite_and_phone")] if {CLINIC, KIM} <= ids else []


def told(data: Path, *columns: str, where: str = "1") -> list[tuple[Any, ...]]:
    """Columns of `changes` of the published database, sorted."""
    return query(data, f"SELECT {', '.join(columns)} FROM changes WHERE {where} ORDER BY change_id")  # noqa: S608


def query(data: Path, sql: str) -> list[tuple[Any, ...]]:
    """The answer of the published database."""
    connection = sqlite3.connect(data / "directory.db")
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


__all__ = [
    "ENTRIES",
    "LICENSES",
    "a_run",
    "build",
    "next_listing",
    "query",
    "read_again",
    "seen_again",
    "told",
]


def changed_entry(data: Path, number: int, **changes: object) -> None:
    """The register of entries was read again; one of them is another."""
    entries = [replace(each, **changes) if at == number else each for at, each in enumerate(ENTRIES)]  # type: ignore[arg-type]
    write_source(data, read_again("us_nppes"), seen_again(entries))
