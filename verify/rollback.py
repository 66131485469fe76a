"""Going back to an earlier release: the link leads to a build that was kept, in one step.

An earlier build knows nothing of what persons said since. It is not published again where it holds somebody
who is withheld now, or shows a match that was cut.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from verify.export.keeping import settle_latest
from verify.publish.decisions import Word, read_decisions
from verify.publish.errors import CannotRunError, RefusedError
from verify.publish.schema import SCHEMA_VERSION
from verify.publish.suppression import read_suppressions
from verify.publish.swap import kept_builds, point_to, published_build
from verify.publish.withheld_in import withheld_in
from verify.run_lock import run_lock

FIGURES = "SELECT built_on, is_sample, entries_count, verified_count FROM releases WHERE is_current = 1"


@dataclass(frozen=True, slots=True)
class KeptRelease:
    """A build that is kept; `trouble` says why the site can't be put back to it, else it is empty."""

    release_id: str
    is_published: bool
    built_on: str = ""
    is_sample: bool = False
    entries_count: int = 0
    verified_count: int = 0
    trouble: str = ""

    @property
    def line(self) -> str:
        """The release as a line for a person."""
        mark = "*" if self.is_published else " "
        if self.trouble:
            return f"{mark} {self.release_id:<20} {self.trouble}"
        figures = f"{self.entries_count:>9,} entries, {self.verified_count:,} verified"
        return f"{mark} {self.release_id:<20} {figures}{', sample' if self.is_sample else ''}"


def kept_releases(data: Path) -> tuple[KeptRelease, ...]:
    """The releases whose builds are kept, the newest build first.

    Raises:
        CannotRunError: `directory.db` is a file and not a link.
    """
    published = published_build(data)
    return tuple(_kept(path, published) for path in kept_builds(data))


def roll_back(data: Path, release_id: str) -> KeptRelease:
    """The release is the published one; every build stays, and the next refresh goes on from it.

    Raises:
        CannotRunError: the release is not kept or can't be read, or another run is at work.
        RefusedError: the build holds what persons have since withheld or cut.
    """
    with run_lock(data):
        found = require_readable(build := kept_build(data, release_id))
        refuse_what_was_corrected(data, build)
        point_to(data, build)
        settle_latest(data)
    return found


def kept_build(data: Path, release_id: str) -> Path:
    """The build of a release that is kept.

    Raises:
        CannotRunError: it is not kept.
    """
    builds = {path.stem: path for path in kept_builds(data)}
    if release_id not in builds:
        raise CannotRunError(
            f"There is no release {release_id!r} in {data / 'builds'}; kept are "
            f"{', '.join(builds) or 'none'}."
        )
    return builds[release_id]


def require_readable(build: Path) -> KeptRelease:
    """The release that a build is, which is whole and of the tables that this software reads.

    Raises:
        CannotRunError: it is not.
    """
    found = _kept(build, build)
    if found.trouble:
        raise CannotRunError(f"Release {build.stem} {found.trouble}; nothing was changed.")
    return found


def _kept(path: Path, published: Path | None) -> KeptRelease:
    is_published = published is not None and path.resolve() == published.resolve()
    try:
        with closing(_opened(path)) as connection:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version != SCHEMA_VERSION:
                trouble = f"has tables of version {version}; this software reads {SCHEMA_VERSION}"
                return KeptRelease(path.stem, is_published, trouble=trouble)
            if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                return KeptRelease(path.stem, is_published, trouble="is damaged")
            built_on, is_sample, entries, verified = connection.execute(FIGURES).fetchone()
    except (sqlite3.DatabaseError, TypeError) as error:
        return KeptRelease(path.stem, is_published, trouble=f"can't be read ({error})")
    return KeptRelease(path.stem, is_published, built_on, bool(is_sample), entries, verified)


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)


def refuse_what_was_corrected(data: Path, build: Path) -> None:
    """The build holds nobody who is withheld now, and no match that a person has cut since.

    Raises:
        RefusedError: it does.
    """
    suppressions = read_suppressions(data)
    cut = {each.pair for each in read_decisions(data) if each.word is Word.REJECT}
    with closing(_opened(build)) as connection:
        shown = len(withheld_in(connection, suppressions))
        accepted = connection.execute("SELECT entry_id, license_id FROM links WHERE decision = 'accept'")
        matched = len(cut.intersection(accepted)) if cut else 0
    if shown or matched:
        raise RefusedError(
            f"Not published, the published database stays. Release {build.stem} holds {shown} records "
            f"that are withheld now, and {matched} matches that were cut since. Build again instead."
        )
