"""Compares the tables of a new database with those of the published one, attached as `published`.

SQLite sorts out the rows that differ; only those are told apart, by the pure rules of `history.py` and
`causes.py`. Only public tables are read, so that no history can hold what is not public.
"""

from __future__ import annotations

import sqlite3

from verify.publish.change import Change
from verify.publish.entry_comparison import changed_entries, changed_matches
from verify.publish.history import source_changes
from verify.publish.license_comparison import changed_licenses
from verify.publish.present import Present


def changes_between(connection: sqlite3.Connection, now: Present) -> list[Change]:
    """What changed from the tables of `published` to those of `main`, sorted."""
    licenses = changed_licenses(connection, now)
    names = sorted({*now.then, *now.states})
    told = [each for n in names for each in source_changes(n, now.then.get(n), now.states.get(n))]
    told += licenses.told
    told += changed_entries(connection, now, licenses.causes)
    told += changed_matches(connection, now, licenses.causes)
    return sorted(set(told))
