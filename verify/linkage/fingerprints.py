"""Fingerprints of entries and rows: which values a link was made of, so that a change can't pass unseen."""

from __future__ import annotations

import hashlib
import json
from functools import cache

from verify.linkage.name_columns import SUFFIXES, NameColumns
from verify.linkage.sides import Numbers, Sides, Spots, starts

HEX_DIGITS = 16
"""64 bits: the chance that a change goes unseen is one in 10 to the 19th."""


def fingerprint(values: object) -> str:
    """The first hex digits of the SHA-256 of the values as JSON."""
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:HEX_DIGITS]


class Fingerprints:
    """Fingerprints over all standardized values that linking reads of an entry or a row."""

    def __init__(self, sides: Sides) -> None:
        """Find where the lines of each entry and row begin."""
        directory, roll = sides.directory, sides.roll
        entries, rows = len(directory.ids), len(roll.ids)
        self._sides, self._texts = sides, sides.vocabulary.strings().tolist()
        self._faces = starts(directory.face_owner, entries).tolist()
        self._scopes = starts(directory.scopes.owner, entries).tolist()
        self._entry_spots = starts(directory.spots.owner, entries).tolist()
        self._row_spots = starts(roll.spots.owner, rows).tolist()
        self._entry_numbers = starts(directory.numbers.owner, entries).tolist()
        self._row_numbers = starts(roll.numbers.owner, rows).tolist()
        self.of_entry, self.of_row = cache(self._of_entry), cache(self._of_row)

    def _of_entry(self, entry: int) -> str:
        """The fingerprint of the entry at this place: names, places, rolls, numbers."""
        directory, texts = self._sides.directory, self._texts
        names = [
            [*self._name(directory.faces, line), bool(directory.is_other[line])]
            for line in _lines(self._faces, entry)
        ]
        scopes = directory.scopes
        rolls = [
            [texts[scopes.board[line]], texts[scopes.profession[line]]]
            for line in _lines(self._scopes, entry)
        ]
        spots = self._spots(directory.spots, _lines(self._entry_spots, entry))
        numbers = self._numbers(directory.numbers, _lines(self._entry_numbers, entry))
        return fingerprint([names, spots, sorted(rolls), numbers])

    def _of_row(self, row: int) -> str:
        """The fingerprint of the row at this place: name, roll, place, numbers, state, holder."""
        roll, texts = self._sides.roll, self._texts
        flags = [bool(each[row]) for each in (roll.is_superseded, roll.is_adverse, roll.is_current)]
        return fingerprint(
            [
                self._name(roll.names, row),
                texts[roll.board[row]],
                texts[roll.profession[row]],
                self._spots(roll.spots, _lines(self._row_spots, row)),
                self._numbers(roll.numbers, _lines(self._row_numbers, row)),
                flags,
                texts[roll.holder[row]],
            ]
        )

    def _name(self, names: NameColumns, line: int) -> list[str]:
        parts = (names.surname_words, names.given_words, names.middle)
        return [*(self._texts[part[line]] for part in parts), SUFFIXES[names.suffix[line]]]

    def _spots(self, spots: Spots, lines: range) -> list[list[str]]:
        texts = self._texts
        return sorted(
            [texts[spots.city[i]], texts[spots.state[i]], texts[spots.zip5[i]], _mail(spots, i)]
            for i in lines
        )

    def _numbers(self, numbers: Numbers, lines: range) -> list[list[str]]:
        texts = self._texts
        return sorted(
            [texts[numbers.board[i]], texts[numbers.profession[i]], str(numbers.reading[i])] for i in lines
        )


def _mail(spots: Spots, line: int) -> str:
    return "mail" if spots.is_mailing[line] else ""


def _lines(begins: list[int], owner: int) -> range:
    return range(begins[owner], begins[owner + 1])
