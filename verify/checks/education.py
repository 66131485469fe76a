"""Graduation from an accredited program of acupuncture: was the stated school accredited at graduation?

It proves that the school's program was accredited then. It does not prove that this person graduated, unless
the board's own listing says so, and it says nothing of skill. Accreditation is per program and by date. The
accreditor was NACSCAOM, then ACAOM, and is ACAHM since 2021; `acaom.edu` is a college, not the accreditor.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from crawler.records import AccreditationRecord, EntryRecord, RecordKind
from verify.checks.accreditation_spans import (
    Coverage,
    Graduation,
    Level,
    covering,
    graduation_of,
    is_known,
    levels_covered,
    speaks_of,
)
from verify.checks.coverage import SourceState
from verify.checks.judgment import Check, CheckOutcome, Strength
from verify.checks.known import Known
from verify.checks.school_claims import SchoolClaim, school_claims
from verify.checks.school_names import parts_of, words_of
from verify.checks.schools import School, SchoolMatch, Schools
from verify.checks.topics import question_of
from verify.checks.words import day

_ASK = f"Ask: “{question_of('school')}”"
_NO_PROOF = "It says nothing of skill."
_RULE = "rule education_accredited 1"
_BEST_FIRST = (
    CheckOutcome.PASS,
    CheckOutcome.NOTICE,
    CheckOutcome.REVIEW,
    CheckOutcome.FAIL,
    CheckOutcome.NO_EVIDENCE,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What follows for one claim, and the accreditation that it rests on."""

    outcome: CheckOutcome
    words: str
    record: AccreditationRecord | None = None


def education_accredited(entry: EntryRecord, known: Known) -> Iterator[Check]:
    """One check. Of several schools the one with the best answer counts; the board's word comes first."""
    claims = school_claims(entry, known)
    listing = _listing(known)
    if not claims:
        words = f"No school is stated, so nothing was checked. {_ASK}"
        yield Check("education_accredited", CheckOutcome.NO_EVIDENCE, Strength.NONE, words, _RULE)
        return
    answers = [(claim, _answer(claim, known.schools, listing, known.today)) for claim in claims]
    claim, answer = min(answers, key=lambda each: _BEST_FIRST.index(each[1].outcome))
    yield _check(claim, answer)


def _listing(known: Known) -> SourceState | None:
    """The list of accreditations, where it was read and is young enough to be used."""
    states = (
        each for each in known.coverage.by_source.values() if each.info.kind is RecordKind.ACCREDITATION
    )
    return next((each for each in states if each.report is not None and each.is_current(known.today)), None)


def _answer(claim: SchoolClaim, schools: Schools, listing: SourceState | None, today: date) -> Answer:
    """What the list says of the school at graduation, or why it says nothing."""
    if listing is None:
        return _open(
            "A school is stated, but no list of accredited schools was read, or it is too old to use."
        )
    found = _found(claim, schools)
    if not found.schools:
        return _open(f"The school stated is none that we know by this name. {_ASK}")
    answers = [_of_match(claim, schools, each, listing, today) for each in found.one_by_one()]
    if _are_namesakes(found) and len({answer.outcome for answer in answers}) == 1:
        return answers[0]
    names = " or ".join(school.label for school in found.schools)
    return Answer(CheckOutcome.REVIEW, f"The school stated may be {names}. A person decides.")


def _are_namesakes(found: SchoolMatch) -> bool:
    """Whether the schools share one name, so that it does not matter which one it is where all are alike."""
    return len({school.name for school in found.schools}) == 1


def _of_match(
    claim: SchoolClaim, schools: Schools, found: SchoolMatch, listing: SourceState, today: date
) -> Answer:
    """The answer on one school, or why there is none."""
    school = found.schools[0]
    graduation = graduation_of(claim.graduated, _degree_text(claim, schools))
    if graduation is None:
        return _open(f"The year of graduation from {school.name} is not stated. {_ASK}")
    if graduation.first > today:
        return _open(f"The graduation that is stated, {graduation.words}, is still to come.")
    closed = school.closed_on
    if closed and closed < graduation.first.isoformat():
        words = f"The graduation stated, {graduation.words}, is later than the end of {school.name}"
        return Answer(CheckOutcome.REVIEW, f"{words} on {day(closed)}. A person decides.")
    return _of_school(claim, schools, found, graduation, listing)


def _degree_text(claim: SchoolClaim, schools: Schools) -> str:
    """What is stated beside the name of the school: a name may hold the words of a program itself."""
    parts = [part for text in (claim.degree, claim.school) for part in parts_of(text)]
    return ", ".join(part for part in parts if words_of(part) not in schools.names)


def _found(claim: SchoolClaim, schools: Schools) -> SchoolMatch:
    """The school by what is stated as its name; where that is none, by the words beside it."""
    found = schools.find(claim.school)
    return found if found.schools else schools.find(claim.degree)


def _of_school(
    claim: SchoolClaim, schools: Schools, found: SchoolMatch, graduation: Graduation, listing: SourceState
) -> Answer:
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
        return _open(f"{listed_on}, there is no such program of {school.name}.")
    if has_gaps or is_merged or not found.is_present_name or not all(map(is_known, relevant)):
        words = f"{listed_on}, no accreditation of {school.name} covers a graduation {graduation.words}"
        return _open(
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


def _open(words: str) -> Answer:
    return Answer(CheckOutcome.NO_EVIDENCE, words)


def _check(claim: SchoolClaim, answer: Answer) -> Check:
    at = answer.record.evidence if answer.record else claim.evidence
    is_silent = answer.outcome in (CheckOutcome.NO_EVIDENCE, CheckOutcome.REVIEW)
    return Check(
        "education_accredited", answer.outcome, Strength.NONE if is_silent else Strength.CORROBORATED,
        answer.words, _RULE, license_id=claim.license_id, source=at.source, source_url=at.source_url,
        fetched_at=at.fetched_at, source_as_of=at.source_as_of, statement_id=claim.statement_id,
        accreditation_id=answer.record.accreditation_id if answer.record else None,
    )  # fmt: skip
