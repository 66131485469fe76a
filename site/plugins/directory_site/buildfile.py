"""What a build of the database must show of itself before it is served."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

APPLICATION_ID = 0x50524143
"""`PRAGMA application_id` of our databases ("PRAC"); the same as in `verify/publish/build.py`."""

Identity = tuple[int, int, int, int]
"""Which file it is: device, inode, bytes, time of the last change in ns."""

_RELEASE = "select release_id, built_on from releases where is_current = 1"


class NotServableError(Exception):
    """A file is no whole build of ours, or no longer the one that was adopted."""


@dataclass(frozen=True, slots=True)
class BuildFact:
    """A build as it names itself; without a release the two words are empty. Counts by table."""

    identity: Identity
    release_id: str
    built_on: str
    counts: dict[str, int]


def identity_of(path: Path) -> Identity:
    """Which file a path leads to now.

    Raises:
        OSError: it leads to none.
    """
    stat = path.stat()
    return stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns


def read_build_fact(path: Path, *, needs_release: bool) -> BuildFact:
    """What the build says of itself, after it showed that it is ours and whole.

    Whole means: the header counts exactly the pages that the file has (a file that is still being written,
    was cut off or is empty does not), our application id, and one current release.

    Raises:
        NotServableError: it is not, or it changed while it was looked at.
    """
    try:
        identity = identity_of(path)
        connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            fact = _read(connection, path, identity, needs_release)
        finally:
            connection.close()
        is_same = identity_of(path) == identity
    except (OSError, sqlite3.Error) as error:
        raise NotServableError(f"{path} can't be read as a database ({error}).") from error
    if not is_same:
        raise NotServableError(f"{path} changed while it was looked at.")
    return fact


def _read(connection: sqlite3.Connection, path: Path, identity: Identity, needs_release: bool) -> BuildFact:
    if not needs_release:
        return BuildFact(identity, "", "", {})
    if _number(connection, "application_id") != APPLICATION_ID:
        raise NotServableError(f"{path} is no build of this software (application_id).")
    if _number(connection, "page_count") * _number(connection, "page_size") != identity[2]:
        raise NotServableError(f"{path} is not whole: its header counts other pages than it has.")
    releases = connection.execute(_RELEASE).fetchall()
    if len(releases) != 1 or not all(releases[0]):
        raise NotServableError(f"{path} does not name its release.")
    return BuildFact(identity, *releases[0], _counts(connection))


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Rows by table as ANALYZE left them, exact because nothing was written since; empty without them."""
    if not connection.execute("select 1 from sqlite_master where name = 'sqlite_stat1'").fetchone():
        return {}
    rows = connection.execute("select tbl, stat from sqlite_stat1 where stat is not null").fetchall()
    counted = {table: int(stat.split()[0]) for table, stat in rows}
    names = connection.execute("select name, sql from sqlite_master where type = 'table'").fetchall()
    empty = {name: 0 for name, sql in names if name not in counted and _is_plain(name, sql)}
    return {**counted, **empty}


def _is_plain(name: str, sql: str) -> bool:
    return not name.startswith("sqlite_") and not sql.upper().startswith("CREATE VIRTUAL")
