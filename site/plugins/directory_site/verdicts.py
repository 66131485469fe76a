"""The six words shown about an entry, and when a word stops being shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from .clock import age_words, as_day, long_day

FRESH_DAYS = 14
"""A check older than this many days carries its age inside the badge."""

STALE_DAYS = 90
"""A check or a list older than this many days supports no verdict."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One of the six words: its code, label, CSS class (also the name of its shape) and meaning."""

    code: str
    label: str
    css: str
    meaning: str


VERDICTS: dict[str, Verdict] = {
    verdict.code: verdict
    for verdict in (
        Verdict(
            "verified",
            "Verified",
            "v-verified",
            "Verified means: on DATE, the BOARD listing for license NUMBER showed status STATUS for a name "
            "that matches this entry. It is not a judgment of skill, safety or quality, and it may have "
            "changed since.",
        ),
        Verdict(
            "verified_with_notice",
            "Licensed, with a board notice",
            "v-notice",
            "Licensed and active, but the board states a condition or action. You read it in the board’s "
            "words.",
        ),
        Verdict(
            "license_not_active",
            "License not active",
            "v-inactive",
            "The board lists this person with another status, such as expired. Often this is only a late "
            "renewal.",
        ),
        Verdict(
            "needs_review",
            "Being checked by a person",
            "v-review",
            "More than one record could fit, or details differ. A person decides before we say more.",
        ),
        Verdict(
            "not_found",
            "Not found at the board",
            "v-missing",
            "We read the whole list and found no match. This does not mean “unlicensed”: ask for the "
            "license number.",
        ),
        Verdict(
            "not_covered",
            "Not checked",
            "v-uncovered",
            "We do not read the list that would tell, or what we have is too old.",
        ),
    )
}
"""Every verdict by its code, in the order in which the pages explain them."""

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


def has_ended(entry: Mapping[str, Any], today: date) -> bool:
    """Whether the verdict of an entry may no longer be shown; one without a last day never may."""
    if entry["verdict"] == "not_covered":
        return False
    last = as_day(entry["shown_until"])
    if last is None:
        return bool(entry["verdict"] != "needs_review")
    return last < today


def shown(entry: Mapping[str, Any], today: date) -> Shown:
    """The verdict of an entry as it may be shown on `today`: badges end by themselves.

    `entry` holds `verdict`, `verdict_sentence`, `checked_on`, `listing_as_of` and `shown_until`.
    """
    checked = as_day(entry["checked_on"])
    age = age_words(checked, today)
    if has_ended(entry, today) or entry["verdict"] not in VERDICTS:
        verdict = VERDICTS["not_covered"]
        return Shown(verdict, verdict.label, _ended_sentence(entry, today), age, False, True)
    verdict = VERDICTS[entry["verdict"]]
    is_old = (
        verdict.code not in ("not_covered", "needs_review")
        and checked is not None
        and (today - checked).days > FRESH_DAYS
    )
    word = f"{verdict.label}, {age}" if is_old else verdict.label
    return Shown(verdict, word, entry["verdict_sentence"], age, is_old, False)


def _ended_sentence(entry: Mapping[str, Any], today: date) -> str:
    checked = as_day(entry["checked_on"])
    if checked is None:
        return "We have no dated evidence about this license. Ask the board."
    when = f"Our last good check was on {long_day(checked)}, {age_words(checked, today)}."
    oldest = min(checked, as_day(entry["listing_as_of"]) or checked)
    if (today - oldest).days > STALE_DAYS:
        why = "The evidence is too old to say anything about this license today."
    else:
        why = "A date on that list, such as the end of the license, has passed since."
    return f"{when} {why} Ask the board."
