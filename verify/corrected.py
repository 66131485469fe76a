"""What persons decided, laid over records and links: decisions, suppressions, disputes; and their audits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from verify.checks.certificate_links import certificate_links
from verify.checks.known import CertificateLink
from verify.linkage.links import Link, Linkage
from verify.publish.audits import AuditFigure, read_audits
from verify.publish.decisions import Decided, decided, read_decisions
from verify.publish.disputes import Dispute, read_disputes
from verify.publish.hiding import Hidden, hide
from verify.publish.ledger import ledger_files
from verify.publish.load import Records
from verify.publish.suppression import Suppressions, read_suppressions, remember


@dataclass(frozen=True, slots=True)
class Corrected:
    """Records and links as they may be judged and shown.

    `license_ids` are those of all records, the withheld ones too: none of them has left its listing.
    """

    records: Records
    words: Decided
    near_misses: tuple[Link, ...]
    hidden: Hidden
    suppressions: Suppressions
    disputes: tuple[Dispute, ...]
    audits: tuple[AuditFigure, ...]
    ledgers: tuple[tuple[str, bytes], ...]
    license_ids: frozenset[str]


def corrected(data: Path, records: Records, linkage: Linkage) -> Corrected:
    """The records and links with all that stands in the ledgers below `data` applied.

    Raises:
        CannotRunError: a line can't be read.
        RefusedError: people are to be withheld and the key is missing or another one.
    """
    words, suppressions = decided(linkage, records, read_decisions(data)), read_suppressions(data)
    hidden = hide(records, words.links, suppressions, _certificates, words.rejected)
    return Corrected(
        records=hidden.records,
        words=replace(words, links=hidden.links),
        near_misses=tuple(x for x in linkage.near_misses if not {x.entry_id, x.license_id} & hidden.withheld),
        hidden=hidden,
        suppressions=suppressions,
        disputes=read_disputes(data),
        audits=read_audits(data),
        ledgers=tuple(ledger_files(data)),
        license_ids=frozenset(record.license_id for record in records.licenses),
    )


def _certificates(records: Records) -> Iterable[CertificateLink]:
    return certificate_links(records.entries, records.certifications, records.states)


def remember_withheld(data: Path, found: Corrected) -> None:
    """What was withheld is known at the next run, when its entry may be gone."""
    remember(data, found.suppressions, (pair for pair in found.hidden.licenses if pair[0]))
