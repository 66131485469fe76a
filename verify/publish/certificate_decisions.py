"""What persons decided about certificates: lines of `decisions.csv` with a certification id as `license_id`.

A certificate can be cut or left in doubt, never promoted: who looked one up in its issuer's directory says so
in `statements.csv`, with the address and the day. A decision about another entry or certificate than the one
that was seen is not applied; the pair waits for a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from crawler.records import EntryRecord
from verify.checks.known import CertificateLink
from verify.publish.decisions import ClericalDecision, Word, record_hash

STALE = "a person decided about another state of the entry or of the certificate"
DOUBTED = "a person could not tell whether it is the same"


def decided_certificates(
    links: Iterable[CertificateLink],
    entries: Mapping[str, EntryRecord],
    decisions: Iterable[ClericalDecision],
) -> tuple[CertificateLink, ...]:
    """The links with every decision applied that still holds, in their order."""
    said = {each.pair: each for each in decisions}
    found = (
        _decided(link, entries[link.entry_id], said.get((link.entry_id, link.certificate.certification_id)))
        for link in links
    )
    return tuple(link for link in found if link is not None)


def _decided(
    link: CertificateLink, entry: EntryRecord, decision: ClericalDecision | None
) -> CertificateLink | None:
    if decision is None:
        return link
    seen = decision.entry_hash, decision.license_hash
    if seen != (record_hash(entry), record_hash(link.certificate)):
        return replace(link, is_certain=False, reason=STALE)
    if decision.word is Word.REJECT:
        return None
    return replace(link, is_certain=False, reason=DOUBTED) if decision.word is Word.UNSURE else link
