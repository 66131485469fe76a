"""One license as its board holds it, and the numbers that boards give out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from crawler.standin.cases import Case
from crawler.standin.chance import Chance
from crawler.standin.people import Person


@dataclass(frozen=True, slots=True)
class License:
    """One license as its board holds it; `number` is printed as in the listing.

    `license_id` is the id that a faithful reader gives it; it is empty for a temporary
    permit, which no reader may take for a license. `type_code` is the code that the listing
    prints apart from the number, where it does. `action` is what its column on discipline
    says: WA `actiontaken`, IL `ever_disciplined`, TX `disciplinary_status`.
    """

    license_id: str
    source: str
    state: str
    profession: str
    number: str
    status: str
    action: str
    issued: date
    renewed: date
    expires: date
    is_old_style: bool
    is_temporary: bool
    person: Person
    type_code: str = ""
    cases: tuple[Case, ...] = ()


class Serials:
    """License numbers given out once each, scattered so that neighbors tell nothing."""

    def __init__(self, seed: int) -> None:
        """Start with no number given out."""
        self._chance = Chance(seed, "serials")
        self._used: dict[str, set[int]] = {}

    def next(self, series: str, low: int, high: int) -> int:
        """A number from `low` to `high` that the series has not had; the range grows when half full."""
        used = self._used.setdefault(series, set())
        span = (high - low + 1) * (1 + 2 * len(used) // (high - low + 1))
        number = low + self._chance.between(0, span - 1)
        while number in used:
            number = low + self._chance.between(0, span - 1)
        used.add(number)
        return number


def issue_day(chance: Chance, person: Person, as_of: date) -> date:
    """A day in the person's working life on which a license may have been issued."""
    issued = person.born + timedelta(days=chance.between(24 * 365, 38 * 365))
    if issued > as_of - timedelta(days=30):
        issued = as_of - timedelta(days=chance.between(30, 900))
    return issued


def month_end(day: date) -> date:
    """The last day of the month of `day`."""
    start = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return start - timedelta(days=1)
