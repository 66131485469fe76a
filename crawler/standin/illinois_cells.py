"""The cells of Illinois' licenses: a day in two forms, a day that is none, names in two layouts."""

from __future__ import annotations

from datetime import date

from crawler.standin.cases import Case
from crawler.standin.chance import Chance
from crawler.standin.datasets import Row
from crawler.standin.names import Name
from crawler.standin.places import Spot

_STATE_NAMES = {"CA": "CALIFORNIA", "NY": "NEW YORK", "TX": "TEXAS", "FL": "FLORIDA", "NJ": "NEW JERSEY"}
NO_DATE = "/ /"


def type_cells(kind: tuple[str, str], number: str, status: str) -> Row:
    """Type, number and status of a license; `kind` is the group and the description."""
    return {
        "license_type": kind[0],
        "description": kind[1],
        "license_number": number,
        "license_status": status,
        "business": "N",
    }


def name_cells(chance: Chance, name: Name) -> Row:
    """The parts of the name; a middle initial stands at times behind the first name."""
    first, middle = name.first.upper(), name.middle.upper()
    if middle and chance.happens(0.35):
        first, middle = f"{first} {middle[:1]}", ""
    last = name.last.upper()
    full = " ".join(part for part in (first, middle, last, name.suffix.upper()) if part)
    return {
        "first_name": first,
        "middle": middle,
        "last_name": last,
        "suffix": name.suffix.upper(),
        "business_name": full,
    }


def place_cells(spot: Spot) -> Row:
    """A county that holds the name of another state means out of state."""
    state = spot.city.state
    county = spot.city.county.upper() if state == "IL" else _STATE_NAMES.get(state, "OUT OF STATE")
    return {"city": spot.city.name.upper(), "state": state, "zip": spot.zip5, "county": county}


def case_cells(case: Case | None) -> Row:
    """The case of a row; without one the days are written as none."""
    if case is None:
        return {"discipline_start_date": NO_DATE, "discipline_end_date": NO_DATE}
    return {
        "case_number": case.number,
        "action": case.action,
        "discipline_start_date": day_cell(case.started, is_long=False),
        "discipline_end_date": day_cell(case.ended, is_long=False) if case.ended else NO_DATE,
        "discipline_reason": case.reason,
    }


def day_cell(day: date, is_long: bool) -> str:
    """The day as text, in its long form with a time."""
    return day.strftime("%m/%d/%Y") + (" 00:00:00" if is_long else "")
