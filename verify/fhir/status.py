"""What a verdict is in FHIR: `VerificationResult.status`, as of a day.

| shown today | status | why |
|---|---|---|
| `verified`, `verified_with_notice` | `validated` | the board's own list shows an active license |
| `license_not_active` | `val-fail` | the board's own list shows this license with another status |
| `needs_review` | `in-process` | a person is yet to decide |
| `no_end_date` | `attested` | the board's own list shows it, and not until when it runs |
| `not_found`, `not_covered` | `attested` | what the person states stands alone, neither shown nor refuted |
| any that has ended | `req-revalid` | it was checked, and the evidence is too old to say anything today |

`reval-fail` is never used: it would tell of a loss, which one row can't show.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from verify.linkage.verdict_labels import VERDICT_LABELS

OLDEST_DAYS = 90
"""A list that is older, by its own date or by our reading, supports no statement."""

STATUSES = {
    "verified": "validated",
    "verified_with_notice": "validated",
    "license_not_active": "val-fail",
    "no_end_date": "attested",
    "needs_review": "in-process",
    "not_found": "attested",
    "not_covered": "attested",
}
"""Verdict to status, while the verdict may be shown."""


OUTCOMES = {"validated": "successful", "val-fail": "failed"}
"""What came of asking the primary source; anything else is unknown."""

ENDED = (
    "Not checked: the evidence of the last verdict is too old, or the license has reached its end date "
    "since. Ask the board."
)


@dataclass(frozen=True, slots=True)
class Told:
    """What may be said of an entry on a day: the verdict, its status in FHIR, and its sentence."""

    verdict: str
    status: str
    sentence: str
    has_ended: bool

    @property
    def label(self) -> str:
        """The verdict in the words of the pages."""
        return VERDICT_LABELS[self.verdict]


def told(entry: Mapping[str, Any], today: date) -> Told:
    """What may be said of an entry `today`; a verdict that has ended is not told.

    Raises:
        KeyError: the verdict is none of ours.
    """
    if has_ended(entry, today):
        return Told("not_covered", "req-revalid", ENDED, True)
    verdict = entry["verdict"]
    return Told(verdict, STATUSES[verdict], entry["verdict_sentence"], False)


def has_ended(entry: Mapping[str, Any], today: date) -> bool:
    """Whether a verdict may be shown no longer; one without a last day never may."""
    if entry["verdict"] == "not_covered":
        return False
    last = entry["shown_until"]
    return bool(last < today.isoformat() if last else entry["verdict"] != "needs_review")


def status_day(entry: Mapping[str, Any], what: Told) -> str | None:
    """The day since which the status holds: that of the check, or the day after the verdict's last."""
    if not what.has_ended or not entry["shown_until"]:
        return None if what.has_ended else entry["checked_on"]
    return (date.fromisoformat(entry["shown_until"]) + timedelta(days=1)).isoformat()


def is_recent(row: Mapping[str, Any], today: date) -> bool:
    """Whether a row of a list is new enough to state anything of today."""
    days = [day[:10] for day in (row["source_as_of"], row["fetched_at"]) if day]
    return bool(days) and min(days) >= (today - timedelta(days=OLDEST_DAYS)).isoformat()
