"""How common each name, initial and place is: the u-probabilities, taken from the data at hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from verify.linkage.names import PersonName
from verify.linkage.sides import EntrySide, Roll, RowSide, Spot

SHRINKAGE = 500.0
"""Pseudo-count with which a profession's own frequency leans on that of all professions."""

Key = tuple[str, str]


@dataclass(slots=True)
class Tally:
    """Counts of one kind of value by profession; `share` is the probability of a chance agreement."""

    counts: Counter[Key] = field(default_factory=Counter)
    totals: Counter[str] = field(default_factory=Counter)

    def add(self, profession: str, value: str) -> None:
        """Count a value once, for its profession and for all; a missing value does not count."""
        if value:
            for group in (profession, ""):
                self.counts[group, value] += 1
                self.totals[group] += 1

    def share(self, profession: str, value: str) -> float:
        """The smoothed share of a value within its profession; never zero, at most 1."""
        overall = (self.counts["", value] + 1.0) / (self.totals[""] + 2.0)
        own = self.counts[profession, value] + SHRINKAGE * overall
        return min(1.0, own / (self.totals[profession] + SHRINKAGE))


@dataclass(slots=True)
class Frequencies:
    """All tallies of a run. Names count over rows and entries, places over the rows of a roll."""

    surnames: Tally = field(default_factory=Tally)
    givens: Tally = field(default_factory=Tally)
    initials: Tally = field(default_factory=Tally)
    middles: Tally = field(default_factory=Tally)
    middle_initials: Tally = field(default_factory=Tally)
    full_names: Counter[Key] = field(default_factory=Counter)
    names_count: int = 0
    zips: Counter[tuple[Roll, str]] = field(default_factory=Counter)
    cities: Counter[tuple[Roll, str]] = field(default_factory=Counter)
    areas: Counter[tuple[Roll, str]] = field(default_factory=Counter)
    states: Counter[tuple[Roll, str]] = field(default_factory=Counter)
    placed: Counter[Roll] = field(default_factory=Counter)
    persons: Counter[Roll] = field(default_factory=Counter)

    def add_name(self, profession: str, name: PersonName) -> None:
        """Count one name of one side."""
        self.surnames.add(profession, name.surname_key)
        self.givens.add(profession, name.given_key)
        self.initials.add(profession, name.given_key[:1])
        self.middles.add(profession, name.middle)
        self.middle_initials.add(profession, name.middle[:1])
        self.full_names[name.surname_key, name.given_key] += 1
        self.names_count += 1

    def add_spot(self, roll: Roll, spot: Spot) -> None:
        """Count one place of one row."""
        self.placed[roll] += 1
        self.zips[roll, spot.zip5] += 1
        self.cities[roll, spot.city] += 1
        self.areas[roll, spot.zip5[:3]] += 1
        self.states[roll, spot.state] += 1

    def place_share(self, counts: Counter[tuple[Roll, str]], roll: Roll, value: str) -> float:
        """The smoothed share of a place among the rows of a roll."""
        return (counts[roll, value] + 1.0) / (self.placed[roll] + 20.0)

    def namesake_share(self, name: PersonName) -> float:
        """The least share of people with this full name: all bearers but one on each side.

        Given names and surnames are not independent, so the product of their shares can be
        far too small for a name that is in fact common.
        """
        others = self.full_names[name.surname_key, name.given_key] - 2
        return max(0.0, others / self.names_count)


def count(rows: Sequence[RowSide], entries: Iterable[EntrySide]) -> Frequencies:
    """The frequencies of all names of both sides, and of the places of the rows."""
    frequencies = Frequencies()
    for row in rows:
        if row.is_superseded:  # counts as its person's other row
            continue
        frequencies.add_name(row.roll[1], row.name)
        frequencies.persons[row.roll] += 1
        if row.spot:
            frequencies.add_spot(row.roll, row.spot)
    for entry in entries:
        for profession in sorted({profession for _, profession in entry.rolls}):
            frequencies.add_name(profession, entry.name)
    return frequencies
