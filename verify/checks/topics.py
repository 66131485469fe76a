"""What an entry may state of itself, by topic: the title and the question that a patient can ask.

No public register answers for these topics. Each has a question in plain words, so that a page without a
statement still helps.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic in the words of the public pages."""

    title: str
    question: str


TOPICS: Mapping[str, Topic] = MappingProxyType(
    {
        "school": Topic(
            "School",
            "Which school did you graduate from, in which year, and was its program accredited then?",
        ),
        "musculoskeletal_experience": Topic(
            "Experience with musculoskeletal pain",
            "How many patients with back, neck or joint pain do you treat in a month, and since when?",
        ),
        "dry_needling": Topic(
            "Dry needling",
            "Do you use needles, who issued your certificate, and how many hours of training did it take?",
        ),
        "specialist": Topic(
            "Specialist certification",
            "Are you a board-certified specialist, in which field, and until when is the certificate valid?",
        ),
        "acupressure": Topic(
            "Acupressure",
            "Do you use acupressure, for which complaints, and on what evidence?",
        ),
        "movement_assessment": Topic(
            "Movement assessment",
            "Will you watch how I move before you treat me, and explain what you find?",
        ),
        "comprehensive_evaluation": Topic(
            "Comprehensive evaluation",
            "What does the first visit include, how long is it, and will I get a written plan?",
        ),
        "outcome_tracking": Topic(
            "Outcome tracking",
            "How do you measure whether patients get better, and may I see the results?",
        ),
        "telehealth": Topic("Telehealth", "Do you offer visits by video, and to patients in which states?"),
        "language": Topic("Languages", "Which languages do you speak with patients?"),
        "staff": Topic(
            "People at the clinic",
            "Who works here, and under which license does each of them treat patients?",
        ),
        "compact_privilege": Topic(
            "Compact privilege",
            "In which state is your own license, and do you hold a compact privilege for this state?",
        ),
        "certification": Topic(
            "National certification",
            "Are you certified by a national board, and where can I look that up?",
        ),
    }
)
"""Topic code to its words; every statement is on one of these."""

BASES: Mapping[str, str] = MappingProxyType(
    {
        "own_statement": "stated by the entry itself or on its own website",
        "document_seen": "on a document that a person saw",
        "issuer_directory": "in the issuer’s own directory",
        "staff_list": "on the clinic’s own list of its people",
        "organization_roles": "in the roles that the organization itself publishes",
    }
)
"""How a statement was seen: code to plain words. None of them is proof but the issuer’s directory."""


def question_of(topic: str) -> str:
    """The question to ask about a topic.

    Raises:
        KeyError: there is no such topic.
    """
    return TOPICS[topic].question
