"""What was typed into the one box, read as names, a place and a profession."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from .wording import PROFESSION_WORDS, STATES

LONGEST_TEXT = 200
MOST_WORDS = 12

_WORD = re.compile(r"[^\W_]+")
_ZIP = re.compile(r"(?<![\w-])(\d{5})(?:-\d{4})?(?![\w-])")
_STATE_NAMES = {name.lower(): code for code, name in STATES.items()}
_SHORT_CITY_WORDS = {"st": "saint", "ft": "fort", "mt": "mount"}


@dataclass(frozen=True, slots=True)
class Question:
    """A search as typed, and its parts.

    `words` are all words; `rest` are those left when the ZIP and the words for a profession are
    taken out; `profession` is empty where none is named.
    """

    text: str
    words: tuple[str, ...]
    rest: tuple[str, ...]
    zip5: str
    profession: str


def read_question(text: str) -> Question:
    """The parts of a typed search; any text at all gives a question, never an error."""
    clean = unicodedata.normalize("NFKC", text)[:LONGEST_TEXT]
    clean = " ".join("".join(c if c.isprintable() else " " for c in clean).split())
    zips = _ZIP.findall(clean)
    without_zip = _ZIP.sub(" ", clean) if zips else clean
    rest = words_of(without_zip)
    profession, rest = _take_profession(rest)
    return Question(clean, words_of(clean), rest, zips[-1] if zips else "", profession)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, lower case, at most `MOST_WORDS`; marks and blanks divide."""
    return tuple(word.lower() for word in _WORD.findall(text))[:MOST_WORDS]


def _take_profession(words: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    for size in (2, 1):
        for start in range(len(words) - size + 1):
            profession = PROFESSION_WORDS.get(" ".join(words[start : start + size]))
            if profession:
                return profession, words[:start] + words[start + size :]
    return "", words


def place_readings(words: tuple[str, ...]) -> list[tuple[str, str, tuple[str, ...]]]:
    """Ways to read the end or the start of the words as a city: (city, state or '', words left).

    Longer cities come first, and the end of the text comes before its start. Linking words such as
    `in` or `near` before a city are dropped.
    """
    readings = []
    for city_words, left in _runs(words):
        stated, state = _split_state(city_words)
        for name_words, code in ((stated, state), (city_words, "")):
            if name_words and (code or name_words == city_words):
                readings.append((_city_name(name_words), code, _drop_linking_word(left)))
    return list(dict.fromkeys(readings))


def _runs(words: tuple[str, ...]) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    runs = []
    for size in range(min(6, len(words)), 0, -1):
        runs.append((words[-size:], words[:-size]))
        if size < len(words):
            runs.append((words[:size], words[size:]))
    return runs


def _split_state(words: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    for size in (3, 2, 1):
        if size < len(words):
            end = " ".join(words[-size:])
            code = _STATE_NAMES.get(end) or (end.upper() if end.upper() in STATES else "")
            if code:
                return words[:-size], code
    return words, ""


def _city_name(words: tuple[str, ...]) -> str:
    return " ".join((_SHORT_CITY_WORDS.get(words[0], words[0]), *words[1:]))


def _drop_linking_word(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[:-1] if words and words[-1] in ("in", "near", "around", "at") else words


def full_text(words: tuple[str, ...], columns: str = "") -> str:
    """A full text query that asks for every word as the start of a word in the named columns.

    Each word is quoted, so no operator of the query language can get in.
    """
    asked = " AND ".join(f'"{word}"*' for word in words)
    return f"{{{columns}}} : ({asked})" if columns and asked else asked


def whole_words(words: tuple[str, ...], columns: str) -> str:
    """As `full_text`, for whole words only."""
    return f"{{{columns}}} : ({' AND '.join(chr(34) + word + chr(34) for word in words)})"
