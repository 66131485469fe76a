"""Options, exit codes and output that commands share."""

from __future__ import annotations

import getpass
import json
import os
import socket
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

import click

from verify.linkage.name_order import NameOrder, order_called
from verify.summary import RunReport

PUBLISHED, WITH_FAILED_SOURCES, REFUSED, COULD_NOT_RUN = 0, 1, 2, 3

EXIT_CODES = """\b
Exit codes:
  0  done
  1  published, but a source failed and keeps its older rows
  2  refused to publish (the published database stays), or a wrong command line
  3  could not run
  130  stopped with Ctrl-C"""

data_option = click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("data"),
    show_default=True,
    help="Folder that holds the raw store, the records and the database.",
)

today_option = click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day of the run, for a run that can be repeated.  [default: today in UTC]",
)

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON on stdout.")

name_order_option = click.option(
    "--name-order",
    "name_orders",
    multiple=True,
    metavar="ST=ORDER",
    help="How a state prints whole names: last-comma-first, first-last or last-first.  [default: found out]",
)

accept_option = click.option(
    "--accept",
    metavar="REASON",
    default="",
    help="Publish in spite of drift; the reason is published too.",
)


relearn_option = click.option(
    "--relearn", is_flag=True, help="Learn anew how common names are and what agreement is worth."
)


def read_name_order(text: str) -> tuple[str, NameOrder]:
    """The state and the order of names of one `--name-order`.

    Raises:
        click.UsageError: there is no such order.
    """
    state, _, order = text.partition("=")
    found = order_called(order)
    if not state or found is None:
        known = ", ".join(name.name.lower().replace("_", "-") for name in NameOrder)
        raise click.UsageError(f"--name-order {text!r}: give STATE=ORDER with an order of {known}.")
    return state.upper(), found


def as_day(today: datetime | None) -> date | None:
    """The day of a `--today`, or None."""
    return today.date() if today else None


def this_person() -> str:
    """User and machine, as they are named where somebody overrules a question."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError):
        user = f"user {os.getuid()}"
    return f"{user} on {socket.gethostname() or 'unknown'}"


def show_report(report: RunReport, as_json: bool) -> int:
    """Print the report of a run; its exit code."""
    code = WITH_FAILED_SOURCES if report.failed_sources else PUBLISHED
    show({**asdict(report), "exit_code": code}, report.lines(), as_json)
    return code


def say(text: str) -> None:
    """A line for the person on stderr."""
    click.echo(text, err=True)


def show(facts: object, lines: Iterable[str], as_json: bool) -> None:
    """Print facts as JSON, or lines."""
    if as_json:
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(lines))
