"""Reference lists as rows: exclusions and accreditations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crawler.records import AccreditationRecord, ExclusionRecord
from verify.publish.cells import Row, evidence_cells, text


def exclusion_rows(exclusions: Iterable[ExclusionRecord]) -> Iterator[Row]:
    """Rows of `exclusions`, as listed; a row without an NPI is tied to nobody.

    A row that a reinstatement may have ended is left out: its party may be excluded no longer.
    """
    for record in exclusions:
        if record.has_unsettled_reinstatement:
            continue
        yield (
            record.exclusion_id,
            record.evidence.source,
            text(record.npi),
            text(record.last_name),
            text(record.first_name),
            text(record.middle_name),
            text(record.business_name),
            text(record.general),
            text(record.specialty),
            text(record.city),
            text(record.state),
            text(record.zip5),
            record.exclusion_type,
            record.excluded_on,
            record.reinstated_on,
            record.waiver_on,
            text(record.waiver_state),
            *evidence_cells(record.evidence),
        )


def accreditation_rows(accreditations: Iterable[AccreditationRecord]) -> Iterator[Row]:
    """Rows of `accreditations`."""
    for record in accreditations:
        yield (
            record.accreditation_id,
            record.evidence.source,
            record.agency,
            record.institution_name,
            text(record.city),
            text(record.state),
            text(record.program_name),
            record.status_printed,
            int(record.is_preaccredited),
            record.accredited_from,
            record.accredited_to,
            *evidence_cells(record.evidence),
        )
