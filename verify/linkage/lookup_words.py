"""The words of an answer about a credential; they are never those of a verdict on an entry."""

from __future__ import annotations

from datetime import date

from verify.linkage.states import STATES

PROFESSION_NAMES = {
    "acupuncturist": "acupuncturist",
    "physical_therapist": "physical therapist",
    "pt_assistant": "physical therapist assistant",
    "physician": "physician",
    "chiropractor": "chiropractor",
    "naturopath": "naturopath",
}

STATUS_MEANINGS = {
    "active": "The license is current.",
    "active_restricted": "The license is current, with conditions, limits or an unusual type.",
    "probation": "The license is current, under probation set by the board.",
    "inactive": "The holder keeps the license without leave to practice on it. That is not discipline.",
    "expired": "The license was not renewed in time. That is not discipline.",
    "suspended": "The board has paused the license. The word alone does not say why.",
    "revoked": "The board has ended the license.",
    "surrendered": "The holder gave the license back. The word alone does not say why.",
    "deceased": "The board lists the holder as deceased.",
    "pending": "The license is not decided yet.",
    "ended_other": "The license has ended in another way. The word alone does not say why.",
    "unknown": "We do not know this word, so we do not count it as active.",
}
"""Our class of a board's status word, in a plain sentence; for words that the vocabulary does not explain."""

NOT_A_JUDGMENT = "It is not a judgment of skill, safety or quality, and it may have changed since."
NOT_UNLICENSED = "This does not mean “unlicensed”."
ASK_THE_BOARD = "Open the board’s own page, which may be newer than ours."
NAME_ALONE = "Only the name was compared, and two people can share a name. The license number settles it."

NO_END_DATE = (
    "The list does not say until when the license runs, so we do not call it verified. Ask the board with"
    " this number."
)

REASONS_FOR_ABSENCE = (
    "is listed under an earlier or a longer name",
    "was licensed after the date of the list",
    "holds another license, such as physician or chiropractor, and works under that one",
    "is licensed in a different state",
)
"""Why a licensed person may be missing; each ends the sentence "It happens when a person ..."."""


def state_name(code: str) -> str:
    """The name of a state by its code; the code itself where it has none."""
    return "the United Kingdom" if code == "UK" else STATES.get(code, code)


def long_day(value: str | date | None) -> str:
    """`November 17, 2026` for an ISO date or time; empty for none, the text itself where it is no date."""
    if not value:
        return ""
    try:
        day = value if isinstance(value, date) else date.fromisoformat(value[:10])
    except ValueError:
        return str(value)
    return f"{day:%B} {day.day}, {day.year}"


def age_words(days: int) -> str:
    """An age in days in words: `today`, `1 day ago`, `18 days ago`."""
    if days <= 0:
        return "today"
    return "1 day ago" if days == 1 else f"{days:,} days ago"


def name_of(profession: str, count: int = 2) -> str:
    """The name of a profession, in the plural unless the count is one; `people` where none was asked for."""
    name = PROFESSION_NAMES.get(profession)
    if name is None:
        return "person" if count == 1 else "people"
    return name if count == 1 else f"{name}s"
