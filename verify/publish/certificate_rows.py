"""Certificates as rows of the tables of `schema.py`: only those that an entry holds for certain."""

from __future__ import annotations

from collections.abc import Iterable

from verify.checks.certification import is_public
from verify.checks.known import CertificateLink
from verify.publish.cells import Row, evidence_cells, text


def certification_rows(links: Iterable[CertificateLink]) -> list[Row]:
    """Rows of `certifications`, sorted; other people and adverse words are never published."""
    held = {link.certificate.certification_id: link.certificate for link in links if is_public(link)}
    return [
        (
            each.certification_id,
            each.evidence.source,
            each.issuer,
            text(each.first_name),
            text(each.middle_name),
            text(each.last_name),
            text(each.suffix),
            text(each.credential_printed),
            text(each.certification_printed),
            text(each.credential),
            text(each.status_printed),
            str(each.status),
            each.valid_from,
            each.valid_to,
            text(each.city),
            text(each.state),
            text(each.zip5),
            *evidence_cells(each.evidence),
        )
        for _, each in sorted(held.items())
    ]


def certification_link_rows(links: Iterable[CertificateLink]) -> list[Row]:
    """Rows of `certification_links`, sorted by entry and certificate."""
    public = (link for link in links if is_public(link))
    return sorted((link.entry_id, link.certificate.certification_id, link.reason) for link in public)
