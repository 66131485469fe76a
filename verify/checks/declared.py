"""What no public register knows: shown as declared with its source and day, or as a question to ask.

None of these ever passes. A practice may well have it; nobody can look it up.
"""

from __future__ import annotations

from collections.abc import Iterator

from crawler.records import EntryRecord
from verify.checks.claims import declared_or_asked
from verify.checks.judgment import Check
from verify.checks.known import Known


def musculoskeletal_experience(entry: EntryRecord, known: Known) -> Iterator[Check]:
    """Experience with back, neck and joint pain, of an acupuncturist."""
    return declared_or_asked("musculoskeletal_experience", "musculoskeletal_experience", entry, known)


def acupressure(entry: EntryRecord, known: Known) -> Iterator[Check]:
    """Acupressure, of a physical therapist."""
    return declared_or_asked("acupressure", "acupressure", entry, known)


def movement_assessment(entry: EntryRecord, known: Known) -> Iterator[Check]:
    """Whether movement is assessed before treatment, of a physical therapist."""
    return declared_or_asked("movement_assessment", "movement_assessment", entry, known)


def comprehensive_evaluation(entry: EntryRecord, known: Known) -> Iterator[Check]:
    """What the first visit at a clinic includes."""
    return declared_or_asked("comprehensive_evaluation", "comprehensive_evaluation", entry, known)


def outcome_tracking(entry: EntryRecord, known: Known) -> Iterator[Check]:
    """Whether a clinic measures how its patients fare; self-declared wherever it is stated."""
    return declared_or_asked("outcome_tracking", "outcome_tracking", entry, known)
