"""Why a record differs, came or went from one release to the next; the kinds of cause are never mixed.

A difference that another parser version may explain is laid at our parser and never at the source: it says
nothing about a person. A record is called gone only where its listing was read anew, with success, by the
same parser, and without more unreadable rows than before.
"""

from __future__ import annotations

from dataclasses import dataclass

from verify.checks.coverage import SourceState
from verify.publish.change import Cause


@dataclass(frozen=True, slots=True)
class SourceThen:
    """What the earlier release knew of a source. `fetched_at` is the time of its last good reading.

    `quarantined_count` counts the rows that could not be read or were withheld.
    """

    crawl_id: str
    has_failed: bool
    fetched_at: str
    parser_version: str
    quarantined_count: int


def is_read_anew(then: SourceThen, now: SourceState) -> bool:
    """Whether the listing's rows come from bytes that the earlier release had not read."""
    report = now.report
    return report is not None and report.crawl_id != then.crawl_id and not report.read_crawl_id


def difference(parsers: tuple[str, str], raws: tuple[str, str], *, is_anew: bool) -> Cause:
    """Why a row that is there in both releases differs: `parsers` and `raws` are those before and after."""
    if parsers[0] != parsers[1]:
        return Cause.PARSER_CHANGED
    if raws[0] == raws[1] or not is_anew:
        return Cause.RULES_CHANGED
    return Cause.SOURCE_CHANGED


def arrival(then: SourceThen, now: SourceState) -> Cause:
    """Why a row is there that was not."""
    if now.report is not None and now.report.parser_version != then.parser_version:
        return Cause.PARSER_CHANGED
    return Cause.SOURCE_CHANGED if is_read_anew(then, now) else Cause.RULES_CHANGED


@dataclass(frozen=True, slots=True)
class ReadNow:
    """What a listing's rows are read from now: hashes of objects, and how many of its rows are unreadable."""

    raws: frozenset[str] = frozenset()
    quarantined_count: int = 0


def departure(then: SourceThen, now: SourceState, raw_sha256: str, read: ReadNow) -> Cause:
    """Why a row is there no more; `RECORD_DISAPPEARED` alone says that the board lists it no longer.

    The object that held the row can't be among those read now if the row has left it. More unreadable rows
    than before may hide the row, so that the source changed and no more is claimed.
    """
    if now.report is None or now.has_failed:
        return Cause.SOURCE_FAILED
    if now.report.parser_version != then.parser_version:
        return Cause.PARSER_CHANGED
    if not is_read_anew(then, now) or raw_sha256 in read.raws:
        return Cause.RULES_CHANGED
    if read.quarantined_count > then.quarantined_count:
        return Cause.SOURCE_CHANGED
    return Cause.RECORD_DISAPPEARED
