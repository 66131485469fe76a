"""Which releases can be downloaded and asked: all of them, but none that holds what was withheld since.

Links to an answer name a release and stand in papers, so a release stays for good where nobody sets a
limit. One that is handed out no more keeps its description and its checksums for ever, so that it can be
cited and a copy of it recognized. Its data are removed.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from verify.export.folder import DATABASE_FILE, FOLDER, MANIFEST, SUMS, WITHDRAWN
from verify.export.looked_through import LookedThrough
from verify.export.notes import write_notes
from verify.publish.errors import CannotRunError
from verify.publish.suppression import Suppressions, read_suppressions
from verify.publish.swap import published_build
from verify.publish.withheld_in import withheld_in

LATEST = "latest"
SPARE_RELEASES = 8
"""The maintainer is told when the disk has no room for so many more releases: two months of weekly ones."""

KEPT_FILES = frozenset(
    {MANIFEST, SUMS, WITHDRAWN, "CITATION.cff", "LICENSES.md", "README.md"}
    | {"datapackage.json", "croissant.json", "dcat.jsonld"}
)
"""What stays of every release; no row of data is in it."""

ON_REQUEST, BY_AGE = "withheld_on_request", "no_longer_kept"


def settle(data: Path, today: date) -> tuple[str, ...]:
    """Only what may be handed out can be downloaded, `latest` leads to what is published, notes are shown.

    Returns the releases that were withdrawn now.

    Raises:
        CannotRunError: RELEASES_KEPT is no number, or a note on a release can't be read.
        RefusedError: people are to be withheld and the key is missing or another one.
    """
    suppressions = read_suppressions(data)
    write_notes(data, data / FOLDER)
    most = releases_kept()
    found = _handed_out(data / FOLDER)
    too_many = _too_many(found, published_build(data), most) if most else []
    looked_through = LookedThrough(data, suppressions)
    withdrawn = []
    for folder in found:
        if not looked_through.is_clean(folder) and _holds_withheld(folder, suppressions):
            withdraw(folder, ON_REQUEST, today)
            withdrawn.append(folder)
        elif folder in too_many:
            withdraw(folder, BY_AGE, today)
            withdrawn.append(folder)
    if suppressions:
        looked_through.keep(folder for folder in found if folder not in withdrawn)
    settle_latest(data)
    return tuple(folder.name for folder in withdrawn)


def releases_kept() -> int | None:
    """The limit of the operator, from 1; None where there is none, and every release stays.

    Raises:
        CannotRunError: the setting is no such number.
    """
    stated = os.environ.get("RELEASES_KEPT")
    if not stated:
        return None
    if not (stated.isascii() and stated.isdigit() and int(stated) > 0):
        raise CannotRunError(f"RELEASES_KEPT is {stated!a}; give a number from 1, or leave it unset.")
    return int(stated)


def room_left(data: Path) -> str:
    """What to do where the disk has no room for `SPARE_RELEASES` more like the published one; else empty."""
    published = published_build(data)
    size = release_bytes(data / FOLDER / published.stem) if published else 0
    free = shutil.disk_usage(data).free
    if not size or free >= SPARE_RELEASES * size:
        return ""
    return (
        f"The disk has room for {free // size} more releases of {size / 1e6:,.0f} MB: every release stays, "
        "so that links to it hold. Take a larger disk or one that compresses (docs/operations.md, Releases "
        "as files)."
    )


def release_bytes(folder: Path) -> int:
    """What a release takes once its build is gone: the bytes of its files; 0 where they are not there."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def withdraw(folder: Path, reason: str, today: date) -> None:
    """The data of a release are gone; its description stays and says since when and why.

    The note stands before the first file goes, so that a run that is killed never leaves half a release
    which looks whole.
    """
    note = {"withdrawn_on": today.isoformat(), "reason": reason}
    temporary = folder / ".withdrawn.next"
    temporary.write_text(json.dumps(note) + "\n", encoding="utf-8")
    temporary.replace(folder / WITHDRAWN)
    _remove_data(folder)


def settle_latest(data: Path) -> None:
    """`releases/latest` leads to the files of the published release; where they are not, it is not there."""
    published, link = published_build(data), data / FOLDER / LATEST
    folder = data / FOLDER / published.stem if published else None
    if folder is None or not (folder / MANIFEST).exists() or (folder / WITHDRAWN).exists():
        link.unlink(missing_ok=True)
        return
    temporary = link.with_name(f".{LATEST}.next")
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(folder.name)
    temporary.replace(link)


def _too_many(found: list[Path], published: Path | None, most: int) -> list[Path]:
    """The releases beyond the limit; the published one is counted first."""
    first = [folder for folder in found if published is not None and folder.name == published.stem]
    return [*first, *(folder for folder in found if folder not in first)][most:]


def _handed_out(releases: Path) -> list[Path]:
    """The folders of releases that can be downloaded, the newest first.

    A withdrawal that was cut off is brought to its end.
    """
    folders = sorted(path for path in releases.glob("????-??-??-*") if (path / MANIFEST).exists())
    for folder in folders:
        if (folder / WITHDRAWN).exists():
            _remove_data(folder)
    return [path for path in reversed(folders) if not (path / WITHDRAWN).exists()]


def _remove_data(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name not in KEPT_FILES:
            path.unlink()


def _holds_withheld(folder: Path, suppressions: Suppressions) -> bool:
    database = folder / DATABASE_FILE
    if not suppressions:
        return False
    if not database.exists():
        return True
    try:
        with closing(
            sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        ) as connection:
            return bool(withheld_in(connection, suppressions))
    except sqlite3.DatabaseError:
        return True
