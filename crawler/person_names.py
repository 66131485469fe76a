"""Names that a listing prints in one field, taken apart by rules that are written down here.

The rules lose no word: every word of the field is in exactly one part.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_SUFFIXES = frozenset({"JR", "SR", "II", "III", "IV"})
# Words that belong to the surname behind them. Left out are those that are more often a given name or a
# surname of their own here (LE, DO, TO, DA, BIN, BEN, SAN); the first word of a field is never a particle.
_PARTICLES = frozenset(
    "DE DEL DELA DELLA DI DAS DOS DU LA LAS LOS VAN VON VANDER VANDE DER DEN TER ST SANTA MAC MC O AL EL "
    "ABU IBN".split()
)


@dataclass(frozen=True, slots=True)
class SplitName:
    """The parts of a person's name, as printed."""

    first: str
    middle: str
    last: str
    suffix: str


def split_first_last(text: str) -> SplitName:
    """The parts of a field `FIRST [MIDDLE ...] LAST [SUFFIX]`.

    The last word is the surname, together with the particles right before it (`DE LA`, `VAN DER`);
    `JR`, `SR`, `II`, `III` and `IV` at the end are the suffix; a single word is a surname.
    """
    words = text.replace(",", " ").split()
    suffix = words.pop() if len(words) > 2 and _plain(words[-1]) in _SUFFIXES else ""
    start = len(words) - 1
    while start > 1 and _plain(words[start - 1]) in _PARTICLES:
        start -= 1
    given = words[: max(start, 0)]
    return SplitName(" ".join(given[:1]), " ".join(given[1:]), " ".join(words[max(start, 0) :]), suffix)


def split_name(text: str) -> SplitName:
    """The parts of a field `LAST, FIRST MIDDLE`, or of `FIRST MIDDLE LAST` where there is no comma.

    A suffix may end either side of the comma or stand between two commas.
    """
    head, comma, rest = text.partition(",")
    if not comma:
        return split_first_last(text)
    last, suffix = _without_suffix(head.split())
    given, other = _without_suffix(rest.replace(",", " ").split())
    if len(given) > 1 and not other and _plain(given[0]) in _SUFFIXES:
        given, other = given[1:], given[0]
    return SplitName(" ".join(given[:1]), " ".join(given[1:]), " ".join(last), suffix or other)


def move_initial(first: str, middle: str) -> tuple[str, str]:
    """First and middle name, where the middle initial stands in the field of the first (`JOHN S`)."""
    found = re.fullmatch(r"(.*\S) ([A-Za-z]\.?)", first)
    return (found[1], found[2]) if found and not middle else (first, middle)


def _plain(word: str) -> str:
    return word.upper().strip(".,")


def _without_suffix(words: list[str]) -> tuple[list[str], str]:
    if len(words) > 1 and _plain(words[-1]) in _SUFFIXES:
        return words[:-1], words[-1]
    return words, ""
