"""Changed records alone: what a full run over the changed data would decide, in a fraction of its time.

Frequencies, model and crowded keys stay those of the run that learned them. Pairs of an unchanged
entry and an unchanged row keep their weights; those of changed ones are found by their keys and
weighed anew. Decisions are then made over all pairs, because a new row may be a rival anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from verify.linkage.blocking import face_table, pairs_of, row_table
from verify.linkage.columns import DirectoryColumns, RollColumns
from verify.linkage.comparisons import Comparer
from verify.linkage.decide import decide
from verify.linkage.key_index import Index, KeyTable, not_crowded
from verify.linkage.levels import Compared, stacked
from verify.linkage.name_columns import NameReader
from verify.linkage.run import Run
from verify.linkage.sides import Sides
from verify.linkage.spelling import extended
from verify.linkage.splicing import Moved, moved, moved_faces, spliced_directory, spliced_roll
from verify.linkage.standardize import directory_table, roll_table
from verify.linkage.vocabulary import Codes
from verify.linkage.weighing import candidates_of, compared_pairs


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
