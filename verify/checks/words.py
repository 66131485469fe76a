"""Dates, states and professions in the words of the public pages (US spelling)."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from crawler.records import Profession

PROFESSIONS = {
    Profession.ACUPUNCTURIST: "acupuncturists",
    Profession.PHYSICAL_THERAPIST: "physical therapists",
    Profession.PT_ASSISTANT: "physical therapist assistants",
    Profession.PHYSICIAN: "physicians",
    Profession.CHIROPRACTOR: "chiropractors",
    Profession.NATUROPATH: "naturopaths",
    Profession.CLINIC: "clinics",
}

ONE_OF = {
    Profession.ACUPUNCTURIST: "an acupuncturist",
    Profession.PHYSICAL_THERAPIST: "a physical therapist",
    Profession.PT_ASSISTANT: "a physical therapist assistant",
    Profession.PHYSICIAN: "a physician",
    Profession.CHIROPRACTOR: "a chiropractor",
    Profession.NATUROPATH: "a naturopath",
    Profession.CLINIC: "a clinic",
}


@lru_cache(maxsize=4096)
def day(value: date | str) -> str:
    """The day as people write it: `November 17, 2026`."""
    when = date.fromisoformat(value[:10]) if isinstance(value, str) else value
    return f"{when:%B} {when.day}, {when.year}"


def days_ago(age: int) -> str:
    """An age in days in words: `today`, `1 day ago`, `18 days ago`."""
    if age <= 0:
        return "today"
    return "1 day ago" if age == 1 else f"{age} days ago"
