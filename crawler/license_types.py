"""Which profession the printed words of a license type name. Shared by listings that print such words."""

from __future__ import annotations

import re

from crawler.records import Profession

PROFESSIONS = (Profession.ACUPUNCTURIST, Profession.PHYSICAL_THERAPIST, Profession.PT_ASSISTANT)
"""The professions whose licenses are collected from the boards."""

# Permits end by themselves, a compact privilege is another state's license, an acudetox specialist
# needles five points of the ear, and firms and schools are not persons.
_NO_LICENSE = re.compile(
    r"\b(TEMPORARY|PERMIT|INTERIM|COMPACT|PRIVILEGE|ENDORSEMENT|STUDENT|TRAINEE|APPLICANT|GUEST|ACUDETOX"
    r"|DETOX\w*|AURICULAR|AIDE|CORPORATION|FIRM|FACILITY|BUSINESS|CLINIC|SCHOOL|SPONSOR|PROVIDER|COURSE)\b"
)
_ACUPUNCTURE = re.compile(r"\bACUPUNCT|\b(EAST(ERN)?( ASIAN)?|ORIENTAL) MEDICINE\b")
_ASSISTANT = re.compile(r"\bPHYSICAL THERAP(IST|Y)('?S)? ASS(ISTAN|'?)T\b")
_THERAPIST = re.compile(r"\bPHYSICAL THERAP(IST|Y)\b")


def is_no_license(words: str) -> bool:
    """Whether the words name a permit, a privilege, a firm or a limited certificate."""
    return bool(_NO_LICENSE.search(words.upper()))


def profession_of(words: str) -> Profession | None:
    """The profession that the words name; None for what is no license of ours."""
    text = " ".join(words.upper().split())
    if is_no_license(text):
        return None
    if _ACUPUNCTURE.search(text):
        return Profession.ACUPUNCTURIST
    if _ASSISTANT.search(text):
        return Profession.PT_ASSISTANT
    return Profession.PHYSICAL_THERAPIST if _THERAPIST.search(text) else None
