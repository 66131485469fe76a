"""The letters behind a name, taken apart into single credentials by the table of abbreviations.

Greedy, the longest form first, from left to right, and nothing is lost: every character that is no
separator stands in exactly one `printed`. Words are joined only where the form itself has a break there
(`L. Ac.`, `CMTPT/DN`) or the left one is a single letter (`P T`): `MS PT` is a degree and a license, and
never the one degree `MSPT`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

Code = Mapping[str, str]
"""One row of the table of abbreviations: column to text, empty where a cell is."""

PARTS_MAX = 8
"""No credential is written in more words and single letters than these."""

Written = tuple[tuple[str, str], ...]
"""Of each row of the table the form as written and the credential."""

_PART = re.compile(r"[(\[{“‘\"'*]*[^\W_]+")
_HARD = re.compile(r"[,;]")
SEPARATORS = " \t\r\n\f\v,;/\u00a0"
"""What parts credentials, besides words that belong together."""


@dataclass(frozen=True, slots=True)
class Letters:
    """One credential as printed; `rows` are all rows of the table that it may stand for, none if unknown."""

    printed: str
    rows: tuple[Code, ...]

    @property
    def credentials(self) -> tuple[str, ...]:
        """The credentials that the letters may stand for, each once, in the order of the table."""
        return tuple(dict.fromkeys(row["normalized_credential"] for row in self.rows))

    @property
    def key(self) -> str:
        """The letters and digits alone, upper case."""
        return _key(self.printed)


@dataclass(frozen=True, slots=True)
class _Form:
    """A way to write the credential of a row: `breaks` are the places of its key at which words end."""

    breaks: frozenset[int]
    number: int


@dataclass(frozen=True, slots=True)
class _Part:
    start: int
    end: int
    key: str
    is_behind_comma: bool
    is_behind_gap: bool


def read_letters(text: str, rows: Sequence[Code]) -> tuple[Letters, ...]:
    """The credentials of one text in its order. Never raises; time grows with the length of the text."""
    written = tuple((row["written_form"], row["normalized_credential"]) for row in rows)
    return tuple(
        Letters(printed, tuple(rows[number] for number in numbers))
        for printed, numbers in _printed(text, written)
    )


@lru_cache(maxsize=100_000)
def _printed(text: str, written: Written) -> tuple[tuple[str, tuple[int, ...]], ...]:
    forms, longest = _forms(written)
    parts = _parts(text)
    if not parts:
        return ((text.strip(SEPARATORS), ()),) if text.strip(SEPARATORS) else ()
    groups = _grouped(parts, forms, longest)
    starts = [0, *(parts[begin].start for begin, _ in groups[1:]), len(text)]
    return tuple(
        (text[start:end].strip(SEPARATORS), found)
        for start, end, (_, found) in zip(starts, starts[1:], groups, strict=False)
    )


def _grouped(
    parts: Sequence[_Part], forms: Mapping[str, Sequence[_Form]], longest: int
) -> list[tuple[int, tuple[int, ...]]]:
    """The first part of each credential, and the rows that it fits; unknown letters stay together."""
    groups: list[tuple[int, tuple[int, ...]]] = []
    begin = 0
    while begin < len(parts):
        size, found = _longest_match(parts[begin : begin + longest], forms)
        if found or not groups or groups[-1][1] or parts[begin].is_behind_gap:
            groups.append((begin, found))
        begin += size
    return groups


def _longest_match(
    parts: Sequence[_Part], forms: Mapping[str, Sequence[_Form]]
) -> tuple[int, tuple[int, ...]]:
    for size in range(len(parts), 0, -1):
        some = parts[:size]
        if any(part.is_behind_comma for part in some[1:]):
            continue
        key = "".join(part.key for part in some)
        numbers = tuple(form.number for form in forms.get(key, ()) if _fits(some, form))
        if numbers:
            return size, numbers
    return 1, ()


def _fits(parts: Sequence[_Part], form: _Form) -> bool:
    place = 0
    for part in parts[:-1]:
        place += len(part.key)
        if len(part.key) > 1 and place not in form.breaks:
            return False
    return True


def _parts(text: str) -> list[_Part]:
    found: list[_Part] = []
    end = 0
    for match in _PART.finditer(text):
        between = text[end : match.start()]
        is_apart = any(mark in between for mark in SEPARATORS)
        found.append(_Part(match.start(), match.end(), _key(match[0]), bool(_HARD.search(between)), is_apart))
        end = match.end()
    return found


def _key(text: str) -> str:
    return "".join(character for character in text if character.isalnum()).upper()


@cache
def _forms(written: Written) -> tuple[dict[str, list[_Form]], int]:
    """The forms by their key, and the most parts that a form may be taken apart into."""
    breaks: dict[tuple[str, int], set[int]] = defaultdict(set)
    for number, names in enumerate(written):
        for name in names:
            words = [part.key for part in _parts(name)]
            if words and "," not in name:
                ends = {sum(map(len, words[:count])) for count in range(1, len(words))}
                breaks["".join(words), number] |= ends
    forms: dict[str, list[_Form]] = defaultdict(list)
    for (key, number), ends in breaks.items():
        forms[key].append(_Form(frozenset(ends), number))
    return dict(forms), max((min(len(key), PARTS_MAX) for key in forms), default=1)
