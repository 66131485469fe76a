"""Links against a truth: precision and recall with their denominators, and what went to review."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Set
from dataclasses import dataclass
from typing import Protocol

from verify.linkage.links import Decision
from verify.linkage.strata import percent

Pair = tuple[str, str]


class Told(Protocol):
    """A link that was told, from wherever."""

    @property
    def entry_id(self) -> str:
        """The entry."""

    @property
    def license_id(self) -> str:
        """The license row."""

    @property
    def decision(self) -> Decision:
        """What was decided."""

    @property
    def probability(self) -> float:
        """How sure the link was said to be."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Counts of a run against a truth; shares are None where their denominator is zero."""

    true_pairs: int
    entries: int
    accepted: int
    wrong: tuple[Pair, ...]
    found: int
    found_with_review: int
    entries_in_review: int

    @property
    def precision(self) -> float | None:
        """Share of accepted links that are true."""
        return 1 - len(self.wrong) / self.accepted if self.accepted else None

    @property
    def recall(self) -> float | None:
        """Share of true links that were accepted."""
        return self.found / self.true_pairs if self.true_pairs else None

    @property
    def recall_with_review(self) -> float | None:
        """Share of true links that were accepted or put before a person."""
        return self.found_with_review / self.true_pairs if self.true_pairs else None

    @property
    def review_share(self) -> float | None:
        """Share of entries that wait for a person."""
        return self.entries_in_review / self.entries if self.entries else None

    def lines(self) -> list[str]:
        """The figures as sentences to print."""
        return [
            f"precision {percent(self.precision)}: {len(self.wrong)} wrong of {self.accepted:,} accepted",
            f"recall {percent(self.recall)}: {self.found:,} of {self.true_pairs:,} true links accepted",
            f"found {percent(self.recall_with_review)} of the true links when review is counted",
            f"review {percent(self.review_share)}: {self.entries_in_review:,} of {self.entries:,} entries",
            *(f"wrong: {entry} -> {license_id}" for entry, license_id in self.wrong),
        ]


@dataclass(frozen=True, slots=True)
class PairSets:
    """The true pairs, and those that were accepted or wait for a person."""

    true: Set[Pair]
    accepted: Set[Pair]
    review: Set[Pair]

    def every(self) -> Set[Pair]:
        """All of them."""
        return self.true | self.accepted | self.review

    def evaluation(self, entries: int) -> Evaluation:
        """The counts, for this many entries."""
        settled = {entry for entry, _ in self.accepted}
        return Evaluation(
            true_pairs=len(self.true),
            entries=entries,
            accepted=len(self.accepted),
            wrong=tuple(sorted(self.accepted - self.true)),
            found=len(self.accepted & self.true),
            found_with_review=len((self.accepted | self.review) & self.true),
            entries_in_review=len({entry for entry, _ in self.review} - settled),
        )


def evaluate(
    links: Iterable[Told], truth: Iterable[Pair], entries: Collection[str] | None = None
) -> Evaluation:
    """The evaluation of links against (entry_id, license_id) pairs.

    An empty license_id says that the entry has no license row; it counts as an entry only. `entries`
    are all entries, where the truth names only those with a row.
    """
    rows = list(truth)
    pairs = pair_sets(links, rows)
    return pairs.evaluation(len({entry for entry, _ in rows} if entries is None else entries))


def pair_sets(links: Iterable[Told], truth: Iterable[Pair]) -> PairSets:
    """The pairs of the truth and of the links; a true pair without a license row is none."""
    links = list(links)
    return PairSets(
        {pair for pair in truth if pair[1]},
        {(x.entry_id, x.license_id) for x in links if x.decision is Decision.ACCEPT},
        {(x.entry_id, x.license_id) for x in links if x.decision is Decision.REVIEW},
    )
