"""What the private-data scan looks for: each kind with its pattern, its columns and a control.

A pattern takes long to say no. Whatever it can find holds a few bytes that are found at the speed of memory,
and a text without them is passed at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from verify.publish import private_text

OF_RECORD = frozenset({"licenses", "board_actions", "exclusions", "certifications", "former_licenses"})
"""Tables that come from records of an authority; a street there is an address of record."""

OF_COMPANY = frozenset({"organization_name", "business_name", "source_url", "raw_sha256", "parser_version"})
"""Columns of `OF_RECORD` in which a street name is part of a company's name, or no text of a person."""


WITH_PHONES: dict[str, str] = {
    "phone": "the business telephone of an entry, shown as such",
    "license_number": "a number of a board or a claim, which may look like a telephone",
    "license_numbers": "the same numbers, to be searched",
    "number_printed": "the same numbers, to be searched",
    "entry_value": "the two values of a comparison, license numbers among them",
    "license_value": "the two values of a comparison, license numbers among them",
    "rank": "a hidden column of the search table",
    "model_parameters": "numbers of the linking model",
}
"""Columns in which a telephone number is no fault, with the reason. Ids, addresses and hashes are others."""


class Sight:
    """A text in UTF-8, or many of them with line ends between, as the hints of the rules look at it."""

    def __init__(self, raw: bytes) -> None:
        """Look at `raw`."""
        self.raw = raw

    @cached_property
    def lower(self) -> bytes:
        """The text with ASCII capitals as small letters."""
        return self.raw.lower()

    @cached_property
    def shape(self) -> bytes:
        """The text with a 0 for each digit, and a blank for each point and hyphen."""
        return self.raw.translate(_SHAPES)


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of private data: its pattern, the columns it covers, and a control that it must find.

    `may_hold` is true of every text in which the pattern finds something, whatever stands around it.
    """

    name: str
    pattern: re.Pattern[str]
    may_hold: Callable[[Sight], bool]
    covers: Callable[[str, str], bool]
    control: str


_SHAPES = bytes.maketrans(b"123456789.-", b"000000000  ")
_CONTROLS = bytes(code for code in range(0x80) if private_text.CONTROL.match(chr(code)))
_WIDE_CONTROL = re.compile(
    b"|".join(
        chr(code).encode()
        for code in (*range(0x80, 0xD800), *range(0xE000, 0x10000))
        if private_text.CONTROL.match(chr(code))
    )
)
_BIRTH = (b"born", b"birth", b"dob", b"d.o.b")
_MARKUP = (b"<", b"&#", b"&lt;", b"&gt;", b"&quot;", b"&apos;", b"&nbsp;", b"&amp;", b"script:")
_STREET = re.compile(rb"[0-9][a-z]? |box [0-9]", re.IGNORECASE)


def _may_hold_control(sight: Sight) -> bool:
    if not sight.raw.isascii() and _WIDE_CONTROL.search(sight.raw):
        return True
    return len(sight.raw.translate(None, _CONTROLS)) < len(sight.raw)


def _may_hold_phone(sight: Sight) -> bool:
    return b"000 000 0000" in sight.shape or b"(000)" in sight.shape


def _everywhere(table: str, column: str) -> bool:
    return True


def _holds_no_phone(table: str, column: str) -> bool:
    return column not in WITH_PHONES and not column.endswith(("_id", "_url", "_hash", "_sha256"))


def _holds_street(table: str, column: str) -> bool:
    return table in OF_RECORD and column not in OF_COMPANY


RULES: tuple[Rule, ...] = (
    Rule(
        "social security number",
        private_text.SOCIAL_SECURITY_NUMBER,
        lambda sight: b"000 00 0000" in sight.shape,
        _everywhere,
        "AC 000-00-0000",
    ),
    Rule(
        "e-mail address",
        private_text.E_MAIL,
        lambda sight: b"@" in sight.raw,
        _everywhere,
        "write to nobody@practice.example",
    ),
    Rule(
        "birth date",
        private_text.BIRTH_DATE,
        lambda sight: any(word in sight.lower for word in _BIRTH),
        _everywhere,
        "Nobody, born 01/02/1903",
    ),
    Rule(
        "telephone number",
        private_text.PHONE,
        _may_hold_phone,
        _holds_no_phone,
        "NOBODY (206) 555-0100",
    ),
    Rule(
        "markup",
        private_text.MARKUP,
        lambda sight: any(part in sight.lower for part in _MARKUP),
        _everywhere,
        "NOBODY <b onclick=alert(1)>",
    ),
    Rule("control character", private_text.CONTROL, _may_hold_control, _everywhere, "NOBODY \u202eYDOBON"),
    Rule(
        "street address",
        private_text.STREET_ADDRESS,
        lambda sight: _STREET.search(sight.raw) is not None,
        _holds_street,
        "1 Nowhere Street, Apt 5",
    ),
)
