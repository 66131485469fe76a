"""Links against a truth: precision and recall with their denominators, and what went to review."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from verify.linkage.links import Decision, Link

Pair = tuple[str, str]


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
            f"precision {_percent(self.precision)}: {len(self.wrong)} wrong of {self.accepted:,} accepted",
            f"recall {_percent(self.recall)}: {self.found:,} of {self.true_pairs:,} true links accepted",
            f"found {_percent(self.recall_with_review)} of the true links when review is counted",
            f"review {_percent(self.review_share)}: {self.entries_in_review:,} of {self.entries:,} entries",
            *(f"wrong: {entry} -> {license_id}" for entry, license_id in self.wrong),
        ]


def evaluate(links: Iterable[Link], truth: Iterable[Pair]) -> Evaluation:
    """The evaluation of links against (entry_id, license_id) pairs.

    An empty license_id says that the entry has no license row; it counts as an entry only.
    """
    rows = list(truth)
    true_pairs = {pair for pair in rows if pair[1]}
    entries = {entry for entry, _ in rows}
    links = list(links)
    accepted = {(x.entry_id, x.license_id) for x in links if x.decision is Decision.ACCEPT}
    review = {(x.entry_id, x.license_id) for x in links if x.decision is Decision.REVIEW}
    settled = {entry for entry, _ in accepted}
    return Evaluation(
        true_pairs=len(true_pairs),
        entries=len(entries),
        accepted=len(accepted),
        wrong=tuple(sorted(accepted - true_pairs)),
        found=len(accepted & true_pairs),
        found_with_review=len((accepted | review) & true_pairs),
        entries_in_review=len({entry for entry, _ in review} - settled),
    )


def _percent(share: float | None) -> str:
    return "not known" if share is None else f"{100 * share:.2f} %"
