"""Whether the program of a school was accredited at graduation: the answer, and the row that it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crawler.records import AccreditationRecord
from verify.checks.accreditation_spans import (
    Coverage,
    Graduation,
    Level,
    covering,
    is_known,
    levels_covered,
    speaks_of,
)
from verify.checks.coverage import SourceState
from verify.checks.judgment import CheckOutcome
from verify.checks.school_claims import SchoolClaim
from verify.checks.schools import School, SchoolMatch, Schools
from verify.checks.words import day

_NO_PROOF = "It says nothing of skill."


@dataclass(frozen=True, slots=True)
class Answer:
    """What follows for one claim, and the accreditation that it rests on."""

    outcome: CheckOutcome
    words: str
    record: AccreditationRecord | None = None


def answer_on_school(
    claim: SchoolClaim, schools: Schools, found: SchoolMatch, graduation: Graduation, listing: SourceState
) -> Answer:
    """What the list says of the school at graduation, of the program stated or of any."""
    school = found.schools[0]
    own = list(schools.accreditations.get(school.key, ()))
    inherited = list(schools.accreditations.get(school.successor, ()))
    records = [each for each in (*own, *inherited) if Level.OTHER not in levels_covered(each)]
    relevant = [each for each in records if speaks_of(each, graduation)]
    listed_on = f"On the accreditation list of {day(listing.as_of or '')}" if listing.as_of else "On the list"
    coverage = covering(relevant, graduation)
    if coverage.is_whole and coverage.record is not None:
        return _covered(claim, schools, school, records, graduation, coverage, listed_on)
    if coverage.is_open:
        words = f"{listed_on}, the dates do not tell whether {school.name} was accredited {graduation.words}."
        return Answer(CheckOutcome.NO_EVIDENCE, words, coverage.record)
    elsewhere = covering(records, graduation)
    if elsewhere.is_whole:
        words = (
            f"{listed_on}, {school.name} was accredited {graduation.words}, but not for the program stated."
        )
        return Answer(CheckOutcome.NO_EVIDENCE, f"{words} Accreditation is per program.", elsewhere.record)
    return _uncovered(schools, found, relevant, graduation, listing, listed_on)


def _covered(
    claim: SchoolClaim,
    schools: Schools,
    school: School,
    records: Sequence[AccreditationRecord],
    graduation: Graduation,
    coverage: Coverage,
    listed_on: str,
) -> Answer:
    state = "pre-accredited" if coverage.is_preaccredited else "accredited"
    parts = [f"{listed_on}, {school.name} was {state} {graduation.words} by {_accreditor(graduation)}."]
    notices = []
    if coverage.is_preaccredited:
        notices.append("Pre-accreditation (candidacy) is the step before accreditation.")
    if graduation.level is None and not _is_every_level_covered(records, graduation):
        notices.append("Accreditation is per program, and which program was attended is not stated.")
    if coverage.record not in schools.accreditations.get(school.key, ()):
        heir = schools.by_key[school.successor].name
        notices.append(f"The list shows this under {heir}, which took the school over.")
    if school.is_closed:
        notices.append(
            f"The school closed on {day(school.closed_on)}." if school.closed_on else "The school has closed."
        )
    words = " ".join([*parts, *notices, claim.said, _NO_PROOF])
    return Answer(CheckOutcome.NOTICE if notices else CheckOutcome.PASS, words, coverage.record)


def _is_every_level_covered(records: Sequence[AccreditationRecord], graduation: Graduation) -> bool:
    """Whether it does not matter which program was attended."""
    whole = [each for each in records if Level.INSTITUTION in levels_covered(each)]
    by_level = [
        [each for each in records if level in levels_covered(each)]
        for level in (Level.MASTERS, Level.DOCTORAL)
    ]
    return covering(whole, graduation).is_whole or all(
        covering([*whole, *each], graduation).is_whole for each in by_level
    )


def _uncovered(
    schools: Schools,
    found: SchoolMatch,
    relevant: Sequence[AccreditationRecord],
    graduation: Graduation,
    listing: SourceState,
    listed_on: str,
) -> Answer:
    """A failure only where all is certain: the very name, every status and day, and a list read whole."""
    school = found.schools[0]
    has_gaps = listing.report is None or listing.report.quarantined_count > 0
    is_merged = bool(school.successor or schools.predecessors(school))
    if not relevant:
        return unanswered(f"{listed_on}, there is no such program of {school.name}.")
    if has_gaps or is_merged or not found.is_present_name or not all(map(is_known, relevant)):
        words = f"{listed_on}, no accreditation of {school.name} covers a graduation {graduation.words}"
        return unanswered(
            f"{words}, but the list may lack what was before: under another name, or in rows unread."
        )
    first = min(relevant, key=lambda each: (each.accredited_from or "", each.accreditation_id))
    days = "; ".join(sorted({_span(each) for each in relevant}))
    words = (
        f"{listed_on}, {school.name} was not accredited {graduation.words}: its accreditation ran {days}."
        " This says nothing of the license, which the board decides, and nothing of skill."
    )
    return Answer(CheckOutcome.FAIL, words, first)


def _span(record: AccreditationRecord) -> str:
    start = f"from {day(record.accredited_from)}" if record.accredited_from else ""
    end = f"to {day(record.accredited_to)}" if record.accredited_to else ""
    return " ".join(filter(None, (start, end)))


def _accreditor(graduation: Graduation) -> str:
    """The accreditor by its name of that time; in which year NACSCAOM became ACAOM is not certain."""
    if graduation.last.year < 2000:
        return "NACSCAOM or ACAOM, as ACAHM was called then"
    if graduation.last.year < 2021:
        return "ACAOM, which is ACAHM since 2021"
    return "ACAHM, until 2021 ACAOM"


def unanswered(words: str) -> Answer:
    """No evidence, and why."""
    return Answer(CheckOutcome.NO_EVIDENCE, words)
