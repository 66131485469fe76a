"""Today as the site sees it, and dates and ages in words."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from .texts import ENGLISH, Texts

PLUGIN = "directory-pages"
"""Name of the plugin settings in `metadata.yml`: `today` and `contact`."""


def site_today(datasette: Any) -> date:
    """The day for which pages are shown: `DIRECTORY_TODAY`, else the setting `today`, else UTC now.

    Raises:
        ValueError: the setting is no ISO date.
    """
    setting = os.environ.get("DIRECTORY_TODAY") or (datasette.plugin_config(PLUGIN) or {}).get("today")
    if not setting:
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(str(setting))
    except ValueError as error:
        raise ValueError(f"DIRECTORY_TODAY is {setting!r}; give a date such as 2026-11-22.") from error


def site_contact(datasette: Any) -> str:
    """Where problems are reported: `DIRECTORY_CONTACT`, else the setting `contact`, else empty."""
    setting = os.environ.get("DIRECTORY_CONTACT") or (datasette.plugin_config(PLUGIN) or {}).get("contact")
    return str(setting or "").strip()


def as_day(value: Any) -> date | None:
    """The day at the start of an ISO date or time, or None where there is none."""
    try:
        return date.fromisoformat(str(value or "")[:10])
    except ValueError:
        return None


def short_day(value: Any, texts: Texts = ENGLISH) -> str:
    """`Nov 7, 2026` for an ISO date or time; the value itself where it is none."""
    return _day_words(value, texts, "date.short", "date.months_short")


def long_day(value: Any, texts: Texts = ENGLISH) -> str:
    """`November 7, 2026` for an ISO date or time; the value itself where it is none."""
    return _day_words(value, texts, "date.long", "date.months")


@lru_cache(maxsize=2_000)
def _day_words(value: Any, texts: Texts, key: str, months: str) -> str:
    day = as_day(value)
    if day is None:
        return str(value or "")
    month = texts.words(months)[day.month - 1]
    return str(texts.text(key, month=month, day=day.day, year=str(day.year)))


@lru_cache(maxsize=2_000)
def age_words(value: Any, today: date, texts: Texts = ENGLISH) -> str:
    """`4 days ago`, `today`, `in 3 days`; empty where `value` is no date."""
    day = as_day(value)
    if day is None:
        return ""
    days = (today - day).days
    if days == 0:
        return str(texts.text("date.today"))
    return str(texts.text("date.ago" if days > 0 else "date.ahead", count=abs(days)))
