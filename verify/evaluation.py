"""Links measured on data of one's own: against a truth, or with the license numbers hidden."""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from verify.linkage.engine import link_sides
from verify.linkage.evaluate import Evaluation, Pair, Told, evaluate
from verify.linkage.evaluate_strata import Details, details
from verify.linkage.from_records import directory_columns, roll_columns
from verify.linkage.hidden_links import hidden_links
from verify.linkage.hold_out import HoldOut, held_out
from verify.linkage.hold_out_organizations import hidden_organization_links
from verify.linkage.links import Decision
from verify.linkage.list_organizations import organizations_of
from verify.linkage.name_order import NameOrder
from verify.linkage.run import Scope
from verify.linkage.standardize import sides_of
from verify.linkage.strata import Strata
from verify.linked_lists import LinkedLists, linked_lists
from verify.list_strata import list_strata
from verify.publish.errors import CannotRunError
from verify.publish.load import load_records
from verify.publish.private import withhold_private
from verify.published import all_links, published_strata
from verify.record_strata import record_strata

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Measured:
    """The evaluation of links against a truth, with its details."""

    evaluation: Evaluation
    details: Details

    def lines(self) -> list[str]:
        """All figures as sentences to print."""
        return [*self.evaluation.lines(), *self.details.lines()]

    def facts(self) -> dict[str, Any]:
        """All figures as they can be written down; the pairs themselves only where they are wrong."""
        strata = [
            {"dimension": each.dimension, "stratum": each.stratum, **evaluation_facts(each.evaluation)}
            for each in self.details.strata
        ]
        return {
            **evaluation_facts(self.evaluation),
            "strata": [{**each, "wrong": len(each["wrong"])} for each in strata],
            "gaps": [asdict(gap) for gap in self.details.gaps],
            "calibration": [asdict(band) for band in self.details.calibration],
        }


@dataclass(frozen=True, slots=True)
class _ListLink:
    entry_id: str
    license_id: str
    decision: Decision
    probability: float


def evaluation_facts(found: Evaluation) -> dict[str, Any]:
    """Counts and shares of an evaluation, as they can be written down."""
    shares = {name: getattr(found, name) for name in ("precision", "recall", "recall_with_review")}
    return {**asdict(found), **shares, "review_share": found.review_share}


def measure_published(data: Path, truth: Path, is_sample: bool) -> Measured:
    """The published links and the private queue against a truth file of entry_id and license_id.

    Raises:
        CannotRunError: there is nothing published, or the truth can't be used.
    """
    pairs = read_pairs(truth, "license_id")
    return _measured(all_links(data), pairs, published_strata(data), None, is_sample)


def measure_lists(
    directory: Path, roll: Path, truth: Path, orders: Mapping[str, NameOrder], is_sample: bool, say: Progress
) -> Measured:
    """The links of two lists against a truth file of entry_id and rec_id.

    Raises:
        CannotRunError: a file can't be used.
    """
    pairs = read_pairs(truth, "rec_id")
    linked = linked_lists(directory, roll, orders, say)
    _require_known(truth, pairs, linked)
    entries = linked.entries["entry_id"]
    return _measured(_told(linked), pairs, list_strata(linked), entries, is_sample)


def hide_in_lists(directory: Path, roll: Path, orders: Mapping[str, NameOrder], say: Progress) -> HoldOut:
    """What becomes of the links by number of two lists once the numbers are hidden.

    Raises:
        CannotRunError: a file can't be used, or nothing was linked by number.
    """
    linked = linked_lists(directory, roll, orders, say)
    links, share = hidden_links(linked.run, say)
    rows, entries = organizations_of(linked.entries, linked.rows, linked.read)
    links += hidden_organization_links(rows, entries, linked.organizations, say)
    _require_links(links)
    return held_out(links, list_strata(linked), share)


def hide_in_records(data: Path, say: Progress) -> HoldOut:
    """What becomes of the links by number of the records on disk once the numbers are hidden.

    Raises:
        CannotRunError: there are no records, or nothing was linked by number.
    """
    records = withhold_private(load_records(data))
    run = link_sides(
        sides_of(roll_columns(records.licenses), directory_columns(records.entries)), say, Scope()
    )
    links, share = hidden_links(run, say)
    _require_links(links)
    return held_out(links, record_strata(records.licenses, records.entries), share)


def read_pairs(path: Path, row_column: str) -> list[Pair]:
    """The pairs of a truth file; the second is empty where an entry has no row.

    Raises:
        CannotRunError: a column is missing, a line has no entry, or the file is no text.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = {"entry_id", row_column} - set(reader.fieldnames or ())
            if missing:
                raise CannotRunError(f"{path} has no column {', '.join(sorted(missing))}.")
            pairs = [((row["entry_id"] or "").strip(), (row[row_column] or "").strip()) for row in reader]
    except (UnicodeDecodeError, csv.Error) as error:
        raise CannotRunError(f"{path} is no CSV file in UTF-8: {error}.") from error
    for place, (entry, _) in enumerate(pairs, start=2):
        if not entry:
            raise CannotRunError(f"{path}, row {place}, column 'entry_id': is empty; name the entry.")
    return pairs


def _measured(
    links: Iterable[Told], pairs: list[Pair], strata: Strata, entries: Collection[str] | None, is_sample: bool
) -> Measured:
    """The figures; of a sample only the links of the entries that the truth names count."""
    named = {entry for entry, _ in pairs}
    links = [link for link in links if not is_sample or link.entry_id in named]
    everyone = None if is_sample else entries
    return Measured(evaluate(links, pairs, everyone), details(links, pairs, strata))


def _told(linked: LinkedLists) -> list[Told]:
    persons: list[Told] = [
        _ListLink(link.entry_id, link.row_id, link.decision, link.probability)
        for link in linked.run.plain_links()
    ]
    return [*persons, *linked.organizations]


def _require_known(truth: Path, pairs: list[Pair], linked: LinkedLists) -> None:
    """A truth about other lists measures nothing."""
    entries, rows = set(linked.entries["entry_id"]), {*linked.rows["rec_id"], ""}
    for place, (entry, row) in enumerate(pairs, start=2):
        for column, value, known in (("entry_id", entry, entries), ("rec_id", row, rows)):
            if value not in known:
                raise CannotRunError(
                    f"{truth}, row {place}, column {column!r}: {value[:40]!r} is in neither list; "
                    "is this the truth of these lists?"
                )


def _require_links(links: Collection[object]) -> None:
    if not links:
        raise CannotRunError("Nothing was linked by number, so no number can be hidden; give --truth.")
