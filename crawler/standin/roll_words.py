"""The status words of the boards, each with a rough weight and what it means for the end date."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from crawler.standin.chance import Weighted


class Outlook(StrEnum):
    """Where the end date lies: ahead, behind, or just behind while the renewal is under way."""

    LASTS = "lasts"
    ENDED = "ended"
    RENEWING = "renewing"


@dataclass(frozen=True, slots=True)
class Word:
    """A status word; `is_sanction` tells that a case of the board stands behind it."""

    text: str
    outlook: Outlook
    is_sanction: bool


def _words(text: str) -> Weighted[Word]:
    pairs = []
    for line in text.strip().split("\n"):
        word, weight, outlook, *sanction = line.split("|")
        pairs.append((Word(word, Outlook(outlook), bool(sanction)), float(weight)))
    return Weighted.of(pairs)


WORDS = {
    "CO": _words("""
Active|850|lasts
Expired|90|ended
Beyond 6 Years Expired|20|ended
Inactive|10|lasts
Expired - Telehealth ONLY|2|ended
Revoked|2|ended|sanction
Surrendered|1|ended|sanction
Voluntary Surrender|2|ended
Cancelled|2|ended
Suspended|2|lasts|sanction
Suspended due to Child Support|1|lasts
Summary Suspension|1|lasts|sanction
Retired|4|ended
Expired - Dissolved|0|ended
Active - With Conditions|4|lasts|sanction
Active - Restricted|2|lasts|sanction
Active - Provisional|3|lasts
Active - Telehealth ONLY|2|lasts
Active - Refresher Course Only|0|lasts
Active - Reentry License|1|lasts
Transferred to Compact Physician|0|ended
Grad to Higher Level|0|ended
Need Master Hire|0|lasts
"""),
    "IL": _words("""
ACTIVE|840|lasts
NOT RENEWED|100|ended
EXPIRED|5|ended
EXPIRED-RENEWABLE|4|ended
INACTIVE|15|lasts
PERMANENT INACTIVE|2|ended
INOPERATIVE|1|ended
INSURANCE EXPIRED|0|ended
REVOKED|2|ended|sanction
SUSPENDED|3|lasts|sanction
CANCELLED|2|ended
TERMINATED|1|ended
TERMINATED CARD RETURNED|1|ended
TERMINATED WITHOUT CARD|1|ended
TERMINATED VALID REASON|2|ended
DECEASED|4|ended
RELINQUISH|1|ended
VOLUNTARY SURRENDER|1|ended
CLOSED|1|ended
CHANGE OF OWNERSHIP|0|ended
REFUSE TO RENEW|2|ended|sanction
PROBATION|4|lasts|sanction
ACTIVE CHAPERONE REQUIRED|1|lasts|sanction
Non Sufficient Fund Check (Terminated)|1|ended
"""),
    "CT": _words("""
ACTIVE|830|lasts
ACTIVE IN RENEWAL|25|renewing
INACTIVE|60|ended
LAPSED|60|ended
CLOSED|6|ended
RETIRED|5|ended
DENIED|2|ended
PENDING|4|lasts
APPROVED|2|lasts
QUALIFIED|2|lasts
"""),
    "DE": _words("""
Active|850|lasts
Expired|90|ended
Inactive|10|lasts
Deactivated|4|ended
Expired Inactive|8|ended
Closed|4|ended
Suspended|4|lasts|sanction
Revoked|4|ended|sanction
Annulled|1|ended
Deceased|4|ended
Withdrawn|2|ended
Denied|2|ended
Terminated|2|ended
Probation|6|lasts|sanction
Delinquent|4|ended
Non-Disciplinary Suspension|2|lasts
Under Review|2|lasts
"""),
    "TX": _words("""
ACTIVE|870|lasts
INACTIVE|10|lasts
EXPIRED|60|ended
DELINQUENT|20|ended
RETIRED|10|ended
DECEASED|4|ended
CANCELLED|10|ended
SUSPENDED|5|lasts|sanction
REVOKED|5|ended|sanction
"""),
    "NJ": _words("""
Active|850|lasts
Expired|110|ended
Pending|5|lasts
Inactive|25|lasts
"""),
    "FL": _words("""
Clear/Active|860|lasts
Clear/Inactive|30|lasts
Delinquent/Active|30|ended
Delinquent/Inactive|20|ended
Probation/Active|4|lasts
Suspended/Inactive|3|lasts
Revoked/Inactive|3|ended
Null and Void/Inactive|20|ended
Retired/Inactive|15|ended
Voluntary Relinquish/Inactive|5|ended
"""),
}
