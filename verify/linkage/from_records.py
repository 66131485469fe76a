"""Records become columns: what linking needs of a license and of an entry."""

from __future__ import annotations

from collections.abc import Iterable

from crawler.records import (
    Discipline,
    EntryKind,
    EntryRecord,
    LicenseRecord,
    PlacePurpose,
    Status,
)
from verify.linkage.columns import DirectoryColumns, NameTexts, OwnedTexts, RollColumns
from verify.linkage.standardize import MAIL

ADVERSE = frozenset({Status.SUSPENDED, Status.REVOKED, Status.PROBATION, Status.SURRENDERED})
CURRENT = frozenset({Status.ACTIVE, Status.ACTIVE_RESTRICTED, Status.PROBATION, Status.UNKNOWN})


def is_adverse(record: LicenseRecord) -> bool:
    """Whether showing this row says something disciplinary of its holder."""
    return (
        record.status in ADVERSE
        or record.is_disciplinary_status
        or record.discipline is Discipline.YES
        or record.discipline_printed.strip().upper() == "PENDING"
        or bool(record.actions)
    )


def roll_columns(licenses: Iterable[LicenseRecord]) -> RollColumns:
    """The license rows of persons; rows of organizations are left out."""
    kept = [record for record in licenses if record.last_name or record.first_name]
    return RollColumns(
        ids=[r.license_id for r in kept],
        names=NameTexts(
            [r.first_name for r in kept],
            [r.middle_name for r in kept],
            [r.last_name for r in kept],
            [r.suffix for r in kept],
        ),
        board=[r.jurisdiction for r in kept],
        profession=[r.profession.value for r in kept],
        number=[r.license_number for r in kept],
        city=[r.city for r in kept],
        state=[r.state for r in kept],
        zip5=[r.zip5 for r in kept],
        is_superseded=[r.is_superseded for r in kept],
        is_adverse=[is_adverse(r) for r in kept],
        is_current=[r.status in CURRENT for r in kept],
        holder=[r.holder_id for r in kept],
    )


def directory_columns(entries: Iterable[EntryRecord]) -> DirectoryColumns:
    """Persons' entries, sorted by id; organizations hold no license of these boards.

    The rolls of an entry are those of its claims, in every state where it has a place.
    """
    people = sorted((e for e in entries if e.kind is EntryKind.INDIVIDUAL), key=lambda e: e.entry_id)
    others, spots, scopes, claims = OwnedTexts(), OwnedTexts(), OwnedTexts(), OwnedTexts()
    for owner, entry in enumerate(people):
        for other in dict.fromkeys(
            (o.first_name, o.middle_name, o.last_name, o.suffix) for o in entry.other_names
        ):
            if other[0] or other[2]:
                others.add(owner, *other)
        for spot in dict.fromkeys(
            (p.city, p.state, p.zip5, MAIL if p.purpose is PlacePurpose.MAILING else "") for p in entry.places
        ):
            spots.add(owner, *spot)
        _add_rolls(owner, entry, scopes, claims)
    return DirectoryColumns(
        ids=[e.entry_id for e in people],
        names=NameTexts(
            [e.first_name for e in people],
            [e.middle_name for e in people],
            [e.last_name for e in people],
            [e.suffix for e in people],
        ),
        other_names=others,
        spots=spots,
        scopes=scopes,
        claims=claims,
    )


def _add_rolls(owner: int, entry: EntryRecord, scopes: OwnedTexts, claims: OwnedTexts) -> None:
    here = entry.places[0].state if entry.places else ""
    states = {place.state for place in entry.places}
    rolls = {
        (state, claim.profession.value) for claim in entry.claims for state in states | {claim.state} if state
    }
    for board, profession in sorted(rolls):
        scopes.add(owner, board, profession)
    for claim in entry.claims:
        board = claim.state or here
        if claim.license_number and (board, claim.profession.value) in rolls:
            claims.add(owner, board, claim.profession.value, claim.license_number)
