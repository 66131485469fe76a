"""The history that a database holds: changes of the past, and changes since the published one."""

from __future__ import annotations

import sqlite3

from verify.publish.carried import Ties, carried_changes, change_rows
from verify.publish.cells import Row
from verify.publish.comparison import changes_between
from verify.publish.present import Present
from verify.publish.releases import Facts


def previous_release(facts: Facts) -> str | None:
    """The release before this one; that of the same release built before where this is it again."""
    past, release_id = facts.past, facts.release.release_id
    if past.release_id != release_id:
        return past.release_id or None
    return next(str(row[3]) if row[3] else None for row in past.releases if row[0] == release_id)


def history_rows(connection: sqlite3.Connection, facts: Facts) -> list[Row]:
    """Rows of `changes`: those of the past, and those since; none where the release is built again.

    All other tables of `connection` are filled, and the database of the past is attached as `published`.
    """
    release = facts.release
    carried = list(carried_changes(facts.past.changes, _ties(connection), facts.withheld))
    if facts.past.database is None or facts.past.release_id == release.release_id:
        return carried
    now = Present(
        built_on=release.built_on,
        states={state.info.source: state for state in facts.records.states},
        then=facts.past.sources,
        departures=facts.former.departures,
        withheld=facts.withheld,
        rejected=facts.decided.rejected,
    )
    return [*carried, *change_rows(changes_between(connection, now), release.release_id, carried)]


def _ties(connection: sqlite3.Connection) -> Ties:
    """The pairs of entry and license of which a change may be told, with the class of their link."""
    sql = (
        "SELECT entry_id, license_id, identity_class FROM links WHERE decision = 'accept' "
        "UNION SELECT entry_id, license_id, identity_class FROM former_links"
    )
    return {(entry_id, license_id): identity for entry_id, license_id, identity in connection.execute(sql)}
