"""The boards of California that hand out a licensee file each."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.standin.boards import CALIFORNIA
from crawler.standin.people import ACUPUNCTURIST, PHYSICAL_THERAPIST


@dataclass(frozen=True, slots=True)
class Board:
    """One board's file: its agency words, and the stem of its file names."""

    source: str
    agency_code: str
    agency_name: str
    stem: str
    folder_id: str
    shows_street: bool


BOARDS = (
    Board(CALIFORNIA[ACUPUNCTURIST], "100", "Acupuncture Board", "Acupuncture", "72555060186", True),
    Board(
        CALIFORNIA[PHYSICAL_THERAPIST],
        "720",
        "Physical Therapy Board of California",
        "PhysicalTherapy",
        "72554178487",
        False,
    ),
    Board("us_ca_dca_medical", "800", "Medical Board of California", "Medical", "72555183287", False),
    Board(
        "us_ca_dca_osteopathic",
        "900",
        "Osteopathic Medical Board of California",
        "Osteopathic",
        "72554347728",
        False,
    ),
    Board(
        "us_ca_dca_naturopathic",
        "950",
        "California Board of Naturopathic Medicine",
        "Naturopathic",
        "72554245620",
        False,
    ),
    Board(
        "us_ca_dca_chiropractic",
        "330",
        "California Board of Chiropractic Examiners",
        "Chiropractic",
        "72554109179",
        False,
    ),
)
