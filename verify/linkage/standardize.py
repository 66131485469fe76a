"""Records become sides: every name, place and number read once into columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from crawler.records import (
    Discipline,
    EntryKind,
    EntryRecord,
    LicenseRecord,
    PlacePurpose,
    Status,
)
from verify.linkage.name_columns import NameReader
from verify.linkage.names import fold
from verify.linkage.numbers import readings
from verify.linkage.sides import DirectoryTable, Numbers, RollTable, Scopes, Sides, Spots
from verify.linkage.vocabulary import Codes, Vocabulary

ADVERSE = frozenset({Status.SUSPENDED, Status.REVOKED, Status.PROBATION, Status.SURRENDERED})
CURRENT = frozenset({Status.ACTIVE, Status.ACTIVE_RESTRICTED, Status.PROBATION, Status.UNKNOWN})

LONGEST_READING = 18
"""Digits of a license number that are compared, from the right: what a 64-bit integer holds."""


@dataclass(frozen=True, slots=True)
class RollRow:
    """A license row as far as linking is concerned, whatever it was read from."""

    row_id: str
    board: str
    profession: str
    first_name: str
    middle_name: str
    last_name: str
    suffix: str
    license_number: str
    city: str
    state: str
    zip5: str
    is_superseded: bool
    is_adverse: bool
    is_current: bool
    holder_id: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that an entry states."""

    city: str
    state: str
    zip5: str
    is_mailing: bool = False


@dataclass(frozen=True, slots=True)
class ClaimedNumber:
    """A license number that an entry states for a board; `profession` is empty where it does not say."""

    board: str
    profession: str
    number: str


Printed = tuple[str, str, str, str]
"""First name, middle name, last name, suffix."""


@dataclass(frozen=True, slots=True)
class DirectoryEntry:
    """A person's entry as far as linking is concerned. `scopes` are its (board, profession) pairs."""

    entry_id: str
    name: Printed
    other_names: tuple[Printed, ...]
    spots: tuple[Spot, ...]
    scopes: tuple[tuple[str, str], ...]
    claims: tuple[ClaimedNumber, ...]


def sides_of(licenses: Iterable[LicenseRecord], entries: Iterable[EntryRecord]) -> Sides:
    """The sides of records; organizations are left out on both."""
    rows = [roll_row(record) for record in licenses if record.last_name or record.first_name]
    people = [directory_entry(entry) for entry in entries if entry.kind is EntryKind.INDIVIDUAL]
    vocabulary = Vocabulary()
    reader = NameReader(vocabulary)
    return Sides(vocabulary, roll_table(rows, vocabulary, reader), directory_table(people, vocabulary, reader))


def roll_row(record: LicenseRecord) -> RollRow:
    """The license row of a record."""
    return RollRow(
        row_id=record.license_id,
        board=record.jurisdiction,
        profession=record.profession.value,
        first_name=record.first_name,
        middle_name=record.middle_name,
        last_name=record.last_name,
        suffix=record.suffix,
        license_number=record.license_number,
        city=record.city,
        state=record.state,
        zip5=record.zip5,
        is_superseded=record.is_superseded,
        is_adverse=is_adverse(record),
        is_current=record.status in CURRENT,
        holder_id=record.holder_id,
    )


def is_adverse(record: LicenseRecord) -> bool:
    """Whether showing this row says something disciplinary of its holder."""
    return (
        record.status in ADVERSE
        or record.is_disciplinary_status
        or record.discipline is Discipline.YES
        or record.discipline_printed.strip().upper() == "PENDING"
        or bool(record.actions)
    )


def directory_entry(entry: EntryRecord) -> DirectoryEntry:
    """The entry of a record: its rolls are those of its claims, in every state where it has a place."""
    spots = tuple(Spot(p.city, p.state, p.zip5, p.purpose is PlacePurpose.MAILING) for p in entry.places)
    here = spots[0].state if spots else ""
    states = {spot.state for spot in spots}
    scopes = {
        (state, claim.profession.value) for claim in entry.claims for state in states | {claim.state} if state
    }
    claims = tuple(
        ClaimedNumber(claim.state or here, claim.profession.value, claim.license_number)
        for claim in entry.claims
        if claim.license_number and (claim.state or here, claim.profession.value) in scopes
    )
    return DirectoryEntry(
        entry_id=entry.entry_id,
        name=(entry.first_name, entry.middle_name, entry.last_name, entry.suffix),
        other_names=tuple((o.first_name, o.middle_name, o.last_name, o.suffix) for o in entry.other_names),
        spots=tuple(dict.fromkeys(spots)),
        scopes=tuple(sorted(scopes)),
        claims=claims,
    )


