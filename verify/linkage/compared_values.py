"""What a comparison compared: the values of the entry and of the row, as words."""

from __future__ import annotations

from collections.abc import Iterator

from verify.linkage.frequencies import Frequencies
from verify.linkage.levels import LEVEL
from verify.linkage.name_columns import SUFFIXES
from verify.linkage.sides import Sides, Spots, starts


class ComparedValues:
    """The values on both sides that each comparison compared."""

    def __init__(self, sides: Sides, frequencies: Frequencies) -> None:
        """Find where the lines of each entry and row begin."""
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
