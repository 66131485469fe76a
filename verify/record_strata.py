"""The strata of records: what entries and license rows say of themselves."""

from __future__ import annotations

from collections.abc import Iterable

from crawler.records import EntryKind, EntryRecord, LicenseRecord
from verify.linkage.strata import EntryFacts, Strata


def record_strata(licenses: Iterable[LicenseRecord], entries: Iterable[EntryRecord]) -> Strata:
    """The strata of all entries and license rows."""
    return Strata(
        {entry.entry_id: _facts(entry) for entry in entries},
        {record.license_id: (record.jurisdiction, record.license_number) for record in licenses},
    )


def _facts(entry: EntryRecord) -> EntryFacts:
    here = entry.places[0].state if entry.places else ""
    return EntryFacts(
        is_organization=entry.kind is EntryKind.ORGANIZATION,
        profession=entry.profession.value,
        first_name=entry.first_name,
        last_name=entry.last_name,
        claims=tuple((claim.state or here, claim.license_number) for claim in entry.claims),
    )
