"""Titles of a license in its state's own words: as the listing prints them, and as the state calls them."""

from __future__ import annotations

from crawler.records import LicenseRecord, Profession
from verify.checks.known import Code, Known
from verify.linkage.states import STATES

SEEN = "E"
"""What the confidence of a title begins with that was read in public text and not from memory."""


def title_of(row: LicenseRecord) -> str:
    """The type of the license as the listing prints it, in brackets; empty where it prints none."""
    return f" (“{row.license_type_printed}”)" if row.license_type_printed else ""


def state_rule(state: str, known: Known) -> Code | None:
    """What the table says of the licensing of acupuncturists in a state; None where it lacks the state."""
    rows = known.codes.get("acupuncture_licensure", ())
    return next((row for row in rows if row["state"] == state), None)


def licenses_nobody(state: str, profession: Profession | None, known: Known) -> bool:
    """Whether the state has no license for this profession at all; known of acupuncturists alone."""
    if profession is not Profession.ACUPUNCTURIST:
        return False
    rule = state_rule(state, known)
    return rule is not None and rule["licensed"] == "no"


def state_titles(row: LicenseRecord, known: Known) -> str:
    """How the state calls an acupuncturist, as a sentence; empty where that was not read in public text."""
    rule = state_rule(row.jurisdiction, known) if row.profession is Profession.ACUPUNCTURIST else None
    if rule is None or not rule["titles"] or not rule["titles_confidence"].startswith(SEEN):
        return ""
    titles = " or ".join(f"“{title.strip()}”" for title in rule["titles"].split(";"))
    return f" The title in {STATES.get(row.jurisdiction, row.jurisdiction)}: {titles}."
