"""Stored links beside the same links made again: what is equal to the last bit, and what is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from verify.linkage.links import Comparison, Link

FACTS = (
    "entry_hash", "license_hash", "decision", "rule", "identity_class", "probability", "cut", "weight_bits",
    "rival_license_id", "rival_weight_bits",
)  # fmt: skip
"""What of a link is compared, beside its factors; what may explain the rest comes first."""

FACTORS = ("comparison", "level", "entry_value", "license_value", "weight_bits")
"""What of a factor is compared; its sentence may be put into other words at any time."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One stored value and the one that was found now; None where there is no such link or factor."""

    entry_id: str
    license_id: str
    what: str
    stored: str | float | None
    found: str | float | None

    @property
    def line(self) -> str:
        """The difference as a line to print."""
        who = f"{self.entry_id} and {self.license_id}: " if self.entry_id else ""
        return f"{who}{self.what} is stored as {_words(self.stored)}, and comes out as {_words(self.found)}"


@dataclass(frozen=True, slots=True)
class Replayed:
    """How many stored links came out equal, how many links were looked at, and every difference."""

    equal: int
    count: int
    differences: tuple[Difference, ...]


def replayed(stored: Iterable[Link], found: Iterable[Link]) -> Replayed:
    """The comparison of both, link by link; links that stand on one side only are differences.

    Links whose entry or row changed come first: the others may follow from them.
    """
    before, after = _by_pair(stored), _by_pair(found)
    pairs = sorted(before.keys() | after.keys())
    by_pair = {pair: tuple(_differences(pair, before.get(pair), after.get(pair))) for pair in pairs}
    differing = [found for found in by_pair.values() if found]
    ordered = sorted(differing, key=lambda own: own[0].what not in ("entry_hash", "license_hash"))
    return Replayed(len(pairs) - len(differing), len(pairs), tuple(each for own in ordered for each in own))


def _by_pair(links: Iterable[Link]) -> dict[tuple[str, str], Link]:
    return {(link.entry_id, link.license_id): link for link in links}


def _differences(pair: tuple[str, str], one: Link | None, other: Link | None) -> Iterator[Difference]:
    if one is None or other is None:
        decisions = (each.decision.value if each else None for each in (one, other))
        yield Difference(*pair, "the link", *decisions)
        return
    for name in FACTS:
        yield from _unequal(pair, name, getattr(one, name), getattr(other, name))
    for before, after in zip_longest(one.comparisons, other.comparisons):
        yield from _unequal_factors(pair, before, after)


def _unequal_factors(
    pair: tuple[str, str], one: Comparison | None, other: Comparison | None
) -> Iterator[Difference]:
    name = one.comparison if one else other.comparison if other else ""
    for fact in FACTORS:
        values = (getattr(each, fact) if each else None for each in (one, other))
        yield from _unequal(pair, f"{fact} of {name}", *values)


def _unequal(
    pair: tuple[str, str], what: str, one: str | float | None, other: str | float | None
) -> Iterator[Difference]:
    if one != other:
        yield Difference(*pair, what, one, other)


def _words(value: str | float | None) -> str:
    return "nothing" if value is None else repr(str(value)) if isinstance(value, str) else repr(value)
