"""Why a candidate was accepted, left to a person or rejected, in words.

An abstention says what would have to be known: two people of one name in one city, and none of
them lists a middle name.
"""

from __future__ import annotations

import numpy as np

from verify.linkage.candidates import Candidates
from verify.linkage.decided import (
    ACCEPTED,
    ELSEWHERE,
    IN_REVIEW,
    NEAR_RIVAL,
    NOTHING,
    REASONS,
    REPLACED,
    SEVERAL,
    Decided,
)
from verify.linkage.model import REVIEW
from verify.linkage.sides import Sides, starts
from verify.linkage.vocabulary import Wide

_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


class Reasons:
    """The reason for the decision on any candidate."""

    def __init__(self, sides: Sides, candidates: Candidates, decided: Decided) -> None:
        """Hold the candidates, of which those of one entry stand together."""
        self._sides, self._candidates, self._decided = sides, candidates, decided
        self._texts = sides.vocabulary.strings()
        directory, roll = sides.directory, sides.roll
        self._begins = starts(candidates.compared.entry, len(directory.ids))
        self._spots = starts(roll.spots.owner, len(roll.ids))
        self._numbers = starts(directory.numbers.owner, len(directory.ids))

    def of(self, line: int) -> str:
        """The reason for the decision on the candidate at this line."""
        code, probability = int(self._decided.reason[line]), float(self._decided.probability[line])
        if self._decided.decision[line] == NOTHING:
            return self._of_near_miss(line, code, probability)
        words = REASONS[code].format(probability=probability)
        if code not in (NEAR_RIVAL, SEVERAL):
            return words
        return ": ".join(part for part in (words, self._namesakes(line)) if part)

    def _of_near_miss(self, line: int, code: int, probability: float) -> str:
        others = self._contest(line)
        decisions = self._decided.decision[others]
        accepted = others[decisions == ACCEPTED]
        if len(accepted):
            first = self._sides.roll.ids[self._candidates.compared.row[accepted[0]]]
            words = f"another row of this listing was accepted: {first}"
        elif (decisions == IN_REVIEW).any():
            words = "other rows of this listing fit better, and wait for a person"
        else:
            words = (
                f"probability {probability:.4f} is below {REVIEW:g}, the least that is worth a person's time"
            )
        veto = REASONS[code] if REPLACED <= code <= ELSEWHERE else ""
        return "; ".join(part for part in (words, veto) if part)

    def _contest(self, line: int) -> Wide:
        """The lines of all candidates of the same entry on the same roll."""
        entry = int(self._candidates.compared.entry[line])
        lines = np.arange(self._begins[entry], self._begins[entry + 1])
        kept: Wide = lines[self._candidates.roll[lines] == self._candidates.roll[line]]
        return kept

    def _namesakes(self, line: int) -> str:
        """How many people of the roll bear the name of this row, where, and what of them is not known."""
        candidates, names = self._candidates, self._sides.roll.names
        row = int(candidates.compared.row[line])
        lines = self._contest(line)
        rows = candidates.compared.row[lines]
        same = (names.surname[rows] == names.surname[row]) & (names.given[rows] == names.given[row])
        count = len(np.unique(candidates.person[lines[same]]))
        if count < 2:
            return ""
        rows = rows[same]
        name = (
            f"{self._texts[names.given_words[row]]} {self._texts[names.surname_words[row]]}".strip().title()
        )
        where = self._city(rows)
        who = f"{_number(count)} people named {name}{f' in {where}' if where else ''}"
        return "; ".join([who, *self._unknowns(int(candidates.compared.entry[line]), line, rows, count)])

    def _unknowns(self, entry: int, line: int, rows: Wide, count: int) -> list[str]:
        face = self._candidates.compared.face[line]
        found = []
        if not self._sides.roll.names.middle[rows].any():
            found.append(f"{'neither' if count == 2 else 'none of them'} lists a middle name")
        elif not self._sides.directory.faces.middle[face]:
            found.append("the entry lists no middle name")
        if self._numbers[entry] == self._numbers[entry + 1]:
            found.append("the entry states no license number")
        return found

    def _city(self, rows: Wide) -> str:
        """The city of all of these rows, empty where they differ or one has none."""
        spots = self._sides.roll.spots
        lines = self._spots[rows]
        if (lines == self._spots[rows + 1]).any():
            return ""
        cities = set(spots.city[lines].tolist())
        return str(self._texts[cities.pop()]).title() if len(cities) == 1 else ""


def _number(count: int) -> str:
    return _COUNTS[count] if count < len(_COUNTS) else str(count)
