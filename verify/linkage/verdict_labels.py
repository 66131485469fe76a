"""The words of the publication rules for each verdict, for whatever shows one in English outside the site."""

from __future__ import annotations

VERDICT_LABELS = {
    "verified": "Verified",
    "verified_with_notice": "Licensed, with a board notice",
    "license_not_active": "License not active",
    "not_found": "Not found at the board",
    "no_end_date": "Listed, no end date given",
    "needs_review": "Being checked by a person",
    "not_covered": "Not checked",
}
"""Code of a verdict to its label, in the order of a summary. A test holds the site's catalogue to it."""
