"""Changed records alone: what a full run over the changed data would decide, in a fraction of its time.

Frequencies, model and crowded keys stay those of the run that learned them. Pairs of an unchanged
entry and an unchanged row keep their weights; those of changed ones are found by their keys and
weighed anew. Decisions are then made over all pairs, because a new row may be a rival anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from verify.linkage.blocking import Index, KeyTable, face_table, not_crowded, pairs_of, row_table
from verify.linkage.columns import DirectoryColumns, RollColumns
from verify.linkage.comparisons import Compared, Comparer, stacked
from verify.linkage.decide import decide
from verify.linkage.engine import Run, candidates_of, compared_pairs
from verify.linkage.name_columns import NameColumns, NameReader
from verify.linkage.sides import DirectoryTable, Numbers, RollTable, Scopes, Sides, Spots
from verify.linkage.spelling import extended
from verify.linkage.standardize import directory_table, roll_table
from verify.linkage.vocabulary import Codes, Flags

Array = npt.NDArray[Any]
T = TypeVar("T", Spots, Numbers, Scopes)


@dataclass(frozen=True, slots=True)
class Changes:
    """Records that came, changed or went.

    `rows` and `entries` hold the new and the changed ones in full; an id that is known already
    replaces its record. `gone_rows` and `gone_entries` are ids that are no longer there.
    """

    rows: RollColumns
    entries: DirectoryColumns
    gone_rows: frozenset[str]
    gone_entries: frozenset[str]


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


def changed(run: Run, changes: Changes) -> Run:
    """The run over the changed data, with all that was learned left as it is.

    The same links, weights and decisions as `link_sides` over the changed data with `run.learned`.
    """
    vocabulary = run.sides.vocabulary
    reader = NameReader(vocabulary)
    came = roll_table(changes.rows, vocabulary, reader)
    arrived = directory_table(changes.entries, vocabulary, reader)
    rows = moved(run.sides.roll.ids, came.ids, changes.gone_rows)
    entries = moved(run.sides.directory.ids, arrived.ids, changes.gone_entries)
    sides = Sides(
        vocabulary,
        spliced_roll(run.sides.roll, came, rows),
        spliced_directory(run.sides.directory, arrived, entries),
    )
    return _rerun(run, sides, rows, entries)


def _rerun(run: Run, sides: Sides, rows: Moved, entries: Moved) -> Run:
    """The run over spliced sides: keys, pairs and weights of the changed records replaced."""
    spelled, everywhere = extended(run.spelled, sides.vocabulary), run.scope.is_everywhere
    faces = moved_faces(run.sides.directory, sides.directory, entries)
    new_rows, _ = row_table(sides, spelled, everywhere, rows.new)
    new_faces = face_table(sides, spelled, everywhere, entries.new)
    old_faces = run.faces.without(faces.is_gone, faces.place)
    old_rows = run.rows.without(rows.is_gone, rows.place)
    all_faces = old_faces.and_also(new_faces)
    found = _pairs(new_rows, all_faces, run.learned.crowded)
    more = _pairs(old_rows, new_faces, run.learned.crowded)
    pairs = pairs_of(np.concatenate([found[0], more[0]]), np.concatenate([found[1], more[1]]))
    comparer = Comparer(sides, spelled, run.frequencies)
    weighed = compared_pairs(comparer, pairs, run.model, sides, run.scope)
    compared = _merged(_kept(run.candidates.compared, rows, entries, faces), weighed)
    candidates = candidates_of(sides, run.scope, run.frequencies, compared)
    return Run(
        sides,
        run.scope,
        spelled,
        run.learned,
        old_rows.and_also(new_rows),
        all_faces,
        candidates,
        decide(candidates, run.model),
        len(pairs),
    )


def _pairs(rows: KeyTable, faces: KeyTable, crowded: npt.NDArray[np.uint64]) -> tuple[Codes, Codes]:
    """Faces and rows that share a key; only the smaller side is sorted, the other is sifted by it."""
    if len(rows.keys) < len(faces.keys):
        index = Index(not_crowded(rows, crowded))
        return index.joined(index.sifted(faces))
    index = Index(not_crowded(faces, crowded))
    row, face = index.joined(index.sifted(rows))
    return face, row


def _kept(compared: Compared, rows: Moved, entries: Moved, faces: Moved) -> Compared:
    """The pairs of unchanged entries and rows, at their new places."""
    kept = compared.at(~(rows.is_gone[compared.row] | entries.is_gone[compared.entry]))
    return Compared(
        entries.place[kept.entry], faces.place[kept.face], rows.place[kept.row], kept.levels, kept.weights
    )


def _merged(one: Compared, other: Compared) -> Compared:
    """Both, in the order of a full run: by entry and row."""
    both = stacked([one, other])
    return both.at(np.lexsort((both.row, both.entry)))


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
