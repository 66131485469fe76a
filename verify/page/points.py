"""The points that a page is read for, in their groups; each by its key, its name and what belongs to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from verify.page.stance import Stance


class Group(StrEnum):
    """What a patient asks of a page."""

    STANDS_ON = "stands_on"
    PROMISES = "promises"
    NEEDS = "needs"


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to look for. `excused_by` are the stances in which the page does not say it itself."""

    key: str
    group: Group
    name: str
    meaning: str
    excused_by: frozenset[Stance] = frozenset()


_NOT_ITS_OWN = frozenset({Stance.DENIED, Stance.WARNED, Stance.REPORTED, Stance.ASKED})
_NOT_SURE = _NOT_ITS_OWN | {Stance.HEDGED, Stance.QUALIFIED}
_NOT_FLAT = _NOT_SURE | {Stance.REFERENCED}
_NOT_SAID = frozenset({Stance.DENIED, Stance.ASKED})
_NOT_ASKED = frozenset({Stance.ASKED})

POINTS = (
    Point(
        "doi",
        Group.STANDS_ON,
        "DOI",
        "The number of a published work, right in its form. What the work says is not checked.",
    ),
    Point("pmid", Group.STANDS_ON, "PubMed number", "The number of a paper in PubMed, right in its form."),
    Point(
        "trial",
        Group.STANDS_ON,
        "Trial registration",
        "The number under which a clinical trial is registered, right in its form.",
    ),
    Point("journal", Group.STANDS_ON, "Journal", "A peer-reviewed journal is named as the place of a study."),
    Point(
        "guideline", Group.STANDS_ON, "Guideline", "A guideline of a professional or public body is named."
    ),
    Point(
        "unnamed_studies",
        Group.STANDS_ON,
        "Studies without a name",
        "Studies, research or experts are called upon, and none is named.",
        frozenset({Stance.DENIED, Stance.ASKED, Stance.REFERENCED, Stance.WARNED}),
    ),
    Point(
        "testimonial",
        Group.STANDS_ON,
        "Testimonials and anecdotes",
        "Somebody tells of one patient’s result. That shows nothing about others.",
        frozenset({Stance.WARNED, Stance.DENIED}),
    ),
    Point(
        "miracle",
        Group.PROMISES,
        "Words of wonder",
        "Miracle, secret, breakthrough and the like.",
        _NOT_ITS_OWN,
    ),
    Point(
        "certainty",
        Group.PROMISES,
        "Certainty",
        "The result, or that nothing can go wrong, is said to be certain or nearly so.",
        _NOT_SURE,
    ),
    Point(
        "cure",
        Group.PROMISES,
        "Cure for good",
        "Cure, or relief that stays for ever.",
        _NOT_SURE,
    ),
    Point(
        "speed",
        Group.PROMISES,
        "Speed",
        "The result is said to come at once, or within a stated short time.",
        _NOT_ITS_OWN | {Stance.HEDGED},
    ),
    Point(
        "root_cause",
        Group.PROMISES,
        "The root cause",
        "The true cause is said to be found or treated, where others treat symptoms.",
        _NOT_ITS_OWN,
    ),
    Point(
        "mechanism",
        Group.PROMISES,
        "How it works, without a reference",
        "What the treatment does in the body is stated as a fact, without a reference beside it.",
        _NOT_FLAT,
    ),
    Point(
        "diagnosis",
        Group.PROMISES,
        "What causes it, without a reference",
        "The cause of the trouble is stated as a fact, without a reference beside it.",
        _NOT_FLAT,
    ),
    Point(
        "pressure",
        Group.PROMISES,
        "Pressure to book",
        "Few places, an offer that ends, or fear of waiting.",
        _NOT_ITS_OWN,
    ),
    Point(
        "contraindications",
        Group.NEEDS,
        "Risks, and who should not have it",
        "What can go wrong, and for whom it is not.",
        _NOT_ASKED,
    ),
    Point(
        "doctor_first",
        Group.NEEDS,
        "When to see a doctor first",
        "Signs that need a doctor or emergency care, or advice to ask one first.",
        _NOT_ASKED,
    ),
    Point("how_long", Group.NEEDS, "How long", "How long a session, a course or recovery takes.", _NOT_SAID),
    Point("how_often", Group.NEEDS, "How often", "How many sessions, or how often.", _NOT_ASKED),
    Point("how_much", Group.NEEDS, "How much", "The price, or the amount of what is done or taken."),
    Point(
        "evidence_limits",
        Group.NEEDS,
        "What the evidence does not show",
        "How sure the evidence is, and what it leaves open.",
    ),
    Point("published", Group.NEEDS, "Date", "When the page was written."),
    Point("reviewed", Group.NEEDS, "Review", "Who reviewed or updated it, and when."),
)
"""Every point, in the order in which an answer names them."""

BY_KEY = {point.key: point for point in POINTS}
