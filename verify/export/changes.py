"""The change file: what a release added, changed and lost against the one before, with kind and cause."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from verify.export.layout import Column, Table
from verify.export.table_files import write_csv

COLUMNS = {
    "change": "added, changed or gone, of the row that subject names.",
    "subject": "What it is about: entry, license or source.",
    "kind": "As in the table changes.",
    "cause": "As in the table changes.",
    "source": "As in the table changes.",
    "entry_id": "As in the table changes.",
    "license_id": "As in the table changes.",
    "field": "As in the table changes.",
    "value_before": "As in the table changes.",
    "value_after": "As in the table changes.",
}
"""The columns of the change file, with their words."""

TABLE = Table("changes_since", tuple(Column(name, "TEXT", False) for name in COLUMNS), (), ())

_VIEW = """
CREATE TEMP VIEW changes_since AS
SELECT CASE WHEN kind IN ('new', 'returned') THEN 'added' WHEN kind = 'disappeared' THEN 'gone'
    ELSE 'changed' END AS change,
  subject, kind, cause, source, entry_id, license_id, field, value_before, value_after
FROM changes WHERE release_id = (SELECT release_id FROM releases WHERE is_current = 1) ORDER BY change_id
"""


def write_changes(connection: sqlite3.Connection, path: Path) -> int:
    """`path` holds the changes that this release brought, as CSV; how many they are.

    They are those of the table `changes`, so that a file tells nothing which the history may not tell.
    """
    connection.execute("DROP VIEW IF EXISTS changes_since")
    connection.execute(_VIEW)
    return write_csv(connection, TABLE, path)
