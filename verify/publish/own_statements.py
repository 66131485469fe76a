"""The list of statements that maintainers keep: what entries state of themselves, and where it was seen."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping

from crawler.records import EntryKind
from verify.checks.known import Statement
from verify.checks.topics import BASES, TOPICS
from verify.publish.own_entries import FILE as ENTRIES_FILE
from verify.publish.own_table import OwnRow, evidence_of

FILE, SOURCE = "statements.csv", "own_statements"
COLUMNS = tuple(
    "entry_id topic statement issuer stated_on basis other_entry_id source_url seen_on seen_by".split()
)

_STAFF = ("staff_list", "organization_roles")


def own_statements(rows: Iterable[OwnRow], sha256: str, kinds: Mapping[str, EntryKind]) -> list[Statement]:
    """The statements of the rows, in their order; `kinds` are all entries that there are.

    Raises:
        CannotRunError: a row can't stand as it is, or names an entry that is not there.
    """
    found: dict[str, Statement] = {}
    for row in rows:
        statement = _statement(row, sha256, kinds)
        if statement.statement_id in found:
            raise row.wrong("statement", "stands there twice", "Remove one of the rows.")
        found[statement.statement_id] = statement
    return list(found.values())


def _statement(row: OwnRow, sha256: str, kinds: Mapping[str, EntryKind]) -> Statement:
    cells = row.cells
    _known_entry(row, "entry_id", kinds)
    topic, basis = row.one_of("topic", tuple(TOPICS)), row.one_of("basis", tuple(BASES))
    if cells["other_entry_id"] or topic == "staff" or basis in _STAFF:
        _assert_staff(row, topic, kinds)
    seen_on = row.day("seen_on")
    stated_on = row.day("stated_on") if cells["stated_on"] else None
    if stated_on and stated_on > seen_on:
        raise row.wrong("stated_on", f"is later than seen_on {seen_on}", "Put one of the two days right.")
    address = row.address("source_url")
    if not address and basis != "document_seen":
        raise row.wrong("source_url", "is empty", "Only a document may be without a web address.")
    return Statement(
        statement_id=f"{SOURCE}:{_fingerprint(row)}",
        entry_id=cells["entry_id"],
        topic=topic,
        statement_printed=row.needed("statement"),
        issuer=cells["issuer"],
        stated_on=stated_on,
        basis=basis,
        other_entry_id=cells["other_entry_id"],
        seen_by=row.needed("seen_by"),
        evidence=evidence_of(SOURCE, row, address or f"file:{FILE}", seen_on, sha256),
    )


def _assert_staff(row: OwnRow, topic: str, kinds: Mapping[str, EntryKind]) -> None:
    """A clinic names a person, and nothing else names anyone."""
    if topic != "staff":
        raise row.wrong("topic", "names no person", "Only staff has other_entry_id, staff_list or roles.")
    if kinds[row.cells["entry_id"]] is not EntryKind.ORGANIZATION:
        raise row.wrong("entry_id", "is no organization", "Staff is stated of a clinic.")
    if kinds[_known_entry(row, "other_entry_id", kinds)] is not EntryKind.INDIVIDUAL:
        raise row.wrong("other_entry_id", "is no person", "Name the entry of a person.")


def _known_entry(row: OwnRow, column: str, known: Collection[str]) -> str:
    if row.needed(column) not in known:
        remedy = f"Correct it, add the entry to {ENTRIES_FILE}, or remove the row."
        raise row.wrong(column, "is no entry", remedy)
    return row.cells[column]


def _fingerprint(row: OwnRow) -> str:
    """Equal for two rows that state the same, whoever saw it and when."""
    told = ("entry_id", "topic", "statement", "issuer", "stated_on", "basis", "other_entry_id", "source_url")
    return hashlib.sha256("\x1f".join(row.cells[name] for name in told).encode()).hexdigest()[:12]
