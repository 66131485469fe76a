"""Where acupuncturists of the sample studied, and how their websites say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from crawler.standin import schools
from crawler.standin.chance import Chance, Weighted
from crawler.standin.license import License
from crawler.standin.people import ACUPUNCTURIST
from crawler.standin.schools import DOCTORATE, HERBAL, MASTER
from crawler.standin.subjects import Subject

STATED_SHARE = 0.3
_SCHOOLS = Weighted.of(
    [
        (schools.FABLE, 30.0),
        (schools.STORYBOOK, 34.0),
        (schools.PLACEHOLDER, 14.0),
        (schools.SPECIMEN, 12.0),
        (schools.NOWHERE, 3.0),
        (schools.PRETEND_EAST, 4.0),
        (schools.PRETEND_WEST, 3.0),
    ]
)
_PROGRAMS = Weighted.of([(MASTER, 50.0), (HERBAL, 30.0), (DOCTORATE, 20.0)])
_TRAPS = (
    "Graduate of an ACAOM-accredited school",
    "Diploma of acaom.edu",
    "Studied acupuncture in China",
    "Doctorate of the Invented Lotus Society",
)
"""Statements that name no school of the accreditation files; `acaom.edu` is a college, not the accreditor."""


@dataclass(frozen=True, slots=True)
class Education:
    """What an entry states of its school, and the truth about it."""

    entry_id: str
    statement: str
    school: str
    graduated: date | None
    truth: str


def educations_of(
    subjects: Iterable[Subject], licenses: Iterable[License], seed: int, as_of: date
) -> Iterator[Education]:
    """The education that three in ten acupuncturists state."""
    first: dict[str, date] = {}
    for each in licenses:
        if each.profession == ACUPUNCTURIST:
            known = first.get(each.person.person_id, each.issued)
            first[each.person.person_id] = min(known, each.issued)
    for subject in subjects:
        chance = Chance(seed, "education", subject.entry_id)
        if subject.profession == ACUPUNCTURIST and chance.happens(STATED_SHARE):
            usual = date(as_of.year - chance.between(1, 25), 10, 1)
            licensed = first.get(subject.person.person_id, usual)
            yield _education(chance, subject.entry_id, min(licensed, as_of))


def _education(chance: Chance, entry_id: str, licensed: date) -> Education:
    if chance.happens(0.06):
        return Education(entry_id, chance.pick(_TRAPS), "", None, "no_school_named")
    school, program = chance.weighted(_SCHOOLS), chance.weighted(_PROGRAMS)
    graduated = licensed - timedelta(days=chance.between(60, 500))
    written = chance.pick((school.name, school.name, *school.spoken))
    truth = schools.accredited_on(school, program, graduated)
    if school in (schools.PRETEND_EAST, schools.PRETEND_WEST):
        truth = _ambiguous(program, graduated)
    has_day = chance.happens(0.9)
    if not has_day and truth != "ambiguous":
        truth = "no_day"
    return Education(entry_id, f"{program}, {written}", written, graduated if has_day else None, truth)


def _ambiguous(program: str, day: date) -> str:
    """Two schools have one name: certain only where both were, or were not, accredited on the day."""
    of_both = {
        schools.accredited_on(each, program, day) for each in (schools.PRETEND_EAST, schools.PRETEND_WEST)
    }
    return of_both.pop() if len(of_both) == 1 else "ambiguous"
