"""Atomic publication: `directory.db` is a link, and publishing points it at another build."""

from __future__ import annotations

import os
from pathlib import Path

from verify.publish.errors import CannotRunError

KEPT_BUILDS = 3
"""Builds kept: the published one and the ones before it, to go back to."""


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

    Older builds than the last three are removed.

    Raises:
        CannotRunError: `directory.db` is a file and not a link.
    """
    published_build(data)
    temporary = data / ".directory.db.next"
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(os.path.relpath(build, data))
    temporary.replace(data / "directory.db")
    _sync(data)
    _remove_old(build)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove_old(build: Path) -> None:
    others = [path for path in build.parent.glob("????-??-??-*.db") if path != build]
    by_age = sorted(others, key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)
    for path in by_age[KEPT_BUILDS - 1 :]:
        path.unlink()
