"""Marks of records: hashes of all that linking reads of each, which tell what changed since the last run."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

from crawler.records import EntryKind, EntryRecord, LicenseRecord, PlacePurpose
from verify.linkage.from_records import CURRENT, is_adverse

Marks = dict[str, int]
"""Id to a hash of all that linking reads of a record."""


def row_marks(licenses: Iterable[LicenseRecord]) -> Marks:
    """The marks of the rows of persons; equal marks mean that linking sees no difference."""
    return {
        r.license_id: _mark(
            (
                (r.first_name, r.middle_name, r.last_name, r.suffix, r.jurisdiction, r.profession.value),
                (r.license_number, r.city, r.state, r.zip5, r.is_superseded, is_adverse(r)),
                (r.status in CURRENT, r.holder_id),
            )
        )
        for r in licenses
        if r.last_name or r.first_name
    }


def entry_marks(entries: Iterable[EntryRecord]) -> Marks:
    """The marks of persons' entries."""
    return {
        e.entry_id: _mark(
            (
                (e.first_name, e.middle_name, e.last_name, e.suffix),
                [(o.first_name, o.middle_name, o.last_name, o.suffix) for o in e.other_names],
                [(p.city, p.state, p.zip5, p.purpose is PlacePurpose.MAILING) for p in e.places],
                [(c.state, c.profession.value, c.license_number) for c in e.claims],
            )
        )
        for e in entries
        if e.kind is EntryKind.INDIVIDUAL
    }


def _mark(values: object) -> int:
    return int.from_bytes(blake2b(repr(values).encode(), digest_size=8).digest(), "little")
