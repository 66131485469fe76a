"""The sentence and the dates of a clinic: those of its people, because nobody licenses the clinic itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from verify.checks.judgment import Check, Judgment

UNLICENSED_KIND = "We check the people, not the clinic. No board here licenses clinics of this kind."
"""What is said of every clinic."""


def clinic_sentence(checks: Sequence[Check]) -> str:
    """How many of the named people are verified, where any are named; else that only people are checked."""
    people = [check.sentence for check in checks if check.check_name == "clinic_people"]
    return " ".join([*people[:1], UNLICENSED_KIND])


def clinic_dates(people: Sequence[Judgment]) -> dict[str, date | None]:
    """The earliest dates of the people's judgments: the clinic's line is as old as the oldest of them."""
    return {
        "checked_on": _earliest(person.checked_on for person in people),
        "listing_as_of": _earliest(person.listing_as_of for person in people),
        "next_check_on": _earliest(person.next_check_on for person in people),
        "shown_until": _earliest(person.shown_until for person in people),
    }


def _earliest(days: Iterable[date | None]) -> date | None:
    return min((each for each in days if each is not None), default=None)
