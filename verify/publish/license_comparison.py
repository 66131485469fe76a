"""What changed about licenses between the tables of two releases, `published` and `main`."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from verify.checks.professions import DIRECTORY_PROFESSIONS
from verify.publish.causes import arrival
from verify.publish.change import Cause, Change, Kind
from verify.publish.history import LicenseSeen, license_changes
from verify.publish.present import Present, may_tell

LICENSE = """{0}.license_id, {0}.source, {0}.status_printed, {0}.status, {0}.is_disciplinary_status,
  coalesce({0}.expires_on, ''), coalesce({0}.license_type_printed, ''), {0}.is_superseded,
  coalesce({0}.first_name, '') || '|' || coalesce({0}.middle_name, '') || '|' || coalesce({0}.last_name, '')
    || '|' || coalesce({0}.suffix, '') || '|' || coalesce({0}.organization_name, ''),
  {0}.raw_sha256, {0}.parser_version"""

LICENSE_TOLD = (
    *("status_printed", "status", "is_disciplinary_status", "expires_on", "license_type_printed"),
    *("is_superseded", "first_name", "middle_name", "last_name", "suffix", "organization_name"),
)
"""Columns of `licenses` of which a history tells."""

ACTIONS = "SELECT license_id, stage, action_printed, acted_on, docket FROM {}.board_actions"


@dataclass(frozen=True, slots=True)
class LicenseChanges:
    """The changes that are told, and the cause for each license that is another, told or not."""

    told: list[Change]
    causes: dict[str, Cause]


def changed_licenses(connection: sqlite3.Connection, now: Present) -> LicenseChanges:
    """What changed about licenses, each change once for each entry that it may be told of."""
    came = list(_new_licenses(connection, now))
    differing = list(_changed_licenses(connection, now))
    causes = {each.license_id: each.cause for each in (*(each for each, _ in came), *reversed(differing))}
    causes.update({key: cause for key, cause in now.departures.items() if cause is not Cause.SOURCE_FAILED})
    told = [*differing, *(each for each, is_told in came if is_told), *_gone_licenses(now)]
    return LicenseChanges(list(_tied(connection, told)), causes)


def _changed_licenses(connection: sqlite3.Connection, now: Present) -> Iterator[Change]:
    told = [", ".join(f"{table}.{column}" for column in LICENSE_TOLD) for table in ("n", "o")]
    sql = (
        f"SELECT {LICENSE.format('o')}, {LICENSE.format('n')} FROM main.licenses n "  # noqa: S608
        f"JOIN published.licenses o ON o.license_id = n.license_id WHERE ({told[0]}) IS NOT ({told[1]})"
    )
    for row in connection.execute(sql).fetchall():
        before, after = LicenseSeen(*row[:11]), LicenseSeen(*row[11:])
        yield from license_changes(before, after, is_anew=now.is_anew(after.source))
    yield from _actions(connection, now)


def _actions(connection: sqlite3.Connection, now: Present) -> Iterator[Change]:
    """Board actions that a row of both releases shows now and did not show before."""
    sql = (
        f"SELECT a.license_id, a.stage, a.action_printed, n.source, o.parser_version <> n.parser_version "  # noqa: S608
        f"FROM ({ACTIONS.format('main')} EXCEPT {ACTIONS.format('published')}) a "
        "JOIN main.licenses n ON n.license_id = a.license_id "
        "JOIN published.licenses o ON o.license_id = a.license_id"
    )
    for license_id, stage, printed, source, is_other_parser in connection.execute(sql).fetchall():
        anew = Cause.SOURCE_CHANGED if now.is_anew(source) else Cause.RULES_CHANGED
        cause = Cause.PARSER_CHANGED if is_other_parser else anew
        is_alleged = stage == "alleged"
        kind, words = (Kind.OTHER, f"alleged: {printed}") if is_alleged else (Kind.DISCIPLINED, printed)
        yield Change("license", "", license_id, source, kind, "board_actions", "", words, cause)


def _new_licenses(connection: sqlite3.Connection, now: Present) -> Iterator[tuple[Change, bool]]:
    """Licenses that came, or came back, and whether that is told.

    The first reading of a listing is told as a whole. Of other professions, which are public where linked
    alone, only those are told that came back.
    """
    sql = (
        "SELECT n.license_id, n.source, n.profession, f.license_id IS NOT NULL FROM main.licenses n "
        "LEFT JOIN published.former_licenses f ON f.license_id = n.license_id WHERE NOT EXISTS "
        "(SELECT 1 FROM published.licenses o WHERE o.license_id = n.license_id)"
    )
    for license_id, source, profession, has_returned in connection.execute(sql).fetchall():
        pair = now.both(source)
        is_told = pair is not None and (has_returned or profession in DIRECTORY_PROFESSIONS)
        kind = Kind.RETURNED if has_returned else Kind.NEW
        cause = arrival(*pair) if pair else Cause.SOURCE_CHANGED
        yield Change("license", "", license_id, source, kind, "", "", "", cause), is_told


def _gone_licenses(now: Present) -> Iterator[Change]:
    for license_id, cause in now.departures.items():
        if license_id in now.withheld or cause is Cause.SOURCE_FAILED:
            continue
        source = license_id.partition(":")[0]
        is_clear = cause is not Cause.SOURCE_CHANGED
        kind, field = (Kind.DISAPPEARED, "") if is_clear else (Kind.OTHER, "row")
        yield Change("license", "", license_id, source, kind, field, "", "", cause)


def _tied(connection: sqlite3.Connection, licenses: list[Change]) -> Iterator[Change]:
    """Each change of a license once for each entry that it may be told of, else without an entry."""
    entries: dict[str, list[tuple[str, str]]] = defaultdict(list)
    sql = (
        "SELECT license_id, entry_id, identity_class FROM main.links WHERE decision = 'accept' "
        "UNION SELECT license_id, entry_id, identity_class FROM main.former_links ORDER BY 1, 2"
    )
    for license_id, entry_id, identity in connection.execute(sql):
        entries[license_id].append((entry_id, identity))
    for change in licenses:
        pairs = entries.get(change.license_id, [])
        told = [entry_id for entry_id, identity in pairs if may_tell(change.kind, identity)]
        yield from (replace(change, entry_id=entry_id) for entry_id in told)
        if not told:
            yield change
