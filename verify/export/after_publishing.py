"""The files of the release that was just published. The publication stands, whatever becomes of them."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

from verify.export.folder import FOLDER, make_release
from verify.export.keeping import room_left, settle
from verify.publish.errors import CannotRunError, RefusedError


def export_published(data: Path, build: Path, today: date) -> str:
    """The release can be downloaded, and those that may not are withdrawn; else why not, in a sentence.

    A sentence also where the disk will soon be too small for more releases.
    """
    try:
        make_release(build, data / FOLDER)
        settle(data, today)
        return room_left(data)
    except (CannotRunError, RefusedError, OSError, sqlite3.Error) as error:
        return f"The release is published, but it can't be downloaded: {error} Run `practitioners export`."
