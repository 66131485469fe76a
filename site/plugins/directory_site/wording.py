"""The words of the pages for closed lists: professions, checks, outcomes, strengths, states."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from .texts import ENGLISH, Texts

PROFESSIONS = ENGLISH.group("profession")
"""Our code of a profession to its English name."""

CHECKS = ENGLISH.group("checks")
"""Code of a check to its English heading."""

OUTCOMES = {
    "pass": ("o-pass", "v-verified"),
    "fail": ("o-fail", "v-inactive"),
    "notice": ("v-notice", "v-notice"),
    "review": ("v-review", "v-review"),
    "no_evidence": ("o-none", "v-uncovered"),
}
"""Outcome of a check to its shape and its color class; its words are in the catalogue."""

OUTCOMES_OF_CHECKS = {
    ("license_found", "fail"): ("v-missing", "v-missing"),
    ("not_excluded", "fail"): ("v-notice", "v-notice"),
}
"""Outcomes whose general shape would say too much: "contrary" to "license found" is not "unlicensed"."""

STRENGTHS = {
    "primary": "g3",
    "corroborated": "g2",
    "claimed": "g1",
    "adverse_confirmed": "g3",
    "none": "g0",
}
"""What a fact rests on to its shape; its words are in the catalogue."""

STATUSES = ENGLISH.group("status")
"""Our class of a board's status word, in a plain sentence."""

ADVERSE_STATUSES = frozenset({"probation", "suspended", "revoked", "surrendered"})
"""Classes that may be shown of a person only on hard identity: license number and name."""

STAGES = {
    "final": ("Final", "final"),
    "alleged": ("Allegation: nothing has been proven", "alleged"),
    "unknown": ("The listing does not say if this is final", ""),
}

IDENTITIES = {
    "number_and_name": "The match rests on the license number and the name.",
    "name_and_place": "The match rests on name, profession and place. No license number was compared.",
}

BASES = {
    "same_suite_and_phone": "Same suite and same phone in the national provider file",
    "same_address": "Same street address in the national provider file",
}

DISCIPLINE = {
    "yes": "The board’s list says there is something on record",
    "none": "None published on this list",
    "not_stated": "This source does not say",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the outcome of a check is shown: words, shape, color class."""

    words: str
    shape: str
    css: str


def outcome_of(check: Mapping[str, Any], texts: Texts = ENGLISH) -> Outcome:
    """How a check's outcome is shown; an outcome that we do not know is no evidence."""
    code = check["outcome"] if check["outcome"] in OUTCOMES else "no_evidence"
    own = f"outcome.{check['check_name']}_{code}"
    words = texts.text(own if texts.has(own) else f"outcome.{code}")
    shape, css = OUTCOMES_OF_CHECKS.get((check["check_name"], code)) or OUTCOMES[code]
    return Outcome(str(words), shape, css)


@lru_cache(maxsize=500)
def check_title(name: str, texts: Texts = ENGLISH) -> str:
    """The heading of a check; a check that has none here is headed by its own name."""
    key = f"checks.{name}"
    return str(texts.text(key)) if texts.has(key) else name.replace("_", " ").capitalize()


@lru_cache(maxsize=500)
def profession_name(code: str, texts: Texts = ENGLISH) -> str:
    """The name of a profession; a code that has none is shown as it is."""
    key = f"profession.{code}"
    return str(texts.text(key)) if texts.has(key) else code


def profession_of(entry: Mapping[str, Any]) -> str:
    """The code of the profession that an entry is shown with: the one that its verdict speaks of, if any."""
    return str(entry["checked_profession"] or entry["profession"])


@lru_cache(maxsize=500)
def state_name(code: str, texts: Texts = ENGLISH) -> str:
    """The name of a state by its two letters; a code that has none is shown as it is."""
    key = f"state.{code}"
    return str(texts.text(key)) if texts.has(key) else code


def place_words(row: object) -> str:
    """`Seattle, WA 98101` from a row with city, state and zip5; empty where all are missing.

    A city in capitals, as the national file prints it, is written with small letters.
    """
    city, state, zip5 = (row[key] or "" for key in ("city", "state", "zip5"))  # type: ignore[index]
    city = city.title() if city.isupper() else city
    region = " ".join(part for part in (state, zip5) if part)
    return ", ".join(part for part in (city, region) if part)


def split_codes(text: object) -> list[str]:
    """The codes of a list kept in one column: a JSON list, or divided by commas or blanks."""
    return re.findall(r"[a-z_]+", str(text or ""))


def dial_number(phone: str) -> str:
    """A US phone number as a link dials it: `+12065550117`; other numbers keep their digits."""
    digits = re.sub(r"\D", "", phone)
    return f"+1{digits}" if len(digits) == 10 else f"+{digits}"


def sentence(text: object) -> str:
    """A text as a sentence: a capital at the start and a full stop at the end; empty stays empty."""
    words = str(text or "").strip()
    if not words:
        return ""
    return words[0].upper() + words[1:] + ("" if words[-1] in ".!?”" else ".")


def show_phone(phone: str) -> str:
    """A US phone number as it is written: `(206) 555-0117`; any other text as it is."""
    digits = re.sub(r"\D", "", phone)
    return f"({digits[:3]}) {digits[3:6]}-{digits[6:]}" if len(digits) == 10 else phone
