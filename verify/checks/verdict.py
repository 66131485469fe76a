"""What is checked of each kind of entry, and the judgment that follows.

A check is a function in a module of its own, `NAME(entry, known) -> Iterable[Check]`, and one line in a
list below; a check of a clinic is given the judgments of all people as well, by entry id and with the
verdict that may be shown today: `NAME(entry, known, judged) -> Iterable[Check]`. It looks into `known`
alone, yields one `Check` for each thing that it found out (or one `no_evidence` that says why not), and
leaves `bearing` alone: the order of weight is made here. Its `check_name` stands in `bearing.ORDER`. Only
licensure and the exclusion list decide a verdict; every other check stands beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from crawler.records import EntryKind, EntryRecord, Profession
from verify.checks import credentials
from verify.checks.bearing import weighed
from verify.checks.certification import national_certification, physician_certification
from verify.checks.clinic_verdict import clinic_dates, clinic_sentence
from verify.checks.clinics import clinic_people, named_members
from verify.checks.collaboration import clinic_collaboration
from verify.checks.compact import compact_privilege
from verify.checks.decision import dates_of, encumbered_ids, verdict_of
from verify.checks.declared import (
    acupressure,
    comprehensive_evaluation,
    movement_assessment,
    musculoskeletal_experience,
    outcome_tracking,
)
from verify.checks.education import education_accredited
from verify.checks.exclusions import not_excluded
from verify.checks.identifiers import npi_valid
from verify.checks.judgment import Check, Judgment, Verdict
from verify.checks.known import Known
from verify.checks.licensure import licensure
from verify.checks.needling import needling_certification, needling_rule
from verify.checks.professions import checked_profession
from verify.checks.sentences import verdict_sentence
from verify.checks.specialist import specialist_certification
from verify.checks.standing import standing_of

PersonCheck = Callable[[EntryRecord, Known], Iterable[Check]]
ClinicCheck = Callable[[EntryRecord, Known, Mapping[str, Judgment]], Iterable[Check]]

EVERY_PERSON: tuple[PersonCheck, ...] = (
    licensure,
    not_excluded,
    npi_valid,
)
ACUPUNCTURIST: tuple[PersonCheck, ...] = (
    national_certification,
    education_accredited,
    musculoskeletal_experience,
)
PHYSICAL_THERAPIST: tuple[PersonCheck, ...] = (
    compact_privilege,
    needling_rule,
    needling_certification,
    specialist_certification,
    acupressure,
    movement_assessment,
)
PT_ASSISTANT: tuple[PersonCheck, ...] = (compact_privilege,)
PHYSICIAN: tuple[PersonCheck, ...] = (physician_certification,)
EVERY_CLINIC: tuple[PersonCheck, ...] = (
    not_excluded,
    npi_valid,
    comprehensive_evaluation,
    outcome_tracking,
)
CLINIC: tuple[ClinicCheck, ...] = (
    clinic_people,
    clinic_collaboration,
)

OF_PROFESSION: Mapping[Profession | None, tuple[PersonCheck, ...]] = {
    Profession.ACUPUNCTURIST: ACUPUNCTURIST,
    Profession.PHYSICAL_THERAPIST: PHYSICAL_THERAPIST,
    Profession.PT_ASSISTANT: PT_ASSISTANT,
    Profession.PHYSICIAN: PHYSICIAN,
}
"""What is checked of a person of this profession beside what is checked of every person."""


def judge(entries: Iterable[EntryRecord], known: Known) -> Iterator[Judgment]:
    """One judgment for each entry, in the order of the entries; the people are judged before the clinics."""
    listed = list(entries)
    judged = {entry.entry_id: judge_person(entry, known) for entry in listed if _is_person(entry)}
    shown = {entry_id: _as_shown(judgment, known) for entry_id, judgment in judged.items()}
    for entry in listed:
        yield judged[entry.entry_id] if _is_person(entry) else judge_clinic(entry, known, shown)


def _as_shown(judgment: Judgment, known: Known) -> Judgment:
    """The judgment with the verdict that may be shown today: a clinic counts nobody whose badge has ended."""
    verdict = judgment.shown_on(known.today)
    return judgment if verdict is judgment.verdict else replace(judgment, verdict=verdict)


def _is_person(entry: EntryRecord) -> bool:
    return entry.kind is EntryKind.INDIVIDUAL


def judge_person(entry: EntryRecord, known: Known) -> Judgment:
    """The judgment on one person from what is known."""
    functions = (*EVERY_PERSON, *OF_PROFESSION.get(checked_profession(entry), ()))
    checks = [check for function in functions for check in function(entry, known)]
    standing = standing_of(entry, known)
    verdict = verdict_of(checks, standing, known)
    here = standing.here
    return Judgment(
        entry_id=entry.entry_id,
        verdict=verdict,
        sentence=verdict_sentence(verdict, entry, standing, known),
        license_id=here[0].license.license_id if here and verdict is not Verdict.NEEDS_REVIEW else None,
        checks=weighed(checks, verdict, encumbered_ids(standing, known)),
        credentials=credentials.answers(entry, known, checks),
        **dates_of(standing, verdict),
    )


def judge_clinic(entry: EntryRecord, known: Known, judged: Mapping[str, Judgment]) -> Judgment:
    """The judgment on one organization; it is never verified itself, only its people are."""
    checks = [check for function in EVERY_CLINIC for check in function(entry, known)]
    checks += [check for function in CLINIC for check in function(entry, known, judged)]
    named = [member.person_id for member in named_members(entry, known)]
    return Judgment(
        entry_id=entry.entry_id,
        verdict=Verdict.NOT_COVERED,
        sentence=clinic_sentence(checks),
        license_id=None,
        checks=weighed(checks, Verdict.NOT_COVERED),
        credentials=(),
        **clinic_dates([judged[person] for person in named if person in judged]),
    )
