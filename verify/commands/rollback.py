"""Commands about the releases that are kept: list them, go back to one."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from verify.commands.options import EXIT_CODES, data_option, json_option, show, today_option
from verify.rollback import kept_releases, roll_back


@click.command(epilog=EXIT_CODES)
@data_option
@today_option
@json_option
def releases(data: Path, today: datetime | None, as_json: bool) -> None:
    """List the releases whose databases are kept, the newest first; * is the published one."""
    found = kept_releases(data)
    lines = [each.line for each in found] or [f"No release is kept in {data / 'builds'}."]
    show([asdict(each) for each in found], lines, as_json)


@click.command(epilog=EXIT_CODES)
@click.argument("release_id", metavar="RELEASE")
@data_option
@today_option
@json_option
def rollback(release_id: str, data: Path, today: datetime | None, as_json: bool) -> None:
    """Publish the kept RELEASE again, in one step; the next refresh goes on from it."""
    found = roll_back(data, release_id)
    show(asdict(found), [f"Published again: release {found.release_id}."], as_json)
