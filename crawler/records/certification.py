"""A certificate of a private body."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.records.closed_lists import Status
from crawler.records.evidence import Evidence


@dataclass(frozen=True, slots=True)
class CertificationRecord:
    """One certificate of a private body that a person holds, as its directory prints it. Never a license.

    `certification_id` is the source, the directory's own id of the person and the certificate.
    `credential` is the letters that the issuer grants (`Dipl. Ac. (NCBAHM)`), empty for a certificate never
    seen before; `credential_printed` is what the directory prints beside the name (`MD, DABMA`). `status`
    is `unknown` where the directory prints no status. `evidence.source_as_of` is the day on which the page
    was saved. Street, telephone, e-mail and gender are never part of it.
    """

    certification_id: str
    issuer: str
    first_name: str
    middle_name: str
    last_name: str
    suffix: str
    credential_printed: str
    certification_printed: str
    credential: str
    status_printed: str
    status: Status
    valid_from: str | None
    valid_to: str | None
    city: str
    state: str
    zip5: str
    evidence: Evidence
