"""What the boards call things: sources, type codes, and their status words with rough weights."""

from __future__ import annotations

from crawler.standin.chance import Weighted
from crawler.standin.people import ACUPUNCTURIST, PHYSICAL_THERAPIST, PT_ASSISTANT

WASHINGTON = "us_wa_doh"
CALIFORNIA = {
    ACUPUNCTURIST: "us_ca_dca_acupuncture",
    PHYSICAL_THERAPIST: "us_ca_dca_physical_therapy",
    PT_ASSISTANT: "us_ca_dca_physical_therapy",
}
# The acupuncture codes were not found in any public file; these stand in for them.
CALIFORNIA_TYPES = {ACUPUNCTURIST: "1001", PHYSICAL_THERAPIST: "7201", PT_ASSISTANT: "7202"}
WASHINGTON_SEGMENTS = {ACUPUNCTURIST: "AC", PHYSICAL_THERAPIST: "PT", PT_ASSISTANT: "P1"}

ACTION_WORDS = (
    "Suspended",
    "Revoked",
    "Summary Suspension",
    "Active With Conditions",
    "Active With Restrictions",
    "Active On Probation",
)
_QUIET_WORDS = (
    ("Active", 800.0),
    ("Expired", 90.0),
    ("Inactive", 14.0),
    ("Retired", 8.0),
    ("Closed", 14.0),
    ("Terminated", 3.0),
    ("Surrender", 2.0),
    ("Voluntary Surrender", 3.0),
    ("Inoperable", 1.0),
    ("Pending", 8.0),
    ("Approved", 2.0),
    ("Denied", 1.0),
    ("Military", 3.0),
    ("Active Provisional", 3.0),
    ("Active Not Renewable", 2.0),
    ("Retired Active", 5.0),
    ("Expired - Active MSL", 1.0),
)
WASHINGTON_WORDS = (*(word for word, _ in _QUIET_WORDS), *ACTION_WORDS)
SUPERSEDED = "Superseded"
WASHINGTON_STATUS = Weighted.of([*_QUIET_WORDS, *((word, 3.0) for word in ACTION_WORDS)])
CALIFORNIA_WORDS = {
    ACUPUNCTURIST: Weighted.of(
        [("Active", 830.0), ("Inactive", 30.0), ("Expired", 130.0), ("Suspended", 5.0), ("Suspension", 5.0)]
    ),
    PHYSICAL_THERAPIST: Weighted.of([("Current", 850.0), ("CurrentInactive", 40.0), ("Delinquent", 110.0)]),
}
CALIFORNIA_WORDS[PT_ASSISTANT] = CALIFORNIA_WORDS[PHYSICAL_THERAPIST]
IN_FORCE = ("Active", "Current", "Retired Active", "Military", "Approved")
