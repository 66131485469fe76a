"""The figures of a release, counted once at the build, so that no page has to count: `release_figures`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from verify.publish.cells import Row

ENDING_DAYS = 90
"""How many days ahead the ends of licenses are counted."""

HOLDS = "e.verdict IN ('verified', 'verified_with_notice')"
"""An entry whose license was active."""

ENDING = f"""
FROM entries e JOIN licenses c ON c.license_id = e.verdict_license_id
WHERE {HOLDS} AND c.expires_on BETWEEN :day AND date(:day, '+{ENDING_DAYS} days')
"""
"""Entries whose license ends within `ENDING_DAYS` days after `:day`."""

WEEK = "date(c.expires_on, 'weekday 0', '-6 days')"
"""The Monday of the week in which a license ends."""

FIGURES = f"""
SELECT 'verdict', verdict, '', count(*) FROM entries GROUP BY verdict
UNION ALL SELECT 'change', kind, cause, count(*) FROM changes WHERE release_id = :release GROUP BY kind, cause
UNION ALL SELECT 'records', source, '', records_count FROM sources
UNION ALL SELECT 'license_end', {WEEK}, '', count(*) {ENDING} GROUP BY 2
UNION ALL SELECT 'dispute', kind, 'open', count(*) FROM disputes
  WHERE kind <> 'answer' AND resolved_on IS NULL GROUP BY kind
ORDER BY 1, 2, 3
"""  # noqa: S608 - the parts put in are constants
"""Topic, name, detail and value of each figure."""


def figure_rows(
    connection: sqlite3.Connection, release_id: str, built_on: str, past: Iterable[Row]
) -> list[Row]:
    """Rows of `release_figures`: those of `past` releases, and those that the filled tables give.

    A figure of zero has no row.
    """
    earlier = [row for row in past if row[0] != release_id]
    counted = connection.execute(FIGURES, {"release": release_id, "day": built_on})
    return [*earlier, *((release_id, *row) for row in counted)]
