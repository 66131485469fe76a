"""What was typed into the one box, read as names, a place and a profession."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from verify.linkage.states import STATES

from .typed_words import HERE, NEAR, PROFESSION_WORDS, STATE_WORDS, without_marks

LONGEST_TEXT = 200
MOST_WORDS = 12

_WORD = re.compile(r"[^\W_]+")
_ZIP = re.compile(r"(?<![\w-])(\d{5})(?:-\d{4})?(?![\w-])")
_SPACED_LAC = re.compile(r"\bl\.?\s*ac\b\.?", re.IGNORECASE)
_TITLES = frozenset({"dr", "dra", "mr", "mrs", "ms", "miss", "prof"})
_LINKING_WORDS = frozenset({"in", "near", "around", "at", "en"})
_SHORT_CITY_WORDS = {"st": "saint", "ft": "fort", "mt": "mount"}


@dataclass(frozen=True, slots=True)
class Question:
    """A search as typed, and its parts.

    `words` are all words but a title in front; `rest` are those left when the ZIP and the words for a
    profession are taken out; `profession` is empty where none is named.
    """

    text: str
    words: tuple[str, ...]
    rest: tuple[str, ...]
    zip5: str
    profession: str
    is_here: bool = False
    """Whether the words asked for places near the reader, whose place the site does not know."""
    has_linking_word: bool = False
    """Whether a word such as `near` or `in` says that a place follows."""


def read_question(text: str) -> Question:
    """The parts of a typed search; any text at all gives a question, never an error."""
    clean = unicodedata.normalize("NFKC", text)[:LONGEST_TEXT]
    clean = " ".join("".join(c if c.isprintable() else " " for c in clean).split())
    is_here, is_near = HERE.search(clean) is not None, NEAR.search(clean) is not None
    joined = NEAR.sub(" ", HERE.sub(" ", _SPACED_LAC.sub("lac", clean)))
    zips = _ZIP.findall(joined)
    rest = _drop_title(words_of(_ZIP.sub(" ", joined)))
    profession, rest = _take_profession(rest)
    words = _drop_title(words_of(joined))
    has_linking_word = is_near or any(word in _LINKING_WORDS for word in words)
    if zips:
        rest = tuple(word for word in rest if word not in _LINKING_WORDS)
    return Question(clean, words, rest, zips[-1] if zips else "", profession, is_here, has_linking_word)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, lower case, at most `MOST_WORDS`; marks and blanks divide."""
    return tuple(word.lower() for word in _WORD.findall(text))[:MOST_WORDS]


def _drop_title(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[1:] if len(words) > 1 and words[0] in _TITLES else words


def _take_profession(words: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    for size in (2, 1):
        for start in range(len(words) - size + 1):
            profession = PROFESSION_WORDS.get(without_marks(" ".join(words[start : start + size])))
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


@dataclass(frozen=True, slots=True)
class StateReading:
    """A state at the end of the words: its code, the words left, and whether only two letters named it."""

    code: str
    left: tuple[str, ...]
    is_code: bool


def state_reading(words: tuple[str, ...]) -> StateReading | None:
    """The state that the last words name, by name or by its two letters; None where they name none."""
    for size in (3, 2, 1):
        end = " ".join(words[-size:]) if size <= len(words) else ""
        code = STATE_WORDS.get(end) or (end.upper() if end.upper() in STATES else "")
        if code:
            return StateReading(code, _drop_linking_word(words[:-size]), end not in STATE_WORDS)
    return None


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
            code = STATE_WORDS.get(end) or (end.upper() if end.upper() in STATES else "")
            if code:
                return words[:-size], code
    return words, ""


def _city_name(words: tuple[str, ...]) -> str:
    return " ".join((_SHORT_CITY_WORDS.get(words[0], words[0]), *words[1:]))


def _drop_linking_word(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[:-1] if words and words[-1] in _LINKING_WORDS else words


def full_text(words: tuple[str, ...], columns: str = "") -> str:
    """A full text query that asks for every word as the start of a word in the named columns.

    Each word is quoted, so no operator of the query language can get in.
    """
    asked = " AND ".join(f'"{word}"*' for word in words)
    return f"{{{columns}}} : ({asked})" if columns and asked else asked
