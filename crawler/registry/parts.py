"""How a question with more results than the registry hands out is split into narrower ones. Pure.

Kind first (nothing is lost by it), then state, then ZIP code digit by digit, then names by their
beginnings. ZIP codes come before names because ten digits are a closed list and letters are not.
Taxonomies are not split by: their list is open, and numbers with an unlisted one would be lost.
"""

from __future__ import annotations

from dataclasses import replace
from string import ascii_uppercase, digits

from crawler.clean import US_STATES
from crawler.registry.question import ORGANIZATION, PERSON, Question

SEPARATORS = "'-. "
_STEM_CHARACTERS_MAX = 20


def parts(question: Question) -> tuple[Question, ...]:
    """The narrower questions that together ask the same; none when nothing is left to split by."""
    if question.number:
        return ()
    ways = (_by_kind, _by_state, _by_postal_code, _by_last_name, _by_first_name, _by_organization_name)
    return next((made for way in ways if (made := way(question))), ())


def _by_kind(question: Question) -> tuple[Question, ...]:
    if question.enumeration_type:
        return ()
    return tuple(replace(question, enumeration_type=kind) for kind in (PERSON, ORGANIZATION))


def _by_state(question: Question) -> tuple[Question, ...]:
    if question.state or question.postal_code:
        return ()
    return tuple(replace(question, state=state) for state in sorted(US_STATES))


def _by_postal_code(question: Question) -> tuple[Question, ...]:
    code = question.postal_code
    if code and not code.endswith("*"):
        return ()
    stem = code.removesuffix("*")
    if len(stem) > 4:  # a whole ZIP code: its four further digits are absent from half of the addresses
        return ()
    ends = digits if stem else [f"{first}{second}" for first in digits for second in digits]
    star = "" if len(stem) == 4 else "*"
    return tuple(replace(question, postal_code=f"{stem}{end}{star}") for end in ends)


def _by_last_name(question: Question) -> tuple[Question, ...]:
    if question.enumeration_type != PERSON:
        return ()
    return tuple(replace(question, last_name=name) for name in _beginnings(question.last_name))


def _by_first_name(question: Question) -> tuple[Question, ...]:
    if question.enumeration_type != PERSON:
        return ()
    return tuple(replace(question, first_name=name) for name in _beginnings(question.first_name))


def _by_organization_name(question: Question) -> tuple[Question, ...]:
    if question.enumeration_type != ORGANIZATION:
        return ()
    names = _beginnings(question.organization_name, digits + "&")
    return tuple(replace(question, organization_name=name) for name in names)


def _beginnings(name: str, more: str = "") -> tuple[str, ...]:
    """The beginnings that are one character longer than `name`, and its whole; none for a full name.

    Without a name: each single letter as a whole name, and all beginnings of two characters.
    """
    letters = ascii_uppercase + more
    if not name:
        return tuple(each for first in letters for each in (first, *_longer(first, letters)))
    stem = name.removesuffix("*")
    if stem == name or len(stem) > _STEM_CHARACTERS_MAX:
        return ()
    return (stem.rstrip(), *_longer(stem, letters))


def _longer(stem: str, letters: str) -> tuple[str, ...]:
    # A separator after a separator could go on without end where the registry ignores one of them.
    following = letters if stem[-1] in SEPARATORS else letters + SEPARATORS
    return tuple(f"{stem}{sign}*" for sign in following)
