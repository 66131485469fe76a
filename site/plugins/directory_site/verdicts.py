"""The seven words shown about an entry, and when a word stops being shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from .clock import age_words, as_day, long_day
from .texts import ENGLISH, Texts

FRESH_DAYS = 14
"""A check older than this many days carries its age inside the badge."""

AGING_DAYS = 30
"""A check or a list older than this many days is called stale."""

STALE_DAYS = 90
"""A check or a list older than this many days supports no verdict."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One of the seven words: its code, label, CSS class (also the name of its shape) and meaning."""

    code: str
    label: str
    css: str
    meaning: str


_SHAPES = {
    "verified": "v-verified",
    "verified_with_notice": "v-notice",
    "license_not_active": "v-inactive",
    "no_end_date": "v-endless",
    "needs_review": "v-review",
    "not_found": "v-missing",
    "not_covered": "v-uncovered",
}


def _verdict(code: str) -> Verdict:
    label, meaning = ENGLISH.text(f"verdict.{code}"), ENGLISH.text(f"verdict.{code}_meaning")
    return Verdict(code, str(label), _SHAPES[code], str(meaning))


VERDICTS: dict[str, Verdict] = {code: _verdict(code) for code in _SHAPES}
"""Every verdict by its code, in the order in which the pages explain them, with its English words."""

EFFECTIVE = """
case when e.verdict <> 'not_covered'
  and coalesce(e.shown_until < :today, e.verdict <> 'needs_review')
then 'not_covered' else e.verdict end
"""
"""SQL for the verdict of entry `e` on the day `:today`; the same rule as `shown`."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page may say about an entry today.

    `word` is the text of the badge, `is_old` asks for the worn badge, `has_ended` is true when the
    evidence is too old for the verdict that was reached.
    """

    verdict: Verdict
    word: str
    sentence: str
    age: str
    is_old: bool
    has_ended: bool
    days: int | None = None
    """Age of the evidence: of the list or of our reading of it, whichever is older; None where undated."""

    @property
    def stage(self) -> str:
        """How old the evidence is: `fresh`, `aging` or `stale`."""
        days = self.days or 0
        return "fresh" if days <= FRESH_DAYS else "aging" if days <= AGING_DAYS else "stale"


def has_ended(entry: Mapping[str, Any], today: date) -> bool:
    """Whether the verdict of an entry may no longer be shown; one without a last day never may."""
    if entry["verdict"] == "not_covered":
        return False
    last = as_day(entry["shown_until"])
    if last is None:
        return bool(entry["verdict"] != "needs_review")
    return last < today


def shown(entry: Mapping[str, Any], today: date, texts: Texts = ENGLISH) -> Shown:
    """The verdict of an entry as it may be shown on `today`: badges end by themselves.

    `entry` holds `verdict`, `verdict_sentence`, `checked_on`, `listing_as_of` and `shown_until`. The word
    is in the language of `texts`; the sentence of a verdict that holds is the one of the database.
    """
    checked = as_day(entry["checked_on"])
    age = age_words(checked, today, texts)
    if has_ended(entry, today) or entry["verdict"] not in VERDICTS:
        word = str(texts.text("verdict.not_covered"))
        sentence = ended_sentence(entry, today, texts)
        return Shown(VERDICTS["not_covered"], word, sentence, age, False, True)
    verdict = VERDICTS[entry["verdict"]]
    label = str(texts.text(f"verdict.{verdict.code}"))
    is_old = (
        verdict.code not in ("not_covered", "needs_review")
        and checked is not None
        and (today - checked).days > FRESH_DAYS
    )
    word = str(texts.text("verdict.aged", label=label, age=age)) if is_old else label
    return Shown(verdict, word, entry["verdict_sentence"], age, is_old, False, _days(entry, today))


def _days(entry: Mapping[str, Any], today: date) -> int | None:
    dates = [day for day in (as_day(entry["checked_on"]), as_day(entry["listing_as_of"])) if day]
    return max(0, (today - min(dates)).days) if dates else None


def ended_sentence(entry: Mapping[str, Any], today: date, texts: Texts = ENGLISH) -> str:
    """Why no verdict can be shown any more, and when the last good check was."""
    checked = as_day(entry["checked_on"])
    if checked is None:
        return str(texts.text("verdict.undated"))
    day, age = long_day(checked, texts), age_words(checked, today, texts)
    oldest = min(checked, as_day(entry["listing_as_of"]) or checked)
    why = "verdict.ended_old" if (today - oldest).days > STALE_DAYS else "verdict.ended_passed"
    parts = (
        texts.text("verdict.ended_when", day=day, age=age),
        texts.text(why),
        texts.text("verdict.ask_board"),
    )
    return " ".join(str(part) for part in parts)


def translated(answer: Shown, license_row: Mapping[str, Any] | None, texts: Texts) -> str:
    """The sentence of a verdict in the language of the page, from its values; empty where it is English.

    `license_row` is the license that the verdict rests on. Without one the general meaning is given.
    """
    if texts.is_english or answer.has_ended:
        return ""
    key = f"verdict.{answer.verdict.code}_sentence"
    if license_row is None or not texts.has(key):
        return str(texts.text(f"verdict.{answer.verdict.code}_meaning"))
    english = Markup('<span lang="en">{}</span>').format
    day = long_day(license_row["source_as_of"] or license_row["fetched_at"], texts)
    return texts.text(
        key,
        day=day,
        board=english(license_row["agency"]),
        number=Markup('<span class="num">{}</span>').format(license_row["license_number"]),
        status=english(f"“{license_row['status_printed']}”"),
    )
