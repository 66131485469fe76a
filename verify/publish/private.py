"""Takes private data out of records before anything is linked or shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from crawler.records import (
    BoardAction,
    CertificationRecord,
    EntryRecord,
    Evidence,
    ExclusionRecord,
    LicenseRecord,
    OtherName,
    QuarantinedRow,
)
from verify.checks.known import Statement
from verify.publish.load import Records
from verify.publish.private_text import is_private, is_private_name, is_private_of_record

R = TypeVar("R", LicenseRecord, EntryRecord, ExclusionRecord)

WITHHELD = "withheld"
"""What stands in the place of a private value in a text that must stay."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A record without its private values (None when nothing may stay), and the fields that held them."""

    record: LicenseRecord | EntryRecord | ExclusionRecord | None
    fields: tuple[str, ...]


def withhold_private(records: Records) -> Records:
    """The records without private values; every value taken out has a row in the quarantine.

    The value itself is not repeated there.
    """
    cleaned = [
        (record.evidence, clean(record))
        for group in (records.licenses, records.entries, records.exclusions)
        for record in group
    ]
    certificates = [(each, _private_fields(each)) for each in records.certifications]
    notes = tuple(_note(evidence, name) for evidence, each in cleaned for name in each.fields)
    notes += tuple(_note(each.evidence, name) for each, private in certificates for name in private)
    if not notes:
        return replace(records, quarantine=_safe(records.quarantine))
    kept = [each.record for _, each in cleaned if each.record is not None]
    named = {record.entry_id for record in kept if isinstance(record, EntryRecord)}
    return replace(
        records,
        licenses=tuple(record for record in kept if isinstance(record, LicenseRecord)),
        entries=tuple(record for record in kept if isinstance(record, EntryRecord)),
        exclusions=tuple(record for record in kept if isinstance(record, ExclusionRecord)),
        quarantine=_safe(records.quarantine) + notes,
        certifications=tuple(each for each, private in certificates if not private),
        statements=tuple(each for each in records.statements if named.issuperset(_entries_of(each))),
    )


def _private_fields(certificate: CertificationRecord) -> tuple[str, ...]:
    """The fields that hold something private; such a certificate is left out as a whole."""
    return tuple(name for name in CERTIFICATE_TEXTS if is_private_of_record(getattr(certificate, name)))


def _entries_of(statement: Statement) -> set[str]:
    return {statement.entry_id, statement.other_entry_id} - {""}


def clean(record: LicenseRecord | EntryRecord | ExclusionRecord) -> Cleaned:
    """A record with its private values blanked; dropped where its number, word or whole name is one."""
    if isinstance(record, LicenseRecord):
        return _clean_license(record)
    if isinstance(record, ExclusionRecord):
        return _clean_exclusion(record)
    return _clean_entry(record)


LICENSE_BLANKABLE = (
    *("license_type_printed", "suffix", "organization_name", "discipline_printed", "city", "state", "zip5"),
    *("board_url", "school_printed", "graduated_printed"),
)
LICENSE_NEEDED = ("license_id", "license_number", "first_name", "middle_name", "last_name", "status_printed")
ACTION_TEXTS = ("docket", "action_printed", "reason_printed")
EXCLUSION_BLANKABLE = ("business_name", "general", "specialty", "city")
EXCLUSION_NEEDED = ("exclusion_id", "first_name", "middle_name", "last_name", "exclusion_type")
CERTIFICATE_TEXTS = (
    *("certification_id", "first_name", "middle_name", "last_name", "suffix", "credential_printed"),
    *("certification_printed", "status_printed", "city"),
)
ENTRY_BLANKABLE = ("suffix", "credential_printed")
ENTRY_NEEDED = ("entry_id", "first_name", "middle_name", "last_name", "organization_name")


def _clean_license(record: LicenseRecord) -> Cleaned:
    private = [name for name in LICENSE_BLANKABLE if is_private_of_record(getattr(record, name))]
    needed = [name for name in LICENSE_NEEDED if is_private_of_record(getattr(record, name))]
    if needed:
        return Cleaned(None, tuple(needed + private))
    actions = tuple(map(_clean_action, record.actions))
    cleaned = _blanked(record, private)
    if actions == record.actions:
        return Cleaned(cleaned, tuple(private))
    return Cleaned(replace(cleaned, actions=actions), (*private, "actions"))


def _clean_action(action: BoardAction) -> BoardAction:
    """The case with its private words withheld; it stays, for a case must not vanish."""
    texts = {name: getattr(action, name) for name in ACTION_TEXTS}
    private: dict[str, Any] = {name: WITHHELD for name, text in texts.items() if is_private_of_record(text)}
    return replace(action, **private) if private else action


def _clean_exclusion(record: ExclusionRecord) -> Cleaned:
    private = [name for name in EXCLUSION_BLANKABLE if is_private_of_record(getattr(record, name))]
    needed = [name for name in EXCLUSION_NEEDED if is_private_of_record(getattr(record, name))]
    if needed:
        return Cleaned(None, tuple(needed + private))
    return Cleaned(_blanked(record, private), tuple(private))


def _clean_entry(record: EntryRecord) -> Cleaned:
    private = [name for name in ENTRY_BLANKABLE if is_private_name(getattr(record, name))]
    needed = [name for name in ENTRY_NEEDED if is_private_name(getattr(record, name))]
    if needed:
        return Cleaned(None, tuple(needed + private))
    others = tuple(name for name in record.other_names if not any(map(is_private_name, _texts(name))))
    places = tuple(
        replace(place, city="") if is_private_name(place.city) else place for place in record.places
    )
    claims = tuple(
        replace(claim, license_number="") if is_private(claim.license_number) else claim
        for claim in record.claims
    )
    if others != record.other_names:
        private.append("other_names")
    if places != record.places:
        private.append("places.city")
    if claims != record.claims:
        private.append("claims.license_number")
    if not private:
        return Cleaned(record, ())
    blanks = [name for name in private if name in ENTRY_BLANKABLE]
    changed = replace(_blanked(record, blanks), other_names=others, places=places, claims=claims)
    return Cleaned(changed, tuple(private))


def _blanked(record: R, names: list[str]) -> R:
    blanks: dict[str, Any] = dict.fromkeys(names, "")
    return replace(record, **blanks) if blanks else record


def _texts(name: OtherName) -> Iterator[str]:
    return (str(getattr(name, field.name)) for field in fields(name))


def _note(evidence: Evidence, field: str) -> QuarantinedRow:
    return QuarantinedRow(
        source=evidence.source,
        raw_sha256=evidence.raw_sha256,
        row_number=evidence.row_number,
        column=field,
        value="",
        reason="private_data",
        message=f"{evidence.source}, row {evidence.row_number}, {field}: the value looks like private data "
        "or markup and is withheld; look at the row in the raw store.",
    )


def _safe(quarantine: tuple[QuarantinedRow, ...]) -> tuple[QuarantinedRow, ...]:
    return tuple(
        replace(
            row,
            value=WITHHELD if is_private_of_record(row.value) else row.value,
            message=WITHHELD if is_private(row.message) else row.message,
        )
        for row in quarantine
    )
