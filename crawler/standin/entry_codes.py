"""Taxonomy codes of professions and clinics, and the credentials that people write."""

from __future__ import annotations

from crawler.standin.chance import Chance, Weighted
from crawler.standin.clinics import ClinicKind
from crawler.standin.people import ACUPUNCTURIST, PHYSICAL_THERAPIST, PHYSICIAN, PT_ASSISTANT

_THERAPY_CODES = Weighted.of(
    [
        ("225100000X", 80.0),
        ("2251X0800X", 10.0),
        ("2251S0007X", 3.0),
        ("2251N0400X", 2.0),
        ("2251P0200X", 2.0),
        ("2251G0304X", 2.0),
        ("2251H1200X", 1.0),
    ]
)
_PHYSICIAN_CODES = Weighted.of(
    [
        ("202D00000X", 25.0),
        ("204D00000X", 12.0),
        ("208100000X", 28.0),
        ("2081P2900X", 8.0),
        ("208VP0000X", 8.0),
        ("208VP0014X", 5.0),
        ("207LP2900X", 6.0),
        ("207QS0010X", 5.0),
        ("2081S0010X", 3.0),
    ]
)
CREDENTIALS = {
    ACUPUNCTURIST: (
        *(
            "L.AC.",
            "LAC",
            "L. AC.",
            "LAC, DIPL. OM",
            "DACM, L.AC.",
            "LICENSED ACUPUNCTURI",
            "DAOM",
            "MSTOM, LAC",
        ),
        *(
            "L.AC., DAOM",
            "LAC, DIPL OM",
            "DIPL. AC.",
            "AP, DOM",
            "EAMP",
            "LAC, MAOM, LMT",
            "D.AC.",
            "O.M.D., L.AC.",
        ),
        *("LAC, XYZQ", "MD (CHINA), LAC", "CA", "LAC, FABORM", "DIPL AC NCCAOM, LAC", "AEMP"),
    ),
    PHYSICAL_THERAPIST: (
        *("PT", "DPT", "PT, DPT", "P.T.", "MPT", "PT, DPT, OCS", "RPT", "MSPT", "PT", "DPT", "PT, DPT"),
        *(
            "DPT, OCS, CMTPT",
            "PT, CMTPT",
            "DPT, CERT. DN",
            "PT, SCS, ATC",
            "DPT, FAAOMPT",
            "PT, CMTPT/DN",
            "PT, ZZQ",
        ),
    ),
    PT_ASSISTANT: ("PTA", "P.T.A.", "PTA", "LPTA", "PTA, AT", "PTA, ATC"),
    PHYSICIAN: ("MD", "M.D.", "DO", "D.O.", "MD, PHD", "MD, DABMA", "MD, FAAMA"),
}
CLINIC_CODES = {
    ClinicKind.ACUPUNCTURE: ("171100000X",),
    ClinicKind.THERAPY: ("261QP2000X",),
    ClinicKind.INTEGRATIVE: ("261QM1300X", "171100000X"),
    ClinicKind.PAIN: ("261QP3300X",),
    ClinicKind.REHABILITATION: ("261QR0400X", "225100000X"),
}
LETTERS = {ACUPUNCTURIST: "LAc", PHYSICAL_THERAPIST: "DPT", PT_ASSISTANT: "PTA", PHYSICIAN: "MD"}


def taxonomy_code(chance: Chance, profession: str) -> str:
    """A taxonomy code of the profession; specialties of therapists and physicians by weight."""
    if profession == ACUPUNCTURIST:
        return "171100000X"
    if profession == PT_ASSISTANT:
        return "225200000X"
    return chance.weighted(_THERAPY_CODES if profession == PHYSICAL_THERAPIST else _PHYSICIAN_CODES)
