"""A license, as its issuing board lists it."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.records.board_action import BoardAction
from crawler.records.closed_lists import Discipline, Profession, Status
from crawler.records.evidence import Evidence


@dataclass(frozen=True, slots=True)
class LicenseRecord:
    """One license of one person or organization, as its issuing board lists it.

    `license_id` is the source and the fewest stable raw fields. `license_number`, names,
    `status_printed` and `discipline_printed` are as printed, with outer blanks removed.
    `is_disciplinary_status` says whether the status word by itself denotes discipline.
    `is_superseded` marks a row that the board says was replaced by another of the same person.
    `actions` are the board's cases, all of them, where the listing gives more than a flag.
    `holder_id` is the board's own id of the holder where several licenses share it; else empty.
    `is_in_renewal` says that the board lets the license run past `expires_on` while it is renewed.
    `board_url` is the board's own page of this license where the listing gives it; else empty.
    `school_printed` and `graduated_printed` are the school and the year that some listings state.
    """

    license_id: str
    jurisdiction: str
    profession: Profession
    license_number: str
    license_type_printed: str
    first_name: str
    middle_name: str
    last_name: str
    suffix: str
    organization_name: str
    status_printed: str
    status: Status
    is_disciplinary_status: bool
    is_superseded: bool
    issued_on: str | None
    renewed_on: str | None
    expires_on: str | None
    discipline: Discipline
    discipline_printed: str
    city: str
    state: str
    zip5: str
    evidence: Evidence
    actions: tuple[BoardAction, ...] = ()
    holder_id: str = ""
    is_in_renewal: bool = False
    board_url: str = ""
    school_printed: str = ""
    graduated_printed: str = ""
