"""What a board's status word means, in a plain sentence: by the board's own row of the status vocabulary."""

from __future__ import annotations

from crawler.records import LicenseRecord, Status
from verify.checks.known import Code, Known

LIMITED = frozenset({Status.ACTIVE_RESTRICTED, Status.PROBATION})
"""Classes in which the holder may practice in part or under supervision."""

_PLAIN = {
    Status.ACTIVE: "The license is current.",
    Status.ACTIVE_RESTRICTED: "The license is current, with a limit or condition.",
    Status.PROBATION: "The license is current, on probation.",
    Status.INACTIVE: "The license is kept without leave to practice.",
    Status.EXPIRED: "The license was not renewed in time.",
    Status.SUSPENDED: "The license is suspended; the word does not say why.",
    Status.REVOKED: "The license was taken away.",
    Status.SURRENDERED: "The license was given up; the word does not say why.",
    Status.DECEASED: "The holder has died.",
    Status.PENDING: "An application is open; there is no full license yet.",
    Status.ENDED_OTHER: "The license has ended; the word does not say why.",
    Status.UNKNOWN: "We do not know what it means, so a person looks at it.",
}


def meaning_of(row: LicenseRecord, known: Known) -> Code | None:
    """The vocabulary's row of the printed word in the class that it was read as; None where it has none."""
    return known.status_words.get((row.jurisdiction, row.status_printed.strip().casefold(), str(row.status)))


def plain_words(row: LicenseRecord, known: Known) -> str:
    """One plain sentence for the status word; that of its class where the vocabulary has none."""
    found = meaning_of(row, known)
    return found["plain_meaning"] if found and row.status is not Status.UNKNOWN else _PLAIN[row.status]


def is_administrative_limit(row: LicenseRecord, known: Known) -> bool:
    """Whether the vocabulary says of a limited license that its word is no measure of the board.

    A provisional, temporary or telehealth license is limited, and no censure.
    """
    found = meaning_of(row, known)
    return row.status in LIMITED and found is not None and found["disciplinary"] == "no"
