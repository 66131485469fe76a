"""What the facts of a check mean: one sentence for each thing that a maintainer should look at. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from crawler.check.discovery import Discovery, unmatched
from crawler.drift import unseen_reason
from crawler.limits import Limits
from crawler.records import CrawlReport, Profession, RecordKind
from crawler.report import quarantine_reason
from crawler.tally import Tally

_QUERY = re.compile(r"(https?://[^\s?]+)\?\S+")
"""The query of an address is long and says nothing that the sentence does not."""


class RobotsDecision(StrEnum):
    """What robots.txt says of the addresses that a crawl asks for."""

    ALLOWED = "allowed"
    FORBIDDEN = "forbidden"
    UNREADABLE = "unreadable"
    NOT_ASKED = "not asked"


@dataclass(frozen=True, slots=True)
class Facts:
    """All that was found out of one source, and what the source expects."""

    professions: tuple[Profession, ...]
    kind: RecordKind
    limits: Limits
    discovery: Discovery
    tally: Tally
    last_good: CrawlReport | None

    @property
    def rows_count(self) -> int | None:
        """The rows of the listing as the source itself states them; None where it does not.

        What was read for a trial is no count: a listing may have more files than the one looked into.
        """
        return self.tally.stated_count

    @property
    def rows_expected(self) -> int | None:
        """The rows that the last good crawl of the same service read."""
        if self.last_good is None or self.last_good.served_from != self.tally.served_from:
            return None
        return self.last_good.rows_count

    @property
    def unmatched_professions(self) -> tuple[Profession, ...]:
        """The professions that no label names. The beginning of a file shows only some of its labels."""
        types = self.discovery.license_types
        if self.kind is not RecordKind.LICENSE or not types:
            return ()
        absent = unmatched(self.professions, types)
        return absent if self.discovery.is_whole or len(absent) == len(self.professions) else ()


def findings(facts: Facts) -> tuple[str, ...]:
    """The sentences, the gravest first; none when all is as the source expects it."""
    return tuple(dict.fromkeys(_findings(facts)))


def _findings(facts: Facts) -> Iterator[str]:
    discovery, tally = facts.discovery, facts.tally
    if tally.failure:
        yield _QUERY.sub(r"\1", tally.failure)
    yield from discovery.problems
    if discovery.missing_columns:
        yield f"missing columns: {_listed(discovery.missing_columns)}; a crawl would fail"
    if tally.new_columns:
        yield f"new columns: {_listed(sorted(tally.new_columns))}; add them to `columns` as taken or dropped"
    yield from _label_findings(facts)
    yield from _status_findings(facts)
    yield from _row_findings(facts)
    yield from _size_findings(facts)


def _label_findings(facts: Facts) -> Iterator[str]:
    for profession in facts.unmatched_professions:
        held = _shortened(facts.discovery.license_types)
        yield f"no label names the profession {profession}; the labels are {held}"


def _status_findings(facts: Facts) -> Iterator[str]:
    unseen = facts.discovery.unseen_statuses
    if not unseen:
        return
    words = ", ".join(f"{word!r} ({count:,})" for word, count in unseen.most_common())
    total = facts.rows_count or facts.tally.rows_count
    fails = unseen_reason(list(unseen.elements()), total, facts.limits)
    yield f"status words never seen: {words}; add them to data/codes/status_vocabulary.csv" + (
        "; a crawl would fail" if fails else ""
    )


def _row_findings(facts: Facts) -> Iterator[str]:
    tally, records = facts.tally, facts.discovery.records_count
    reason = quarantine_reason(tally.kept_out, records, facts.limits)
    if reason:
        yield f"of the rows read for a trial {reason}"
    elif tally.rows_count and not records and facts.kind is RecordKind.LICENSE:
        held = f"; the labels are {_shortened(types)}" if (types := facts.discovery.license_types) else ""
        none = f"none of the {tally.rows_count:,} rows read for a trial is of a profession that is collected"
        yield f"{none}{held}"


def _size_findings(facts: Facts) -> Iterator[str]:
    rows, expected, limits = facts.rows_count, facts.rows_expected, facts.limits
    # Where something went wrong, what is missing is no news of the listing.
    if facts.tally.failure or facts.discovery.missing_columns:
        return
    has_no_row = facts.discovery.were_rows_read and not facts.tally.rows_count
    if rows == 0 or (has_no_row and facts.discovery.is_whole):
        yield "the listing is empty"
    elif rows is not None and rows < limits.records_min:
        yield f"{rows:,} rows are fewer than the {limits.records_min:,} records expected at least"
    elif rows is not None and expected and rows < limits.kept_ratio * expected:
        share = f"fewer than {limits.kept_ratio:.0%} of them are not believed"
        yield f"{rows:,} rows, the last good crawl read {expected:,}: {share}"


def _shortened(names: Sequence[str]) -> str:
    return _listed(names[:8]) + (" ..." if len(names) > 8 else "")


def _listed(names: Sequence[str]) -> str:
    return ", ".join(map(repr, names))
