"""One result of the NPI Registry to a provider, and to an entry by the readers of the monthly file. Pure.

A result is laid out under the headings of `npidata_pfile`, so that a cell means the same whichever way it
came. Absent, null and `--` are all "nothing". Numbers and epochs may be strings or integers: both were seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from crawler.clean import iso_day
from crawler.platforms import nppes_columns as columns
from crawler.platforms.nppes_entries import (
    Additions,
    entry_id,
    entry_kind,
    make_entry,
    organization_alias,
    person_alias,
    quarantine,
    read_place,
)
from crawler.platforms.nppes_values import RefusedError, day, shown, text
from crawler.records import EntryKind, EntryRecord, Evidence, OtherName, Place, PlacePurpose, QuarantinedRow
from crawler.registry.question import ORGANIZATION, PERSON

_KINDS = {PERSON: EntryKind.INDIVIDUAL, ORGANIZATION: EntryKind.ORGANIZATION}
_ENTITY_TYPES = {EntryKind.INDIVIDUAL: "1", EntryKind.ORGANIZATION: "2"}
_BLANK_ROW = dict.fromkeys(columns.taken_columns(columns.ALL_COLUMNS), "")
_BASIC = {
    "organization_name": columns.ORGANIZATION_NAME,
    "last_name": columns.LAST_NAME,
    "first_name": columns.FIRST_NAME,
    "middle_name": columns.MIDDLE_NAME,
    "name_suffix": columns.SUFFIX,
    "credential": columns.CREDENTIAL,
}
_OTHER_NAME = {
    "organization_name": columns.OTHER_ORGANIZATION,
    "last_name": columns.OTHER_LAST_NAME,
    "first_name": columns.OTHER_FIRST_NAME,
    "middle_name": columns.OTHER_MIDDLE_NAME,
    "suffix": columns.OTHER_SUFFIX,
}
_ADDRESS = ("address_1", "address_2", "city", "state", "postal_code", "country_code", "telephone_number")
_PURPOSES = {
    "LOCATION": PlacePurpose.PRACTICE,
    "PRIMARY": PlacePurpose.PRACTICE,
    "SECONDARY": PlacePurpose.SECONDARY,
    "MAILING": PlacePurpose.MAILING,
}
_SECONDS_END = 10**11
"""An epoch from here on counts milliseconds: as seconds it would lie after the year 5000."""


@dataclass(frozen=True, slots=True)
class Provider:
    """Who holds a number. `taxonomies` are code and words; `entry` is None when none of them is kept."""

    npi: str
    kind: EntryKind
    name: str
    taxonomies: tuple[str, ...]
    updated_on: str | None
    place: Place | None
    entry: EntryRecord | None


def read_provider(result: Any, evidence: Evidence) -> tuple[Provider, tuple[QuarantinedRow, ...]]:
    """The provider of a result, and a note for each license number that was withheld.

    `evidence` carries the place of the result on its page, counted from 1.

    Raises:
        RefusedError: a cell is hostile or unreadable, the number is no NPI, or the status is not `A`.
    """
    kind = _checked_kind(result)
    row = _row(result, kind)
    added = Additions(tuple(_other_names(result, kind)), tuple(_further_places(result)))
    npi = entry_id(row)
    is_kept = entry_kind(row) is not None
    entry, notes = make_entry(row, added, evidence) if is_kept else (None, ())
    provider = Provider(
        npi=npi,
        kind=kind,
        name=_printed_name(row, kind),
        taxonomies=tuple(_taxonomy_words(result)),
        updated_on=day(row, columns.UPDATED),
        place=read_place(row, columns.PRACTICE, PlacePurpose.PRACTICE),
        entry=entry,
    )
    return provider, tuple(_as_of_answer(note, evidence) for note in notes)


def number_of(result: Any) -> str:
    """The number as the result prints it, to tell results apart; empty where there is none."""
    number = result.get("number") if isinstance(result, Mapping) else None
    return str(number) if isinstance(number, str | int) else ""


def _as_of_answer(note: QuarantinedRow, evidence: Evidence) -> QuarantinedRow:
    """The note of the monthly file's reader, naming the answer in place of the file's member."""
    return quarantine(RefusedError(note.column, note.value, note.reason), evidence, "answer")


def _checked_kind(result: Any) -> EntryKind:
    if not isinstance(result, Mapping):
        raise RefusedError("result", shown(str(result)), "registry_shape")
    printed = _cell(result, "enumeration_type")
    if printed not in _KINDS:
        raise RefusedError("enumeration_type", shown(printed), "registry_kind")
    status = _cell(_inner(result, "basic"), "status")
    if status != "A":
        raise RefusedError("basic.status", shown(status), "registry_status")
    return _KINDS[printed]


def _row(result: Mapping[str, Any], kind: EntryKind) -> dict[str, str]:
    """The result under the headings of the monthly file; further places and other names are not in it."""
    basic = _inner(result, "basic")
    return {
        **_BLANK_ROW,
        columns.NPI: _cell(result, "number"),
        columns.ENTITY_TYPE: _ENTITY_TYPES[kind],
        **{heading: _cell(basic, name) for name, heading in _BASIC.items()},
        columns.ENUMERATED: _day(basic, "enumeration_date") or _epoch_day(result, "created_epoch"),
        columns.UPDATED: _day(basic, "last_updated") or _epoch_day(result, "last_updated_epoch"),
        columns.DEACTIVATED: _day(basic, "deactivation_date"),
        columns.REACTIVATED: _day(basic, "reactivation_date"),
        **_taxonomy_cells(_items(result, "taxonomies")),
        **_first_addresses(result),
    }


def _taxonomy_cells(taxonomies: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    if len(taxonomies) > len(columns.TAXONOMY_GROUPS):
        raise RefusedError("taxonomies", f"{len(taxonomies)} of them", "registry_shape")
    cells: dict[str, str] = {}
    for group, taxonomy in zip(columns.TAXONOMY_GROUPS, taxonomies, strict=False):
        is_primary = taxonomy.get("primary")
        switch = "Y" if is_primary is True else "N" if is_primary is False else "X"
        values = (*(_cell(taxonomy, name) for name in ("code", "license", "state")), switch)
        cells.update(zip(group, values, strict=True))
    return cells


def _taxonomy_words(result: Mapping[str, Any]) -> Iterator[str]:
    lines = (f"{_text(each, 'code')} {_text(each, 'desc')}" for each in _items(result, "taxonomies"))
    # Some descriptions end in a comma: that of a specialization which there is not.
    yield from dict.fromkeys(line.strip(" ,") for line in lines)


def _addresses(result: Mapping[str, Any]) -> dict[PlacePurpose, list[Mapping[str, Any]]]:
    """The addresses by what they serve, in the order of the result."""
    found: dict[PlacePurpose, list[Mapping[str, Any]]] = {purpose: [] for purpose in PlacePurpose}
    for address in _items(result, "addresses"):
        found[_purpose(address)].append(address)
    found[PlacePurpose.SECONDARY].extend(_items(result, "practiceLocations"))
    return found


def _first_addresses(result: Mapping[str, Any]) -> dict[str, str]:
    """The cells of the first practice and the first mailing address."""
    cells: dict[str, str] = {}
    found = _addresses(result)
    for headings, purpose in (
        (columns.PRACTICE, PlacePurpose.PRACTICE),
        (columns.MAILING, PlacePurpose.MAILING),
    ):
        for address in found[purpose][:1]:
            cells.update(_address_cells(headings, address))
    return cells


def _further_places(result: Mapping[str, Any]) -> Iterator[Place]:
    found = _addresses(result)
    for address in (*found[PlacePurpose.PRACTICE][1:], *found[PlacePurpose.SECONDARY]):
        cells = _address_cells(columns.SECONDARY, address)
        place = read_place(cells, columns.SECONDARY, PlacePurpose.SECONDARY)
        if place:
            yield place


def _purpose(address: Mapping[str, Any]) -> PlacePurpose:
    printed = _cell(address, "address_purpose")
    if printed not in _PURPOSES:
        raise RefusedError("addresses.address_purpose", shown(printed), "registry_purpose")
    return _PURPOSES[printed]


def _address_cells(headings: Sequence[str], address: Mapping[str, Any]) -> dict[str, str]:
    return dict(zip(headings, (_cell(address, name) for name in _ADDRESS), strict=True))


def _other_names(result: Mapping[str, Any], kind: EntryKind) -> Iterator[OtherName]:
    for name in _items(result, "other_names"):
        row = {heading: _cell(name, key) for key, heading in _OTHER_NAME.items()}
        row[columns.OTHER_LAST_NAME_TYPE] = row[columns.OTHER_ORGANIZATION_TYPE] = _cell(name, "code")
        alias = person_alias(row) if kind is EntryKind.INDIVIDUAL else organization_alias(row)
        if alias:
            yield alias


def _printed_name(row: Mapping[str, str], kind: EntryKind) -> str:
    if kind is EntryKind.ORGANIZATION:
        return text(row, columns.ORGANIZATION_NAME)
    headings = (columns.FIRST_NAME, columns.MIDDLE_NAME, columns.LAST_NAME, columns.SUFFIX)
    return " ".join(filter(None, (text(row, heading) for heading in headings)))


def _day(basic: Mapping[str, Any], name: str) -> str:
    """The day in the form of the monthly file; empty where there is none."""
    printed = _text(basic, name)
    try:
        found = iso_day(printed, ("%Y-%m-%d", "%m/%d/%Y"))
    except ValueError:
        raise RefusedError(f"basic.{name}", shown(printed), "registry_day") from None
    return _file_form(date.fromisoformat(found)) if found else ""


def _epoch_day(result: Mapping[str, Any], name: str) -> str:
    printed = _text(result, name)
    if not printed:
        return ""
    try:
        seconds = int(printed) / (1000 if int(printed) >= _SECONDS_END else 1)
        return _file_form(datetime.fromtimestamp(seconds, UTC).date())
    except (ValueError, OverflowError, OSError):
        raise RefusedError(name, shown(printed), "registry_day") from None


def _file_form(found: date) -> str:
    return f"{found.month:02d}/{found.day:02d}/{found.year:04d}"


def _inner(holder: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = holder.get(name)
    if not isinstance(value, Mapping):
        raise RefusedError(name, shown(str(value)), "registry_shape")
    return value


def _items(holder: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    values = holder.get(name)
    if values is None:
        return ()
    if not isinstance(values, list) or not all(isinstance(each, Mapping) for each in values):
        raise RefusedError(name, shown(str(values)), "registry_shape")
    return values


def _cell(holder: Mapping[str, Any], name: str) -> str:
    """The value as the text of a cell, unread."""
    value = holder.get(name)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise RefusedError(name, shown(str(value)), "registry_shape")
    return str(value)


def _text(holder: Mapping[str, Any], name: str) -> str:
    """The value as clean text."""
    return text({name: _cell(holder, name)}, name)
