"""Fields of a question compared with those of a row: levels, words, points, and what they come to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


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
        object.__setattr__(self, "score", score_of(self.fields))
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


def score_of(fields: Iterable[Field]) -> int:
    """How well these fields fit: the sum of their points."""
    return sum(_points(each) for each in fields)


def _points(field: Field) -> int:
    if field.level is Level.AGREES:
        return POINTS[field.field][0]
    return POINTS[field.field][1] if field.level is Level.CLOSE else 0


def same_field(field: str, one: str, other: str, typed: str, listed: str) -> Field:
    """The comparison of two values that agree where they are the same."""
    if not one or not other:
        return Field(field, typed, listed, Level.MISSING, missing_words(field, one))
    if one == other:
        return Field(field, typed, listed, Level.AGREES, f"The {field} is the same.")
    return Field(field, typed, listed, Level.DIFFERS, f"The {field} is another.")


def missing_words(field: str, typed: str) -> str:
    """On which side the field is missing."""
    return f"The list gives no {field}." if typed else f"No {field} was typed."
