"""The command `python -m crawler npi`: thin; results on stdout, progress and errors on stderr."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from crawler.registry.look_up import LookUp, look_up
from crawler.registry.question import QuestionError, make_question
from crawler.registry.table import look_up_code, look_up_json_lines, look_up_lines


@click.command("npi")
@click.argument("number", default="")
@click.option("--last-name", default="", help="Of a person; * at the end stands for the rest.")
@click.option("--first-name", default="", help="Of a person; * at the end stands for the rest.")
@click.option("--organization", default="", help="Name of an organization; * at the end stands for the rest.")
@click.option("--taxonomy", default="", help="Words of a taxonomy, not its code: Acupuncturist.")
@click.option("--city", default="", help="City of any address.")
@click.option("--state", default="", help="Two-letter state of any address; needs another criterion.")
@click.option("--zip", "postal_code", default="", help="ZIP code of any address: 98101, or 981*.")
@click.option(
    "--data",
    "data_dir",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("data"),
    show_default=True,
    help="Where the raw answers are kept, in DIR/raw; records are not touched.",
)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day the run takes for today.")
@click.option("--json", "is_json", is_flag=True, help="Print JSON lines: the look-up, then each provider.")
def npi_command(
    number: str, data_dir: Path, today: datetime | None, *, is_json: bool, **criteria: str
) -> None:
    """Ask the NPI Registry who holds NUMBER, or which numbers fit the criteria. An NPI is no license.

    Exit code: 0 somebody found, 1 nobody found, 2 wrong usage or the registry could not be asked.
    """
    try:
        question = make_question(number, **criteria)
    except QuestionError as error:
        raise click.UsageError(str(error)) from error
    found = look_up(LookUp(question, data_dir, today.date() if today else None))
    if found.failure:
        click.echo(f"Error: {found.failure}", err=True)
    else:
        click.echo("\n".join(look_up_json_lines(found) if is_json else look_up_lines(found)))
    sys.exit(look_up_code(found))