def roll_table(rows: Iterable[RollRow], vocabulary: Vocabulary, reader: NameReader) -> RollTable:
    """The rows as a table, sorted by id."""
    kept = sorted(rows, key=lambda row: row.row_id)
    every = np.arange(len(kept), dtype=np.int32)
    board, profession = (
        vocabulary.codes(row.board for row in kept), vocabulary.codes(row.profession for row in kept)
    )
    return RollTable(
        ids=tuple(row.row_id for row in kept),
        names=reader.columns(
            [row.first_name for row in kept],
            [row.middle_name for row in kept],
            [row.last_name for row in kept],
            [row.suffix for row in kept],
        ),
        board=board,
        profession=profession,
        spots=spot_columns(every, [Spot(row.city, row.state, row.zip5) for row in kept], vocabulary),
        numbers=number_columns(every, board, profession, [row.license_number for row in kept]),
        is_superseded=np.array([row.is_superseded for row in kept], dtype=np.bool_),
        is_adverse=np.array([row.is_adverse for row in kept], dtype=np.bool_),
        is_current=np.array([row.is_current for row in kept], dtype=np.bool_),
        holder=vocabulary.codes(row.holder_id for row in kept),
    )


def directory_table(
    entries: Iterable[DirectoryEntry], vocabulary: Vocabulary, reader: NameReader
) -> DirectoryTable:
    """The entries as a table, sorted by id."""
    kept = sorted(entries, key=lambda entry: entry.entry_id)
    faces = [(i, name) for i, entry in enumerate(kept) for name in _faces(entry)]
    spots = [(i, spot) for i, entry in enumerate(kept) for spot in entry.spots]
    scopes = [(i, scope) for i, entry in enumerate(kept) for scope in entry.scopes]
    claims = [(i, claim) for i, entry in enumerate(kept) for claim in entry.claims]
    owner = _owners(i for i, _ in faces)
    return DirectoryTable(
        ids=tuple(entry.entry_id for entry in kept),
        faces=reader.columns(*(list(part) for part in zip(*(n for _, n in faces), strict=True)))
        if faces
        else reader.columns([], [], [], []),
        face_owner=owner,
        is_other=np.concatenate([[False], owner[1:] == owner[:-1]]) if len(owner) else owner.astype(np.bool_),
        spots=spot_columns(_owners(i for i, _ in spots), [spot for _, spot in spots], vocabulary),
        numbers=number_columns(
            _owners(i for i, _ in claims),
            vocabulary.codes(claim.board for _, claim in claims),
            vocabulary.codes(claim.profession for _, claim in claims),
            [claim.number for _, claim in claims],
        ),
        scopes=Scopes(
            _owners(i for i, _ in scopes),
            vocabulary.codes(board for _, (board, _) in scopes),
            vocabulary.codes(profession for _, (_, profession) in scopes),
        ),
    )


def _faces(entry: DirectoryEntry) -> list[Printed]:
    own = entry.name
    others = (
        (first or own[0], middle or own[1], last or own[2], suffix or own[3])
        for first, middle, last, suffix in entry.other_names
        if first or last
    )
    return list(dict.fromkeys([own, *others]))


def _owners(places: Iterable[int]) -> Codes:
    return np.fromiter(places, np.int32)


def spot_columns(owner: Codes, spots: Sequence[Spot], vocabulary: Vocabulary) -> Spots:
    """The places that name a city or a ZIP; the others say nothing and are left out."""
    known = [i for i, spot in enumerate(spots) if spot.city or spot.zip5]
    cities = vocabulary.codes(spots[i].city for i in known)
    zips = [spots[i].zip5.strip().upper() for i in known]
    return Spots(
        owner=owner[known] if known else owner[:0],
        city=vocabulary.derived(cities, fold),
        zip5=vocabulary.codes(zip5[:5] for zip5 in zips),
        area=vocabulary.codes(f"{zip5[:3]}*" if len(zip5) > 3 else "" for zip5 in zips),
        state=vocabulary.codes(spots[i].state for i in known),
        is_mailing=np.array([spots[i].is_mailing for i in known], dtype=np.bool_),
    )


def number_columns(owner: Codes, board: Codes, profession: Codes, printed: Sequence[str]) -> Numbers:
    """One line for every plausible reading of every number."""
    read = [sorted(readings(text)) if text else () for text in printed]
    counts = np.fromiter((len(found) for found in read), np.int64, len(read))
    return Numbers(
        owner=np.repeat(owner, counts),
        board=np.repeat(board, counts),
        profession=np.repeat(profession, counts),
        reading=np.fromiter((int(r[-LONGEST_READING:]) for found in read for r in found), np.int64),
    )
