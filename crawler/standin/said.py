"""What entries of the sample state of themselves, as maintainers noted it: never proof."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from crawler.standin.chance import Chance, Weighted
from crawler.standin.graduates import Education
from crawler.standin.people import ACUPUNCTURIST, PHYSICAL_THERAPIST
from crawler.standin.subjects import Subject

COLUMNS = (
    *("entry_id", "topic", "statement", "issuer", "stated_on", "basis"),
    *("other_entry_id", "source_url", "seen_on", "seen_by"),
)
OWN, DOCUMENT, DIRECTORY = "own_statement", "document_seen", "issuer_directory"
STAFF_LIST, ROLES = "staff_list", "organization_roles"
MYOPAIN, BOARD = "Myopain Seminars", "Certification Board for Myofascial Trigger Point Therapists"


@dataclass(frozen=True, slots=True)
class Said:
    """One row of `statements.csv`."""

    entry_id: str
    topic: str
    statement: str
    issuer: str = ""
    stated_on: date | None = None
    basis: str = OWN
    other_entry_id: str = ""
    source_url: str = ""
    seen_on: date | None = None


_NEEDLING = Weighted.of(
    [
        (("Dry needling, 54 hours of training", "", OWN), 30.0),
        (("CMTPT", MYOPAIN, OWN), 20.0),
        (("CMTPT", BOARD, OWN), 12.0),
        (("CMTPT", "", OWN), 12.0),
        (("CMTPT/DN", MYOPAIN, DOCUMENT), 9.0),
        (("CMTPT", BOARD, DOCUMENT), 5.0),
        (("CMTPT/DN", MYOPAIN, DIRECTORY), 8.0),
        (("CMTPT", BOARD, DIRECTORY), 4.0),
    ]
)
_SPECIALIST = Weighted.of(
    [
        (
            ("OCS, board-certified in orthopaedics", "American Board of Physical Therapy Specialties", OWN),
            70.0,
        ),
        (("SCS", "American Board of Physical Therapy Specialties", DOCUMENT), 15.0),
        (("OCS", "American Board of Physical Therapy Specialties", DIRECTORY), 15.0),
    ]
)
_EVERYBODY = (
    ("musculoskeletal_experience", 0.16, "Ten years of work with back, neck and joint pain"),
    ("telehealth", 0.04, "Visits by video for people in this state"),
    ("language", 0.06, "English, Spanish"),
)
_THERAPISTS = (
    ("acupressure", 0.05, "Acupressure for knee pain, with exercises for home"),
    ("movement_assessment", 0.12, "Every first visit begins with an assessment of how you move"),
    ("compact_privilege", 0.03, "Compact privilege to practice in this state"),
)
_CLINICS = (
    (
        "comprehensive_evaluation",
        0.3,
        "First visit of 75 minutes with history, examination and a written plan",
    ),
    ("outcome_tracking", 0.25, "Patients fill in the same questionnaire every four weeks"),
    ("telehealth", 0.1, "Follow-up visits by video"),
    ("language", 0.15, "English, Korean, Spanish"),
)


def statements_of_people(
    subjects: Iterable[Subject], educations: Iterable[Education], seed: int, as_of: date
) -> Iterator[Said]:
    """What people state, each topic in a stream of its own."""
    for subject in subjects:
        chance = Chance(seed, "said", subject.entry_id)
        for each in _of_person(chance, subject.entry_id, subject.profession):
            yield dated(chance, each, as_of)
    for education in educations:
        chance = Chance(seed, "school said", education.entry_id)
        said = Said(education.entry_id, "school", education.statement, education.school, education.graduated)
        yield dated(chance, said, as_of)


def _of_person(chance: Chance, entry_id: str, profession: str) -> Iterator[Said]:
    topics: Sequence[tuple[str, float, str]] = _EVERYBODY
    if profession == PHYSICAL_THERAPIST:
        topics = (*_EVERYBODY, *_THERAPISTS)
        if chance.happens(0.14):
            yield _certified(chance, entry_id, "dry_needling", _NEEDLING)
        if chance.happens(0.08):
            yield _certified(chance, entry_id, "specialist", _SPECIALIST)
    if profession == ACUPUNCTURIST and chance.happens(0.04):
        basis = chance.pick((OWN, OWN, DOCUMENT))
        yield Said(entry_id, "certification", "NCCAOM certified since 2015", "NCCAOM", None, basis)
    for topic, share, words in topics:
        if chance.happens(share):
            yield Said(entry_id, topic, words)


def _certified(chance: Chance, entry_id: str, topic: str, table: Weighted[tuple[str, str, str]]) -> Said:
    words, issuer, basis = chance.weighted(table)
    return Said(entry_id, topic, words, issuer, None, basis)


def statements_of_clinics(clinics: Iterable[str], seed: int, as_of: date) -> Iterator[Said]:
    """What clinics state of their work."""
    for entry_id in clinics:
        chance = Chance(seed, "clinic said", entry_id)
        for topic, share, words in _CLINICS:
            if chance.happens(share):
                yield dated(chance, Said(entry_id, topic, words), as_of)


def dated(chance: Chance, said: Said, as_of: date) -> Said:
    """The statement with the day on which, and the address at which, a maintainer saw it."""
    seen_on = max(as_of - timedelta(days=chance.between(1, 300)), said.stated_on or date.min)
    host = "directory.example.org" if said.basis == DIRECTORY else "practice.example.com"
    url = "" if said.basis == DOCUMENT else f"https://{host}/{said.entry_id.replace(':', '-')}"
    return replace(said, source_url=url, seen_on=seen_on)


def rows(found: Iterable[Said]) -> Iterator[Sequence[str]]:
    """The rows of `statements.csv`, sorted."""
    for each in sorted(
        found, key=lambda said: (said.entry_id, said.topic, said.other_entry_id, said.statement)
    ):
        stated_on = each.stated_on.isoformat() if each.stated_on else ""
        seen_on = each.seen_on.isoformat() if each.seen_on else ""
        told = (each.entry_id, each.topic, each.statement, each.issuer, stated_on, each.basis)
        yield (*told, each.other_entry_id, each.source_url, seen_on, "A. Maintainer")
