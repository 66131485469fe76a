"""Keys under which a word of a name is found when it is written otherwise: mistyped, short, by ear.

A key is a letter and a value. Two words that share one are worth a comparison; a key alone proves nothing.
"""

from __future__ import annotations

from verify.linkage.names import fold, formal_names, skeleton
from verify.linkage.romanizations import romanization_classes

TYPO, SOUND, ROMANIZATION, FORMAL, JOINED = "d", "k", "r", "f", "j"
"""The letters: one letter left out, consonants in order, romanization, formal name, words run together."""

LEAST_LETTERS = 4
"""Shorter words have too many neighbors to be looked for with a letter left out."""

LONGEST_WORD = 24
"""Longer words get no keys of letters left out: nobody types them from a flyer."""


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
