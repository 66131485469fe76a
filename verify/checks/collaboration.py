"""Whether acupuncturists and physicians work together at a clinic, on the strongest evidence there is.

Physicians are doctors of medicine and of osteopathy; naturopaths, chiropractors and physical therapists are
none. Both people must hold an active license by their own verdicts, and be named there by more than an
address. No evidence here shows how two people work together, and the words say so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from crawler.records import EntryRecord, Profession
from verify.checks.clinics import ADDRESS_ALONE, BASES, VERIFIED
from verify.checks.coverage import STALE_DAYS
from verify.checks.judgment import Check, CheckOutcome, Judgment, Strength, Verdict
from verify.checks.known import Known, Member, Statement
from verify.checks.professions import checked_profession
from verify.checks.words import day

_WHERE = {
    "organization_roles": "in the roles that the organization itself publishes",
    "staff_list": "on the clinic’s own list of its people",
    "same_suite_and_phone": "at this suite and phone by their own entries in the national provider file",
}
_RANK = {
    "organization_roles": "the strongest",
    "staff_list": "the second strongest",
    "same_suite_and_phone": "the third strongest",
}
_TEAM = ((Profession.ACUPUNCTURIST, "acupuncturist"), (Profession.PHYSICIAN, "physician"))
_NOT_PHYSICIANS = "Naturopaths, chiropractors and physical therapists are not physicians."


def clinic_collaboration(entry: EntryRecord, known: Known, judged: Mapping[str, Judgment]) -> Iterator[Check]:
    """One check: passed only where an acupuncturist and a physician, both licensed, are named here."""
    people = {profession: _members(entry, known, profession) for profession, _ in _TEAM}
    lacking = [word for profession, word in _TEAM if not people[profession]]
    if lacking:
        words = f"No {' and no '.join(lacking)} is known to work here."
        if not people[Profession.PHYSICIAN]:
            words += f" {_NOT_PHYSICIANS}"
        yield _check(CheckOutcome.NO_EVIDENCE, words, entry, None)
        return
    verified = {profession: _best(each, judged) for profession, each in people.items()}
    missing = [word for profession, word in _TEAM if verified[profession] is None]
    pair = [each for each in verified.values() if each is not None]
    if missing:
        words = (
            "An acupuncturist and a physician are known to be here, but no active license was verified for"
            f" the {' and the '.join(missing)}."
        )
        yield _check(CheckOutcome.NO_EVIDENCE, words, entry, None)
        return
    yield _of_pair(entry, known, judged, pair)


def _of_pair(
    entry: EntryRecord, known: Known, judged: Mapping[str, Judgment], pair: Sequence[Member]
) -> Check:
    weaker = max(pair, key=lambda each: BASES.index(each.basis))
    if weaker.basis == ADDRESS_ALONE:
        words = (
            "An acupuncturist and a physician with active licenses have the same address only. Many practices"
            " share one, so this shows nothing of their working together."
        )
        return _check(CheckOutcome.NO_EVIDENCE, words, entry, None)
    stated = [_statement(known, each) for each in pair]
    seen = [each for each in stated if each is not None]
    oldest = min(seen, key=lambda each: each.evidence.fetched_at, default=None)
    if oldest is not None and _is_old(oldest, known.today):
        words = (
            f"That an acupuncturist and a physician are named here was last seen on"
            f" {day(oldest.evidence.fetched_at)}. That is too old to use."
        )
        return _check(CheckOutcome.NO_EVIDENCE, words, entry, oldest)
    when = f" (seen on {day(oldest.evidence.fetched_at)})" if oldest else ""
    words = (
        f"An acupuncturist and a physician are named {_WHERE[weaker.basis]}{when}, and both hold an active"
        f" license. This is {_RANK[weaker.basis]} of four kinds of evidence."
        " It does not show how they work together."
    )
    if any(judged[each.person_id].verdict is Verdict.VERIFIED_WITH_NOTICE for each in pair):
        words += " For one of them or both there is a board notice; read it on the person’s own page."
        return _check(CheckOutcome.NOTICE, words, entry, _statement(known, weaker) or oldest)
    return _check(CheckOutcome.PASS, words, entry, _statement(known, weaker) or oldest)


def _members(entry: EntryRecord, known: Known, profession: Profession) -> list[Member]:
    return [
        each
        for each in known.members.get(entry.entry_id, ())
        if each.person_id in known.entries and checked_profession(known.entries[each.person_id]) is profession
    ]


def _best(people: Sequence[Member], judged: Mapping[str, Judgment]) -> Member | None:
    """The member with an active license and the strongest basis, one without a notice first."""
    held = [
        each for each in people if each.person_id in judged and judged[each.person_id].verdict in VERIFIED
    ]
    return min(
        held,
        key=lambda each: (
            BASES.index(each.basis),
            judged[each.person_id].verdict is not Verdict.VERIFIED,
            each.person_id,
        ),
        default=None,
    )


def _statement(known: Known, member: Member) -> Statement | None:
    said = known.statements.get(member.clinic_id, ())
    return next((each for each in said if each.statement_id == member.statement_id), None)


def _is_old(statement: Statement, today: date) -> bool:
    return date.fromisoformat(statement.evidence.fetched_at[:10]) < today - timedelta(days=STALE_DAYS)


def _check(outcome: CheckOutcome, words: str, entry: EntryRecord, statement: Statement | None) -> Check:
    at = statement.evidence if statement else entry.evidence
    strength = Strength.NONE if outcome is CheckOutcome.NO_EVIDENCE else Strength.CLAIMED
    return Check(
        "clinic_collaboration", outcome, strength, words, "rule clinic_collaboration 1", source=at.source,
        source_url=at.source_url, fetched_at=at.fetched_at, source_as_of=at.source_as_of,
        statement_id=statement.statement_id if statement else None,
    )  # fmt: skip
