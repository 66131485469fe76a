"""Seeded draws that give the same values on every machine and Python version.

Only `random.Random.random` is used: of all methods it alone is documented to keep its sequence
for a seed, so the committed sample can be made again byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Weighted(Generic[T]):
    """Values with their cumulative weights, ready to be drawn from."""

    values: tuple[T, ...]
    totals: tuple[float, ...]

    @classmethod
    def of(cls, pairs: Sequence[tuple[T, float]]) -> Weighted[T]:
        """The table of the pairs (value, weight); weights need not sum to 1."""
        return cls(tuple(value for value, _ in pairs), tuple(accumulate(weight for _, weight in pairs)))

    def __iter__(self) -> Iterator[T]:
        """Every value once, in the order given."""
        return iter(self.values)


class Chance:
    """A stream of draws named by a seed and a purpose; streams do not disturb each other."""

    def __init__(self, seed: int, *purpose: object) -> None:
        """Start the stream of `purpose` (for example `"person", 17`) for `seed`."""
        name = ":".join(str(part) for part in (seed, *purpose))
        self._random = Random(name)  # noqa: S311 - fiction, not secrets

    def happens(self, probability: float) -> bool:
        """True in `probability` of all draws."""
        return self._random.random() < probability

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self._random.random() * (high - low + 1))

    def pick(self, values: Sequence[T]) -> T:
        """One of `values`, each as likely as any other."""
        return values[int(self._random.random() * len(values))]

    def weighted(self, table: Weighted[T]) -> T:
        """One of the values of `table`, as likely as its weight says."""
        point = self._random.random() * table.totals[-1]
        low, high = 0, len(table.totals) - 1
        while low < high:
            middle = (low + high) // 2
            if point < table.totals[middle]:
                high = middle
            else:
                low = middle + 1
        return table.values[low]

    def shuffled(self, values: Sequence[T]) -> list[T]:
        """All `values` in a random order."""
        rest = list(values)
        for last in range(len(rest) - 1, 0, -1):
            other = self.between(0, last)
            rest[last], rest[other] = rest[other], rest[last]
        return rest


def table(text: str) -> Weighted[str]:
    """The table of a text such as `Kim:22 De_Leon:3`; `_` stands for a blank, no weight for 1."""
    pairs = []
    for word in text.split():
        value, _, weight = word.partition(":")
        pairs.append((value.replace("_", " "), float(weight or 1)))
    return Weighted.of(pairs)
