"""The two lists that maintainers keep: entries of their own, and statements with where they were seen.

Both are optional. A row that can't be read stops the run, with its place and the remedy: a list that is
kept by hand is put right by hand.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from crawler.records import (
    Claim,
    CrawlReport,
    EntryKind,
    EntryRecord,
    Evidence,
    Outcome,
    Place,
    PlacePurpose,
    Profession,
    RecordKind,
    SourceInfo,
    is_npi,
)
from verify.checks.coverage import SourceState
from verify.checks.known import Statement
from verify.checks.topics import BASES, TOPICS
from verify.publish.own_table import OwnRow, read_own_table

ENTRIES_FILE, STATEMENTS_FILE = "entries.csv", "statements.csv"
OWN_FILES = (ENTRIES_FILE, STATEMENTS_FILE)
"""The lists below the data folder that a release depends on."""

ENTRIES, STATEMENTS = "own_entries", "own_statements"
PARSER_VERSION = "1"

ENTRY_COLUMNS = tuple(
    "entry_id kind profession first_name middle_name last_name suffix credential_printed organization_name"
    " street city state zip5 phone license_state license_number website added_on added_by".split()
)
STATEMENT_COLUMNS = tuple(
    "entry_id topic statement issuer stated_on basis other_entry_id source_url seen_on seen_by".split()
)
_NAMES = tuple(
    "first_name middle_name last_name suffix organization_name city added_by statement issuer seen_by".split()
)
_STATES = frozenset(
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND"
    " OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY AS GU MP PR VI".split()
)
_OWN_ID = re.compile(r"own:(?=.{1,80}$)[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_STAFF = ("staff_list", "organization_roles")


@dataclass(frozen=True, slots=True)
class OwnLists:
    """What the lists hold, sorted by id; a list without rows has no state."""

    states: tuple[SourceState, ...]
    entries: tuple[EntryRecord, ...]
    statements: tuple[Statement, ...]


def read_own_lists(data: Path, listed: Iterable[EntryRecord]) -> OwnLists:
    """The entries and statements of the lists in `data`; `listed` are the entries of the sources.

    Raises:
        CannotRunError: a list can't be read, or a row of it can't stand as it is.
    """
    kinds = {entry.entry_id: entry.kind for entry in listed}
    own_sha256, own_rows = read_own_table(
        data / ENTRIES_FILE, ENTRY_COLUMNS, names=_NAMES, free=("phone", "street")
    )
    own = _entries(own_rows, own_sha256, kinds)
    kinds |= {entry.entry_id: entry.kind for entry in own}
    said_sha256, said_rows = read_own_table(data / STATEMENTS_FILE, STATEMENT_COLUMNS, names=_NAMES)
    said = _statements(said_rows, said_sha256, kinds)
    states = (
        *_state(ENTRIES, RecordKind.ENTRY, [each.evidence for each in own]),
        *_state(STATEMENTS, RecordKind.STATEMENT, [each.evidence for each in said]),
    )
    return OwnLists(
        states,
        tuple(sorted(own, key=lambda each: each.entry_id)),
        tuple(sorted(said, key=lambda each: each.statement_id)),
    )


def _entries(rows: Iterable[OwnRow], sha256: str, listed: Mapping[str, EntryKind]) -> list[EntryRecord]:
    found: dict[str, EntryRecord] = {}
    for row in rows:
        entry_id = row.needed("entry_id")
        if entry_id in listed:
            raise row.wrong("entry_id", "is an entry of a source already", "Remove the row.")
        if entry_id in found:
            raise row.wrong("entry_id", "occurs twice", "Remove one of the rows.")
        found[entry_id] = _entry(row, sha256)
    return list(found.values())


def _entry(row: OwnRow, sha256: str) -> EntryRecord:
    cells = row.cells
    kind = EntryKind(row.one_of("kind", tuple(EntryKind)))
    profession = Profession(row.one_of("profession", tuple(Profession)))
    is_clinic = kind is EntryKind.ORGANIZATION
    if is_clinic != (profession is Profession.CLINIC):
        raise row.wrong("profession", f"does not fit {kind}", "An organization is a clinic, and only it.")
    row.needed("organization_name" if is_clinic else "last_name")
    added_on = row.day("added_on")
    row.needed("added_by")
    return EntryRecord(
        entry_id=_entry_id(row),
        kind=kind,
        profession=profession,
        first_name=cells["first_name"],
        middle_name=cells["middle_name"],
        last_name=cells["last_name"],
        suffix=cells["suffix"],
        credential_printed=cells["credential_printed"],
        organization_name=cells["organization_name"],
        other_names=(),
        places=_places(row),
        claims=_claims(row, profession),
        enumerated_on=None,
        updated_on=added_on,
        deactivated_on=None,
        evidence=_evidence(ENTRIES, row, row.address("website") or f"file:{ENTRIES_FILE}", added_on, sha256),
    )


def _entry_id(row: OwnRow) -> str:
    entry_id = row.needed("entry_id")
    if not _OWN_ID.fullmatch(entry_id) and not is_npi(entry_id):
        remedy = "Write the ten digits, or own: with small letters, digits and hyphens."
        raise row.wrong("entry_id", "is neither a national provider number nor own:name", remedy)
    return entry_id


def _places(row: OwnRow) -> tuple[Place, ...]:
    cells = row.cells
    state, zip5 = _state_code(row, "state"), cells["zip5"]
    if zip5 and not (len(zip5) == 5 and zip5.isascii() and zip5.isdigit()):
        raise row.wrong("zip5", "is no ZIP code of five digits", "Write five digits, or leave it empty.")
    if not (cells["city"] or state or zip5):
        return ()
    return (Place(PlacePurpose.PRACTICE, cells["street"], cells["city"], state, zip5, cells["phone"]),)


def _claims(row: OwnRow, profession: Profession) -> tuple[Claim, ...]:
    state, number = _state_code(row, "license_state"), row.cells["license_number"]
    if number and not state:
        raise row.wrong("license_state", "is empty beside a license number", "Name the state that issued it.")
    return () if profession is Profession.CLINIC else (Claim("", profession, state, number, is_primary=True),)


def _state_code(row: OwnRow, column: str) -> str:
    code = row.cells[column]
    if code and code not in _STATES:
        raise row.wrong(column, "is no state", "Write its two capital letters, or leave it empty.")
    return code


def _statements(rows: Iterable[OwnRow], sha256: str, kinds: Mapping[str, EntryKind]) -> list[Statement]:
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
        statement_id=f"{STATEMENTS}:{_fingerprint(row)}",
        entry_id=cells["entry_id"],
        topic=topic,
        statement_printed=row.needed("statement"),
        issuer=cells["issuer"],
        stated_on=stated_on,
        basis=basis,
        other_entry_id=cells["other_entry_id"],
        seen_by=row.needed("seen_by"),
        evidence=_evidence(STATEMENTS, row, address or f"file:{STATEMENTS_FILE}", seen_on, sha256),
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


def _evidence(source: str, row: OwnRow, address: str, seen_on: str, sha256: str) -> Evidence:
    return Evidence(source, address, f"{seen_on}T00:00:00Z", seen_on, sha256, row.number, PARSER_VERSION)


_TITLES = {ENTRIES: "Entries of our own", STATEMENTS: "Statements of entries, and where they were seen"}
_OMITS = {
    ENTRIES: "whoever was not added by a person",
    STATEMENTS: "whatever was stated elsewhere, or not seen by a person",
}


def _state(source: str, kind: RecordKind, rows: Sequence[Evidence]) -> list[SourceState]:
    if not rows:
        return []
    newest = max(evidence.fetched_at for evidence in rows)
    info = SourceInfo(
        source=source,
        title=_TITLES[source],
        agency="The maintainers of this directory",
        jurisdiction="US",
        kind=kind,
        professions=(),
        homepage_url="",
        lookup_url="",
        protocol="a list that people keep by hand",
        states_discipline=False,
        is_complete=False,
        omits=_OMITS[source],
        refresh_days=90,
        terms="",
        attribution="",
        permission="Public statements, noted by a person with address and day.",
        parser_version=PARSER_VERSION,
    )
    report = CrawlReport(
        crawl_id=f"{source}-{rows[0].raw_sha256[:12]}",
        source=source,
        outcome=Outcome.SUCCEEDED,
        reason="",
        started_at=newest,
        finished_at=newest,
        source_as_of=newest[:10],
        served_from="",
        responses_count=1,
        rows_count=len(rows),
        records_count=len(rows),
        quarantined_count=0,
        skipped_count=0,
        new_columns=(),
        unknown_statuses=(),
        parser_version=PARSER_VERSION,
    )
    return [SourceState(info, report, report)]
