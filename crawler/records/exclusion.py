"""An exclusion from federal health care programs."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.records.evidence import Evidence


@dataclass(frozen=True, slots=True)
class ExclusionRecord:
    """One row of the federal exclusion list. `npi` is empty on nine rows in ten.

    `has_unsettled_reinstatement` says that the list names a reinstated party that may be this one, but
    whose row does not agree in every field: such a row counts for nothing before a person decided.
    """

    exclusion_id: str
    last_name: str
    first_name: str
    middle_name: str
    business_name: str
    general: str
    specialty: str
    npi: str
    city: str
    state: str
    zip5: str
    exclusion_type: str
    excluded_on: str | None
    reinstated_on: str | None
    waiver_on: str | None
    waiver_state: str
    evidence: Evidence
    has_unsettled_reinstatement: bool = False
