"""Listings that keep a license's former rows beside its present one, without saying which is which.

The newest row is told by its dates; a later date alone never undoes the loss of a license.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from crawler.batch import Batch, Record
from crawler.records import LicenseRecord, Status

LASTING = frozenset({Status.REVOKED, Status.SUSPENDED, Status.SURRENDERED, Status.DECEASED, Status.UNKNOWN})
"""What may be newer than a row with a later end date: boards shorten the term of a license they take, and a
word that nobody knows may say that they did."""


def with_history_marked(batches: Iterable[Batch]) -> Iterator[Batch]:
    """The same batches, read to the end first; rows that a newer row of the license replaces are superseded.

    A row is replaced by one of the same number and first name with a later issue day or, issued on
    the same day, a later end day. A revoked, suspended, surrendered, deceased or unknown row is
    replaced by a later issue day alone. A row whose dates don't tell is left as it is: merging makes two
    rows of different status one license of status `unknown`, never the better of the two.
    """
    held = list(batches)
    groups: dict[str, list[LicenseRecord]] = defaultdict(list)
    for batch in held:
        for record in batch.records:
            if isinstance(record, LicenseRecord):
                groups[record.license_id].append(record)
    for batch in held:
        yield replace(batch, records=tuple(_marked(record, groups) for record in batch.records))


def _marked(record: Record, groups: dict[str, list[LicenseRecord]]) -> Record:
    if not isinstance(record, LicenseRecord):
        return record
    rivals = groups[record.license_id]
    if any(_replaces(other, record) for other in rivals if other is not record):
        return replace(record, is_superseded=True)
    return record


def _replaces(newer: LicenseRecord, older: LicenseRecord) -> bool:
    """Whether the dates show that `newer` came after `older` and speaks for the license now."""
    if newer.first_name.casefold() != older.first_name.casefold():
        return False
    if older.status is Status.PENDING and older.issued_on is None:
        return newer.issued_on is not None
    if older.issued_on and newer.issued_on and newer.issued_on != older.issued_on:
        return newer.issued_on > older.issued_on
    if older.status in LASTING or not (older.expires_on and newer.expires_on):
        return False
    is_same_issue = newer.issued_on == older.issued_on
    return is_same_issue and newer.expires_on > older.expires_on
