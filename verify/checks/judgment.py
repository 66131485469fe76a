"""What the checks yield: outcomes with evidence, and one verdict for each entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from crawler.records import LicenseRecord
from verify.checks.coverage import SourceState
from verify.linkage.links import Link


class CheckOutcome(StrEnum):
    """The result of one check. A failure to look is `no_evidence`, never a verdict."""

    PASS = "pass"  # noqa: S105
    FAIL = "fail"
    NOTICE = "notice"
    REVIEW = "review"
    NO_EVIDENCE = "no_evidence"


class Strength(StrEnum):
    """What a fact rests on: the board, an independent register, or the entry's own word."""

    PRIMARY = "primary"
    CORROBORATED = "corroborated"
    CLAIMED = "claimed"
    ADVERSE_CONFIRMED = "adverse_confirmed"
    NONE = "none"


class Bearing(StrEnum):
    """How a check bears on the verdict: it decides, it adds to it, or it stands beside it."""

    DECIDES = "decides"
    ADDS = "adds"
    NONE = "none"


class Verdict(StrEnum):
    """The one word shown for an entry."""

    VERIFIED = "verified"
    VERIFIED_WITH_NOTICE = "verified_with_notice"
    LICENSE_NOT_ACTIVE = "license_not_active"
    NOT_FOUND = "not_found"
    NO_END_DATE = "no_end_date"
    NEEDS_REVIEW = "needs_review"
    NOT_COVERED = "not_covered"


@dataclass(frozen=True, slots=True)
class Check:
    """One check with its outcome, in words, and the evidence it rests on.

    `checked_by` names the spider and version, or the rule, that made it.
    """

    check_name: str
    outcome: CheckOutcome
    strength: Strength
    sentence: str
    checked_by: str
    license_id: str | None = None
    exclusion_id: str | None = None
    source: str | None = None
    source_url: str | None = None
    fetched_at: str | None = None
    source_as_of: str | None = None
    bearing: Bearing = Bearing.NONE
    certification_id: str | None = None
    accreditation_id: str | None = None
    statement_id: str | None = None


@dataclass(frozen=True, slots=True)
class CredentialAnswer:
    """One credential that the entry writes behind its name, and what the checks say to it.

    `kind` is license, degree, certification, membership or unknown; `credential` is empty where the
    letters are unknown, `issuer` where they do not tell it.
    """

    printed: str
    credential: str
    kind: str
    issuer: str
    outcome: CheckOutcome
    answer: str


@dataclass(frozen=True, slots=True)
class Judgment:
    """The verdict on one entry; `checks` stand in order of their weight.

    After `shown_until` it may only be shown as `not_covered`.
    """

    entry_id: str
    verdict: Verdict
    sentence: str
    license_id: str | None
    checked_on: date | None
    listing_as_of: date | None
    next_check_on: date | None
    shown_until: date | None
    checks: tuple[Check, ...]
    credentials: tuple[CredentialAnswer, ...] = ()

    def shown_on(self, day: date) -> Verdict:
        """The verdict that may be shown on this day: it ends by itself, with no run."""
        has_ended = self.shown_until is not None and self.shown_until < day
        return Verdict.NOT_COVERED if has_ended else self.verdict


@dataclass(frozen=True, slots=True)
class Found:
    """An accepted link with its license and the listing that it stands on."""

    license: LicenseRecord
    link: Link
    listing: SourceState
