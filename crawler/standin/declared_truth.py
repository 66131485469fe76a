"""The truth about what is declared: schools, certificates, dry needling, and what nobody can look up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from crawler.standin.declarations import Declarations
from crawler.standin.people import ACUPUNCTURIST, PHYSICAL_THERAPIST, PHYSICIAN
from crawler.standin.population import Population
from crawler.standin.said import DIRECTORY, DOCUMENT, Said
from crawler.standin.subjects import Subject

_NO_NEEDLING = {
    **dict.fromkeys(("CA", "HI", "NY"), "prohibited"),
    "OR": "pending",
    **dict.fromkeys(("CT", "MA", "MI", "MN", "MO", "OK", "PA"), "silent"),
}
"""State to what its law says of dry needling by physical therapists, where it does not allow it (2026-01)."""
_NEEDLING_LETTERS, _SPECIALIST_LETTERS = ("CMTPT", "CERT. DN"), ("OCS", "SCS", "FAAOMPT")
_FRESH_DAYS = 88
"""Statements seen in a directory longer ago are too old to use by the day of the demonstration."""
_DECLARED = {
    ACUPUNCTURIST: ("musculoskeletal_experience",),
    PHYSICAL_THERAPIST: ("acupressure", "movement_assessment"),
}
_CLINIC_TOPICS = ("comprehensive_evaluation", "outcome_tracking")
Fact = tuple[str, str, str]


def declared_facts(people: Population, found: Declarations) -> Iterator[Fact]:
    """Facts about what people and clinics state."""
    said: dict[tuple[str, str], list[Said]] = {}
    for each in found.said:
        said.setdefault((each.entry_id, each.topic), []).append(each)
    letters = {each.registration.npi: each.credential for each in people.person_entries}
    for subject in found.subjects:
        for topic in (*_DECLARED.get(subject.profession, ()), "compact_privilege"):
            yield (
                subject.entry_id,
                topic,
                "declared" if (subject.entry_id, topic) in said else "nothing_stated",
            )
        if subject.profession == PHYSICAL_THERAPIST:
            yield from _needling(subject, said, letters.get(subject.entry_id, ""), people.as_of)
    yield from _certified(found, said)
    yield from _educated(found)
    clinics = [each.registration.npi for each in people.clinic_entries]
    for entry_id in (*clinics, *(each.entry_id for each in found.own.clinics)):
        for topic in _CLINIC_TOPICS:
            yield entry_id, topic, "declared" if (entry_id, topic) in said else "nothing_stated"


def _needling(
    subject: Subject, said: dict[tuple[str, str], list[Said]], letters: str, as_of: date
) -> Iterator[Fact]:
    entry_id, rule = subject.entry_id, _NO_NEEDLING.get(subject.site.spot.city.state, "allowed")
    yield entry_id, "needling_rule", rule
    facts = [_shown(each, as_of) for each in said.get((entry_id, "dry_needling"), ())]
    facts += ["claimed"] if any(each in letters for each in _NEEDLING_LETTERS) else []
    for fact in facts or ["nothing_stated"]:
        is_told = rule != "allowed" and bool(facts)
        yield entry_id, "needling_certification", f"{fact}_where_not_allowed" if is_told else fact
    special = [_shown(each, as_of) for each in said.get((entry_id, "specialist"), ())]
    special += ["claimed"] if any(each in letters for each in _SPECIALIST_LETTERS) else []
    yield from ((entry_id, "specialist_certification", fact) for fact in special or ["nothing_stated"])


def _shown(said: Said, as_of: date) -> str:
    """Whether a directory or a document shows the certificate, or only the entry's own word."""
    if said.basis == DIRECTORY:
        is_fresh = said.seen_on is not None and said.seen_on >= as_of - timedelta(days=_FRESH_DAYS)
        return "shown" if is_fresh else "seen_long_ago"
    return "shown" if said.basis == DOCUMENT else "claimed"


def _certified(found: Declarations, said: dict[tuple[str, str], list[Said]]) -> Iterator[Fact]:
    status = {each.person_id: each.status for each in found.diplomates.listed if each.person_id}
    members = {each.person_id for each in found.members if each.letters}
    for subject in found.subjects:
        person_id, entry_id = subject.person.person_id, subject.entry_id
        if subject.profession == ACUPUNCTURIST:
            facts = {_certificate(person_id, status, found.diplomates.holders)}
            documents = [each for each in said.get((entry_id, "certification"), ()) if each.basis == DOCUMENT]
            facts |= {"document_seen"} if documents else set()
        elif subject.profession == PHYSICIAN:
            facts = {"listed_without_status" if person_id in members else "not_held"}
        else:
            continue
        yield from ((entry_id, "national_certification", fact) for fact in facts)


def _certificate(person_id: str, status: dict[str, str], holders: frozenset[str]) -> str:
    if person_id in status:
        return "listed_current" if status[person_id] == "Certified Diplomate" else "listed_lapsed"
    return "held_and_on_no_page" if person_id in holders else "not_held"


def _educated(found: Declarations) -> Iterator[Fact]:
    truth = {each.entry_id: each.truth for each in found.educations}
    for subject in found.subjects:
        if subject.profession == ACUPUNCTURIST:
            yield subject.entry_id, "education_accredited", truth.get(subject.entry_id, "nothing_stated")
