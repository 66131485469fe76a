"""Professions as rolls and directories print them, in one vocabulary."""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from pathlib import Path

from verify.linkage.names import fold

CODES_PATH = Path(__file__).resolve().parents[2] / "data" / "codes" / "taxonomy_codes.csv"

ORGANIZATION = "organization"

_WORDS: tuple[tuple[str, str], ...] = (
    (
        r"\b(CLINIC|CORPORATION|ESTABLISHMENT|FACILITY|BUSINESS|COMPANY|FIRM|PARTNERSHIP|CENTER)\b",
        ORGANIZATION,
    ),
    (r"\b(REGISTRATION|PERMIT) OF (A )?(PRACTICE|OFFICE)\b", ORGANIZATION),
    (r"ATHLETIC TRAIN", "athletic_trainer"),
    (r"ACUPUNCT|ORIENTAL MED|\bASIAN MED|\bLAC\b|\bL AC\b|\bEAMP\b|EAST ASIAN", "acupuncturist"),
    (r"(PHYSICAL THERAP|PHYSIOTHERAP)\w* (ASSISTANT|AIDE)|\bPTA\b", "pt_assistant"),
    (r"PHYSICAL THERAP|PHYSIOTHERAP|\bDPT\b|^PT$", "physical_therapist"),
    (r"OCCUPATIONAL THERAP\w* (ASSISTANT|AIDE)|\bC?OTA\b", "ot_assistant"),
    (r"OCCUPATIONAL THERAP|^OTR?$", "occupational_therapist"),
    (r"CHIROPRACT|^DC$", "chiropractor"),
    (r"NATUROPATH|^ND$", "naturopath"),
    (r"MASSAGE|BODYWORK|^L?MT$", "massage_therapist"),
    (r"PHYSICIAN ASSISTANT|^PA$|^PAC$", "physician_assistant"),
    (r"NURSE|\bAPRN\b|^RN$|^NP$", "nurse"),
    (r"PHYSICIAN|OSTEOPATH|MEDICAL DOCTOR|\bSURGEON\b|^MD$|^DO$|\bMEDICINE\b", "physician"),
)
"""Tried in turn; the first that is found names the profession."""

_USES = {
    "acupuncture": "acupuncturist", "physical therapist": "physical_therapist",
    "physical therapist assistant": "pt_assistant", "chiropractic": "chiropractor",
    "naturopath": "naturopath", "massage": "massage_therapist",
}  # fmt: skip
_FAMILIES = (
    ("1711", "acupuncturist"), ("2251", "physical_therapist"), ("2252", "pt_assistant"),
    ("225X", "occupational_therapist"),
    ("224Z", "ot_assistant"), ("111N", "chiropractor"), ("175F", "naturopath"), ("2257", "massage_therapist"),
    ("2255A", "athletic_trainer"), ("363A", "physician_assistant"), ("363L", "nurse"),
    ("163W", "nurse"), ("164", "nurse"),
    ("20", "physician"), ("261Q", ORGANIZATION), ("193", ORGANIZATION), ("302", ORGANIZATION),
    ("251", ORGANIZATION),
)  # fmt: skip
KNOWN = frozenset({*(name for _, name in _WORDS), *_USES.values(), *(name for _, name in _FAMILIES)})
"""Professions that have a name of their own here; all others go by the words that print them."""

_CODE = re.compile(r"[0-9]{3}[0-9A-Z]{6}X")


@lru_cache(maxsize=50_000)
def profession_of(printed: str) -> str:
    """The profession that a taxonomy code or printed words name; empty for empty text.

    Words that are in no list are a profession of their own, by their folded text.
    """
    code = printed.strip().upper()
    if _CODE.fullmatch(code):
        known = _USES.get(_uses().get(code, ""), "")
        return known or next((name for start, name in _FAMILIES if code.startswith(start)), code[:4])
    text = fold(printed)
    if not text:
        return ""
    return next((name for pattern, name in _WORDS if re.search(pattern, text)), text)


def professions_of(printed: str) -> tuple[str, ...]:
    """All professions that a cell with several codes names, each once."""
    found = [profession_of(part) for part in re.split(r"[|;]", printed)]
    return tuple(dict.fromkeys(name for name in found if name))


@cache
def _uses() -> dict[str, str]:
    with CODES_PATH.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["use"] for row in csv.DictReader(file)}
