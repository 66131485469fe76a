"""License numbers in all the plausible ways to read them.

Practitioners write `AC 6099-0117`, `AC00001234` or `AC 1234`; boards print `ACUP.AC.60990002`
or `12345`. Two numbers agree when any of their readings do. A reading is never proof by itself:
other professions reuse the same digits, so a name must agree as well.
"""

from __future__ import annotations

import re
from functools import lru_cache

_RUN = re.compile(r"\d+")
_GROUPED = re.compile(r"(?<=\d)[ .\-/]+(?=\d)")
_CHECK_DIGIT = re.compile(r"-\d$")
_SPECIALTY_TAIL = re.compile(r"-[A-Z]+$")
# Washington's code for physical therapist assistants holds a digit that is no part of the number.
_CODE_WITH_DIGIT = re.compile(r"(?:^|.*\.)P1[ .\-]*(?=\d)")

# `14.009999` and `J1-0099901`: a code of the profession before a number that may be written alone.
_LEADING_CODE = re.compile(r"^(?:\d{1,3}\.|[A-Z]\d{1,2}-)(?=\d{4,}$)")


# Letters of a profession and digits: nothing to weigh up. `P1` may be Washington's code with its digit.
_PLAIN = re.compile(r"(?!P1)[A-Z]{0,6}[ .\-]?0*([1-9]\d{3,15})")


@lru_cache(maxsize=200_000)
def readings(number: str) -> frozenset[str]:
    """Every plausible value of a printed license number, as digits without leading zeros.

    Digits grouped by blanks, dots or hyphens are one number; letters between digits may be a
    code, so the part behind them is read as well, and so is the part behind a leading code of a
    profession (`14.009999`, `J1-0099901`); a last lone digit may be a check digit.
    Empty for a number without digits, for zero and for filler of one repeated digit.
    """
    plain_number = _PLAIN.fullmatch(number)
    if plain_number is not None:
        digits = plain_number[1]
        return frozenset() if len(digits) > 5 and len(set(digits)) == 1 else frozenset({digits})
    found: set[str] = set()
    for form in _forms(number.upper().strip()):
        runs = _RUN.findall(_GROUPED.sub("", form))
        if runs:
            found.add("".join(runs).lstrip("0"))
            found.add(runs[-1].lstrip("0") if len(runs[-1]) > 3 else "")
    return frozenset(r for r in found if r and not (len(r) > 5 and len(set(r)) == 1))


def _forms(text: str) -> set[str]:
    """The text as it is and without what may be no part of the number; cheap where nothing may."""
    if "-" in text:
        text = _SPECIALTY_TAIL.sub("", text)
    forms = {text}
    if "P1" in text:
        forms.add(_CODE_WITH_DIGIT.sub("", text))
    if "-" in text:
        forms.add(_CHECK_DIGIT.sub("", text))
    if "-" in text or "." in text:
        forms.add(_LEADING_CODE.sub("", text))
    return forms
