"""Reports of a wrong match or fact, and answers of practitioners: `disputes.csv`, a line for each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from verify.publish.cells import Row, text
from verify.publish.own_table import OwnRow, read_own_table

FILE = "disputes.csv"
COLUMNS = tuple(
    "dispute_id entry_id kind opened_on acknowledged_on resolved_on resolution answer_printed".split()
)
KINDS = ("wrong_match", "wrong_fact", "answer")
TEXTS = ("resolution", "answer_printed")


@dataclass(frozen=True, slots=True)
class Dispute:
    """One report or answer, without the private reason. Open as long as `resolved_on` is empty."""

    dispute_id: str
    entry_id: str
    kind: str
    opened_on: str
    acknowledged_on: str
    resolved_on: str
    resolution: str
    answer_printed: str


def read_disputes(data: Path) -> tuple[Dispute, ...]:
    """All disputes, by their ids.

    Raises:
        CannotRunError: a row can't be read; the sentence says which and what to do.
    """
    _, rows = read_own_table(data / FILE, COLUMNS, names=TEXTS)
    found: dict[str, Dispute] = {}
    for row in rows:
        dispute = _dispute(row)
        if dispute.dispute_id in found:
            raise row.wrong("dispute_id", "stands there twice", "Remove one of the rows.")
        found[dispute.dispute_id] = dispute
    return tuple(found[key] for key in sorted(found))


def _dispute(row: OwnRow) -> Dispute:
    kind, resolved_on = row.one_of("kind", KINDS), row.cells["resolved_on"]
    opened_on = row.day("opened_on")
    for column in ("acknowledged_on", "resolved_on"):
        if row.cells[column] and row.day(column) < opened_on:
            raise row.wrong(column, f"is before opened_on {opened_on}", "Put one of the two days right.")
    if bool(resolved_on) != bool(row.cells["resolution"]):
        raise row.wrong("resolution", "and resolved_on go together", "Fill in both, or neither.")
    if (kind == "answer") != bool(row.cells["answer_printed"]):
        raise row.wrong("answer_printed", "is the text of an answer", "Fill it in for the kind answer alone.")
    row.needed("dispute_id"), row.needed("entry_id")
    return Dispute(**{column: row.cells[column] for column in COLUMNS})


def dispute_rows(disputes: Iterable[Dispute], entry_ids: Collection[str]) -> Iterator[Row]:
    """Rows of `disputes`, of entries that are there."""
    for each in disputes:
        if each.entry_id in entry_ids:
            days = (each.opened_on, text(each.acknowledged_on), text(each.resolved_on))
            yield (
                each.dispute_id,
                each.entry_id,
                each.kind,
                *days,
                text(each.resolution),
                text(each.answer_printed),
            )
