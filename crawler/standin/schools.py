"""Schools that do not exist, with the spans in which they were accredited.

Real schools have real spans, and an invented day for one of them would be a false fact. So the sample has its
own schools; the table of real renames is covered by unit tests.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

MASTER = "Master of Acupuncture"
HERBAL = "Master of Acupuncture with a Chinese herbal medicine specialization"
DOCTORATE = "Doctor of Acupuncture"
WHOLE = "Institutional Accreditation"
OLD_AGENCY = "Accreditation Commission for Acupuncture and Oriental Medicine"
AGENCY = "Accreditation Commission for Acupuncture and Herbal Medicine"
OTHER_AGENCY = "Example Commission on Colleges"
ACCREDITED, PREACCREDITED = "Accredited", "Preaccredited"


@dataclass(frozen=True, slots=True)
class Span:
    """One row of `AccreditationRecords.csv`; `last` is None while the span runs."""

    agency: str
    program: str
    status: str
    first: date
    last: date | None = None


@dataclass(frozen=True, slots=True)
class School:
    """One invented school. `spoken` are ways of writing its name that mean nobody else."""

    dapip_id: str
    name: str
    city: str
    state: str
    spans: tuple[Span, ...]
    spoken: tuple[str, ...] = ()


def _since(year: int, *programs: str, status: str = ACCREDITED) -> tuple[Span, ...]:
    return tuple(Span(AGENCY, program, status, date(year, 9, 1)) for program in programs)


FABLE = School(
    "990001",
    "Fable College of Acupuncture",
    "Seattle",
    "WA",
    (*_since(1994, MASTER, HERBAL), *_since(2021, DOCTORATE)),
    ("Fable College of Acupuncture, Seattle", "FABLE COLLEGE OF ACUPUNCTURE", "Fable Colege of Acupuncture"),
)
STORYBOOK = School(
    "990002",
    "Storybook University of East Asian Medicine",
    "Los Angeles",
    "CA",
    _since(1990, WHOLE, MASTER, HERBAL, DOCTORATE),
    ("Storybook University of East Asian Medicine (Los Angeles)", "Storybook Univ. of East Asian Medicine"),
)
PLACEHOLDER = School(
    "990003",
    "Placeholder Institute of Chinese Herbal Medicine & Acupuncture",
    "Denver",
    "CO",
    (
        Span(OLD_AGENCY, MASTER, PREACCREDITED, date(2009, 3, 1), date(2012, 8, 31)),
        Span(AGENCY, MASTER, ACCREDITED, date(2012, 9, 1)),
    ),
    ("Placeholder Institute of Chinese Herbal Medicine and Acupuncture",),
)
SPECIMEN = School(
    "990004",
    "Specimen School of Traditional Medicine",
    "Chicago",
    "IL",
    (Span(OLD_AGENCY, MASTER, ACCREDITED, date(1996, 5, 1), date(2016, 12, 31)),),
    ("The Specimen School of Traditional Medicine",),
)
NOWHERE = School("990005", "Nowhere Academy of Needles", "Reno", "NV", ())
PRETEND_EAST = School("990006", "Pretend College of Oriental Medicine", "Newark", "NJ", _since(1998, MASTER))
PRETEND_WEST = School(
    "990007",
    "Pretend College of Oriental Medicine",
    "Portland",
    "OR",
    (Span(AGENCY, MASTER, ACCREDITED, date(2018, 1, 15)),),
)
SCHOOLS = (FABLE, STORYBOOK, PLACEHOLDER, SPECIMEN, NOWHERE, PRETEND_EAST, PRETEND_WEST)
OTHERS = tuple(
    School(dapip_id, name, city, state, (Span(OTHER_AGENCY, WHOLE, ACCREDITED, date(1950, 1, 1)),))
    for dapip_id, name, city, state in (
        ("990101", "Example State University", "Austin", "TX"),
        ("990102", "Sample College of Business", "Miami", "FL"),
    )
)
"""Schools of other subjects, whose rows are passed over."""


def accredited_on(school: School, program: str, day: date) -> str:
    """What is true of a diploma of this day: `accredited`, `preaccredited`, or why it is neither.

    `new_program` is a program that was not accredited on a day on which another of the school was.
    """
    running = [
        span
        for span in school.spans
        if span.agency in (AGENCY, OLD_AGENCY)
        and span.first <= day
        and (span.last is None or day <= span.last)
    ]
    of_program = [span for span in running if span.program in (program, WHOLE)]
    if of_program:
        return "accredited" if any(span.status == ACCREDITED for span in of_program) else "preaccredited"
    if running:
        return "new_program"
    return "outside_accreditation"
