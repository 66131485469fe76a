"""The typed name against the listed one, part by part, each in words a patient can follow."""

from __future__ import annotations

from rapidfuzz.distance import OSA

from verify.linkage.lookup_fields import Field, Level, missing_words, same_field
from verify.linkage.names import PersonName, are_nicknames
from verify.linkage.romanizations import are_romanizations


def compare_names(typed: PersonName, listed: PersonName) -> tuple[Field, ...]:
    """Last, first and middle name and the suffix, each compared."""
    surname = _surname(typed.surname, listed.surname)
    given = _given(typed, listed)
    middle = _middle(typed, listed, given)
    return (
        surname,
        given,
        middle,
        same_field("suffix", typed.suffix, listed.suffix, typed.suffix, listed.suffix),
    )


def _surname(typed: str, listed: str) -> Field:
    level, words = _surname_level(typed, listed)
    return Field("last name", typed, listed, level, words)


def _surname_level(typed: str, listed: str) -> tuple[Level, str]:
    if not typed or not listed:
        return Level.MISSING, missing_words("last name", typed)
    one, other = typed.replace(" ", ""), listed.replace(" ", "")
    if one == other:
        return Level.AGREES, "The last name is the same."
    if set(typed.split()) & set(listed.split()) - {"DE", "LA", "VAN", "DEL", "DER", "VON", "LE", "EL", "AL"}:
        return Level.CLOSE, "One word of the last name is the same; the other is missing on one side."
    if is_mistyped(one, other):
        return Level.CLOSE, "The last names differ by a letter or two."
    if are_romanizations(one, other):
        return Level.CLOSE, "The last names may be one name in two spellings."
    return Level.DIFFERS, "The last name is another."


def _given(typed: PersonName, listed: PersonName) -> Field:
    level, words = _given_level(typed, listed)
    shown = typed.given if level is not Level.AGREES else f"{typed.given} {typed.middle}".strip()
    return Field("first name", shown, listed.given, level, words)


def _given_level(typed: PersonName, listed: PersonName) -> tuple[Level, str]:
    one, other = typed.given_key, listed.given_key
    if not one or not other:
        return Level.MISSING, missing_words("first name", one)
    if one == other or _joined(typed) in (other, _joined(listed)) or one == _joined(listed):
        return Level.AGREES, "The first name is the same."
    if are_nicknames(one, other):
        return Level.AGREES, "One first name is a usual short form of the other."
    if 1 in (len(one), len(other)) and one[0] == other[0]:
        return Level.CLOSE, f"The first name starts with {one[0]}. Only the initial can be compared."
    if one in listed.given.split() or other in typed.given.split():
        return Level.CLOSE, "One word of the first name is the same."
    if one == listed.middle.replace(" ", ""):
        return Level.CLOSE, "It is the listed middle name."
    if is_mistyped(one, other):
        return Level.CLOSE, "The first names differ by a letter or two."
    return Level.DIFFERS, "The first name is another."


def _middle(typed: PersonName, listed: PersonName, given: Field) -> Field:
    one, other = typed.middle.replace(" ", ""), listed.middle.replace(" ", "")
    if given.level is Level.AGREES and (
        _joined(typed) == listed.given_key or typed.given_key == _joined(listed)
    ):
        one = other = ""
    if one and other and one != other and one[0] == other[0] and 1 in (len(one), len(other)):
        return Field("middle name", one, other, Level.CLOSE, "The initial of the middle name is the same.")
    return same_field("middle name", one, other, one, other)


def _joined(name: PersonName) -> str:
    return f"{name.given}{name.middle}".replace(" ", "")


def is_mistyped(one: str, other: str) -> bool:
    """Whether two names are one or two typing errors apart: one from four letters on, two from eight."""
    shorter = min(len(one), len(other))
    allowed = 0 if shorter < 4 else 1 if shorter < 8 else 2
    return bool(allowed) and OSA.distance(one, other, score_cutoff=allowed) <= allowed
