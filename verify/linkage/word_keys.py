"""Keys under which a word of a name is found when it is written otherwise: mistyped, short, by ear.

A key is a letter and a value. Two words that share one are worth a comparison; a key alone proves nothing.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from verify.linkage.names import fold, formal_names, skeleton
from verify.linkage.romanizations import romanization_classes

TYPO, SOUND, ROMANIZATION, FORMAL, JOINED = "d", "k", "r", "f", "j"
"""The letters: one letter left out, consonants in order, romanization, formal name, words run together."""

LEAST_LETTERS = 4
"""Shorter words have too many neighbors to be looked for with a letter left out."""

LONGEST_START = 3
"""Starts of so many letters have a list of their entries; longer ones are begun by few words."""

LONGEST_WORD = 24
"""Longer words get no keys of letters left out: nobody types them from a flyer."""


_PLAIN = re.compile("[A-Za-z0-9 ]*")
"""A text that has no mark, so that folding it is writing it small."""
_PIECES = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile("['’`´‘ʼ]")


def words_in(text: str) -> tuple[str, ...]:
    """The words under which a text is found, small letters without marks, each once.

    A mark parts words, and an apostrophe or a dot parts none as well: `o`, `brien` and `obrien`. A word in
    letters other than Latin stays as it is.
    """
    if _PLAIN.fullmatch(text):
        return tuple(dict.fromkeys(text.lower().split()))
    return tuple(dict.fromkeys(word for part in text.split() for word in _words_of_part(part)))


@lru_cache(maxsize=100_000)
def _words_of_part(part: str) -> tuple[str, ...]:
    pieces = _PIECES.findall(unicodedata.normalize("NFKC", part))
    words = [word for piece in pieces for word in fold(piece).lower().split() or [piece.lower()]]
    return tuple(dict.fromkeys((*words, *fold(part).lower().split())))


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name by which entries are ranked: folded, also divided by apostrophes."""
    if _PLAIN.fullmatch(name):
        return tuple(dict.fromkeys(name.lower().split()))
    folded = tuple(fold(name).lower().split())
    return tuple(dict.fromkeys((*folded, *fold(_APOSTROPHES.sub(" ", name)).lower().split())))


def more_words(name: tuple[str, ...], others: str) -> tuple[str, ...]:
    """What else a typed word may be like: words of other names, two or three neighbors of the name as one."""
    twos = map("".join, pairwise(name))
    threes = map("".join, zip(name, name[1:], name[2:], strict=False))
    return (*(name_words(others) if others else ()), *twos, *threes)


def listed_keys(word: str) -> set[str]:
    """The keys under which a word of a listed name (in any case) is kept."""
    return _keys(fold(word))


def typed_keys(word: str) -> dict[str, str]:
    """The keys under which other writings of a typed word are found, each to its letter."""
    return {key: key[0] for key in _keys(fold(word))}


def joined_key(words: str) -> str:
    """The key of several words of one name run together: `jdelacruz` for `De La Cruz`."""
    return JOINED + fold(words).replace(" ", "").lower()


def without_one(word: str) -> set[str]:
    """The word, and the word with each of its letters left out: words one typo apart share one."""
    if not LEAST_LETTERS <= len(word) <= LONGEST_WORD:
        return {word}
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def _keys(word: str) -> set[str]:
    if not word.isalpha():
        return set()
    keys = {TYPO + each for each in without_one(word)}
    consonants = skeleton(word)
    keys |= {SOUND + consonants} if len(consonants) > 2 else set()
    keys |= {ROMANIZATION + str(each) for each in romanization_classes().get(word, ())}
    keys |= {FORMAL + name for name in formal_names(word)}
    return {key.lower() for key in keys}
