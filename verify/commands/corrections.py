"""Commands that put something right: each adds a line, and the next build applies it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import click

from verify import corrections
from verify.commands.options import EXIT_CODES, data_option, say, today_option
from verify.export.keeping import settle
from verify.publish import disputes
from verify.publish.decisions import Word
from verify.publish.errors import CannotRunError


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


@click.command(epilog=EXIT_CODES)
@click.argument("entry_id")
@click.option(
    "--what",
    type=click.Choice(["entry", "contact"]),
    required=True,
    help="The whole entry with its licenses, or telephone and ZIP code alone.",
)
@click.option("--case", metavar="ID", default="", help="Your own number of the request; never a reason.")
@data_option
@today_option
def suppress(entry_id: str, what: str, case: str, data: Path, today: datetime | None) -> None:
    """Withhold an entry, or its contact, from the public, now and at every later run."""
    corrections.suppress(data, entry_id, what, case, _day(today))
    say(f"Written to {data / 'suppressions.csv'}; pages and searches apply it now.")
    for each in settle(data, date.fromisoformat(_day(today))):
        say(f"Withdrawn: the files of release {each}.")
    say(f"`practitioners build` applies it to every table. Then delete the older files in {data / 'builds'}:")
    say("they still hold this entry, and so do copies that were made of them.")


@click.command(epilog=EXIT_CODES)
@click.argument("entry_id")
@click.option(
    "--kind", type=click.Choice(disputes.KINDS), required=True, help="What is disputed, or an answer."
)
@click.option("--answer", metavar="TEXT", default="", help="The practitioner's own words, to be published.")
@click.option("--acknowledge", is_flag=True, help="Say that somebody looks at it.")
@click.option(
    "--resolve", metavar="TEXT", default="", help="What was done, in a sentence; this ends the mark."
)
@data_option
@today_option
def dispute(
    entry_id: str, kind: str, answer: str, acknowledge: bool, resolve: str, data: Path, today: datetime | None
) -> None:
    """Mark an entry as disputed, at once; acknowledge or resolve it; or add the practitioner's answer."""
    if not (acknowledge or resolve):
        say(f"Opened {corrections.open_dispute(data, entry_id, kind, answer, _day(today))}.")
    elif not corrections.settle_dispute(data, entry_id, kind, resolve, _day(today)):
        raise CannotRunError(f"There is no open dispute of kind {kind} on {entry_id!a}.")
