"""Graduation from an accredited program of acupuncture: was the stated school accredited at graduation?

It proves that the school's program was accredited then. It does not prove that this person graduated, unless
the board's own listing says so, and it says nothing of skill. Accreditation is per program and by date. The
accreditor was NACSCAOM, then ACAOM, and is ACAHM since 2021; `acaom.edu` is a college, not the accreditor.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from crawler.records import EntryRecord, RecordKind
from verify.checks.accreditation_spans import graduation_of
from verify.checks.coverage import SourceState
from verify.checks.judgment import Check, CheckOutcome, Strength
from verify.checks.known import Known
from verify.checks.program_accreditation import Answer, answer_on_school, unanswered
from verify.checks.school_claims import SchoolClaim, school_claims
from verify.checks.school_names import parts_of, words_of
from verify.checks.schools import SchoolMatch, Schools
from verify.checks.topics import question_of
from verify.checks.words import day

_ASK = f"Ask: “{question_of('school')}”"
_RULE = "rule education_accredited 1"
_BEST_FIRST = (
    CheckOutcome.PASS,
    CheckOutcome.NOTICE,
    CheckOutcome.REVIEW,
    CheckOutcome.FAIL,
    CheckOutcome.NO_EVIDENCE,
)


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
        return unanswered(
            "A school is stated, but no list of accredited schools was read, or it is too old to use."
        )
    found = _found(claim, schools)
    if not found.schools:
        return unanswered(f"The school stated is none that we know by this name. {_ASK}")
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
        return unanswered(f"The year of graduation from {school.name} is not stated. {_ASK}")
    if graduation.first > today:
        return unanswered(f"The graduation that is stated, {graduation.words}, is still to come.")
    closed = school.closed_on
    if closed and closed < graduation.first.isoformat():
        words = f"The graduation stated, {graduation.words}, is later than the end of {school.name}"
        return Answer(CheckOutcome.REVIEW, f"{words} on {day(closed)}. A person decides.")
    return answer_on_school(claim, schools, found, graduation, listing)


def _degree_text(claim: SchoolClaim, schools: Schools) -> str:
    """What is stated beside the name of the school: a name may hold the words of a program itself."""
    parts = [part for text in (claim.degree, claim.school) for part in parts_of(text)]
    return ", ".join(part for part in parts if words_of(part) not in schools.names)


def _found(claim: SchoolClaim, schools: Schools) -> SchoolMatch:
    """The school by what is stated as its name; where that is none, by the words beside it."""
    found = schools.find(claim.school)
    return found if found.schools else schools.find(claim.degree)


def _check(claim: SchoolClaim, answer: Answer) -> Check:
    at = answer.record.evidence if answer.record else claim.evidence
    is_silent = answer.outcome in (CheckOutcome.NO_EVIDENCE, CheckOutcome.REVIEW)
    return Check(
        "education_accredited", answer.outcome, Strength.NONE if is_silent else Strength.CORROBORATED,
        answer.words, _RULE, license_id=claim.license_id, source=at.source, source_url=at.source_url,
        fetched_at=at.fetched_at, source_as_of=at.source_as_of, statement_id=claim.statement_id,
        accreditation_id=answer.record.accreditation_id if answer.record else None,
    )  # fmt: skip
