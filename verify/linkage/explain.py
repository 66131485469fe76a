"""Links in words: one sentence for each factor, the same on the page and in `practitioners explain`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from verify.linkage.comparisons import GRAIN, LEVEL, LEVELS, NULL_LEVELS
from verify.linkage.decide import ACCEPTED, NOTHING, REASONS, Candidates, Decided
from verify.linkage.frequencies import Frequencies
from verify.linkage.links import Comparison, Decision, IdentityClass, Link
from verify.linkage.name_columns import SUFFIXES
from verify.linkage.sides import Sides, Spots, starts

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


def links_of(sides: Sides, frequencies: Frequencies, candidates: Candidates, decided: Decided) -> list[Link]:
    """The accepted and reviewed links, sorted by entry and license, each with all of its factors."""
    told = np.flatnonzero(decided.decision != NOTHING)
    compared = candidates.compared
    told = told[np.lexsort((compared.row[told], compared.entry[told]))]
    values = _Values(sides, frequencies)
    total = compared.total
    columns = {
        name: (compared.levels[name][told].tolist(), compared.weights[name][told].tolist()) for name in LEVELS
    }
    links = []
    for place, line in enumerate(told.tolist()):
        entry, face, row = int(compared.entry[line]), int(compared.face[line]), int(compared.row[line])
        factors = [
            _comparison(
                name,
                LEVELS[name][levels[place]],
                weights[place] / GRAIN,
                values.of(name, levels[place], entry, face, row),
            )
            for name, (levels, weights) in columns.items()
            if LEVELS[name][levels[place]] not in NULL_LEVELS or weights[place]
        ]
        is_accepted = decided.decision[line] == ACCEPTED
        rival = int(decided.rival[line])
        probability = float(decided.probability[line])
        by_number = bool(decided.by_number[line])
        links.append(
            Link(
                entry_id=sides.directory.ids[entry],
                license_id=sides.roll.ids[row],
                decision=Decision.ACCEPT if is_accepted else Decision.REVIEW,
                probability=round(probability, 6),
                weight_bits=int(total[line]) / GRAIN,
                rule="number_and_name" if by_number else "name_and_place",
                identity_class=_identity(is_accepted, by_number),
                reason=REASONS[decided.reason[line]].format(probability=probability),
                rival_license_id=sides.roll.ids[compared.row[rival]] if rival >= 0 else None,
                rival_weight_bits=int(total[rival]) / GRAIN if rival >= 0 else None,
                comparisons=tuple(factors),
            )
        )
    return links


def _identity(is_accepted: bool, by_number: bool) -> IdentityClass:
    if not is_accepted:
        return IdentityClass.NONE
    return IdentityClass.NUMBER_AND_NAME if by_number else IdentityClass.NAME_AND_PLACE


def _comparison(name: str, level: str, bits: float, values: tuple[str, str]) -> Comparison:
    return Comparison(name, level, *values, bits, sentence(name, level, *values))


class _Values:
    """The values on both sides that each comparison compared."""

    def __init__(self, sides: Sides, frequencies: Frequencies) -> None:
        self._sides, self._frequencies = sides, frequencies
        self._texts = sides.vocabulary.strings()
        directory, roll = sides.directory, sides.roll
        self._entry_spots = starts(directory.spots.owner, len(directory.ids))
        self._row_spots = starts(roll.spots.owner, len(roll.ids))
        self._entry_numbers = starts(directory.numbers.owner, len(directory.ids))
        self._row_numbers = starts(roll.numbers.owner, len(roll.ids))
        self._persons = frequencies.persons_on(roll.roll)

    def of(self, comparison: str, level: int, entry: int, face: int, row: int) -> tuple[str, str]:
        """Both values, as words."""
        faces, names, texts = self._sides.directory.faces, self._sides.roll.names, self._texts
        if comparison == "prior":
            return "", str(self._persons[row])
        if comparison == "surname":
            return texts[faces.surname_words[face]], texts[names.surname_words[row]]
        if comparison == "given name":
            return texts[faces.given_words[face]], texts[names.given_words[row]]
        if comparison == "middle name":
            return texts[faces.middle[face]], texts[names.middle[row]]
        if comparison == "suffix":
            return SUFFIXES[faces.suffix[face]], SUFFIXES[names.suffix[row]]
        if comparison == "license number":
            return self._claimed(entry, row), self._printed(row)
        if comparison == "place":
            return self._places(level, entry, row)
        return "", ""

    def _claimed(self, entry: int, row: int) -> str:
        numbers, roll = self._sides.directory.numbers, self._sides.roll
        lines = range(self._entry_numbers[entry], self._entry_numbers[entry + 1])
        return _words(
            numbers.reading[i]
            for i in lines
            if numbers.board[i] == roll.board[row] and numbers.profession[i] in (0, roll.profession[row])
        )

    def _printed(self, row: int) -> str:
        numbers = self._sides.roll.numbers
        return _words(numbers.reading[i] for i in range(self._row_numbers[row], self._row_numbers[row + 1]))

    def _places(self, level: int, entry: int, row: int) -> tuple[str, str]:
        ours, theirs = self._sides.directory.spots, self._sides.roll.spots
        there = int(self._row_spots[row])
        for here in range(self._entry_spots[entry], self._entry_spots[entry + 1]):
            if place_level(ours, here, theirs, there) == level:
                return self._spot(ours, here), self._spot(theirs, there)
        return "", self._spot(theirs, there)

    def _spot(self, spots: Spots, line: int) -> str:
        parts = (
            self._texts[spots.city[line]].title(),
            self._texts[spots.state[line]],
            self._texts[spots.zip5[line]],
        )
        words = " ".join(part for part in parts if part)
        return f"{words} (mail)" if spots.is_mailing[line] else words


def _words(readings: Iterator[int]) -> str:
    return " or ".join(sorted({str(reading) for reading in readings}))


def place_level(ours: Spots, here: int, theirs: Spots, there: int) -> int:
    """The level of one place of an entry against that of a row."""
    is_unknown = not (ours.state[here] and theirs.state[there])
    same_state = ours.state[here] == theirs.state[there]
    if ours.zip5[here] and ours.zip5[here] == theirs.zip5[there]:
        return LEVEL["place"]["zip5"]
    if ours.city[here] and ours.city[here] == theirs.city[there] and (same_state or is_unknown):
        return LEVEL["place"]["city"]
    if ours.area[here] and ours.area[here] == theirs.area[there]:
        return LEVEL["place"]["area"]
    if is_unknown:
        return LEVEL["place"]["missing"]
    return LEVEL["place"]["state" if same_state else "elsewhere"]
