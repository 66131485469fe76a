"""Links, checks and verdicts as rows of the tables of `schema.py`: pure, sorted, missing text as None."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from crawler.records import EntryRecord
from verify.checks.judgment import Judgment
from verify.checks.known import Member
from verify.linkage.links import Link
from verify.publish.decisions import Decided
from verify.publish.display import entry_name
from verify.publish.rows import Cell, Row, evidence_cells, public_places, text


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


def check_rows(judgments: Iterable[Judgment]) -> Iterator[Row]:
    """Rows of `checks`, sorted by entry, in the order in which the checks were made."""
    for judgment in sorted(judgments, key=lambda judgment: judgment.entry_id):
        for position, check in enumerate(judgment.checks, start=1):
            yield (
                judgment.entry_id,
                position,
                check.check_name,
                str(check.outcome),
                str(check.strength),
                str(check.bearing),
                check.sentence,
                check.license_id,
                check.exclusion_id,
                check.certification_id,
                check.accreditation_id,
                check.statement_id,
                text(check.source),
                text(check.source_url),
                text(check.fetched_at),
                text(check.source_as_of),
                check.checked_by,
            )


def credential_rows(judgments: Iterable[Judgment]) -> Iterator[Row]:
    """Rows of `entry_credentials`, sorted by entry, in the order in which the entry writes them."""
    for judgment in sorted(judgments, key=lambda judgment: judgment.entry_id):
        for position, each in enumerate(judgment.credentials, start=1):
            yield (
                judgment.entry_id,
                position,
                each.printed,
                text(each.credential),
                each.kind,
                text(each.issuer),
                str(each.outcome),
                each.answer,
            )


def member_rows(members: Iterable[Member]) -> list[Row]:
    """Rows of `clinic_members`, sorted by clinic and person."""
    return sorted((each.clinic_id, each.person_id, each.basis, text(each.statement_id)) for each in members)


def link_key(link: Link) -> str:
    """The key of a link: entry and license."""
    return f"{link.entry_id}:{link.license_id}"


def link_rows(links: Iterable[Link], model_version: str, decided: Decided) -> Iterator[Row]:
    """Rows of `links`, with the machine's own decision beside that of a person."""
    for link in links:
        pair = link.entry_id, link.license_id
        said = decided.said.get(pair)
        yield (
            link_key(link),
            link.entry_id,
            link.license_id,
            str(link.decision),
            float(link.probability),
            float(link.cut),
            float(link.weight_bits),
            link.rule,
            str(link.identity_class),
            link.reason,
            link.rival_license_id,
            None if link.rival_weight_bits is None else float(link.rival_weight_bits),
            link.entry_hash,
            link.license_hash,
            model_version,
            decided.machine.get(pair, str(link.decision)),
            said.decided_by if said else None,
            said.decided_at if said else None,
            said.reason if said else None,
        )


def comparison_rows(links: Iterable[Link]) -> Iterator[Row]:
    """Rows of `link_comparisons`, in the order in which the weights were added."""
    for link in links:
        for position, each in enumerate(link.comparisons, start=1):
            values = (text(each.entry_value), text(each.license_value))
            weight = float(each.weight_bits)
            yield link_key(link), position, each.comparison, each.level, *values, weight, each.reason
