"""`new`: the files of a source that is to be added."""

from __future__ import annotations

from pathlib import Path

import click

from crawler.scaffold import CASE_ENDINGS, scaffold


@click.command("new")
@click.argument("name")
@click.option(
    "--platform",
    type=click.Choice(sorted(CASE_ENDINGS)),
    default="socrata",
    show_default=True,
    help="How the listing is served.",
)
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The checkout to write into.  [default: this folder]",
)
def new_command(name: str, platform: str, root: Path) -> None:
    """Write spider, case file and test of the new source NAME (us_xx_board) from a template."""
    try:
        made = scaffold(name, platform)
        made.write(root)
    except (ValueError, FileExistsError) as error:
        raise click.UsageError(str(error)) from error
    for path in made.files:
        click.echo(f"wrote {path}")
    click.echo("\n".join(["", *made.next_steps()]))
