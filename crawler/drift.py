"""Drift of a listing that no single row shows: its mix of statuses, its status words, its size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crawler.limits import Limits
from crawler.records import CrawlReport


@dataclass(frozen=True, slots=True)
class RecordFigures:
    """The records of a crawl. `active_count` counts active licenses; None where the records are none."""

    records_count: int
    active_count: int | None = None

    @property
    def active_share(self) -> float | None:
        """The share of active licenses, 0-1; None where there is none to tell."""
        if self.active_count is None or not self.records_count:
            return None
        return self.active_count / self.records_count


def mix_reason(figures: RecordFigures, last_good: CrawlReport | None, limits: Limits) -> str:
    """Why the share of active licenses is not believed; empty when it is within the band."""
    if last_good is None:
        return ""
    former = RecordFigures(last_good.records_count, last_good.active_count).active_share
    present = figures.active_share
    if former is None or present is None:
        return ""
    moved = abs(present - former)
    if moved <= limits.active_share_band:
        return ""
    if moved * figures.records_count <= limits.quarantined_few and moved <= 0.5:
        return ""
    return (
        f"the mix of statuses moved: {present:.1%} of {figures.records_count:,} records are active, the last "
        f"good crawl had {former:.1%} of {last_good.records_count:,}, and more than "
        f"{limits.active_share_band * 100:.0f} points of difference are not believed; look at its status "
        "words, and widen `active_share_band` in the limits of the source if the change is true"
    )


def unseen_reason(words: Sequence[str], records_count: int, limits: Limits) -> str:
    """Why so many status words that the vocabulary lacks are not believed; empty when they are few.

    `words` has one word for each record that carries one.
    """
    if len(words) <= limits.quarantined_few or len(words) <= limits.unseen_status_ratio * records_count:
        return ""
    different = sorted(set(words))
    shown = ", ".join(map(repr, different[:5])) + (" ..." if len(different) > 5 else "")
    return (
        f"{len(words):,} of {records_count:,} records have a status word that was never seen, more than "
        f"{limits.unseen_status_ratio:.0%}: {shown}; add the words to data/codes/status_vocabulary.csv"
    )


def size_warnings(figures: RecordFigures, limits: Limits) -> tuple[str, ...]:
    """What a maintainer should look at although the crawl is good."""
    if limits.records_max is None or figures.records_count <= limits.records_max:
        return ()
    return (
        f"{figures.records_count:,} records are more than the {limits.records_max:,} expected at most; look "
        "whether the listing now holds something else",
    )
