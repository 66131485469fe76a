"""What can be said of a credential that a page claims, and of which profession each credential speaks."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from verify.linkage.lookup import Answer
from verify.linkage.lookup_decide import Result


class Outcome(StrEnum):
    """What can be said of a claim. `listed_under_name` is not `verified`: two people can share a name."""

    VERIFIED = "verified"
    VERIFIED_WITH_NOTICE = "verified_with_notice"
    NO_END_DATE = "no_end_date"
    LISTED_UNDER_NAME = "listed_under_name"
    NOT_ACTIVE = "license_not_active"
    NO_LONGER_LISTED = "no_longer_listed"
    NEEDS_MORE = "needs_more"
    NOT_FOUND = "not_found"
    NOT_COVERED = "not_covered"
    CERTIFICATE = "certificate_found"
    NO_LICENSE = "not_a_license"
    UNKNOWN = "unknown_letters"


PROFESSIONS = {
    **dict.fromkeys(
        (
            "LAc",
            "DACM",
            "DAOM",
            "MAOM",
            "MSOM",
            "MSTOM",
            "MTOM",
            "MTCM",
            "DTCM",
            "MAc",
            "OMD",
            "DAc",
            "MBAcC",
            "FBAcC",
            "RAc",
        ),
        "acupuncturist",
    ),
    **dict.fromkeys(
        (
            "PT",
            "DPT",
            "MPT",
            "MSPT",
            "OCS (ABPTS)",
            "SCS (ABPTS)",
            "NCS (ABPTS)",
            "GCS (ABPTS)",
            "PCS (ABPTS)",
            "FAAOMPT",
            "MCSP",
        ),
        "physical_therapist",
    ),
    **dict.fromkeys(
        ("Dipl. Ac. (NCBAHM)", "Dipl. O.M. (NCBAHM)", "Dipl. C.H. (NCBAHM)", "NCBAHM", "NCCAOM"),
        "acupuncturist",
    ),
    "PTA": "pt_assistant",
}
"""The profession that a credential speaks of; whoever has the letters is looked up in its lists."""

LICENSES = frozenset(
    ("LAc", "PT", "PTA", "RN", "LMT", "OT", "AT", "PA", "MD", "DO", "DC", "ND", "NP", "RMT", "RAc")
)
"""Credentials that a board licenses, or that are used as if they were the license."""


def outcome_of(answer: Answer) -> Outcome:
    """What an answer means for a claim on a page: verified only where number, name and end date do."""
    if answer.result is Result.FOUND:
        one = answer.candidates[0]
        if not one.is_identified:
            return Outcome.LISTED_UNDER_NAME
        if one.lacks_end_date:
            return Outcome.NO_END_DATE
        has_notice = one.status != "active" or one.actions or one.discipline.startswith("The list says")
        return Outcome.VERIFIED_WITH_NOTICE if has_notice else Outcome.VERIFIED
    return _OUTCOMES[answer.result]


_OUTCOMES: Mapping[Result, Outcome] = {
    Result.FOUND_NOT_ACTIVE: Outcome.NOT_ACTIVE,
    Result.NO_LONGER_LISTED: Outcome.NO_LONGER_LISTED,
    Result.NEEDS_MORE: Outcome.NEEDS_MORE,
    Result.SEVERAL: Outcome.NEEDS_MORE,
    Result.TOO_LITTLE: Outcome.NEEDS_MORE,
    Result.NOT_FOUND: Outcome.NOT_FOUND,
    Result.NOT_COVERED: Outcome.NOT_COVERED,
}
