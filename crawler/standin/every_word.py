"""Sees to it that every status word of a listing occurs in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from crawler.standin.boards import (
    ACTION_WORDS,
    CALIFORNIA_WORDS,
    IN_FORCE,
    SUPERSEDED,
    WASHINGTON,
    WASHINGTON_WORDS,
)
from crawler.standin.chance import Chance
from crawler.standin.license import License, month_end
from crawler.standin.people import ACUPUNCTURIST, PHYSICAL_THERAPIST
from crawler.standin.roll_words import WORDS, Word
from crawler.standin.rolls import PROVISIONAL, restated
from crawler.standin.texas_words import TEXAS_DISCIPLINE, TEXAS_QUIET


def with_every_word(licenses: list[License], seed: int, as_of: date) -> list[License]:
    """The same licenses, a few restated so that every status word occurs in its listing.

    Washington's words occur in both styles of that listing.
    """
    result = list(licenses)
    for is_old in (False, True):
        rows = [i for i, each in enumerate(result) if _may_change(each) and each.is_old_style is is_old]
        for index, word in zip(rows, WASHINGTON_WORDS, strict=False):
            result[index] = _restated(result[index], word, as_of)
    for profession in (ACUPUNCTURIST, PHYSICAL_THERAPIST):
        rows = [i for i, each in enumerate(result) if (each.state, each.profession) == ("CA", profession)]
        for index, word in zip(rows, CALIFORNIA_WORDS[profession], strict=False):
            result[index] = _restated(result[index], word, as_of)
    for state, words in WORDS.items():
        rows = [i for i, each in enumerate(result) if each.state == state and each.type_code != PROVISIONAL]
        asked = [(word, "") for word in words] + (_texas_actions() if state == "TX" else [])
        for index, (each_word, action) in zip(rows, asked, strict=False):
            chance = Chance(seed, "every word", result[index].license_id)
            result[index] = restated(chance, result[index], each_word, as_of, action)
    return result


def _texas_actions() -> list[tuple[Word, str]]:
    """Every word of Texas' column on discipline, with a status that goes with it."""
    words = {word.text: word for word in WORDS["TX"]}
    known = [(words[status], each) for status, actions in TEXAS_DISCIPLINE.items() for each in actions]
    return known + [(words["ACTIVE"], action) for action in TEXAS_QUIET]


def _may_change(found: License) -> bool:
    return found.source == WASHINGTON and found.status != SUPERSEDED and not found.is_temporary


def _restated(found: License, word: str, as_of: date) -> License:
    lasts = word.startswith(IN_FORCE)
    expires = month_end(as_of + timedelta(days=200 if lasts else -200))
    action = "Yes" if word in ACTION_WORDS else "No"
    issued = min(found.issued, as_of - timedelta(days=600))
    renewed = expires - timedelta(days=365)
    restated = replace(found, status=word, issued=issued, renewed=renewed, expires=expires)
    return replace(restated, action=action if found.source == WASHINGTON else "")
