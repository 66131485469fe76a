"""What persons decided about links: read from `decisions.csv`, and laid over what the machine decided.

A decision holds for what was seen when it was made: it is not applied to another entry or row under the same
ids, but the pair goes to review and is listed as stale. The machine's own decision stays on record.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from crawler.records import CertificationRecord, EntryRecord, Evidence, LicenseRecord, to_json
from verify.linkage.links import Decision, IdentityClass, Link, Linkage
from verify.publish.load import Records
from verify.publish.own_table import OwnRow, read_own_table
from verify.publish.withhold import is_sensitive

FILE = "decisions.csv"
COLUMNS = tuple("entry_id license_id decision reason decided_by decided_at entry_hash license_hash".split())
NAMES = ("decided_by", "reason")
"""Columns in which no telephone number may stand either."""
NOT_BY_NAME = "A person said that it is the same; it stays undecided until number and name agree."
Pair = tuple[str, str]
"""Entry and license."""


class Word(StrEnum):
    """What a person said about a pair."""

    ACCEPT = "accept"
    REJECT = "reject"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class ClericalDecision:
    """One line of `decisions.csv`. The hashes are those of the link that was looked at."""

    entry_id: str
    license_id: str
    word: Word
    reason: str
    decided_by: str
    decided_at: str
    entry_hash: str
    license_hash: str

    @property
    def pair(self) -> Pair:
        """Entry and license."""
        return self.entry_id, self.license_id


@dataclass(frozen=True, slots=True)
class Decided:
    """Links after persons decided, sorted; `said` holds what they said of each pair it was applied to.

    `machine` is the machine's decision on each of these pairs: accept, review or none. `rejected` are the
    pairs that were cut, `stale` the decisions that were not applied.
    """

    links: tuple[Link, ...]
    said: Mapping[Pair, ClericalDecision] = field(default_factory=dict)
    machine: Mapping[Pair, str] = field(default_factory=dict)
    rejected: frozenset[Pair] = frozenset()
    stale: tuple[ClericalDecision, ...] = ()


def read_decisions(data: Path) -> tuple[ClericalDecision, ...]:
    """The decisions that hold, by entry and license: the last line for a pair counts.

    Raises:
        CannotRunError: a row can't be read; the sentence says which and what to do.
    """
    _, rows = read_own_table(data / FILE, COLUMNS, names=NAMES)
    last = {each.pair: each for each in map(_decision, rows)}
    return tuple(last[pair] for pair in sorted(last))


def decision_lines(data: Path) -> list[dict[str, str]]:
    """Every line of the file, in its order, column by column.

    Raises:
        CannotRunError: a row can't be read.
    """
    _, rows = read_own_table(data / FILE, COLUMNS, names=NAMES)
    return [{column: row.cells[column] for column in COLUMNS} for row in rows]


def _decision(row: OwnRow) -> ClericalDecision:
    decided_at = row.needed("decided_at")
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}Z)?", decided_at, re.ASCII):
        raise row.wrong("decided_at", "is no day", "Write the day as 2026-11-20.")
    for column in ("entry_hash", "license_hash"):
        if not re.fullmatch(r"[0-9a-f]{16}", row.needed(column), re.ASCII):
            raise row.wrong(column, "is no fingerprint", "Let `practitioners decide` write the line.")
    return ClericalDecision(
        row.needed("entry_id"),
        row.needed("license_id"),
        Word(row.one_of("decision", tuple(Word))),
        row.needed("reason"),
        row.needed("decided_by"),
        decided_at,
        row.cells["entry_hash"],
        row.cells["license_hash"],
    )


def record_hash(record: EntryRecord | LicenseRecord | CertificationRecord) -> str:
    """The fingerprint of a record for a pair that the machine never compared: all but its evidence."""
    plain = Evidence("", "", "", None, "", 0, "")
    return sha256(to_json(replace(record, evidence=plain)).encode()).hexdigest()[:16]


def decided(linkage: Linkage, records: Records, decisions: Sequence[ClericalDecision]) -> Decided:
    """The links with every decision applied that still holds; those of records that are gone do nothing."""
    if not decisions:
        return Decided(linkage.links)
    entries = {entry.entry_id: entry for entry in records.entries}
    licenses = {record.license_id: record for record in records.licenses}
    found = {(link.entry_id, link.license_id): link for link in linkage.links}
    nearest = {(link.entry_id, link.license_id): link for link in linkage.near_misses}
    said: dict[Pair, ClericalDecision] = {}
    machine: dict[Pair, str] = {}
    stale: list[ClericalDecision] = []
    for each in decisions:
        entry, row = entries.get(each.entry_id), licenses.get(each.license_id)
        if entry is None or row is None:
            continue
        known = found.get(each.pair) or nearest.get(each.pair)
        link = known or _new_link(entry, row)
        if (each.entry_hash, each.license_hash) != (link.entry_hash, link.license_hash):
            stale.append(each)
            found[each.pair] = replace(link, decision=Decision.REVIEW)
            continue
        said[each.pair] = each
        machine[each.pair] = str(found[each.pair].decision) if each.pair in found else "none"
        if each.word is Word.REJECT:
            found.pop(each.pair, None)
        else:
            found[each.pair] = promoted(link, each.word, entry, row)
    rejected = frozenset(pair for pair, each in said.items() if each.word is Word.REJECT)
    return Decided(tuple(found[pair] for pair in sorted(found)), said, machine, rejected, tuple(stale))


def promoted(link: Link, word: Word, entry: EntryRecord, row: LicenseRecord) -> Link:
    """The link after an accept or unsure; an adverse license is tied to nobody without number and name."""
    if word is Word.UNSURE:
        return replace(link, decision=Decision.REVIEW)
    by_number = link.identity_class is IdentityClass.NUMBER_AND_NAME or claims_number(entry, row)
    if not by_number and (is_sensitive(row) or row.actions):
        return replace(link, decision=Decision.REVIEW, reason=NOT_BY_NAME)
    identity = IdentityClass.NUMBER_AND_NAME if by_number else IdentityClass.NAME_AND_PLACE
    return replace(link, decision=Decision.ACCEPT, identity_class=identity)


def claims_number(entry: EntryRecord, row: LicenseRecord) -> bool:
    """Whether the entry states the row's number for the row's state, and bears its surname."""
    number = _bare(row.license_number)
    names = {entry.last_name, *(name.last_name for name in entry.other_names)}
    stated = {
        _bare(claim.license_number) for claim in entry.claims if claim.state in ("", row.jurisdiction)
    } - {""}
    return number in stated and row.last_name.casefold() in {name.casefold() for name in names if name}


def _bare(number: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", number.upper())


def _new_link(entry: EntryRecord, row: LicenseRecord) -> Link:
    """A pair that the machine never compared: without weight, a person's word alone."""
    return Link(
        entry_id=entry.entry_id,
        license_id=row.license_id,
        decision=Decision.REVIEW,
        probability=0.0,
        cut=1.0,
        weight_bits=0.0,
        rule="decided_by_a_person",
        identity_class=IdentityClass.NONE,
        reason="The machine did not compare these two; a person did.",
        rival_license_id=None,
        rival_weight_bits=None,
        entry_hash=record_hash(entry),
        license_hash=record_hash(row),
        comparisons=(),
    )
