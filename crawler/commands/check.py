"""`check`: what the live services hold now."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from crawler.check.run import CheckPlan, check
from crawler.check.table import check_code, check_lines, progress_line
from crawler.commands.arguments import chosen, data_option, day, today_option
from crawler.run import find_sources


@click.command("check")
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@data_option("Where the last good crawls are, to compare with; nothing is written there.")
@today_option
@click.option("--json", "is_json", is_flag=True, help="Print the results as JSON on stdout.")
def check_command(sources: tuple[str, ...], data_dir: Path, today: datetime | None, is_json: bool) -> None:
    """Ask each live service what it holds now, and change nothing. Without SOURCE: all of them.

    Exit code: 0 all is as expected, 1 there are findings, 2 wrong usage, 3 no service could be reached.
    """
    plan = CheckPlan(_with_service(chosen(sources, not sources)), data_dir, day(today))
    results = check(plan, lambda result: click.echo(progress_line(result), err=True))
    if is_json:
        click.echo(json.dumps([asdict(result) for result in results], ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(check_lines(results)))
    sys.exit(check_code(results))


def _with_service(names: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the sources that have a service to ask; the others are named on stderr."""
    sources = find_sources()
    for name in names:
        if not sources[name].hosts:
            click.echo(f"{name}: left out: it reads saved pages alone, there is no service to ask", err=True)
    asked = tuple(name for name in names if sources[name].hosts)
    if not asked:
        raise click.UsageError("no source is left to check; see the reasons above")
    return asked
