"""What changed about a listing or a license from one release to the next: pure, told by its columns alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from verify.checks.coverage import SourceState
from verify.publish.causes import SourceThen, difference
from verify.publish.change import Cause, Change, Kind

OWN = "own_"
"""How the names of the lists that people keep begin. One without rows is no source."""


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
