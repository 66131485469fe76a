"""Keys by which licenses are looked up: each license is found by its number, its name, and forms near to it.

A key is a letter that says what it is of, and the value behind it. `licenses_fts` holds the keys of every
license; a question becomes a full text query of keys, so that no list is ever read from end to end.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from verify.linkage.names import PersonName, fold, formal_names, skeleton, standardize
from verify.linkage.numbers import readings
from verify.linkage.romanizations import romanization_classes

NUMBER, STATE, PROFESSION = "n", "j", "p"
SURNAME, SURNAME_WORD, SURNAME_SOUND, SURNAME_SPELLING = "s", "w", "k", "r"
SURNAME_START, SURNAME_END = "b", "e"
GIVEN, GIVEN_FORMAL, GIVEN_SOUND, GIVEN_INITIAL = "g", "f", "x", "i"
"""The letters: the part of a license that a key is of."""

END_LETTERS = 4
"""Letters at the start and the end of a surname that are keys: a typing error spares one of them."""

LONGEST_KEY = 40
"""Characters of a value that a key keeps."""


def license_keys(row: Mapping[str, Any]) -> str:
    """The keys of a row of `licenses` or `former_licenses`, sorted, with blanks between."""
    first, middle, last, suffix = (
        row[part] or "" for part in ("first_name", "middle_name", "last_name", "suffix")
    )
    keys = number_keys(row["license_number"] or "")
    keys |= {key(STATE, row["jurisdiction"]), key(PROFESSION, row["profession"])}
    keys |= name_keys(standardize(first, middle, last, suffix))
    return " ".join(sorted(keys))


def number_keys(number: str) -> set[str]:
    """A key for every plausible value of a printed number."""
    return {key(NUMBER, value) for value in readings(number)}


def name_keys(name: PersonName) -> set[str]:
    """The keys of a name as listed: itself, its words, its sounds and its formal forms."""
    found = surname_exact(name.surname) | surname_near(name.surname)
    joined = f"{name.given}{name.middle}".replace(" ", "")
    givens = {name.given_key, joined, *name.given.split()[:1], *name.middle.split()[:1]} - {""}
    for given in givens:
        found |= {key(GIVEN, given), key(GIVEN_SOUND, skeleton(given)), key(GIVEN_INITIAL, given[0])}
        found |= {key(GIVEN_FORMAL, formal) for formal in formal_names(given) - {given}}
    return found


def surname_exact(surname: str) -> set[str]:
    """The key of a surname without blanks."""
    return {key(SURNAME, surname.replace(" ", ""))} if surname else set()


def surname_near(surname: str) -> set[str]:
    """Keys that other writings of a surname share: a word, the sound, start or end, the romanization."""
    whole = surname.replace(" ", "")
    if not whole:
        return set()
    words = surname.split()
    found = {key(SURNAME_WORD, word) for word in words if len(word) > 2}
    found |= {key(SURNAME_SOUND, skeleton(word)) for word in (whole, *words) if len(word) > 2}
    if len(whole) > END_LETTERS:
        found |= {key(SURNAME_START, whole[:END_LETTERS]), key(SURNAME_END, whole[-END_LETTERS:])}
    return found | {key(SURNAME_SPELLING, str(each)) for each in romanization_classes().get(whole, ())}


def given_exact(given: str) -> set[str]:
    """Keys of listed given names that are this name, or a short, pet or formal form of it."""
    names = formal_names(given.replace(" ", "")) | formal_names(given.partition(" ")[0])
    return {key(letter, name) for name in names - {""} for letter in (GIVEN, GIVEN_FORMAL)}


def given_near(given: str) -> set[str]:
    """Keys of listed given names that begin or sound like this one."""
    whole = given.replace(" ", "")
    return {key(GIVEN_INITIAL, whole[0]), key(GIVEN_SOUND, skeleton(whole))} if whole else set()


def key(letter: str, value: str) -> str:
    """One key; letters and digits alone, so that it is one word of a full text query."""
    return letter + fold(value).replace(" ", "")[:LONGEST_KEY]


def any_of(keys: Iterable[str]) -> str:
    """A full text query for rows with at least one of the keys; empty for none."""
    quoted = [f'"{each}"' for each in sorted(set(keys)) if each.isalnum()]
    return f"({' OR '.join(quoted)})" if quoted else ""


def all_of(parts: Iterable[str]) -> str:
    """A full text query for rows that fit all of these queries; empty where one of them is empty."""
    listed = list(parts)
    return f"({' AND '.join(listed)})" if listed and all(listed) else ""
