"""A finished run of linking: what it compared, what it learned, and its links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from verify.linkage.candidates import Candidates
from verify.linkage.comparisons import Comparer
from verify.linkage.decided import ACCEPTED, NOTHING, Decided
from verify.linkage.explain import links_of
from verify.linkage.frequencies import Frequencies
from verify.linkage.key_index import KeyTable
from verify.linkage.levels import GRAIN
from verify.linkage.links import Decision, Link
from verify.linkage.model import Model
from verify.linkage.sides import Sides
from verify.linkage.spelling import Spelling
from verify.linkage.vocabulary import Keys


@dataclass(frozen=True, slots=True)
class Scope:
    """What a run compares.

    With `is_everywhere`, rows of states in which an entry names no place are compared with it too. With
    `is_one_entry_each`, nobody has two entries, so that two of one name are two people.
    """

    is_everywhere: bool = False
    is_one_entry_each: bool = True


@dataclass(frozen=True, slots=True)
class Learned:
    """What a run took from its data, and a later run may take over unchanged, so that no link moves
    because a stranger registered: how common names are, the model, and the keys that select nothing."""

    frequencies: Frequencies
    model: Model
    crowded: Keys


@dataclass(frozen=True, slots=True)
class PlainLink:
    """A link as a line of a file: what was decided, and how sure it is."""

    entry_id: str
    row_id: str
    decision: Decision
    probability: float
    weight_bits: float
    rule: str


@dataclass(frozen=True, slots=True)
class Run:
    """A finished run: both sides, what it learned, all candidates and the decisions on them.

    `rows` and `faces` are the blocking keys of both sides, kept for the next change.
    """

    sides: Sides
    scope: Scope
    spelled: Spelling
    learned: Learned
    rows: KeyTable
    faces: KeyTable
    candidates: Candidates
    decided: Decided
    pairs_count: int

    @property
    def model(self) -> Model:
        """The model of the run."""
        return self.learned.model

    @property
    def frequencies(self) -> Frequencies:
        """How common each value was taken to be."""
        return self.learned.frequencies

    def comparer(self) -> Comparer:
        """What compares any pair of the sides as this run did."""
        return Comparer(self.sides, self.spelled, self.learned.frequencies)

    def links(self, *, near_misses: bool = False) -> list[Link]:
        """The accepted and reviewed links with their explanations; on request the near misses among them."""
        return links_of(
            self.sides, self.frequencies, self.candidates, self.decided, self.model, near_misses=near_misses
        )

    def plain_links(self) -> Iterator[PlainLink]:
        """The accepted and reviewed links without their explanations."""
        told = np.flatnonzero(self.decided.decision != NOTHING)
        compared, decided = self.candidates.compared, self.decided
        total = compared.total
        for line in told.tolist():
            yield PlainLink(
                self.sides.directory.ids[compared.entry[line]],
                self.sides.roll.ids[compared.row[line]],
                Decision.ACCEPT if decided.decision[line] == ACCEPTED else Decision.REVIEW,
                float(decided.probability[line]),
                int(total[line]) / GRAIN,
                "number_and_name" if decided.by_number[line] else "name_and_place",
            )
