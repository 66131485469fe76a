"""The monthly supplements of the federal exclusion list: which there may be, and which are missing. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_FOLDER = "https://oig.hhs.gov/exclusions/downloadables"


class SupplementKind(StrEnum):
    """The two supplements of a month; the value is part of the file name."""

    EXCLUSIONS = "EXCL"
    REINSTATEMENTS = "REIN"


@dataclass(frozen=True, slots=True)
class SupplementFile:
    """One file that may be there. `month` is the first day of the month that its name tells."""

    month: date
    kind: SupplementKind

    @property
    def url(self) -> str:
        """Its address, `.../2026/2611REIN.csv`."""
        return f"{_FOLDER}/{self.month:%Y}/{self.month:%y%m}{self.kind}.csv"

    def is_newer(self, dated_on: date | None, listed_on: date) -> bool:
        """Whether a whole file of the day `listed_on` lacks what this file says.

        Nobody states whether the name tells the month that is covered or the month of the release, so the
        file's own date decides; without one, only the name of a later month does.
        """
        return dated_on > listed_on if dated_on else self.month > first_of_month(listed_on)


def first_of_month(day: date) -> date:
    """The first day of the month of `day`."""
    return day.replace(day=1)


def files_due(listed_on: date, today: date) -> tuple[SupplementFile, ...]:
    """The files that may be newer than a whole file of this day, oldest month first.

    None within the month of the whole file: list and supplements are released together, once a month.
    """
    month, last = first_of_month(listed_on), first_of_month(today)
    months = []
    while month <= last:
        months.append(month)
        month = first_of_month(month + timedelta(days=31))
    return tuple(
        SupplementFile(each, kind)
        for each in months[: 0 if len(months) < 2 else None]
        for kind in SupplementKind
    )


def missing_months(due: Iterable[SupplementFile], found: Iterable[SupplementFile]) -> tuple[date, ...]:
    """The months that lack a file although a file of the same or of a later month was found."""
    there = set(found)
    newest = max((each.month for each in there), default=None)
    lacking = {each.month for each in due if each not in there and newest and each.month <= newest}
    return tuple(sorted(lacking))
