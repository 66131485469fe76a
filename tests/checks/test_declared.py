"""What nobody can look up: declared with its source, or a question; it never passes."""

from __future__ import annotations

import pytest

from crawler.records import EntryKind, Profession
from tests.checks.test_credentials import judged, stated
from tests.checks.test_needling import checks, therapist
from tests.factories import claim, entry
from verify.checks.bearing import ORDER
from verify.checks.judgment import Bearing, CheckOutcome, Strength
from verify.checks.topics import BASES, TOPICS, question_of

ACUPUNCTURIST = entry("HANA", "KIMSTONE")
CLINIC = entry(
    "",
    "",
    kind=EntryKind.ORGANIZATION,
    profession=Profession.CLINIC,
    organization_name="NOWHERE CLINIC",
    claims=(),
)
CASES = [
    (ACUPUNCTURIST, "musculoskeletal_experience"),
    (therapist(), "acupressure"),
    (therapist(), "movement_assessment"),
    (CLINIC, "comprehensive_evaluation"),
    (CLINIC, "outcome_tracking"),
]


@pytest.mark.parametrize(("who", "topic"), CASES)
def test_where_nothing_is_stated_the_question_is_given(who, topic: str) -> None:
    (check,) = checks(who, topic)
    assert (check.outcome, check.strength) == (CheckOutcome.NO_EVIDENCE, Strength.NONE)
    assert question_of(topic) in check.sentence


@pytest.mark.parametrize(("who", "topic"), CASES)
@pytest.mark.parametrize("basis", sorted(BASES))
def test_a_statement_is_declared_and_never_verified(who, topic: str, basis: str) -> None:
    said = [stated(who, topic, "Since “1999” & <b>more</b>", basis)]
    (check,) = checks(who, topic, statements=said)
    assert (check.outcome, check.strength) == (CheckOutcome.NO_EVIDENCE, Strength.CLAIMED)
    assert check.sentence.endswith("seen November 18, 2026: declared, not verified.")
    assert check.bearing is Bearing.NONE
    assert (check.statement_id, check.source) == ("own_statements:1", "own_statements")


def test_another_topic_or_another_entry_says_nothing() -> None:
    other = entry("ANA", "BROOKMERE")
    said = [stated(other, "musculoskeletal_experience"), stated(ACUPUNCTURIST, "telehealth")]
    (check,) = checks(ACUPUNCTURIST, "musculoskeletal_experience", statements=said)
    assert check.sentence.startswith("Nothing is stated.")


def test_a_statement_never_changes_the_verdict() -> None:
    said = [stated(ACUPUNCTURIST, topic, basis=basis) for topic in TOPICS for basis in BASES]
    assert judged(ACUPUNCTURIST, statements=said).verdict is judged(ACUPUNCTURIST).verdict


def test_questions_are_questions_and_checks_of_topics_have_a_weight() -> None:
    assert all(topic.title and topic.question.endswith("?") for topic in TOPICS.values())
    assert {topic for _, topic in CASES} <= set(ORDER) & set(TOPICS)


def test_a_physicians_page_asks_nothing_of_an_acupuncturist() -> None:
    physician = entry(
        "HANA", "KIMSTONE", profession=Profession.PHYSICIAN, claims=(claim(profession=Profession.PHYSICIAN),)
    )
    assert not checks(physician, "musculoskeletal_experience") + checks(physician, "national_certification")
