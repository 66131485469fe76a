"""Who works at a clinic, as far as its own statements and practice addresses in NPPES show it.

The strongest basis counts and is named: the roles that an organization publishes, its list of its people,
the same street, suite and phone in NPPES, or the same address alone. None of them shows employment.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from crawler.records import EntryKind, EntryRecord, Place, PlacePurpose
from verify.checks.judgment import Check, CheckOutcome, Judgment, Strength, Verdict
from verify.checks.known import Known, Member, Statement
from verify.linkage.names import fold

BASES = ("organization_roles", "staff_list", "same_suite_and_phone", "same_address")
"""How a person is known to work at a clinic, the strongest first."""

STATED = frozenset(BASES[:2])
"""The bases that are statements of the clinic."""

ADDRESS_ALONE = "same_address"
"""It names nobody: many practices share one address."""

VERIFIED = (Verdict.VERIFIED, Verdict.VERIFIED_WITH_NOTICE)
"""Verdicts of a person who holds an active license."""

MOST_MEMBERS = 60
"""An address shared by more people is a hospital or a mail drop, not one clinic."""

_ABBREVIATIONS = {
    "STREET": "ST", "AVENUE": "AVE", "BOULEVARD": "BLVD", "ROAD": "RD", "DRIVE": "DR", "LANE": "LN",
    "SUITE": "STE", "UNIT": "STE", "NORTH": "N", "SOUTH": "S", "EAST": "E", "WEST": "W", "HIGHWAY": "HWY",
    "PLACE": "PL", "COURT": "CT", "PARKWAY": "PKWY", "NUMBER": "STE", "NO": "STE",
}  # fmt: skip


def members(entries: Sequence[EntryRecord], statements: Iterable[Statement] = ()) -> Iterator[Member]:
    """The people of each organization, sorted by organization and person, each with the strongest basis."""
    people: dict[str, dict[str, set[str]]] = defaultdict(dict)
    clinics: list[EntryRecord] = []
    for entry in entries:
        if entry.kind is EntryKind.ORGANIZATION:
            clinics.append(entry)
            continue
        for place in _practices(entry):
            people[address_key(place)].setdefault(entry.entry_id, set()).add(place.phone)
    persons = {entry.entry_id for entry in entries if entry.kind is EntryKind.INDIVIDUAL}
    stated = _stated(statements, persons)
    for clinic in sorted(clinics, key=lambda c: c.entry_id):
        found = {each.person_id: each for each in _of_clinic(clinic, people)}
        found |= stated.get(clinic.entry_id, {})
        yield from (found[person] for person in sorted(found))


def named_members(entry: EntryRecord, known: Known) -> list[Member]:
    """The people of a clinic but for those of whom nothing but the address is known."""
    return [each for each in known.members.get(entry.entry_id, ()) if each.basis != ADDRESS_ALONE]


def clinic_people(entry: EntryRecord, known: Known, judged: Mapping[str, Judgment]) -> Iterator[Check]:
    """How many of the named practitioners are verified. It never says anything of the clinic itself.

    Named is whoever the clinic states, or who gives its suite and phone; an address alone names nobody.
    """
    named = named_members(entry, known)
    verdicts = [judged[each.person_id].verdict for each in named if each.person_id in judged]
    verified = [verdict for verdict in verdicts if verdict in VERIFIED]
    noticed = verified.count(Verdict.VERIFIED_WITH_NOTICE)
    if not named:
        words = "No practitioner is named here, so there is nobody to verify."
        yield _check(CheckOutcome.NO_EVIDENCE, Strength.NONE, words, entry)
        return
    words = f"{len(verified)} of {len(named)} named practitioners are verified."
    if noticed:
        words += f" For {noticed} of them there is a board notice; read it on the person’s own page."
    is_whole = len(verified) == len(named) and not noticed
    outcome = CheckOutcome.PASS if is_whole else CheckOutcome.NOTICE
    yield _check(outcome, Strength.PRIMARY if verified else Strength.NONE, words, entry)


def _check(outcome: CheckOutcome, strength: Strength, words: str, entry: EntryRecord) -> Check:
    at = entry.evidence
    return Check(
        "clinic_people", outcome, strength, words, "rule clinic_people 1", source=at.source,
        source_url=at.source_url, fetched_at=at.fetched_at, source_as_of=at.source_as_of,
    )  # fmt: skip


def _stated(statements: Iterable[Statement], persons: set[str]) -> dict[str, dict[str, Member]]:
    """By clinic and person, the statement with the strongest basis, of these the newest."""
    staff = [
        each
        for each in statements
        if each.topic == "staff" and each.basis in STATED and each.other_entry_id in persons
    ]
    by_id = sorted(staff, key=lambda each: each.statement_id)
    weakest_first = sorted(by_id, key=lambda each: (-BASES.index(each.basis), each.evidence.fetched_at))
    found: dict[str, dict[str, Member]] = defaultdict(dict)
    for each in weakest_first:
        found[each.entry_id][each.other_entry_id] = Member(
            each.entry_id, each.other_entry_id, each.basis, each.statement_id
        )
    return found


def _of_clinic(clinic: EntryRecord, people: dict[str, dict[str, set[str]]]) -> Iterator[Member]:
    found: dict[str, str] = {}
    for place in _practices(clinic):
        here = people.get(address_key(place), {})
        for person, phones in here.items() if len(here) <= MOST_MEMBERS else ():
            same_phone = bool(place.phone) and place.phone in phones
            if same_phone or person not in found:
                found[person] = "same_suite_and_phone" if same_phone else "same_address"
    for person in sorted(found):
        yield Member(clinic.entry_id, person, found[person])


def _practices(entry: EntryRecord) -> Iterator[Place]:
    for place in entry.places:
        if place.purpose is not PlacePurpose.MAILING and place.street and place.zip5:
            yield place


def address_key(place: Place) -> str:
    """Street, suite and ZIP in one comparable form: `100 MAIN ST STE 4 98101`."""
    words = [_ABBREVIATIONS.get(word, word) for word in fold(place.street.replace("#", " STE ")).split()]
    return " ".join([*words, place.zip5])
