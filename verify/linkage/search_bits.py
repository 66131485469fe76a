"""Bits in `entry_search.professions` and `.marks`: written by the build, read by the search page."""

from __future__ import annotations

PROFESSION_BITS = {
    "acupuncturist": 1,
    "physical_therapist": 2,
    "pt_assistant": 4,
    "physician": 8,
    "chiropractor": 16,
    "naturopath": 32,
    "clinic": 64,
}
"""Bit of each profession that an entry states; every organization has that of a clinic."""

MARK_BITS = {
    "board_notice": 1,
    "certified": 2,
    "needling_stated": 4,
    "needling_evidenced": 8,
    "works_together": 16,
    "telehealth": 32,
    "language": 64,
    "disputed": 128,
}
"""Bit of each mark that a filter asks for."""
