"""Entries as rows: their verdicts, what they state of themselves, and the people of clinics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from crawler.records import EntryRecord, Place, PlacePurpose
from verify.checks.judgment import Judgment
from verify.checks.known import Member, Statement
from verify.checks.professions import checked_profession
from verify.publish.cells import Cell, Row, evidence_cells, text
from verify.publish.display import entry_name, other_name


def public_places(entry: EntryRecord) -> list[Place]:
    """The places to go of an entry: practice first, then secondary, never the mailing address."""
    order = (PlacePurpose.PRACTICE, PlacePurpose.SECONDARY)
    return [place for purpose in order for place in entry.places if place.purpose is purpose]


def entry_name_rows(entries: Iterable[EntryRecord]) -> Iterator[Row]:
    """Rows of `entry_names`: former, professional and trade names, as the entry states them."""
    for entry in entries:
        names = ((name.kind or "other", other_name(name)) for name in entry.other_names)
        for position, (kind, name) in enumerate((pair for pair in names if pair[1]), start=1):
            yield entry.entry_id, position, kind, name


def entry_place_rows(entries: Iterable[EntryRecord]) -> Iterator[Row]:
    """Rows of `entry_places`: city, state and ZIP, never a street, never the mailing address."""
    for entry in entries:
        for position, place in enumerate(public_places(entry), start=1):
            cells = (text(place.city), text(place.state), text(place.zip5), text(place.phone))
            yield entry.entry_id, position, str(place.purpose), *cells


def entry_claim_rows(entries: Iterable[EntryRecord]) -> Iterator[Row]:
    """Rows of `entry_claims`: what an entry says of itself; never proof."""
    for entry in entries:
        for position, claim in enumerate(entry.claims, start=1):
            yield (
                entry.entry_id,
                position,
                claim.taxonomy_code,
                str(claim.profession),
                text(claim.state),
                text(claim.license_number),
                int(claim.is_primary),
            )


def statement_rows(statements: Iterable[Statement]) -> Iterator[Row]:
    """Rows of `statements`, sorted by their ids."""
    for each in sorted(statements, key=lambda each: each.statement_id):
        yield (
            each.statement_id,
            each.evidence.source,
            each.entry_id,
            each.topic,
            each.statement_printed,
            text(each.issuer),
            each.stated_on,
            each.basis,
            text(each.other_entry_id),
            each.seen_by,
            *evidence_cells(each.evidence),
        )


def entry_rows(entries: Iterable[EntryRecord], judgments: Mapping[str, Judgment]) -> Iterator[Row]:
    """Rows of `entries`: the entry, the place and phone of its practice, its verdict.

    Raises:
        KeyError: an entry has no judgment.
    """
    for entry in entries:
        places = [place for place in public_places(entry) if place.purpose == "practice"]
        place = places[0] if places else None
        yield (
            entry.entry_id,
            entry.evidence.source,
            str(entry.kind),
            entry_name(entry),
            str(entry.profession),
            text(checked_profession(entry) or ""),
            text(entry.first_name),
            text(entry.middle_name),
            text(entry.last_name),
            text(entry.suffix),
            text(entry.credential_printed),
            text(entry.organization_name),
            text(place.city) if place else None,
            text(place.state) if place else None,
            text(place.zip5) if place else None,
            text(place.phone) if place else None,
            *_verdict_cells(judgments[entry.entry_id]),
            entry.enumerated_on,
            entry.updated_on,
            *evidence_cells(entry.evidence),
        )


def _verdict_cells(judgment: Judgment) -> tuple[Cell, ...]:
    return (
        str(judgment.verdict),
        judgment.sentence,
        judgment.license_id,
        _day(judgment.checked_on),
        _day(judgment.listing_as_of),
        _day(judgment.next_check_on),
        _day(judgment.shown_until),
    )


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def member_rows(members: Iterable[Member]) -> list[Row]:
    """Rows of `clinic_members`, sorted by clinic and person."""
    return sorted((each.clinic_id, each.person_id, each.basis, text(each.statement_id)) for each in members)
