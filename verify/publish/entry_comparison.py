"""What changed about entries and their matches between the tables of `published` and `main`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping

from verify.publish.causes import arrival
from verify.publish.change import Cause, Change, Kind
from verify.publish.present import Present
from verify.publish.tables_seen import ENTRY_COLUMNS, entry_seen
from verify.publish.verdict_causes import Around, verdict_cause


def changed_entries(
    connection: sqlite3.Connection, now: Present, licenses: Mapping[str, Cause]
) -> Iterator[Change]:
    """Entries that came, went, or are another now; `licenses` gives the causes of other licenses."""
    yield from _new_entries(connection, now)
    yield from _gone_entries(connection, now)
    anew = [source for source in now.states if now.is_anew(source) or now.both(source) is None]
    failed = [source for source, state in now.states.items() if state.has_failed]
    around = Around(licenses, now.built_on, anew, failed)
    told = [", ".join(f"{table}.{column}" for column in ENTRY_COLUMNS) for table in ("n", "o")]
    sql = (
        "SELECT n.entry_id FROM main.entries n JOIN published.entries o ON o.entry_id = n.entry_id "  # noqa: S608
        f"WHERE o.verdict <> n.verdict OR ({told[0]}) IS NOT ({told[1]}) ORDER BY 1"
    )
    for (entry_id,) in connection.execute(sql).fetchall():
        yield from _entry(connection, now, around, entry_id)


def _entry(connection: sqlite3.Connection, now: Present, around: Around, entry_id: str) -> Iterator[Change]:
    then, new = (entry_seen(connection, schema, entry_id) for schema in ("published", "main"))
    cause = None
    if then.columns != new.columns:
        cause = Cause.SOURCE_CHANGED if then.raw_sha256 != new.raw_sha256 else Cause.RULES_CHANGED
        cause = Cause.PARSER_CHANGED if then.parser_version != new.parser_version else cause
        for field, old, value in zip(ENTRY_COLUMNS, then.columns, new.columns, strict=True):
            values = ("", "") if field == "name" else (old, value)
            if old != value:
                yield Change("entry", entry_id, "", new.source, Kind.OTHER, field, *values, cause)
    if then.verdict != new.verdict:
        why = verdict_cause(then, new, cause, around)
        listing = new.license_id.partition(":")[0]
        was_wrong = (entry_id, then.license_id) in now.rejected
        verdicts = ("" if was_wrong else then.verdict, new.verdict)
        yield Change("entry", entry_id, new.license_id, listing, Kind.VERDICT, "verdict", *verdicts, why)


def _new_entries(connection: sqlite3.Connection, now: Present) -> Iterator[Change]:
    sql = (
        "SELECT n.entry_id, n.source, EXISTS (SELECT 1 FROM published.changes c "
        "WHERE c.entry_id = n.entry_id AND c.subject = 'entry' AND c.kind = 'disappeared') "
        "FROM main.entries n WHERE NOT EXISTS "
        "(SELECT 1 FROM published.entries o WHERE o.entry_id = n.entry_id) ORDER BY 1"
    )
    for entry_id, source, has_returned in connection.execute(sql).fetchall():
        pair = now.both(source)
        if pair is not None:
            kind = Kind.RETURNED if has_returned else Kind.NEW
            yield Change("entry", entry_id, "", source, kind, "", "", "", arrival(*pair))


def _gone_entries(connection: sqlite3.Connection, now: Present) -> Iterator[Change]:
    sql = (
        "SELECT o.entry_id, o.source FROM published.entries o WHERE NOT EXISTS "
        "(SELECT 1 FROM main.entries n WHERE n.entry_id = o.entry_id) ORDER BY 1"
    )
    for entry_id, source in connection.execute(sql).fetchall():
        pair = now.both(source)
        if pair is not None and entry_id not in now.withheld and not pair[1].has_failed:
            cause = arrival(*pair)
            cause = Cause.RECORD_DISAPPEARED if cause is Cause.SOURCE_CHANGED else cause
            yield Change("entry", entry_id, "", source, Kind.DISAPPEARED, "", "", "", cause)


def changed_matches(
    connection: sqlite3.Connection, now: Present, licenses: Mapping[str, Cause]
) -> Iterator[Change]:
    """Accepted links that came or went while entry and license are there in both releases.

    A link that went no longer names its license.
    """
    links = "SELECT entry_id, license_id FROM {}.links WHERE decision = 'accept'"
    both = (
        "JOIN main.entries e ON e.entry_id = l.entry_id JOIN published.entries p ON p.entry_id = l.entry_id "
    )
    for one, other, is_new in (("main", "published", True), ("published", "main", False)):
        sql = f"SELECT l.* FROM ({links.format(one)} EXCEPT {links.format(other)}) l {both}"  # noqa: S608
        for entry_id, license_id in connection.execute(sql).fetchall():
            if license_id in now.departures or license_id in now.withheld:
                continue
            cause = _match_cause(connection, entry_id, license_id, licenses)
            values = ("", "accept") if is_new else ("accept", "")
            shown, source = (license_id, license_id.partition(":")[0]) if is_new else ("", "")
            yield Change("entry", entry_id, shown, source, Kind.MATCH, "decision", *values, cause)


def _match_cause(
    connection: sqlite3.Connection, entry_id: str, license_id: str, licenses: Mapping[str, Cause]
) -> Cause:
    """A person's word; else what changed on the license or the entry; else our match."""
    seen = [entry_seen(connection, schema, entry_id) for schema in ("published", "main")]
    decided = [each.links[license_id].decided_by for each in seen if license_id in each.links]
    if any(decided):
        return Cause.MATCH_CHANGED
    if license_id in licenses:
        return licenses[license_id]
    if seen[0].columns != seen[1].columns and seen[0].raw_sha256 != seen[1].raw_sha256:
        is_other_parser = seen[0].parser_version != seen[1].parser_version
        return Cause.PARSER_CHANGED if is_other_parser else Cause.SOURCE_CHANGED
    return Cause.MATCH_CHANGED
