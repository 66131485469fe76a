"""California's physicians, chiropractors and naturopaths: those among the entries, and strangers beside them.

The type codes, and how these boards write types and numbers, were not found in any public file; all of it
stands in for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from crawler.standin.boards import CALIFORNIA_WORDS, IN_FORCE
from crawler.standin.chance import Chance, Weighted
from crawler.standin.license import License, Serials, issue_day, month_end
from crawler.standin.people import (
    CHIROPRACTOR,
    NATUROPATH,
    PHYSICAL_THERAPIST,
    PHYSICIAN,
    Person,
    Role,
    new_person,
)
from crawler.standin.places import spot_in_state
from crawler.standin.sites import new_site

STRANGERS = 60
"""People on each list who are no entries."""

_FIRST_STRANGER = 900_000
_MEDICAL, _OSTEOPATHIC = "us_ca_dca_medical", "us_ca_dca_osteopathic"


@dataclass(frozen=True, slots=True)
class Series:
    """One license type of a board: its code, its words, and the range of its numbers."""

    source: str
    profession: str
    code: str
    title: str
    low: int
    high: int


_MEDICAL_SERIES = Weighted.of(
    [
        (Series(_MEDICAL, PHYSICIAN, "8001", "Physician and Surgeon A", 8000, 13999), 70.0),
        (Series(_MEDICAL, PHYSICIAN, "8002", "Physician and Surgeon G", 8000, 13999), 25.0),
        (Series(_MEDICAL, PHYSICIAN, "8003", "Physician and Surgeon C", 8000, 13999), 5.0),
    ]
)
_OSTEOPATHIC_SERIES = Weighted.of(
    [(Series(_OSTEOPATHIC, PHYSICIAN, "9001", "Osteopathic Physician and Surgeon", 8000, 11999), 1.0)]
)
_NATUROPATHIC_SERIES = Weighted.of(
    [(Series("us_ca_dca_naturopathic", NATUROPATH, "9501", "Naturopathic Doctor", 800, 1199), 1.0)]
)
_CHIROPRACTIC_SERIES = Weighted.of(
    [(Series("us_ca_dca_chiropractic", CHIROPRACTOR, "3301", "Chiropractor", 8000, 11999), 1.0)]
)
_LISTS = (_MEDICAL_SERIES, _OSTEOPATHIC_SERIES, _NATUROPATHIC_SERIES, _CHIROPRACTIC_SERIES)
TITLES = {series.code: series.title for each in _LISTS for series in each}
"""Type code to the words of the license type."""


def collaborators_of(entered: Sequence[Person], seed: int, as_of: date) -> list[License]:
    """The licenses of the physicians among the entries who practice in California, and of strangers.

    One physician in twenty has none; one in seven is osteopathic.
    """
    serials = Serials(seed)
    found = []
    for person in entered:
        if person.role is Role.PHYSICIAN and person.practice.spot.city.state == "CA":
            chance = Chance(seed, "physician", person.person_id)
            if not chance.happens(0.05):
                table = _OSTEOPATHIC_SERIES if chance.happens(0.14) else _MEDICAL_SERIES
                found.append(_license(chance, person, chance.weighted(table), as_of, serials))
    for position, table in enumerate(_LISTS):
        for number in range(STRANGERS):
            person = _stranger(seed, _FIRST_STRANGER + position * STRANGERS + number, as_of)
            chance = Chance(seed, "collaborator", person.person_id)
            found.append(_license(chance, person, chance.weighted(table), as_of, serials))
    return found


def _stranger(seed: int, number: int, as_of: date) -> Person:
    person = new_person(seed, number, Role.PHYSICIAN, as_of)
    chance = Chance(seed, "stranger", number)
    site = new_site(chance, spot_in_state(chance, "CA"))
    return replace(person, practice=site, registered=site.spot)


def _license(chance: Chance, person: Person, series: Series, as_of: date, serials: Serials) -> License:
    number = str(serials.next(f"CA-{series.code}", series.low, series.high))
    status = chance.weighted(CALIFORNIA_WORDS[PHYSICAL_THERAPIST])
    issued = issue_day(chance, person, as_of)
    ended = issued + (as_of - issued) // 2
    lasts = as_of + timedelta(days=chance.between(31, 700))
    return License(
        license_id=f"{series.source}:{series.code}-{number}",
        source=series.source,
        state="CA",
        profession=series.profession,
        number=number,
        status=status,
        action="",
        issued=issued,
        renewed=ended,
        expires=month_end(lasts if status.startswith(IN_FORCE) else ended),
        is_old_style=False,
        is_temporary=False,
        person=person,
        type_code=series.code,
    )
