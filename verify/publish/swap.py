"""Atomic publication: `directory.db` is a link, and publishing points it at another build."""

from __future__ import annotations

import os
from itertools import pairwise
from pathlib import Path
from time import time

from verify.publish.errors import CannotRunError

KEPT_BUILDS = 3
"""Builds kept: the published one and the ones before it, to go back to."""

SPARED_SECONDS = 60.0
"""A build is not removed sooner than this after another took its place: a worker may be about to open it."""


def published_build(data: Path) -> Path | None:
    """The database that `data/directory.db` leads to, or None where nothing is published.

    Raises:
        CannotRunError: `directory.db` is a file and not a link.
    """
    link = data / "directory.db"
    if link.is_symlink():
        return link.resolve() if link.exists() else None
    if link.exists():
        raise CannotRunError(
            f"{link} is a file and not a link to a build, so it is not ours to replace; move it away."
        )
    return None


def publish_build(data: Path, build: Path) -> None:
    """`data/directory.db` leads to `build`; a reader sees the old or the new build, never neither.

    The new build, the one that was published before it and the newest others are kept, three in all; older
    ones are removed, but for those that were published a moment ago.

    Raises:
        CannotRunError: `directory.db` is a file and not a link.
    """
    before = published_build(data)
    point_to(data, build)
    _remove_old(build, before)


def point_to(data: Path, build: Path) -> None:
    """`data/directory.db` leads to `build`, in one step; nothing is removed."""
    temporary = data / ".directory.db.next"
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(os.path.relpath(build, data))
    temporary.replace(data / "directory.db")
    _sync(data)


def kept_builds(data: Path) -> list[Path]:
    """The builds in `data/builds` that a link may lead to, the newest first."""
    found = (data / "builds").glob("????-??-??-*.db")
    return sorted(found, key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove_old(build: Path, before: Path | None) -> None:
    """After a step back the build before is not the newest of the others, and is kept all the same."""
    first = [path.resolve() for path in (build, before) if path is not None]
    kept = kept_builds(build.parent.parent)
    others = [path for path in kept if path.resolve() not in first]
    spared = _just_replaced(kept)
    for path in others[max(0, KEPT_BUILDS - len(set(first))) :]:
        if path not in spared:
            path.unlink()


def _just_replaced(builds: list[Path]) -> set[Path]:
    """Of builds, the newest first, those whose next newer one came into its place within the last minute.

    A build comes into its place by a rename, which sets the time of its inode.
    """
    since = time() - SPARED_SECONDS
    return {older for newer, older in pairwise(builds) if newer.stat().st_ctime > since}
