"""Reads one entry back from the tables of a release, for the comparison of two."""

from __future__ import annotations

import sqlite3

from verify.publish.verdict_causes import EntrySeen, LinkSeen

ENTRY_COLUMNS = ("name", "profession", "credential_printed", "city", "state")
"""Columns of `entries` of which a history tells. ZIP code and telephone are never part of it."""


def entry_seen(connection: sqlite3.Connection, schema: str, entry_id: str) -> EntrySeen:
    """The entry as the tables of `schema` (`main` or `published`) show it.

    Raises:
        TypeError: there is no such entry.
    """
    columns = ", ".join(f"coalesce(e.{column}, '')" for column in ENTRY_COLUMNS)
    row = connection.execute(
        "SELECT e.source, e.verdict, coalesce(e.verdict_license_id, ''), coalesce(l.expires_on, ''), "  # noqa: S608
        "coalesce(e.listing_as_of, ''), coalesce(e.shown_until, ''), e.raw_sha256, e.parser_version, "
        f"{columns} FROM {schema}.entries e "
        f"LEFT JOIN {schema}.licenses l ON l.license_id = e.verdict_license_id WHERE e.entry_id = ?",
        (entry_id,),
    ).fetchone()
    source, verdict, license_id, expires_on, as_of, until, raw, parser = row[:8]
    return EntrySeen(
        entry_id=entry_id,
        source=source,
        verdict=verdict,
        license_id=license_id,
        expires_on=expires_on,
        listing_as_of=as_of,
        shown_until=until,
        columns=tuple(row[8:]),
        raw_sha256=raw,
        parser_version=parser,
        links=_links(connection, schema, entry_id),
        listings=_named(connection, "source", f"{schema}.checks WHERE entry_id", entry_id),
        exclusions=_named(connection, "exclusion_id", f"{schema}.exclusions WHERE npi", entry_id),
    )


def _links(connection: sqlite3.Connection, schema: str, entry_id: str) -> dict[str, LinkSeen]:
    rows = connection.execute(
        "SELECT license_id, decision, identity_class, entry_hash, license_hash, coalesce(decided_by, '') "  # noqa: S608
        f"FROM {schema}.links WHERE entry_id = ? ORDER BY license_id",
        (entry_id,),
    )
    return {row[0]: LinkSeen(*row[1:]) for row in rows}


def _named(connection: sqlite3.Connection, column: str, place: str, entry_id: str) -> frozenset[str]:
    rows = connection.execute(f"SELECT {column} FROM {place} = ?", (entry_id,))  # noqa: S608
    return frozenset(name for (name,) in rows if name)
