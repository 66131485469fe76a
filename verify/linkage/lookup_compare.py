"""What was typed against what a list prints, field by field, each in words a patient can follow."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from rapidfuzz.distance import OSA

from verify.linkage.lookup_fields import Compared, Field, Level, missing_words, same_field, score_of
from verify.linkage.lookup_names import compare_names
from verify.linkage.lookup_question import Question
from verify.linkage.lookup_words import PROFESSION_NAMES, state_name
from verify.linkage.names import PersonName, standardize
from verify.linkage.numbers import readings

LEAST_DIGITS = 5
"""Shorter numbers lie too close together for one typing error to mean anything."""


def compare(question: Question, row: Mapping[str, Any]) -> Compared:
    """The question against a row of a list, by the reading of the typed name that fits best."""
    first, middle, last, suffix = (row[p] or "" for p in ("first_name", "middle_name", "last_name", "suffix"))
    listed = standardize(first, middle, last, suffix)
    readings_of_name = question.names or (PersonName("", "", "", ""),)
    name = max((compare_names(typed, listed) for typed in readings_of_name), key=score_of)
    return Compared((*name, _number(question, row), _state(question, row), _profession(question, row)))


def _number(question: Question, row: Mapping[str, Any]) -> Field:
    listed = row["license_number"] or ""
    level, words = _number_level(question.number, listed)
    return Field("license number", question.number, listed, level, words)


def _number_level(typed: str, listed: str) -> tuple[Level, str]:
    ones, others = readings(typed), readings(listed)
    if not typed or not others or not ones:
        return Level.MISSING, missing_words("license number", typed if ones else "")
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
    return same_field(field, one, other, typed, listed)
