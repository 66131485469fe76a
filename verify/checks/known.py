"""Everything that checks may look into, indexed once a run: what was read, linked and stated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from crawler.records import (
    AccreditationRecord,
    CertificationRecord,
    EntryRecord,
    Evidence,
    ExclusionRecord,
    LicenseRecord,
)
from verify.checks.coverage import Coverage, SourceState
from verify.checks.school_table import schools_of
from verify.checks.schools import Schools
from verify.linkage.links import Link

T = TypeVar("T")
Code = Mapping[str, str]
"""One row of a table of `data/codes`: column to text, empty where a cell is."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Something that an entry, its own website, a document or an issuer's directory states; never proof.

    `topic` is one of `verify.checks.topics.TOPICS`; `basis` says where it was seen: `own_statement`,
    `document_seen`, `issuer_directory`, `staff_list` or `organization_roles`. `other_entry_id` is the
    person whom a clinic's statement names. `stated_on` is the day that the statement itself gives.
    `seen_by` is the person who laid it down.
    """

    statement_id: str
    entry_id: str
    topic: str
    statement_printed: str
    issuer: str
    stated_on: str | None
    basis: str
    other_entry_id: str
    seen_by: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class CertificateLink:
    """A certificate that is this entry's, with the reason in words; `is_certain` is false for a review."""

    entry_id: str
    certificate: CertificationRecord
    reason: str
    is_certain: bool


@dataclass(frozen=True, slots=True)
class FormerLicense:
    """A license that the board listed until `last_listed_on` and no longer from `missing_since` on."""

    license: LicenseRecord
    identity_class: str
    last_listed_on: str
    missing_since: str


@dataclass(frozen=True, slots=True)
class Member:
    """A person named at a clinic: `basis` is the strongest way in which that is known."""

    clinic_id: str
    person_id: str
    basis: str
    statement_id: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What checks look into. Indexes are by entry id, but for `licenses` (license id) and `exclusions` (NPI).

    `codes` holds the rows of each table of `data/codes` by its name. `members` are by clinic.
    `status_words` are the rows of the status vocabulary by state, word in lower case and our class.
    """

    coverage: Coverage
    today: date
    licenses: Mapping[str, LicenseRecord] = field(default_factory=dict)
    links: Mapping[str, Sequence[Link]] = field(default_factory=dict)
    exclusions: Mapping[str, Sequence[ExclusionRecord]] = field(default_factory=dict)
    statements: Mapping[str, Sequence[Statement]] = field(default_factory=dict)
    certificates: Mapping[str, Sequence[CertificateLink]] = field(default_factory=dict)
    former: Mapping[str, Sequence[FormerLicense]] = field(default_factory=dict)
    members: Mapping[str, Sequence[Member]] = field(default_factory=dict)
    entries: Mapping[str, EntryRecord] = field(default_factory=dict)
    accreditations: Sequence[AccreditationRecord] = ()
    codes: Mapping[str, Sequence[Code]] = field(default_factory=dict)
    status_words: Mapping[tuple[str, str, str], Code] = field(default_factory=dict)
    schools: Schools = field(default_factory=Schools)


def known_of(
    today: date,
    sources: Iterable[SourceState],
    entries: Iterable[EntryRecord] = (),
    licenses: Iterable[LicenseRecord] = (),
    links: Iterable[Link] = (),
    exclusions: Iterable[ExclusionRecord] = (),
    *,
    statements: Iterable[Statement] = (),
    certificates: Iterable[CertificateLink] = (),
    former: Mapping[str, Sequence[FormerLicense]] | None = None,
    members: Iterable[Member] = (),
    accreditations: Sequence[AccreditationRecord] = (),
    codes: Mapping[str, Sequence[Code]] | None = None,
) -> Known:
    """The same, indexed. An exclusion without an NPI is in no index: it is tied to nobody."""
    return Known(
        coverage=Coverage(tuple(sources)),
        today=today,
        licenses={row.license_id: row for row in licenses},
        links=_by(links, lambda link: link.entry_id),
        exclusions=_by((row for row in exclusions if row.npi), lambda row: row.npi),
        statements=_by(statements, lambda each: each.entry_id),
        certificates=_by(certificates, lambda each: each.entry_id),
        former=former or {},
        members=_by(members, lambda each: each.clinic_id),
        entries={entry.entry_id: entry for entry in entries},
        accreditations=accreditations,
        codes=codes or {},
        status_words={
            (row["state"], row["raw_status"].strip().casefold(), row["suggested_class"]): row
            for row in (codes or {}).get("status_vocabulary", ())
        },
        schools=schools_of(codes or {}, accreditations),
    )


def _by(items: Iterable[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = defaultdict(list)
    for item in items:
        found[key(item)].append(item)
    return dict(found)
