"""Which listing speaks for which profession in which state, and how old its last good crawl is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from crawler.records import CrawlReport, Outcome, Profession, RecordKind, SourceInfo

FRESH_DAYS = 14
"""A check older than this many days carries its age."""

AGING_DAYS = 30
"""A check older than this many days is stale: it still counts, and the reader is told to ask the board."""

STALE_DAYS = 90
"""A check or a listing older than this many days supports no verdict."""


class Freshness(StrEnum):
    """The state of evidence by its age alone: no crawl is needed for it to change."""

    FRESH = "fresh"
    AGING = "aging"
    STALE = "stale"
    TOO_OLD = "too_old"


def freshness(age_days: int) -> Freshness:
    """The state of evidence of this age in whole days; a day in the future counts as today."""
    if age_days <= FRESH_DAYS:
        return Freshness.FRESH
    if age_days <= AGING_DAYS:
        return Freshness.AGING
    return Freshness.STALE if age_days <= STALE_DAYS else Freshness.TOO_OLD


@dataclass(frozen=True, slots=True)
class SourceState:
    """A source with the crawl that made its records and its newest crawl (either may be missing)."""

    info: SourceInfo
    report: CrawlReport | None
    last: CrawlReport | None

    @property
    def has_failed(self) -> bool:
        """Whether the newest crawl failed, so that older rows are carried forward."""
        return self.last is not None and self.last.outcome is Outcome.FAILED

    @property
    def fetched_on(self) -> date | None:
        """The day of the last good crawl."""
        return date.fromisoformat(self.report.started_at[:10]) if self.report else None

    @property
    def as_of(self) -> date | None:
        """The listing's own date, else the day of the last good crawl."""
        if self.report and self.report.source_as_of:
            return date.fromisoformat(self.report.source_as_of)
        return self.fetched_on

    def freshness(self, today: date) -> Freshness:
        """The state by the age of the last good crawl; too old as well where the listing's own date is."""
        if self.fetched_on is None or self.as_of is None:
            return Freshness.TOO_OLD
        own = freshness((today - self.as_of).days)
        return own if own is Freshness.TOO_OLD else freshness((today - self.fetched_on).days)

    def is_current(self, today: date) -> bool:
        """Whether the evidence is young enough to be shown: neither fetch nor listing over 90 days."""
        return self.freshness(today) is not Freshness.TOO_OLD


class Coverage:
    """The license listings by (state, profession)."""

    def __init__(self, states: tuple[SourceState, ...]) -> None:
        """Keep the license sources, sorted by name."""
        self._by_key: dict[tuple[str, Profession], tuple[SourceState, ...]] = {}
        self.by_source = {state.info.source: state for state in states}
        for state in sorted(states, key=lambda each: each.info.source):
            if state.info.kind is RecordKind.LICENSE:
                for profession in state.info.professions:
                    key = state.info.jurisdiction, profession
                    self._by_key[key] = (*self._by_key.get(key, ()), state)

    def listings(self, state: str, profession: Profession) -> tuple[SourceState, ...]:
        """The listings of a profession in a state, one for each of its boards; some may never have been read.

        California has two boards for physicians.
        """
        return self._by_key.get((state, profession), ())

    def exclusions(self) -> SourceState | None:
        """The federal exclusion list, if it was ever read."""
        for state in self.by_source.values():
            if state.info.kind is RecordKind.EXCLUSION and state.report is not None:
                return state
        return None


def oldest(listings: Sequence[SourceState]) -> SourceState | None:
    """The listing with the earliest date; None without any, or where one was never read.

    Nobody is missing before every board was asked, so the weakest listing speaks for all.
    """
    dated = [(each.as_of, each.info.source, each) for each in listings if each.as_of is not None]
    if len(dated) < len(listings) or not dated:
        return None
    return min(dated, key=lambda each: each[:2])[2]
