"""The index page of the NPPES downloads: its monthly file, its weekly files, its deactivation report."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

_MONTHLY = re.compile(r"NPPES_Data_Dissemination_([A-Za-z]+)_(\d{4})_V2\.zip$", re.IGNORECASE)
_WEEKLY = re.compile(r"NPPES_Data_Dissemination_(\d{6})_(\d{6})_Weekly_V2\.zip$", re.IGNORECASE)
_REPORT = re.compile(r"NPPES_Deactivated_NPI_Report_(\d{6}|\d{8})_V2\.zip$", re.IGNORECASE)
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """A weekly file: what changed from its first to its last day."""

    first_day: date
    last_day: date
    href: str


@dataclass(frozen=True, slots=True)
class Updates:
    """The weekly files that follow a full file without a gap, oldest first, up to `last_day`.

    `missing` is the first and last day that no weekly file covers although a later one is there.
    """

    weeks: tuple[Week, ...]
    last_day: date
    missing: tuple[date, date] | None = None


def newest_monthly(hrefs: Iterable[str]) -> str | None:
    """The link to the newest monthly V2 file; None when the page has none. Weekly files are passed over."""
    dated = {month: href for href in hrefs if (month := _month(href)) is not None}
    return dated[max(dated)] if dated else None


def newest_report(hrefs: Iterable[str]) -> str | None:
    """The link to the newest V2 deactivation report; None when the page has none."""
    found = ((href, _REPORT.search(_name(href))) for href in hrefs)
    dated = {
        day: href
        for href, name in found
        if name and (day := _day(name[1], "%m%d%y" if len(name[1]) == 6 else "%Y%m%d"))
    }
    return dated[max(dated)] if dated else None


def weekly_files(hrefs: Iterable[str]) -> tuple[Week, ...]:
    """The weekly V2 files in the order of their dates. A name with dates that are none is no weekly file."""
    weeks: dict[tuple[date, date], Week] = {}
    for href in hrefs:
        name = _WEEKLY.search(_name(href))
        first, last = (_day(name[1], "%m%d%y"), _day(name[2], "%m%d%y")) if name else (None, None)
        if first and last and first <= last:
            weeks.setdefault((first, last), Week(first, last, href))
    return tuple(sorted(weeks.values()))


def updates_since(weeks: Iterable[Week], covered: date) -> Updates:
    """The weekly files that bring a full file of the day `covered` up to date, as far as they are unbroken.

    A week that the full file holds already is passed over; one that it holds in part is not.
    """
    followed: list[Week] = []
    for week in sorted(weeks):
        if week.last_day <= covered:
            continue
        if week.first_day > covered + _ONE_DAY:
            missing = (covered + _ONE_DAY, week.first_day - _ONE_DAY)
            return Updates(tuple(followed), covered, missing)
        followed.append(week)
        covered = week.last_day
    return Updates(tuple(followed), covered)


def _name(href: str) -> str:
    return href.split("?")[0]


def _month(href: str) -> date | None:
    found = _MONTHLY.search(_name(href))
    if found is None:
        return None
    month = f"{found[1]} {found[2]}"
    return _day(month, "%B %Y") or _day(month, "%b %Y")


def _day(text: str, form: str) -> date | None:
    try:
        return datetime.strptime(text, form).date()
    except ValueError:
        return None
