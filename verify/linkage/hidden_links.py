"""Links by number of persons, found again with the numbers hidden.

No entry keeps its number, so that none can claim its row by it: harder than life, where others'
numbers take their rows out of the contest. A row that nobody was linked to by number is never counted
as wrong, so a wrong link is seen only as often as people on the roll are linked by number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from verify.linkage.candidates import Candidates
from verify.linkage.decide import decide
from verify.linkage.decided import ACCEPTED, IN_REVIEW, Decided
from verify.linkage.engine import link_sides
from verify.linkage.persons import person_of
from verify.linkage.run import Run
from verify.linkage.sides import DirectoryTable, Numbers, Scopes
from verify.linkage.vocabulary import Codes, Flags, Wide

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class HiddenLink:
    """What became of a link by number once the number was hidden.

    `is_wrong_if_absent` tells whether the entry was linked to somebody else's row when its own rows
    had been taken off; None where that was not tried.
    """

    entry_id: str
    row_id: str
    is_found: bool
    is_in_review: bool
    is_wrong: bool
    is_wrong_if_absent: bool | None


def hidden_links(run: Run, say: Progress) -> tuple[list[HiddenLink], float]:
    """What became of each link by number of a run of persons, and the share of people that have one."""
    anchors = np.flatnonzero((run.decided.decision == ACCEPTED) & run.decided.by_number)
    persons = len(np.unique(person_of(run.sides, run.frequencies)))
    share = len(np.unique(run.candidates.person[anchors])) / max(1, persons)
    if not len(anchors):
        return [], share
    entries = np.unique(run.candidates.compared.entry[anchors])
    sides = replace(run.sides, directory=_without_numbers(run.sides.directory, entries))
    say(f"hiding the license numbers of {len(entries):,} entries and linking again")
    again = link_sides(sides, lambda _: None, run.scope, run.learned)
    contests = _Contests(run.candidates, anchors)
    absent = again.candidates.at(contests.is_rival(again.candidates))
    present = contests.seen(again.candidates, again.decided)
    without = contests.seen(absent, decide(absent, again.model))
    ids, rows = run.sides.directory.ids, run.sides.roll.ids
    return [
        HiddenLink(
            ids[entry],
            rows[contests.row[entry, roll]],
            (entry, roll) in present.found,
            (entry, roll) in present.in_review,
            (entry, roll) in present.wrong,
            (entry, roll) in without.wrong,
        )
        for entry, roll in sorted(contests.row)
    ], share


@dataclass(frozen=True, slots=True)
class _Seen:
    """Contests (entry and roll) in which the own person was accepted or reviewed, or another accepted."""

    found: set[tuple[int, int]]
    in_review: set[tuple[int, int]]
    wrong: set[tuple[int, int]]


class _Contests:
    """The links by number: for each entry and roll its true person, and whose each person is."""

    def __init__(self, candidates: Candidates, anchors: Wide) -> None:
        """Take the accepted links by number at these places."""
        entry, roll = candidates.compared.entry[anchors].tolist(), candidates.roll[anchors].tolist()
        person, who = candidates.person[anchors].tolist(), candidates.entry_person[anchors].tolist()
        keys = list(zip(entry, roll, strict=True))
        self.row = dict(zip(keys, candidates.compared.row[anchors].tolist(), strict=True))
        self._persons: dict[tuple[int, int], set[int]] = defaultdict(set)
        self._owners: dict[int, set[int]] = defaultdict(set)
        for key, each, owner in zip(keys, person, who, strict=True):
            self._persons[key].add(each)
            self._owners[each].add(owner)
        self._entries = set(entry)

    def is_rival(self, candidates: Candidates) -> Flags:
        """The candidates of these contests that are not the true person."""
        persons = self._persons
        lines = zip(*(column.tolist() for column in _columns(candidates)), strict=True)
        rivals = ((e, r) in persons and person not in persons[e, r] for e, r, person, _ in lines)
        return np.fromiter(rivals, np.bool_, len(candidates.person))

    def seen(self, candidates: Candidates, decided: Decided) -> _Seen:
        """What the decisions came to here; a wrong link on a further roll counts in the entry's first."""
        seen = _Seen(set(), set(), set())
        first: dict[int, int] = {}
        for entry, roll in sorted(self.row, reverse=True):
            first[entry] = roll
        told = np.flatnonzero(np.isin(decided.decision, (ACCEPTED, IN_REVIEW)))
        columns = [*_columns(candidates), decided.decision == ACCEPTED]
        for entry, roll, person, who, is_accepted in zip(*(c[told].tolist() for c in columns), strict=True):
            if entry not in self._entries:
                continue
            if person in self._persons.get((entry, roll), ()):
                (seen.found if is_accepted else seen.in_review).add((entry, roll))
            elif is_accepted and person in self._owners and who not in self._owners[person]:
                seen.wrong.add((entry, roll) if (entry, roll) in self.row else (entry, first[entry]))
        return seen


def _columns(candidates: Candidates) -> tuple[Codes | Wide, ...]:
    return candidates.compared.entry, candidates.roll, candidates.person, candidates.entry_person


def _without_numbers(directory: DirectoryTable, entries: Codes) -> DirectoryTable:
    """The entries as if these had stated no number, and no state for the sake of a number."""
    own = directory.numbers
    kept = ~np.isin(own.owner, entries)
    scopes, spots = directory.scopes, directory.spots
    here = np.unique((spots.owner.astype(np.int64) << 32) | spots.state)
    is_here = np.isin((scopes.owner.astype(np.int64) << 32) | scopes.board, here)
    has_one = np.isin(scopes.owner, scopes.owner[is_here])
    told = is_here | ~np.isin(scopes.owner, entries) | ~has_one
    return replace(
        directory,
        numbers=Numbers(own.owner[kept], own.board[kept], own.profession[kept], own.reading[kept]),
        scopes=Scopes(scopes.owner[told], scopes.board[told], scopes.profession[told]),
    )
