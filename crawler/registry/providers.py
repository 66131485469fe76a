"""One result of the NPI Registry to a provider, and to an entry by the readers of the monthly file. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from crawler.platforms import nppes_columns as columns
from crawler.platforms.nppes_entries import Additions, entry_id, entry_kind, make_entry
from crawler.platforms.nppes_names import organization_alias, person_alias
from crawler.platforms.nppes_places import read_place
from crawler.platforms.nppes_refusals import RefusedError, quarantine
from crawler.platforms.nppes_values import day, shown, text
from crawler.records import EntryKind, EntryRecord, Evidence, OtherName, Place, PlacePurpose, QuarantinedRow
from crawler.registry.addresses import further_places
from crawler.registry.file_row import file_row
from crawler.registry.question import ORGANIZATION, PERSON
from crawler.registry.result_values import cell, inner, items, printed_text

_KINDS = {PERSON: EntryKind.INDIVIDUAL, ORGANIZATION: EntryKind.ORGANIZATION}
_OTHER_NAME = {
    "organization_name": columns.OTHER_ORGANIZATION,
    "last_name": columns.OTHER_LAST_NAME,
    "first_name": columns.OTHER_FIRST_NAME,
    "middle_name": columns.OTHER_MIDDLE_NAME,
    "suffix": columns.OTHER_SUFFIX,
}


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
    row = file_row(result, kind)
    added = Additions(tuple(_other_names(result, kind)), tuple(further_places(result)))
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
    printed = cell(result, "enumeration_type")
    if printed not in _KINDS:
        raise RefusedError("enumeration_type", shown(printed), "registry_kind")
    status = cell(inner(result, "basic"), "status")
    if status != "A":
        raise RefusedError("basic.status", shown(status), "registry_status")
    return _KINDS[printed]


def _taxonomy_words(result: Mapping[str, Any]) -> Iterator[str]:
    lines = (
        f"{printed_text(each, 'code')} {printed_text(each, 'desc')}" for each in items(result, "taxonomies")
    )
    # Some descriptions end in a comma: that of a specialization which there is not.
    yield from dict.fromkeys(line.strip(" ,") for line in lines)


def _other_names(result: Mapping[str, Any], kind: EntryKind) -> Iterator[OtherName]:
    for name in items(result, "other_names"):
        row = {heading: cell(name, key) for key, heading in _OTHER_NAME.items()}
        row[columns.OTHER_LAST_NAME_TYPE] = row[columns.OTHER_ORGANIZATION_TYPE] = cell(name, "code")
        alias = person_alias(row) if kind is EntryKind.INDIVIDUAL else organization_alias(row)
        if alias:
            yield alias


def _printed_name(row: Mapping[str, str], kind: EntryKind) -> str:
    if kind is EntryKind.ORGANIZATION:
        return text(row, columns.ORGANIZATION_NAME)
    headings = (columns.FIRST_NAME, columns.MIDDLE_NAME, columns.LAST_NAME, columns.SUFFIX)
    return " ".join(filter(None, (text(row, heading) for heading in headings)))
