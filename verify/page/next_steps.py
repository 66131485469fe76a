"""What to do next: questions that the page leaves open, and the search for somebody verified nearby."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from verify.page.claims import Checked, professions_of
from verify.page.outcomes import Outcome
from verify.page.reading import Reading

QUESTIONS = {
    "number": "Which license do you hold, in which state, and what is its number?",
    "who": "Who wrote this page, and what is that person trained in?",
    "active": "The list that we read does not show an active license. Is there a newer one, or another name?",
    "reference": "Which study shows that, where was it published, and what did it find for people like me?",
    "sure": "How many of your patients with my trouble got no better, and what happens then?",
    "cause": "How do you know the cause of my trouble, and what else could it be?",
    "pressure": "May I think about it for a week at the same price?",
    "stories": "What happens to most of your patients, not only to those who tell their story?",
    "risks": "What can go wrong, how often does it, and is it right for me with my illnesses and medicines?",
    "doctor": "With which signs should I see a doctor first, or at once?",
    "plan": "How many sessions, how often, for how long, and when do we stop if nothing changes?",
    "price": "What does it cost in all, and what does my insurance pay?",
    "limits": "What does the evidence not show?",
    "date": "When was this written or reviewed, and has anything changed since?",
}
"""Questions to ask before booking, by the point that is missing or stands out."""

_ZIP = re.compile(r"\b[A-Z]{2}\.?\s+(\d{5})(?:-\d{4})?\b")
_SPOKEN = {
    "acupuncturist": re.compile(r"acupunct", re.I),
    "physical_therapist": re.compile(r"physical therap|physiotherap", re.I),
}


@dataclass(frozen=True, slots=True)
class Search:
    """A search of the directory: a profession, empty for any, and a ZIP code or a state, empty if unknown."""

    profession: str
    place: str

    @property
    def words(self) -> str:
        """What to type: `acupuncturist near 98101`."""
        who = {"acupuncturist": "acupuncturist", "physical_therapist": "physical therapist"}.get(
            self.profession, ""
        )
        return " ".join(
            part for part in (who, f"near {self.place}" if self.place.isdigit() else self.place) if part
        )


def questions_for(reading: Reading, people: Sequence[Checked]) -> tuple[str, ...]:
    """Keys of `QUESTIONS`, in order: what is not on the page, and what stands out on it."""
    return tuple(key for key in QUESTIONS if key in set(_open(reading, people)))


def _open(reading: Reading, people: Sequence[Checked]) -> Iterator[str]:
    found = {key for key, passages in reading.passages.items() if passages}
    if not reading.authors and not people:
        yield "who"
    if reading.language.is_read:
        yield from _of_points(found)
    yield from _of_people(people)


def _of_points(found: set[str]) -> Iterator[str]:
    named = {"doi", "pmid", "trial", "journal", "guideline"} & found
    if {"mechanism", "unnamed_studies"} & found or ({"certainty", "cure", "speed"} & found and not named):
        yield "reference"
    signs = {
        "sure": {"certainty", "cure", "speed", "miracle"},
        "cause": {"diagnosis", "root_cause"},
        "pressure": {"pressure"},
        "stories": {"testimonial"},
    }
    yield from (key for key, points in signs.items() if points & found)
    missing = {
        "risks": {"contraindications"},
        "doctor": {"doctor_first"},
        "price": {"how_much"},
        "limits": {"evidence_limits"},
        "date": {"published", "reviewed"},
    }
    yield from (key for key, points in missing.items() if not points & found)
    if not {"how_long", "how_often"} <= found:
        yield "plan"


def _of_people(people: Sequence[Checked]) -> Iterator[str]:
    settled = (Outcome.VERIFIED, Outcome.VERIFIED_WITH_NOTICE)
    looked_up = [each for person in people for each in person.looked_up]
    if not people or any(each.outcome not in settled for each in looked_up):
        yield "number"
    if any(each.outcome in (Outcome.NOT_ACTIVE, Outcome.NO_LONGER_LISTED) for each in looked_up):
        yield "active"


def search_for(reading: Reading, people: Sequence[Checked]) -> Search:
    """The search for a verified practitioner of the page's profession, near the page's one address."""
    claimed = [name for person in people for name in professions_of(person.claims)]
    text = reading.document.text
    spoken = max(_SPOKEN, key=lambda name: len(_SPOKEN[name].findall(text)))
    profession = claimed[0] if claimed else spoken if _SPOKEN[spoken].search(text) else ""
    zips = {match.group(1) for match in _ZIP.finditer(text)}
    states = {person.state for person in people if len(person.state) == 2 and person.state != "UK"}
    place = zips.pop() if len(zips) == 1 else states.pop() if len(states) == 1 else ""
    return Search("physical_therapist" if profession == "pt_assistant" else profession, place)
