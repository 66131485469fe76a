"""An accreditation of a school or of one of its programs."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.records.evidence import Evidence


@dataclass(frozen=True, slots=True)
class AccreditationRecord:
    """One span of time in which an agency accredited, or pre-accredited, a school or one of its programs.

    `program_name` is empty where the whole institution is meant. `accredited_to` is None while the span
    runs, and both days are None where the source does not state them. `institution_id` is the source's own id
    of the institution, also where the record is of a further place of it; empty where it gives none.
    """

    accreditation_id: str
    agency: str
    institution_name: str
    city: str
    state: str
    program_name: str
    status_printed: str
    is_preaccredited: bool
    accredited_from: str | None
    accredited_to: str | None
    evidence: Evidence
    institution_id: str = ""
