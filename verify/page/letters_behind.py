"""The letters behind a name in running text, as far as they reach, by the table of abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from verify.linkage.credential_letters import Code, Letters, read_letters
from verify.linkage.states import STATES

MOST_WORDS = 4
"""Words that one credential may have."""
LONGEST = 160
"""Characters behind a name that are looked at."""

HONORS = "Hons"
"""Behind a British degree: no letters of their own."""

_APART = re.compile(r"\s*[,/|;·(]\s*|\s+[–—-]\s+|\s+(?:and|&)\s+|\s+", re.IGNORECASE)
_WORD = re.compile(r"[^\s,;|·()]+(?:\s?\([A-Z]{2,8}\))?")
_OTHER_WORDS = re.compile(r",\s(?:[A-Z][a-z]+\s){0,3}[A-Z][a-z]+(?=,\s[A-Z])")
"""Words in capitals between a name and its letters: `Ann Ash, Clinical Nurse Specialist, RN`."""
_TAIL = ".:®™)*†"
_SHAPE = re.compile(r"(?=(?:.*[A-Z]){2}|[A-Z].*\d)[A-Z][A-Za-z.-]{1,14}(?:[- ]?\d{2,3})?")
_COMPANY = frozenset(("LLC", "PLLC", "INC", "PC", "USA", "PS", "LTD", "PA.", "PLC", "NHS", "AND", "NPI"))
_LICENSES = frozenset(("MD", "DC", "ND", "PA"))
_ADDRESS = re.compile(
    r"\d+\s[\w .]{3,40}(?:St|Ave|Rd|Blvd|Street|Avenue|Road|Lane|Ln|Dr\.?,|Drive|Way|Suite\s\w+|Ste\s\w+"
    r"|#\w+)\.?,?\s[\w .]*$"
    r"|\b(?:in|near|at|serving|around|of)\s[\w .'’-]{2,30}$"
)
_LICENSE = re.compile(r"\s*(?:lic|state\b|board|reg|#|\d)", re.IGNORECASE)
_ZIP = re.compile(r"\W*\d{5}\b")


def letters_behind(text: str, start: int, stop: int, rows: Sequence[Code]) -> tuple[Letters, ...]:
    """The credentials that begin at `start` of a text and end before `stop`; none where none is known.

    Letters that the table lacks count only between and behind known ones, each apart by a comma. A state
    before a ZIP code, or alone behind a town, is no credential.
    """
    found = list(_each(text[start : min(stop, start + LONGEST)].partition("\n")[0], rows))
    if len(found) == 1 and found[0].key in STATES and _is_place(text, start, found[0].key):
        return ()
    while found and not found[-1].rows and not any(each.rows for each in found):
        found.pop()
    return tuple(found)


def _is_place(text: str, start: int, code: str) -> bool:
    """Whether a lone code is a state: no license goes by it, or it belongs to an address."""
    behind = text.find(code, start) + len(code)
    is_address = bool(_ZIP.match(text, behind)) or bool(_ADDRESS.search(text[max(0, start - 60) : start]))
    return code not in _LICENSES or is_address


def _each(tail: str, rows: Sequence[Code]) -> Iterator[Letters]:
    place, is_begun, is_passed = 0, False, False
    while gap := _APART.match(tail, place):
        known = _known(tail, gap.end(), rows)
        if known is None and (word := _WORD.match(tail, gap.end())) and (gap.group().strip() or not is_begun):
            printed = word.group().rstrip(_TAIL)
            known = (Letters(printed, ()), word.end()) if _is_shaped(printed) else None
        if known is None and not is_passed and (words := _OTHER_WORDS.match(tail, place)):
            place, is_passed = words.end(), True
            continue
        if known is None:
            return
        letters, place = known
        if letters.key in STATES and _LICENSE.match(tail, place):
            return
        while place < len(tail) and tail[place] in _TAIL:
            place += 1
        is_begun = True
        if letters.printed != HONORS:
            yield letters


def _known(tail: str, begin: int, rows: Sequence[Code]) -> tuple[Letters, int] | None:
    """The longest run of words that is one credential of the table, and its end."""
    ends: list[int] = []
    for word in _WORD.finditer(tail, begin):
        if len(ends) == MOST_WORDS or re.search(r"[,;|()]", tail[ends[-1] if ends else begin : word.start()]):
            break
        ends.append(word.end())
    slash = tail.find("/", begin)
    if ends and begin < slash < ends[-1]:
        ends.insert(0, slash)
    for end in reversed(ends):
        printed = tail[begin:end].strip() if tail[begin:end].endswith(")") else tail[begin:end].rstrip(_TAIL)
        letters = read_letters(printed, rows)
        if len(letters) == 1 and letters[0].rows and _is_written(printed, letters[0]):
            point = "." if "." in printed and tail[begin:end] == f"{printed}." else ""
            return Letters(printed + point, letters[0].rows), end
    return None


def _is_written(printed: str, letters: Letters) -> bool:
    """Whether it is written as letters are: `ma` and `do` in small letters, and `Do`, are words."""
    capitals = sum(letter.isupper() for letter in printed)
    return capitals > 1 or (capitals == 1 and len(letters.key) > 2) or "." in printed


def _is_shaped(printed: str) -> bool:
    return printed == HONORS or (bool(_SHAPE.fullmatch(printed)) and printed.upper() not in _COMPANY)
