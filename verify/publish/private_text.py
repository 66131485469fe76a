"""What private data looks like in a text: patterns, and what stands in no column, name or address of record.

The publication rules name what may never be published: social security numbers, birth dates,
e-mail addresses, home telephones, street addresses of record. Self-reported fields do hold
them: social security numbers stand in the license number field of a national registry.
"""

from __future__ import annotations

import re

SOCIAL_SECURITY_NUMBER = re.compile(r"(?<![\w-])\d{3}[- ]\d{2}[- ]\d{4}(?![\w-])", re.ASCII)
E_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?<![\w-])(?:\+?1[-. ])?(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}(?![\w-])", re.ASCII)
BIRTH_DATE = re.compile(
    r"\b(?:dob|d\.o\.b\.?|born|birth ?(?:date|day|year)|date of birth)\W*(?:on |in )?"
    r"(?:\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|(?:19|20)\d{2})\b",
    re.IGNORECASE | re.ASCII,
)
STREET_ADDRESS = re.compile(
    r"\b(?:\d{1,6}[a-z]? (?:[\w.'-]+ ){0,4}"
    r"(?:street|st|avenue|ave|road|rd|boulevard|blvd|drive|dr|lane|ln|court|ct|terrace|highway|hwy|parkway|pkwy)"
    r"|p\.? ?o\.? box \d+)\b",
    re.IGNORECASE | re.ASCII,
)
MARKUP = re.compile(
    r"<[a-z/!?][^>]*>|&(?:#x?[0-9a-f]{1,7}|lt|gt|quot|apos|nbsp|amp;[a-z]{2,8});|(?:java|vb)script:",
    re.IGNORECASE | re.ASCII,
)
"""Tags, entities that could become one, and addresses that run. `&amp;` alone is part of many names."""
CONTROLS = "\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"
"""Control characters, turns of the text direction, and characters without width, as ranges of a class."""
CONTROL = re.compile(f"[\x00{CONTROLS}]")
SUSPECT = re.compile(f"[0-9@<&:\x00{CONTROLS}]")
"""Every rule needs one of these; most texts have none and are passed at once."""

NEVER = (SOCIAL_SECURITY_NUMBER, E_MAIL, BIRTH_DATE, MARKUP, CONTROL)
"""What stands in no column."""


def is_private(text: str) -> bool:
    """Whether a text of any column holds what is never published."""
    if not SUSPECT.search(text):
        return False
    return any(rule.search(text) for rule in NEVER)


def is_private_name(text: str) -> bool:
    """Whether a name or place holds what is never published there, a telephone number included."""
    return SUSPECT.search(text) is not None and (is_private(text) or PHONE.search(text) is not None)


def is_private_of_record(text: str) -> bool:
    """Whether a text of a license or exclusion row holds what is never published, a street included."""
    if not SUSPECT.search(text):
        return False
    return is_private_name(text) or STREET_ADDRESS.search(text) is not None
