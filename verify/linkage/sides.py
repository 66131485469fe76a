"""The two sides of a comparison: a license row and an entry, each standardized once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from crawler.records import (
    Discipline,
    EntryKind,
    EntryRecord,
    LicenseRecord,
    Place,
    PlacePurpose,
    Status,
)
from verify.linkage.names import PersonName, fold, standardize
from verify.linkage.numbers import readings

Roll = tuple[str, str]
"""One board's list of one profession: (jurisdiction, profession). Only like rolls are compared."""

ADVERSE = frozenset({Status.SUSPENDED, Status.REVOKED, Status.PROBATION, Status.SURRENDERED})


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as far as it can be compared: folded city, two-letter state, five-digit ZIP.

    `is_mailing` marks where an entry receives mail: it may be compared, and is no place to go.
    """

    city: str
    state: str
    zip5: str
    is_mailing: bool = False


@dataclass(frozen=True, slots=True)
class RowSide:
    """A license row of a person, ready to compare.

    `is_adverse` needs the stricter identity; `holder_id` is the board's own id of the person, or empty.
    """

    license_id: str
    roll: Roll
    name: PersonName
    numbers: frozenset[str]
    spot: Spot | None
    is_superseded: bool
    is_adverse: bool
    holder_id: str = ""


@dataclass(frozen=True, slots=True)
class EntrySide:
    """A person's entry, ready to compare. `numbers` are its claims by roll; empty means none."""

    entry_id: str
    name: PersonName
    other_names: tuple[PersonName, ...]
    spots: tuple[Spot, ...]
    numbers: dict[Roll, frozenset[str]]

    @property
    def rolls(self) -> tuple[Roll, ...]:
        """The rolls on which a license of this entry may stand."""
        return tuple(self.numbers)


def row_sides(licenses: Iterable[LicenseRecord]) -> list[RowSide]:
    """The license rows of persons, sorted by id; rows of organizations are left out."""
    sides = [_row_side(r) for r in licenses if r.last_name or r.first_name]
    return sorted(sides, key=lambda side: side.license_id)


def entry_sides(entries: Iterable[EntryRecord]) -> list[EntrySide]:
    """The entries of persons, sorted by id; organizations hold no license of these boards."""
    sides = [_entry_side(e) for e in entries if e.kind is EntryKind.INDIVIDUAL]
    return sorted(sides, key=lambda side: side.entry_id)


def is_adverse(record: LicenseRecord) -> bool:
    """Whether showing this row says something disciplinary of its holder."""
    return (
        record.status in ADVERSE
        or record.is_disciplinary_status
        or record.discipline is Discipline.YES
        or record.discipline_printed.strip().upper() == "PENDING"
        or bool(record.actions)
    )


def _row_side(record: LicenseRecord) -> RowSide:
    spot = Spot(fold(record.city), record.state, record.zip5)
    return RowSide(
        license_id=record.license_id,
        roll=(record.jurisdiction, record.profession.value),
        name=standardize(record.first_name, record.middle_name, record.last_name, record.suffix),
        numbers=readings(record.license_number),
        spot=spot if spot.city or spot.zip5 else None,
        is_superseded=record.is_superseded,
        is_adverse=is_adverse(record),
        holder_id=record.holder_id,
    )


def _entry_side(entry: EntryRecord) -> EntrySide:
    others = (standardize(o.first_name, o.middle_name, o.last_name, o.suffix) for o in entry.other_names)
    spots = dict.fromkeys(_entry_spot(p) for p in entry.places)
    return EntrySide(
        entry_id=entry.entry_id,
        name=standardize(entry.first_name, entry.middle_name, entry.last_name, entry.suffix),
        other_names=tuple(dict.fromkeys(o for o in others if o.surname or o.given)),
        spots=tuple(spots),
        numbers=_claimed_numbers(entry, spots),
    )


def _entry_spot(place: Place) -> Spot:
    return Spot(fold(place.city), place.state, place.zip5, place.purpose is PlacePurpose.MAILING)


def _claimed_numbers(entry: EntryRecord, spots: Iterable[Spot]) -> dict[Roll, frozenset[str]]:
    """Claimed readings by roll: the claims' own states, and every state where the entry has a place."""
    here = entry.places[0].state if entry.places else ""
    states = {spot.state for spot in spots} - {""}
    numbers: dict[Roll, frozenset[str]] = {}
    for claim in entry.claims:
        profession = claim.profession.value
        for state in sorted(states | ({claim.state} - {""})):
            numbers.setdefault((state, profession), frozenset())
        roll = (claim.state or here, profession)
        if claim.license_number and roll in numbers:
            numbers[roll] |= readings(claim.license_number)
    return numbers
