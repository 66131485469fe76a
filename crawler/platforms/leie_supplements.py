"""Monthly supplements of the federal exclusion list, applied to a whole file that is older. Pure.

The whole file leaves reinstated parties out, and so does what this makes. A row that may be that of a
reinstated party, but does not agree with the reinstatement in every field, is neither taken away nor kept
as certain: it is marked, and a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

from crawler.platforms.leie import ID_COLUMNS, ListedExclusion
from crawler.records import ExclusionRecord

_DAY, _NPI = ID_COLUMNS.index("EXCLDATE"), ID_COLUMNS.index("NPI")
_NAMES = slice(0, ID_COLUMNS.index("BUSNAME") + 1)
_COMPARED = tuple(field.name for field in fields(ExclusionRecord) if field.name != "evidence")
Key = tuple[tuple[str, ...], str, tuple[object, ...]]
Held = dict[Key, ListedExclusion]


@dataclass(frozen=True, slots=True)
class SupplementMonth:
    """What the supplements of a month say, in the order of their rows; empty for a file not applied."""

    exclusions: Sequence[ListedExclusion] = ()
    reinstatements: Sequence[ListedExclusion] = ()


@dataclass(frozen=True, slots=True)
class SupplementedList:
    """The exclusions in force, and sentences for the maintainer on what could not be settled."""

    exclusions: tuple[ExclusionRecord, ...]
    warnings: tuple[str, ...]


def apply_supplements(
    listed: Iterable[ListedExclusion], months: Iterable[SupplementMonth], today: date
) -> SupplementedList:
    """The list as the next whole file will have it, as far as the supplements settle it.

    Within a month the exclusions come first, because a reinstatement may follow them. A row that a
    supplement repeats is held once. A party whose reinstatement lies in the future stays, with its day.
    """
    held: Held = {_key(each): each for each in listed}
    warnings: list[str] = []
    for month in months:
        held.update((_key(each), each) for each in month.exclusions if _key(each) not in held)
        warnings.extend(_reinstate(held, month.reinstatements, today))
    # Two parties whose rows differ in the birth date alone give one record.
    records = {_content(each): each.record for each in held.values()}
    return SupplementedList(tuple(records.values()), tuple(warnings))


def _reinstate(held: Held, reinstatements: Sequence[ListedExclusion], today: date) -> Iterator[str]:
    """The reinstated rows have left `held`, or are marked there; yields a sentence for each open case.

    Reinstatements that agree in every field go first, so that their rows are no candidates of another.
    """
    wanted = {trait for each in reinstatements for trait in _traits(each)}
    candidates = {key: row for key, row in held.items() if wanted.intersection(_traits(row))}
    unsettled = []
    for each in reinstatements:
        keys = _settled(each, candidates)
        if not keys:
            unsettled.append(each)
        for key in keys:
            row = candidates.pop(key)
            del held[key]
            if (each.record.reinstated_on or "") > today.isoformat():
                _hold(held, row, reinstated_on=each.record.reinstated_on)
    for each in unsettled:
        fitting = [key for key, row in candidates.items() if _traits(each).intersection(_traits(row))]
        for key in fitting:
            held.pop(key, None)
            _hold(held, candidates[key], has_unsettled_reinstatement=True)
        yield _open_case(each, len(fitting))


def _settled(reinstatement: ListedExclusion, candidates: Held) -> list[Key]:
    """The rows of the one party that agrees in every field and states no other birth date; else none."""
    if reinstatement.record.reinstated_on is None:
        return []
    same = [key for key, row in candidates.items() if row.fields == reinstatement.fields]
    if reinstatement.birth:
        exact = [key for key in same if candidates[key].birth == reinstatement.birth]
        same = exact or [key for key in same if not candidates[key].birth]
    return same if len({candidates[key].birth for key in same}) == 1 else []


def _traits(row: ListedExclusion) -> frozenset[tuple[str, ...]]:
    """What rows of one exclusion share: its day, with the name or with the NPI. Places and codes change."""
    day, npi = row.fields[_DAY], row.fields[_NPI]
    by_name = (day, *(part.upper() for part in row.fields[_NAMES]))
    return frozenset((by_name, (day, npi)) if npi.strip("0") else (by_name,))


def _hold(held: Held, row: ListedExclusion, **changes: object) -> None:
    changed = replace(row, record=replace(row.record, **changes))  # type: ignore[arg-type]
    held[_key(changed)] = changed


def _key(row: ListedExclusion) -> Key:
    return row.fields, row.birth, _content(row)


def _content(row: ListedExclusion) -> tuple[object, ...]:
    return tuple(getattr(row.record, name) for name in _COMPARED)


def _open_case(reinstatement: ListedExclusion, fitting: int) -> str:
    at = reinstatement.record.evidence
    place = f"the reinstatement in row {at.row_number} of {at.source_url}"
    if not fitting:
        return f"{place} fits no exclusion; look whether its party is listed in other words"
    rows = "1 exclusion" if fitting == 1 else f"{fitting} exclusions"
    return f"{place} may be that of {rows} but settles none; kept for review: compare the rows"
