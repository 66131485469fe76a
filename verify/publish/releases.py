"""What a release is named by, and everything that its database is filled with."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version

from crawler.records import LicenseRecord
from verify.checks.judgment import Judgment
from verify.checks.known import CertificateLink, Member
from verify.linkage.links import Link
from verify.publish import codes
from verify.publish.audits import AuditFigure
from verify.publish.decisions import Decided
from verify.publish.disputes import Dispute
from verify.publish.former import Former
from verify.publish.load import Records
from verify.publish.past import Past


@dataclass(frozen=True, slots=True)
class Release:
    """What a database is named by; `release_id` is the day and a short hash of all input and of our code.

    `model_parameters` are those of the linking model, as JSON.
    """

    release_id: str
    built_on: str
    is_sample: bool
    model_version: str
    model_parameters: str
    software_version: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a database is filled with. `links` are the public ones, sorted.

    `past` is what the published database hands on. `withheld` are ids of entries and licenses of which no
    history may tell, and `decided` is what persons said of links.
    """

    release: Release
    records: Records
    links: tuple[Link, ...]
    judgments: tuple[Judgment, ...]
    members: tuple[Member, ...]
    certificates: tuple[CertificateLink, ...] = ()
    past: Past = field(default_factory=Past)
    former: Former = field(default_factory=Former)
    withheld: frozenset[str] = frozenset()
    disputes: tuple[Dispute, ...] = ()
    audits: tuple[AuditFigure, ...] = ()
    decided: Decided = field(default_factory=lambda: Decided(()))

    @property
    def licenses_by_id(self) -> dict[str, LicenseRecord]:
        """License id to license."""
        return {record.license_id: record for record in self.records.licenses}


def name_release(
    records: Records,
    model_version: str,
    model_facts: Mapping[str, object],
    today: date,
    ledgers: Iterable[tuple[str, bytes]] = (),
) -> Release:
    """The release that these records make today, with this very code; equal input gives an equal id.

    `ledgers` are name and content of the files in which persons decided.
    """
    total = hashlib.sha256(f"{records.digest} {model_version}\n".encode())
    for name, content in (*codes.code_files(), *ledgers):
        total.update(f"{name} {hashlib.sha256(content).hexdigest()}\n".encode())
    reports = [report for state in records.states for report in (state.report, state.last) if report]
    return Release(
        release_id=f"{today.isoformat()}-{total.hexdigest()[:6]}",
        built_on=today.isoformat(),
        is_sample=any(report.served_from for report in reports),
        model_version=model_version,
        model_parameters=json.dumps(model_facts),
        software_version=version("practitioner-directory"),
    )
