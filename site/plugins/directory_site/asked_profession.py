"""What is said of somebody as one of the profession asked for: a verdict speaks of one profession."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from .filters import lower_first
from .texts import ENGLISH, Texts
from .verdicts import VERDICTS, Shown, shown
from .wording import profession_name


def is_about_other(entry: Mapping[str, Any], profession: str) -> bool:
    """Whether the verdict of an entry speaks of another profession than this; empty asks for none."""
    return entry["kind"] == "individual" and profession not in ("", entry["checked_profession"])


def shown_as(entry: Mapping[str, Any], profession: str, today: date, texts: Texts = ENGLISH) -> Shown:
    """What may be said of an entry today as one of a profession; empty is the one that was checked.

    Nobody is verified as what was not checked: a verdict about another profession is told in the sentence,
    beside that profession, and is no badge.
    """
    own = shown(entry, today, texts)
    if not is_about_other(entry, profession):
        return own
    asked = lower_first(profession_name(profession, texts))
    word = str(texts.text("verdict.not_checked_as", asked=asked))
    checked = entry["checked_profession"]
    told = "verdict.checked_as" if checked else "verdict.checked_as_nothing"
    as_other = profession_name(checked, texts) if checked else ""
    sentence = str(texts.text(told, profession=lower_first(as_other), word=own.word))
    return replace(
        own, verdict=VERDICTS["not_covered"], word=word, sentence=sentence, is_old=False, has_ended=False
    )
