"""Tables of both sides with records taken out and put in, each at the place that its id has in the order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from verify.linkage.name_columns import NameColumns
from verify.linkage.sides import DirectoryTable, Numbers, RollTable, Scopes, Spots
from verify.linkage.vocabulary import Codes, Flags

Array = npt.NDArray[Any]

T = TypeVar("T", Spots, Numbers, Scopes)


@dataclass(frozen=True, slots=True)
class Moved:
    """Where the records of a table went: `place` of each kept one, and `is_gone` for the others.

    `new` are the places of those that came, and `count` how many records there are now.
    """

    ids: tuple[str, ...]
    is_gone: Flags
    place: Codes
    new: Codes

    @property
    def count(self) -> int:
        """How many records there are now."""
        return len(self.ids)


def moved(ids: tuple[str, ...], came: tuple[str, ...], gone: frozenset[str]) -> Moved:
    """Where the records of a table sorted by id go when others come and go."""
    if not came and not gone:
        none = np.zeros(0, dtype=np.int32)
        return Moved(ids, np.zeros(len(ids), dtype=np.bool_), np.arange(len(ids), dtype=np.int32), none)
    replaced = gone | frozenset(came)
    is_gone = np.fromiter((each in replaced for each in ids), np.bool_, len(ids))
    kept = [each for each, out in zip(ids, is_gone.tolist(), strict=True) if not out]
    merged = sorted([*kept, *came])
    at = {each: place for place, each in enumerate(merged)} if came else {}
    new = np.array([at[each] for each in came], dtype=np.int32)
    place = np.full(len(ids), -1, dtype=np.int32)
    free = np.ones(len(merged), dtype=np.bool_)
    free[new] = False
    place[~is_gone] = np.flatnonzero(free)
    return Moved(tuple(merged), is_gone, place, new)


def moved_faces(before: DirectoryTable, after: DirectoryTable, entries: Moved) -> Moved:
    """Where the faces of the kept entries go."""
    is_gone = entries.is_gone[before.face_owner]
    new = np.isin(after.face_owner, entries.new)
    place = np.full(len(is_gone), -1, dtype=np.int32)
    place[~is_gone] = np.flatnonzero(~new)
    return Moved(("",) * len(new), is_gone, place, np.flatnonzero(new).astype(np.int32))


def spliced_roll(before: RollTable, came: RollTable, rows: Moved) -> RollTable:
    """The table with the rows that came in their places and without those that went."""

    def joined(one: Array, other: Array) -> Array:
        return _spliced(one, other, rows)

    return RollTable(
        ids=rows.ids,
        names=_spliced_names(before.names, came.names, rows),
        board=_codes(joined(before.board, came.board)),
        profession=_codes(joined(before.profession, came.profession)),
        spots=_owned(before.spots, came.spots, rows),
        numbers=_owned(before.numbers, came.numbers, rows),
        is_superseded=_flags(joined(before.is_superseded, came.is_superseded)),
        is_adverse=_flags(joined(before.is_adverse, came.is_adverse)),
        is_current=_flags(joined(before.is_current, came.is_current)),
        holder=_codes(joined(before.holder, came.holder)),
    )


def spliced_directory(before: DirectoryTable, came: DirectoryTable, entries: Moved) -> DirectoryTable:
    """The table with the entries that came in their places and without those that went."""
    kept = ~entries.is_gone[before.face_owner]
    owner = np.concatenate([entries.place[before.face_owner[kept]], entries.new[came.face_owner]])
    order = np.argsort(owner, kind="stable")
    faces = [
        np.concatenate([getattr(before.faces, c)[kept], getattr(came.faces, c)])[order]
        for c in NameColumns.__slots__
    ]
    return DirectoryTable(
        ids=entries.ids,
        faces=NameColumns(*faces),
        face_owner=owner[order],
        is_other=np.concatenate([before.is_other[kept], came.is_other])[order],
        spots=_owned(before.spots, came.spots, entries),
        numbers=_owned(before.numbers, came.numbers, entries),
        scopes=_owned(before.scopes, came.scopes, entries),
    )


def _spliced(one: Array, other: Array, records: Moved) -> Array:
    out = np.empty(records.count, dtype=one.dtype)
    out[records.place[~records.is_gone]] = one[~records.is_gone]
    out[records.new] = other
    return out


def _spliced_names(one: NameColumns, other: NameColumns, records: Moved) -> NameColumns:
    columns = (_codes(_spliced(getattr(one, c), getattr(other, c), records)) for c in NameColumns.__slots__)
    return NameColumns(*columns)


def _owned(one: T, other: T, records: Moved) -> T:
    """A table of lines with owners, of the records that are there now, sorted by owner."""
    kept = ~records.is_gone[one.owner]
    owner = np.concatenate([records.place[one.owner[kept]], records.new[other.owner]])
    order = np.argsort(owner, kind="stable")
    columns = [
        np.concatenate([getattr(one, c)[kept], getattr(other, c)])[order]
        for c in type(one).__slots__
        if c != "owner"
    ]
    return type(one)(owner[order], *columns)


def _codes(array: Array) -> Codes:
    return array.astype(np.int32, copy=False)


def _flags(array: Array) -> Flags:
    return array.astype(np.bool_, copy=False)
