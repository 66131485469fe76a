"""The list of entries that maintainers keep: people and clinics that no other source lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from crawler.records import (
    Claim,
    EntryKind,
    EntryRecord,
    Place,
    PlacePurpose,
    Profession,
    is_npi,
)
from verify.publish.own_table import OwnRow, evidence_of

FILE, SOURCE = "entries.csv", "own_entries"
COLUMNS = tuple(
    "entry_id kind profession first_name middle_name last_name suffix credential_printed organization_name"
    " street city state zip5 phone license_state license_number website added_on added_by".split()
)

_STATES = frozenset(
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND"
    " OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY AS GU MP PR VI".split()
)
_OWN_ID = re.compile(r"own:(?=.{1,80}$)[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)


def own_entries(rows: Iterable[OwnRow], sha256: str, listed: Mapping[str, EntryKind]) -> list[EntryRecord]:
    """The entries of the rows, in their order; `listed` are the entries of other sources.

    Raises:
        CannotRunError: a row can't stand as it is, or names an entry that is there already.
    """
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
        evidence=evidence_of(SOURCE, row, row.address("website") or f"file:{FILE}", added_on, sha256),
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
