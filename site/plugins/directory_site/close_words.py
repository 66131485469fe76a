"""Words of the directory that a typed word may have been meant for: mistyped, by ear, short."""

from __future__ import annotations

import json
from dataclasses import dataclass
from sqlite3 import Connection

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from verify.linkage.names import are_nicknames, fold
from verify.linkage.romanizations import are_romanizations
from verify.linkage.word_keys import FORMAL, JOINED, ROMANIZATION, SOUND, TYPO, joined_key, typed_keys

MOST_WORDS = 12
LEAST_BY_EAR = 60.0
"""Least likeness (0-100) of two words whose consonants are the same."""
LIKENESS = {FORMAL: 95.0, JOINED: 99.0, ROMANIZATION: 90.0}
"""Likeness of words that are no matter of letters."""


@dataclass(frozen=True, slots=True)
class Close:
    """A word or phrase of the directory for a typed word; `why` is the letter of the key that led there."""

    word: str
    likeness: float
    why: str


def close_words(connection: Connection, typed: str, letters: str) -> list[Close]:
    """At most twelve words for a typed one, the closest first, found by keys of these letters."""
    keys = {key for key, letter in typed_keys(typed).items() if letter in letters}
    keys |= {joined_key(typed)} if JOINED in letters else set()
    sql = "select k.key, k.word from json_each(?) j cross join search_word_keys k on k.key = j.value"
    found: dict[str, Close] = {}
    for key, word in connection.execute(sql, [json.dumps(sorted(keys))]):
        close = Close(word, likeness(typed, word, key[0]), key[0])
        if close.likeness and close.likeness > found.get(word, Close(word, 0.0, "")).likeness:
            found[word] = close
    return sorted(found.values(), key=lambda close: (-close.likeness, close.word))[:MOST_WORDS]


def likeness(typed: str, word: str, why: str) -> float:
    """How close a word is to the typed one, 0-100; 0 where the key that led there misleads."""
    one, other = fold(typed), fold(word)
    if one == other:
        return 0.0
    if why == TYPO:
        allowed = 1 if len(one) < 7 else 2
        return fuzz.ratio(one, other) if OSA.distance(one, other, score_cutoff=allowed) <= allowed else 0.0
    if why == SOUND:
        ratio = fuzz.ratio(one, other)
        return ratio if ratio >= LEAST_BY_EAR else 0.0
    if why == FORMAL:
        return LIKENESS[FORMAL] if are_nicknames(one, other) else 0.0
    if why == ROMANIZATION:
        return LIKENESS[ROMANIZATION] if are_romanizations(one, other) else 0.0
    return LIKENESS[JOINED]


def is_word(connection: Connection, typed: str) -> bool:
    """Whether a word of the directory is just this one."""
    sql = "select 1 from search_words where word = ?"
    return connection.execute(sql, [fold(typed).lower()]).fetchone() is not None
