"""The command that hands a release out as files."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import click

from verify.commands.options import EXIT_CODES, data_option, json_option, say, show, today_option
from verify.export.folder import FOLDER, make_release, read_manifest
from verify.export.keeping import settle
from verify.publish.errors import CannotRunError
from verify.publish.guard import guard
from verify.publish.swap import published_build
from verify.rollback import kept_build, refuse_what_was_corrected, require_readable
from verify.run_lock import run_lock


@click.command(epilog=EXIT_CODES)
@click.argument("release_id", metavar="[RELEASE]", required=False)
@data_option
@today_option
@json_option
def export(release_id: str | None, data: Path, today: datetime | None, as_json: bool) -> None:
    """Make the files of a kept RELEASE, the published one if not named.

    `build` and `refresh` do it by themselves. Files that were handed out are never changed; a release that
    may not be handed out any more is withdrawn.
    """
    day = (today or datetime.now(UTC)).date()
    with run_lock(data):
        for each in settle(data, day):
            say(f"Withdrawn: {each}.")
        build = _build(data, release_id)
        require_readable(build)
        refuse_what_was_corrected(data, build)
        with closing(sqlite3.connect(f"{build.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            guard(connection)
        folder = make_release(build, data / FOLDER)
        settle(data, day)
    manifest = read_manifest(folder)
    size = sum(file["bytes"] for file in manifest["files"])
    rows = sum(table["rows"] for table in manifest["tables"].values())
    lines = [f"{folder}: {len(manifest['files'])} files, {size:,} bytes, {rows:,} rows."]
    show({"folder": str(folder), **manifest}, lines, as_json)


def _build(data: Path, release_id: str | None) -> Path:
    if release_id is not None:
        return kept_build(data, release_id)
    published = published_build(data)
    if published is None:
        raise CannotRunError(f"Nothing is published in {data} yet; run `practitioners refresh` first.")
    return published
