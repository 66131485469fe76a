"""What changed from one release to the next and why: pure, the kinds of cause never mixed.

A difference that another parser version may explain is laid at our parser and never at the source: it says
nothing about a person. A record is called gone only where its listing was read anew, with success, by the
same parser, and without more unreadable rows than before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from verify.checks.coverage import SourceState

OWN = "own_"
"""How the names of the lists that people keep begin. One without rows is no source."""


class Cause(StrEnum):
    """Why something is different now."""

    SOURCE_CHANGED = "source_changed"
    PARSER_CHANGED = "parser_changed"
    MATCH_CHANGED = "match_changed"
    RECORD_DISAPPEARED = "record_disappeared"
    SOURCE_FAILED = "source_failed"
    RULES_CHANGED = "rules_changed"
    TIME_PASSED = "time_passed"


class Kind(StrEnum):
    """What happened."""

    NEW = "new"
    RENEWED = "renewed"
    LAPSED = "lapsed"
    DISCIPLINED = "disciplined"
    STATUS = "status"
    VERDICT = "verdict"
    MATCH = "match"
    DISAPPEARED = "disappeared"
    RETURNED = "returned"
    SOURCE_FAILED = "source_failed"
    SOURCE_RETURNED = "source_returned"
    OTHER = "other"


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One change; empty text where a part does not apply. Values are those of public columns alone."""

    subject: str
    entry_id: str
    license_id: str
    source: str
    kind: Kind
    field: str
    value_before: str
    value_after: str
    cause: Cause


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


@dataclass(frozen=True, slots=True)
class LicenseSeen:
    """The public columns of a license row that a history tells of, as one release showed them.

    `name` serves to see that it changed; it is never a value of a change.
    """

    license_id: str
    source: str
    status_printed: str
    status: str
    is_disciplinary_status: int
    expires_on: str
    license_type_printed: str
    is_superseded: int
    name: str
    raw_sha256: str
    parser_version: str


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


def source_changes(source: str, then: SourceThen | None, now: SourceState | None) -> Iterator[Change]:
    """What changed about a listing as a whole."""

    def change(kind: Kind, cause: Cause, field: str = "", before: str = "", after: str = "") -> Change:
        return Change("source", "", "", source, kind, field, before, after, cause)

    was_read = then is not None and bool(then.crawl_id)
    if now is None:
        is_own = source.startswith(OWN)
        yield change(Kind.DISAPPEARED, Cause.SOURCE_CHANGED if is_own else Cause.RULES_CHANGED)
        return
    if now.report is not None and not was_read:
        yield change(Kind.NEW, Cause.SOURCE_CHANGED)
    if then is None:
        return
    if now.has_failed and not then.has_failed:
        yield change(Kind.SOURCE_FAILED, Cause.SOURCE_FAILED)
    if then.has_failed and not now.has_failed:
        yield change(Kind.SOURCE_RETURNED, Cause.SOURCE_CHANGED)
    if now.report is not None and was_read and now.report.parser_version != then.parser_version:
        versions = then.parser_version, now.report.parser_version
        yield change(Kind.OTHER, Cause.PARSER_CHANGED, "parser_version", *versions)


def license_changes(before: LicenseSeen, after: LicenseSeen, *, is_anew: bool) -> Iterator[Change]:
    """What changed on a license row that is there in both releases, one change for each column."""
    cause = difference(
        (before.parser_version, after.parser_version), (before.raw_sha256, after.raw_sha256), is_anew=is_anew
    )

    def change(kind: Kind, field: str, old: str = "", new: str = "") -> Change:
        return Change("license", "", after.license_id, after.source, kind, field, old, new, cause)

    if before.status_printed != after.status_printed:
        yield change(
            _status_kind(before, after), "status_printed", before.status_printed, after.status_printed
        )
    elif before.status != after.status or before.is_disciplinary_status != after.is_disciplinary_status:
        yield change(_status_kind(before, after), "status", before.status, after.status)
    if before.expires_on != after.expires_on:
        is_later = bool(before.expires_on) and after.expires_on > before.expires_on
        kind = Kind.RENEWED if is_later else Kind.OTHER
        yield change(kind, "expires_on", before.expires_on, after.expires_on)
    if before.license_type_printed != after.license_type_printed:
        types = before.license_type_printed, after.license_type_printed
        yield change(Kind.OTHER, "license_type_printed", *types)
    if before.is_superseded != after.is_superseded:
        yield change(Kind.OTHER, "is_superseded", str(before.is_superseded), str(after.is_superseded))
    if before.name != after.name:
        yield change(Kind.OTHER, "name")


def _status_kind(before: LicenseSeen, after: LicenseSeen) -> Kind:
    if after.is_disciplinary_status and not before.is_disciplinary_status:
        return Kind.DISCIPLINED
    if before.status == "active" and after.status in ("expired", "inactive"):
        return Kind.LAPSED
    return Kind.STATUS
