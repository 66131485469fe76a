"""The command `python -m crawler`: crawl sources, or list them. Results on stdout, progress on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable

import click

from crawler.commands.check import check_command
from crawler.commands.crawl import crawl_command, settle_command
from crawler.commands.new import new_command
from crawler.commands.sources import sources_command
from crawler.registry.command import npi_command

EXIT_USAGE = 2


@click.group()
def main() -> None:
    """Read public listings into records with evidence."""


for _command in (crawl_command, settle_command, sources_command, check_command, new_command, npi_command):
    main.add_command(_command)


def run(command: Callable[[], None] = main) -> None:
    """Run the command; a wrong setting ends it with one sentence and exit code 2."""
    try:
        command()
    except ValueError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(EXIT_USAGE)


if __name__ == "__main__":
    run()
