"""Commands that put something right: each adds a line, and the next build applies it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from verify import corrections
from verify.commands.options import EXIT_CODES, data_option, say, today_option
from verify.publish.decisions import Word


def _day(today: datetime | None) -> str:
    return (today or datetime.now(UTC)).date().isoformat()


@click.command(epilog=EXIT_CODES)
@click.argument("entry_id")
@click.argument("license_id")
@click.argument("word", type=click.Choice([str(each) for each in Word]))
@click.option("--reason", metavar="TEXT", required=True, help="Why, in a sentence that may be published.")
@click.option("--by", metavar="NAME", required=True, help="Who decides.")
@data_option
@today_option
def decide(
    entry_id: str, license_id: str, word: str, reason: str, by: str, data: Path, today: datetime | None
) -> None:
    """Say whether an entry and a license are the same person; the next build applies it.

    `reject` cuts the link, now and at every later run.
    """
    corrections.decide(data, entry_id, license_id, Word(word), reason, by, _day(today))
    say(f"Written to {data / 'decisions.csv'}; `practitioners build` applies it.")
