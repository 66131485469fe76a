"""The words of the pages for closed lists: professions, checks, outcomes, strengths, states."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

PROFESSIONS = {
    "acupuncturist": "Acupuncturist",
    "physical_therapist": "Physical therapist",
    "pt_assistant": "Physical therapist assistant",
    "physician": "Physician",
    "chiropractor": "Chiropractor",
    "naturopath": "Naturopath",
    "clinic": "Clinic",
}

PROFESSION_WORDS = {
    "acupuncture": "acupuncturist",
    "acupuncturist": "acupuncturist",
    "acupuncturists": "acupuncturist",
    "lac": "acupuncturist",
    "pt": "physical_therapist",
    "dpt": "physical_therapist",
    "physiotherapist": "physical_therapist",
    "physiotherapists": "physical_therapist",
    "physiotherapy": "physical_therapist",
    "physical therapist": "physical_therapist",
    "physical therapists": "physical_therapist",
    "physical therapy": "physical_therapist",
    "pta": "pt_assistant",
    "clinic": "clinic",
    "clinics": "clinic",
}
"""What people type for a profession, lower case, to our code."""

CHECKS = {
    "license_found": "State license",
    "license_active": "Status of the license",
    "license_unexpired": "End date of the license",
    "license_unencumbered": "Board actions",
    "other_license": "Another license",
    "not_excluded": "Federal exclusion list",
    "npi_valid": "National provider number",
    "source_fresh": "Age of the board’s list",
}

OUTCOMES = {
    "pass": ("Shown by the evidence", "o-pass", "v-verified"),
    "fail": ("The evidence shows the contrary", "o-fail", "v-inactive"),
    "notice": ("Holds, but read the note", "v-notice", "v-notice"),
    "review": ("A person decides", "v-review", "v-review"),
    "no_evidence": ("No evidence either way", "o-none", "v-uncovered"),
}
"""Outcome of a check to its words, its shape and its color class."""

OUTCOMES_OF_CHECKS = {
    ("license_found", "fail"): ("No matching record on this list", "v-missing", "v-missing"),
    ("license_active", "fail"): ("Not active", "o-fail", "v-inactive"),
    ("license_unexpired", "fail"): ("The end date has passed", "o-fail", "v-inactive"),
    ("not_excluded", "pass"): ("This number is not on it", "o-pass", "v-verified"),
    ("not_excluded", "fail"): ("This number and name are on it", "v-notice", "v-notice"),
    ("source_fresh", "fail"): ("Too old", "o-fail", "v-inactive"),
    ("npi_valid", "fail"): ("Not in use", "o-fail", "v-inactive"),
}
"""Outcomes whose general words would say too much or too little: "contrary" to "license found" is not
"unlicensed"."""

STRENGTHS = {
    "primary": ("from the state board", "g3"),
    "corroborated": ("from an independent register", "g2"),
    "claimed": ("stated by the practitioner", "g1"),
    "adverse_confirmed": ("confirmed by an identifying number", "g3"),
    "none": ("nothing to go by", "g0"),
}

STATUSES = {
    "active": "The license is current.",
    "active_restricted": "The license is current, with conditions, limits or an unusual type.",
    "probation": "The license is current, under probation set by the board.",
    "inactive": "The holder does not practice on this license at present. That is not discipline.",
    "expired": "It was not renewed in time. That is not discipline.",
    "suspended": "The board has paused the license. The word alone does not say why.",
    "revoked": "The board has ended the license.",
    "surrendered": "The holder gave the license back. The word alone does not say why.",
    "deceased": "The board lists the holder as deceased.",
    "pending": "The license is not decided yet.",
    "ended_other": "The license has ended in another way. The word alone does not say why.",
    "unknown": "We do not know this word, so we do not count it as active.",
}
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


def outcome_words(check: Mapping[str, Any]) -> tuple[str, str, str]:
    """The words, the shape and the color class of a check's outcome."""
    own = OUTCOMES_OF_CHECKS.get((check["check_name"], check["outcome"]))
    return own or OUTCOMES.get(check["outcome"], OUTCOMES["no_evidence"])


def check_title(name: str) -> str:
    """The heading of a check; a check that has none here is headed by its own name."""
    return CHECKS.get(name, name.replace("_", " ").capitalize())


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
