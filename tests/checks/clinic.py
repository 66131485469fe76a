"""A clinic with people whose verdicts are given, for the checks of clinics."""

from __future__ import annotations

from collections.abc import Iterable

from crawler.records import EntryKind, EntryRecord, Profession
from tests.factories import TODAY, claim, entry, evidence
from verify.checks.judgment import Judgment, Verdict
from verify.checks.known import Known, Member, Statement, known_of

CLINIC = entry(
    "", "", kind=EntryKind.ORGANIZATION, profession=Profession.CLINIC, organization_name="Larkspur", claims=()
)


def person(profession: Profession = Profession.ACUPUNCTURIST) -> EntryRecord:
    return entry("Ada", "Marwen", profession=profession, claims=(claim("", "WA", profession),))


def staff(
    clinic: EntryRecord, who: EntryRecord, basis: str, seen_on: str = "2026-11-20", statement_id: str = ""
) -> Statement:
    at = evidence("own_statements", fetched_at=f"{seen_on}T00:00:00Z", source_as_of=seen_on)
    key = statement_id or f"own_statements:{basis}:{who.entry_id}"
    return Statement(key, clinic.entry_id, "staff", "Our team", "", None, basis, who.entry_id, "reader", at)


def judgment(entry_id: str, verdict: Verdict) -> Judgment:
    return Judgment(entry_id, verdict, "", None, None, None, None, None, ())


def known_clinic(
    people: Iterable[tuple[EntryRecord, str, Verdict]], seen_on: str = "2026-11-20"
) -> tuple[Known, dict[str, Judgment]]:
    """The clinic with these people: entry, basis and verdict of each; statements were seen on that day."""
    listed = list(people)
    said = [
        staff(CLINIC, who, basis, seen_on)
        for who, basis, _ in listed
        if basis in ("staff_list", "organization_roles")
    ]
    by_person = {each.other_entry_id: each.statement_id for each in said}
    known = known_of(
        TODAY,
        (),
        [CLINIC, *(who for who, _, _ in listed)],
        statements=said,
        members=[
            Member(CLINIC.entry_id, who.entry_id, basis, by_person.get(who.entry_id, ""))
            for who, basis, _ in listed
        ],
    )
    return known, {who.entry_id: judgment(who.entry_id, verdict) for who, _, verdict in listed}
