"""What an evaluation tells links apart by: the number, the profession, where the name is common."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import sqrt

from verify.linkage.name_origins import name_origin
from verify.linkage.numbers import readings

NUMBER_USABLE, NO_USABLE_NUMBER, ORGANIZATION = "number usable", "no usable number", "organization"

NUMBER, PROFESSION, ORIGIN = "license number", "profession", "name origin"
DIMENSIONS = (NUMBER, PROFESSION, ORIGIN)
COMPARED = (PROFESSION, ORIGIN)
"""Dimensions whose strata ought to be served alike; a number is expected to help."""

LEAST_FOR_A_GAP = 30
"""Links that a stratum needs before it is set against others: fewer tell nothing."""

Number = tuple[str, str]
"""A license number as printed, behind its board."""


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """What strata need of an entry. `first_name` and `last_name` are its own, empty for organizations."""

    is_organization: bool
    profession: str
    first_name: str
    last_name: str
    claims: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Strata:
    """Tells the strata of a pair: `entries` by id, and the number of each row by id."""

    entries: Mapping[str, EntryFacts]
    rows: Mapping[str, Number]

    def of(self, entry_id: str, row_id: str) -> Iterator[tuple[str, str]]:
        """Dimension and stratum of a pair, in the order of `DIMENSIONS`; nothing for an unknown entry.

        A number is usable where the entry states the number of this very row.
        """
        entry = self.entries.get(entry_id)
        if entry is None:
            return
        if entry.is_organization:
            yield NUMBER, ORGANIZATION
            return
        yield NUMBER, NUMBER_USABLE if self.states_number(entry, row_id) else NO_USABLE_NUMBER
        yield PROFESSION, entry.profession or "not stated"
        yield ORIGIN, name_origin(entry.last_name, entry.first_name).value

    def states_number(self, entry: EntryFacts, row_id: str) -> bool:
        """Whether the entry states the number of the row for its board."""
        board, number = self.rows.get(row_id, ("", ""))
        own = readings(number)
        return any(state == board and readings(claimed) & own for state, claimed in entry.claims)


@dataclass(frozen=True, slots=True)
class Gap:
    """The largest difference of a share between two strata of a dimension."""

    dimension: str
    measure: str
    highest: str
    highest_share: float
    lowest: str
    lowest_share: float

    @property
    def line(self) -> str:
        """The gap as a sentence."""
        points = 100 * (self.highest_share - self.lowest_share)
        return (
            f"largest gap by {self.dimension}, {self.measure}: {points:.1f} points "
            f"({self.highest} {percent(self.highest_share)}, {self.lowest} {percent(self.lowest_share)})"
        )


def largest_gap(dimension: str, measure: str, shares: Mapping[str, tuple[float, int]]) -> Gap | None:
    """The gap between the best and the worst stratum that have links enough; None where there are not two,
    or all are served alike.

    `shares` gives for each stratum its share and of how many links.
    """
    told = sorted((share, name) for name, (share, count) in shares.items() if count >= LEAST_FOR_A_GAP)
    if len(told) < 2 or told[0][0] == told[-1][0]:
        return None
    (lowest_share, lowest), (highest_share, highest) = told[0], told[-1]
    return Gap(dimension, measure, highest, highest_share, lowest, lowest_share)


def wilson(right: float, count: float) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927); from 0 to 1 where nothing was counted."""
    if not count:
        return 0.0, 1.0
    z, share = 1.96, right / count
    middle, scale = share + z * z / (2 * count), 1 + z * z / count
    half = z * sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


def percent(share: float | None) -> str:
    """A share in words; a stratum may have nothing to divide by."""
    return "not known" if share is None else f"{100 * share:.2f} %"
