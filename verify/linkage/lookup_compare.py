"""What was typed against what a list prints, field by field, each in words a patient can follow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Any

from rapidfuzz.distance import OSA

from verify.linkage.lookup_question import Question
from verify.linkage.lookup_words import PROFESSION_NAMES, state_name
from verify.linkage.names import PersonName, are_nicknames, standardize
from verify.linkage.numbers import readings
from verify.linkage.romanizations import are_romanizations


class Level(StrEnum):
    """How well a typed value fits the listed one; missing where one of them is not there."""

    AGREES = "agrees"
    CLOSE = "close"
    DIFFERS = "differs"
    MISSING = "missing"


POINTS = {
    "license number": (50, 12),
    "last name": (25, 17),
    "first name": (15, 10),
    "middle name": (3, 1),
    "suffix": (1, 0),
    "state": (4, 0),
    "profession": (2, 0),
}
"""Points of a field that agrees, and of one that is close; their sum is the score, 0 to 100.

A number and a part of the name that agree make at least 60, more than all other fields together (50).
"""

LEAST_DIGITS = 5
"""Shorter numbers lie too close together for one typing error to mean anything."""


@dataclass(frozen=True, slots=True)
class Field:
    """One comparison: the typed and the listed value (empty where missing), its level, and words."""

    field: str
    typed: str
    listed: str
    level: Level
    words: str


@dataclass(frozen=True, slots=True)
class Compared:
    """All comparisons of a question with one row."""

    fields: tuple[Field, ...]
    score: int = field(init=False)
    """How well the row fits, 0 to 100: the sum of `POINTS`."""
    _levels: Mapping[str, Level] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Levels and score are worked out once: many questions are asked of them."""
        object.__setattr__(self, "score", _score(self.fields))
        object.__setattr__(self, "_levels", {each.field: each.level for each in self.fields})

    def level(self, field: str) -> Level:
        """The level of a field by its name."""
        return self._levels[field]

    @property
    def number_agrees(self) -> bool:
        """Whether the number is the one that was typed."""
        return self.level("license number") is Level.AGREES

    @property
    def is_contradicted(self) -> bool:
        """Whether state or profession are others than those asked for."""
        return Level.DIFFERS in (self.level("state"), self.level("profession"))

    @property
    def is_identified(self) -> bool:
        """Whether number and name agree, so that board actions may be shown.

        The family name decides; the first name alone does where the state was typed and agrees.
        """
        surname = self.level("last name") in (Level.AGREES, Level.CLOSE)
        given = self.level("first name") is Level.AGREES and self.level("state") is Level.AGREES
        return self.number_agrees and not self.is_contradicted and (surname or given)

    @property
    def is_match(self) -> bool:
        """Whether an identifier agrees: number, a part of the name, and the state."""
        return self.is_identified and self.level("state") is Level.AGREES

    @property
    def is_same_name(self) -> bool:
        """Whether the family name agrees, and the first name agrees or is a usual form of the other."""
        return self.level("last name") is Level.AGREES and self.level("first name") is Level.AGREES

    @property
    def is_near_name(self) -> bool:
        """Whether both parts of the name agree or are close."""
        fits = (Level.AGREES, Level.CLOSE)
        return self.level("last name") in fits and self.level("first name") in fits


def compare(question: Question, row: Mapping[str, Any]) -> Compared:
    """The question against a row of a list, by the reading of the typed name that fits best."""
    first, middle, last, suffix = (row[p] or "" for p in ("first_name", "middle_name", "last_name", "suffix"))
    listed = standardize(first, middle, last, suffix)
    readings_of_name = question.names or (PersonName("", "", "", ""),)
    name = max((_name(typed, listed) for typed in readings_of_name), key=_score)
    return Compared((*name, _number(question, row), _state(question, row), _profession(question, row)))


def _score(fields: Iterable[Field]) -> int:
    return sum(_points(each) for each in fields)


def _points(field: Field) -> int:
    if field.level is Level.AGREES:
        return POINTS[field.field][0]
    return POINTS[field.field][1] if field.level is Level.CLOSE else 0


def _name(typed: PersonName, listed: PersonName) -> tuple[Field, ...]:
    surname = _surname(typed.surname, listed.surname)
    given = _given(typed, listed)
    middle = _middle(typed, listed, given)
    return surname, given, middle, _same("suffix", typed.suffix, listed.suffix, typed.suffix, listed.suffix)


def _surname(typed: str, listed: str) -> Field:
    level, words = _surname_level(typed, listed)
    return Field("last name", typed, listed, level, words)


def _surname_level(typed: str, listed: str) -> tuple[Level, str]:
    if not typed or not listed:
        return Level.MISSING, _missing("last name", typed)
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
        return Level.MISSING, _missing("first name", one)
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
    return _same("middle name", one, other, one, other)


def _joined(name: PersonName) -> str:
    return f"{name.given}{name.middle}".replace(" ", "")


def is_mistyped(one: str, other: str) -> bool:
    """Whether two names are one or two typing errors apart: one from four letters on, two from eight."""
    shorter = min(len(one), len(other))
    allowed = 0 if shorter < 4 else 1 if shorter < 8 else 2
    return bool(allowed) and OSA.distance(one, other, score_cutoff=allowed) <= allowed


def _number(question: Question, row: Mapping[str, Any]) -> Field:
    listed = row["license_number"] or ""
    level, words = _number_level(question.number, listed)
    return Field("license number", question.number, listed, level, words)


def _number_level(typed: str, listed: str) -> tuple[Level, str]:
    ones, others = readings(typed), readings(listed)
    if not typed or not others or not ones:
        return Level.MISSING, _missing("license number", typed if ones else "")
    if ones & others:
        if _letters_fit(typed, listed):
            return Level.AGREES, "The license number is the same."
        return Level.CLOSE, "The digits are the same, the letters are others."
    pairs = ((one, other) for one in ones for other in others if min(len(one), len(other)) >= LEAST_DIGITS)
    if any(OSA.distance(one, other, score_cutoff=1) <= 1 for one, other in pairs):
        return Level.CLOSE, "The license numbers differ by one digit."
    return Level.DIFFERS, "The license number is another."


def _letters_fit(typed: str, listed: str) -> bool:
    one, other = (re.sub(r"[^A-Z]", "", text.upper()) for text in (typed, listed))
    return not one or not other or one in other or other in one


def _state(question: Question, row: Mapping[str, Any]) -> Field:
    listed = row["jurisdiction"] or ""
    return _of_closed_list("state", question.state, listed, state_name(question.state), state_name(listed))


def _profession(question: Question, row: Mapping[str, Any]) -> Field:
    one, other = question.profession, row["profession"] or ""
    typed, listed = PROFESSION_NAMES.get(one, one), PROFESSION_NAMES.get(other, other)
    return _of_closed_list("profession", one, other, typed, listed)


@lru_cache(maxsize=10_000)
def _of_closed_list(field: str, one: str, other: str, typed: str, listed: str) -> Field:
    """The comparison of two codes. Nothing that names a person may be remembered so."""
    return _same(field, one, other, typed, listed)


def _same(field: str, one: str, other: str, typed: str, listed: str) -> Field:
    if not one or not other:
        return Field(field, typed, listed, Level.MISSING, _missing(field, one))
    if one == other:
        return Field(field, typed, listed, Level.AGREES, f"The {field} is the same.")
    return Field(field, typed, listed, Level.DIFFERS, f"The {field} is another.")


def _missing(field: str, typed: str) -> str:
    return f"The list gives no {field}." if typed else f"No {field} was typed."
