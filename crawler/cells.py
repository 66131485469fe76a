"""What a text cell of any listing may hold: cleaning that loses nothing, and the hostile-cell rule.

A cell from a public listing ends up on web pages and in spreadsheets, so a cell that a browser or
a spreadsheet would run is not cleaned but refused: its row is quarantined, and a person looks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache

MAX_CELL_CHARACTERS = 500
"""No field that we take is longer; the longest one of NPPES has 100 characters."""

SHORT_CELL_CHARACTERS = 80
"""Nearly every cell is this short; longer ones are not remembered, so that no file can fill the memory."""

_PLACEHOLDERS = frozenset({"--", "-", "none", "n/a", "<none>", "<unavail>"})
# Nearly every cell is made of these signs alone, none of which can do harm after a letter or digit.
_PLAIN = re.compile(r"[0-9A-Za-z][0-9A-Za-z .,'#&/()-]*")
_NOT_PLAIN = re.compile(r"[^0-9A-Za-z \n.,'#&/()-]|\n[^0-9A-Za-z]| [ \n]")
_MARKUP = re.compile(r"<[A-Za-z/!?]")
# A tab or a line break within a cell is no attack: a quoted cell may wrap.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]")
_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u2060-\u2064\ufeff]")
# The full-width twins start a formula too in spreadsheets with East Asian settings.
_FORMULA = re.compile(r"[=+@\uff1d\uff0b\uff20]|[-\uff0d].*[=+@|(!*^]", re.DOTALL)


def clean_text(value: str | None) -> str:
    """The text as printed with runs of blanks made one space and outer blanks removed.

    Placeholders for "nothing" (`--`, `-`, `None`, `N/A`, `<NONE>`, `<UNAVAIL>`) become the empty
    string, invisible characters vanish, accents are composed (NFC). Nothing else changes.
    """
    if not value:
        return ""
    text = value if value.isascii() else unicodedata.normalize("NFC", _INVISIBLE.sub("", value))
    text = " ".join(text.split())
    return "" if text.lower() in _PLACEHOLDERS else text


def check_cell(value: str | None, limit: int = MAX_CELL_CHARACTERS) -> str | None:
    """Why the cell is hostile, or None when it is not.

    The reasons: `too_long` (over `limit` characters), `control_character` (also text-direction
    overrides), `markup` (`<` before a letter, `/`, `!` or `?`), `formula` (begins with `=`, `+`
    or `@`, or with `-` and then reads like a formula). Outer blanks don't hide anything.
    """
    if not value:
        return None
    if len(value.strip()) > limit:
        return "too_long"
    if _PLAIN.fullmatch(value):
        return None
    text = _INVISIBLE.sub("", value).strip(" \t\r\n")
    if _CONTROLS.search(text):
        return "control_character"
    text = text.strip()
    if text.lower() in _PLACEHOLDERS:
        return None
    if _MARKUP.search(text):
        return "markup"
    return "formula" if _FORMULA.match(text) else None


@lru_cache(maxsize=1 << 15)
def short_text(value: str) -> str | None:
    """What `clean_text` makes of a short cell, or None for one that `check_cell` refuses.

    Listings repeat themselves (cities, given names, status words), so answers are remembered.
    """
    if value.isalnum() and value.isascii() and value.lower() not in _PLACEHOLDERS:
        return value
    return None if check_cell(value) else clean_text(value)


def are_plain(values: Collection[str]) -> bool:
    """Whether `clean_text` changes none of these cells and `check_cell` refuses none; True for certain alone.

    One look at all of them: a column of numbers or surnames has thousands of different cells.
    """
    text = "\n".join(values)
    return (
        text.count("\n") == len(values) - 1
        and not _NOT_PLAIN.search(f"\n{text}\n")
        and max(map(len, values)) <= SHORT_CELL_CHARACTERS
        and _PLACEHOLDERS.isdisjoint(map(str.lower, values))
    )


def show_cell(value: str, limit: int = 80) -> str:
    """The cell cut to `limit` characters and made safe to print, for a quarantine line or an error.

    Control characters are shown as `\\u0007`, `<` as `(`, and a leading formula sign follows an
    apostrophe, so neither a terminal, a browser nor a spreadsheet acts on it.
    """
    shown = _CONTROLS.sub(lambda found: f"\\u{ord(found.group()):04x}", _INVISIBLE.sub("", value[:limit]))
    shown = " ".join(shown.split()).replace("<", "(")
    if _FORMULA.match(shown):
        shown = f"'{shown}"
    return shown if len(value) <= limit else f"{shown}… ({len(value)} characters)"
