"""One row of `npidata_pfile`, with its rows of the side files, to one directory entry. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.clean import us_state
from crawler.platforms import nppes_columns as columns
from crawler.platforms import nppes_values as values
from crawler.platforms.nppes_names import organization_alias, person_alias
from crawler.platforms.nppes_places import read_place
from crawler.platforms.nppes_refusals import RefusedError, quarantine
from crawler.platforms.nppes_values import Row, text
from crawler.records import (
    Claim,
    EntryKind,
    EntryRecord,
    Evidence,
    OtherName,
    Place,
    PlacePurpose,
    QuarantinedRow,
    is_npi,
)
from crawler.taxonomy import kept_profession

_KINDS = {"1": EntryKind.INDIVIDUAL, "2": EntryKind.ORGANIZATION}


@dataclass(frozen=True, slots=True)
class Additions:
    """What other files add to one entry: the side files, and those that state deactivations."""

    names: tuple[OtherName, ...] = ()
    places: tuple[Place, ...] = ()
    deactivated_on: str | None = None


def entry_kind(row: Row) -> EntryKind | None:
    """Person or organization when the row has a code that we keep; None when it is of no interest.

    A blank entity type is a deactivated number about which nothing else is published: no interest.

    Raises:
        RefusedError: the entity type is a code that we don't know.
    """
    entity_type = row[columns.ENTITY_TYPE].strip()
    if not entity_type:
        return None
    kind = _KINDS.get(entity_type)
    if kind is None:
        raise RefusedError(columns.ENTITY_TYPE, values.shown(entity_type), "entity_type")
    codes = (row.get(group[0]) for group in columns.TAXONOMY_GROUPS)
    return kind if any(code and kept_profession(kind, code.strip()) for code in codes) else None


def entry_id(row: Row) -> str:
    """The NPI of the row.

    Raises:
        RefusedError: it is no NPI.
    """
    npi = row[columns.NPI].strip()
    if not is_npi(npi):
        raise RefusedError(columns.NPI, values.shown(npi), "npi_check_digit")
    return npi


def make_entry(
    row: Row, added: Additions, evidence: Evidence
) -> tuple[EntryRecord, tuple[QuarantinedRow, ...]]:
    """The entry of a row, and a note for each license number that was withheld.

    The row has passed `entry_kind` and `entry_id`.

    Raises:
        RefusedError: a cell is hostile or no date, or the row names nobody.
    """
    kind = _KINDS[row[columns.ENTITY_TYPE].strip()]
    claims, notes = _claims(row, kind, evidence)
    is_person = kind is EntryKind.INDIVIDUAL
    entry = EntryRecord(
        entry_id=row[columns.NPI].strip(),
        kind=kind,
        profession=next((claim for claim in claims if claim.is_primary), claims[0]).profession,
        first_name=text(row, columns.FIRST_NAME) if is_person else "",
        middle_name=text(row, columns.MIDDLE_NAME) if is_person else "",
        last_name=text(row, columns.LAST_NAME) if is_person else "",
        suffix=text(row, columns.SUFFIX) if is_person else "",
        credential_printed=text(row, columns.CREDENTIAL) if is_person else "",
        organization_name="" if is_person else text(row, columns.ORGANIZATION_NAME),
        other_names=tuple(dict.fromkeys((*_own_names(row, is_person), *added.names))),
        places=_places(row, added.places),
        claims=claims,
        enumerated_on=values.day(row, columns.ENUMERATED),
        updated_on=values.day(row, columns.UPDATED),
        deactivated_on=_deactivated_on(row, added.deactivated_on),
        evidence=evidence,
    )
    if not (entry.first_name or entry.last_name or entry.organization_name):
        raise RefusedError(columns.LAST_NAME if is_person else columns.ORGANIZATION_NAME, "", "missing_name")
    return entry, notes


def _own_names(row: Row, is_person: bool) -> tuple[OtherName, ...]:
    alias = person_alias(row) if is_person else organization_alias(row)
    return (alias,) if alias else ()


def _places(row: Row, secondary: tuple[Place, ...]) -> tuple[Place, ...]:
    practice = read_place(row, columns.PRACTICE, PlacePurpose.PRACTICE)
    mailing = read_place(row, columns.MAILING, PlacePurpose.MAILING)
    found = (practice, *dict.fromkeys(secondary), mailing)
    return tuple(place for place in found if place)


def _claims(
    row: Row, kind: EntryKind, evidence: Evidence
) -> tuple[tuple[Claim, ...], tuple[QuarantinedRow, ...]]:
    claims: list[Claim] = []
    notes: list[QuarantinedRow] = []
    for code_column, number_column, state_column, switch_column in columns.TAXONOMY_GROUPS:
        # Nearly all of the fifteen groups are blank.
        code = row.get(code_column, "")
        profession = kept_profession(kind, code := code.strip()) if code else None
        if profession is None:
            continue
        state = us_state(text(row, state_column))
        number, is_withheld = values.license_number(row, number_column, state)
        if is_withheld:
            refused = RefusedError(number_column, values.WITHHELD, "private_number")
            notes.append(quarantine(refused, evidence, "npidata"))
        claims.append(Claim(code, profession, state, number, row[switch_column].strip() == "Y"))
    return tuple(dict.fromkeys(claims)), tuple(notes)


def _deactivated_on(row: Row, stated_on: str | None) -> str | None:
    days = filter(None, (values.day(row, columns.DEACTIVATED), stated_on))
    deactivated, reactivated = max(days, default=None), values.day(row, columns.REACTIVATED)
    return None if deactivated and reactivated and reactivated >= deactivated else deactivated
