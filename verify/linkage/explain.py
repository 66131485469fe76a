"""Links in words: one sentence for each factor, the same on the page and in `practitioners explain`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from verify.linkage.candidates import Candidates
from verify.linkage.compared_values import ComparedValues
from verify.linkage.decided import DECISIONS, NOTHING, Decided
from verify.linkage.fingerprints import Fingerprints
from verify.linkage.frequencies import Frequencies
from verify.linkage.levels import GRAIN, LEVELS, NULL_LEVELS
from verify.linkage.links import Comparison, Link, identity_class_of
from verify.linkage.model import Model
from verify.linkage.near_misses import nearest_misses
from verify.linkage.reasons import Reasons
from verify.linkage.sides import Sides
from verify.linkage.vetoes import cuts_of

_WORDS: Mapping[tuple[str, str], str] = {
    ("prior", "listing"): "Start: one of {row} people on this listing, and not everyone is on it",
    ("scope", "elsewhere"): "Listing of another state: the entry names no place there",
    ("scope", "other_profession"): "Listing of another profession than the entry states",
    ("surname", "missing"): "Last name: missing on one side",
    ("surname", "exact"): "Last name: {entry} = {row}. Same",
    ("surname", "other_name"): "Last name: the entry also lists {entry} = {row}",
    ("surname", "compound"): "Last name: {entry} and {row} share a part",
    ("surname", "romanized"): "Last name: {entry} and {row} can be spellings of one name",
    ("surname", "swapped"): "Names: given and family name stand in the other order",
    ("surname", "close"): "Last name: {entry} and {row} differ by a letter or two",
    ("surname", "different"): "Last name: {entry} and {row} differ",
    ("given name", "missing"): "First name: missing on one side",
    ("given name", "exact"): "First name: {entry} = {row}. Same",
    ("given name", "nickname"): "First name: {entry} is a usual form of {row}",
    ("given name", "part"): "First name: {entry} and {row} share a part",
    ("given name", "middle_as_given"): "First name: {entry} and {row}: one goes by the middle name",
    ("given name", "initial"): "First name: {entry} and {row}: only the initial can be compared",
    ("given name", "close"): "First name: {entry} and {row} differ by a letter or two",
    ("given name", "different"): "First name: {entry} and {row} differ",
    ("full name", "common_together"): "Full name: more people bear it than its parts suggest",
    ("middle name", "full"): "Middle name: {entry} = {row}. Same",
    ("middle name", "initial"): "Middle initial: {entry} and {row} agree",
    ("middle name", "close"): "Middle name: {entry} and {row} are alike. Counts for nothing",
    ("middle name", "conflict"): "Middle name: {entry} and {row} differ",
    ("suffix", "same"): "Suffix: {row} on both sides",
    ("suffix", "one_side"): "Suffix: on one side only",
    ("suffix", "conflict"): "Suffix: {entry} and {row} differ",
    ("license number", "same"): "License number: {entry} = {row}. Same",
    ("license number", "close"): "License number: {entry} and {row} are one typing error apart",
    ("license number", "different"): "License number: the entry claims {entry}, the row has {row}",
    ("place", "zip5"): "Place: {entry} and {row}. Same ZIP",
    ("place", "city"): "Place: {entry} and {row}. Same city",
    ("place", "area"): "Place: {entry} and {row}. Same ZIP area",
    ("place", "state"): "Place: {entry} and {row}. Same state only",
    ("place", "elsewhere"): "Place: {entry} and {row}. Different states",
}
"""Sentence of each (comparison, level); a level without one is an error, and a test looks for it."""


def sentence(comparison: str, level: str, entry_value: str, row_value: str) -> str:
    """The factor in words.

    Raises:
        KeyError: the level has no sentence.
    """
    return _WORDS[comparison, level].format(entry=entry_value or "nothing", row=row_value or "nothing")


def links_of(
    sides: Sides,
    frequencies: Frequencies,
    candidates: Candidates,
    decided: Decided,
    model: Model,
    *,
    near_misses: bool = False,
) -> list[Link]:
    """The accepted and reviewed links, sorted by entry and license, each with all of its factors.

    With `near_misses` the rejected candidates that came nearest are among them; see `near_misses.py`.
    """
    told = np.flatnonzero(decided.decision != NOTHING)
    if near_misses:
        told = np.concatenate([told, nearest_misses(candidates, decided)])
    compared = candidates.compared
    told = told[np.lexsort((compared.row[told], compared.entry[told]))]
    explainer = _Explainer(sides, frequencies, candidates, decided, model)
    return list(map(explainer.link, told.tolist()))


class _Explainer:
    """Makes a link of any candidate."""

    def __init__(
        self, sides: Sides, frequencies: Frequencies, candidates: Candidates, decided: Decided, model: Model
    ) -> None:
        compared = candidates.compared
        self._compared, self._decided, self._ids = compared, decided, (sides.directory.ids, sides.roll.ids)
        self._total, self._cuts = compared.total, cuts_of(compared, decided.by_number, model)
        self._values, self._hashes = ComparedValues(sides, frequencies), Fingerprints(sides)
        self._reasons = Reasons(sides, candidates, decided)

    def link(self, line: int) -> Link:
        """The link of the candidate at this line."""
        decided, (entries, rows) = self._decided, self._ids
        entry, row, rival = (
            int(self._compared.entry[line]),
            int(self._compared.row[line]),
            int(decided.rival[line]),
        )
        decision, by_number = DECISIONS[int(decided.decision[line])], bool(decided.by_number[line])
        return Link(
            entry_id=entries[entry],
            license_id=rows[row],
            decision=decision,
            probability=round(float(decided.probability[line]), 6),
            cut=float(self._cuts[line]),
            weight_bits=int(self._total[line]) / GRAIN,
            rule="number_and_name" if by_number else "name_and_place",
            identity_class=identity_class_of(decision, by_number),
            reason=self._reasons.of(line),
            rival_license_id=rows[self._compared.row[rival]] if rival >= 0 else None,
            rival_weight_bits=int(self._total[rival]) / GRAIN if rival >= 0 else None,
            entry_hash=self._hashes.of_entry(entry),
            license_hash=self._hashes.of_row(row),
            comparisons=tuple(self._factors(line, entry, row)),
        )

    def _factors(self, line: int, entry: int, row: int) -> Iterator[Comparison]:
        face = int(self._compared.face[line])
        for name in LEVELS:
            place, bits = int(self._compared.levels[name][line]), int(self._compared.weights[name][line])
            level = LEVELS[name][place]
            if level not in NULL_LEVELS or bits:
                values = self._values.of(name, place, entry, face, row)
                yield Comparison(name, level, *values, bits / GRAIN, sentence(name, level, *values))
