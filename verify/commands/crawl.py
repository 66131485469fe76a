"""Commands that read listings: crawl, sources, npi."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from verify.commands.options import EXIT_CODES, data_option, json_option, show, today_option
from verify.crawl_process import list_sources, run_crawler
from verify.source_table import SourceRow, source_table, table_lines

CHECK_EXIT_CODES = """\b
Exit codes:
  0  every source is as expected
  1  there are findings
  2  a wrong command line
  3  no service could be reached"""

NPI_EXIT_CODES = """\b
Exit codes:
  0  done: somebody was found
  1  nobody was found
  2  a wrong command line, or the registry could not be asked or read"""


@click.command(epilog=EXIT_CODES)
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option("--all", "all_sources", is_flag=True, help="Crawl every source.")
@click.option(
    "--file",
    "file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Read a local file of the source's format.",
)
@click.option(
    "--side-file",
    "side_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The second file of a listing in two parts (us_de_dpr: the disciplinary actions).",
)
@click.option("--replay", is_flag=True, help="Parse the last good crawl again, without network.")
@data_option
@today_option
@json_option
def crawl(
    sources: tuple[str, ...],
    all_sources: bool,
    file: Path | None,
    side_file: Path | None,
    replay: bool,
    data: Path,
    today: datetime | None,
    as_json: bool,
) -> None:
    """Read public listings into records. Names come from `practitioners sources`."""
    if bool(sources) == all_sources:
        raise click.UsageError("Name the sources to crawl, or give --all.")
    arguments = ["crawl", *sources, "--data", str(data)]
    arguments += ["--all"] if all_sources else []
    arguments += ["--file", str(file)] if file else []
    arguments += ["--side-file", str(side_file)] if side_file else []
    arguments += ["--replay"] if replay else []
    arguments += ["--today", str(today.date())] if today else []
    arguments += ["--json"] if as_json else []
    sys.exit(run_crawler(arguments))


@click.group(invoke_without_command=True, epilog=EXIT_CODES)
@data_option
@today_option
@json_option
@click.pass_context
def sources(context: click.Context, data: Path, today: datetime | None, as_json: bool) -> None:
    """List every source with its newest crawl."""
    if context.invoked_subcommand:
        # `sources --data DIR check` means the same as `sources check --data DIR`.
        context.default_map = {"check": {"data": data, "today": today, "as_json": as_json}}
        return
    table: list[SourceRow] = source_table(list_sources(), data)
    show([asdict(row) for row in table], table_lines(table), as_json)


@sources.command("check", epilog=CHECK_EXIT_CODES)
@click.argument("names", nargs=-1, metavar="[SOURCE]...")
@data_option
@today_option
@json_option
def check_sources(names: tuple[str, ...], data: Path, today: datetime | None, as_json: bool) -> None:
    """Ask each live service what it holds now: columns, labels, status words, counts. Changes nothing."""
    arguments = ["check", *names, "--data", str(data)]
    arguments += ["--today", str(today.date())] if today else []
    arguments += ["--json"] if as_json else []
    sys.exit(run_crawler(arguments))


@click.command(epilog=NPI_EXIT_CODES)
@click.argument("number", required=False)
@click.option("--last-name", help="Of a person; * at the end stands for the rest.")
@click.option("--first-name", help="Of a person; * at the end stands for the rest.")
@click.option("--organization", help="Name of an organization; * at the end stands for the rest.")
@click.option("--taxonomy", help="Words of a taxonomy, not its code, for example Acupuncturist.")
@click.option("--city", help="City of any address.")
@click.option("--state", help="Two-letter state of any address; needs another criterion beside it.")
@click.option("--zip", help="ZIP code of any address, for example 98101 or 981*.")
@data_option
@today_option
@json_option
def npi(
    number: str | None, data: Path, today: datetime | None, as_json: bool, **criteria: str | None
) -> None:
    """Ask the NPI Registry who holds NUMBER, or which numbers fit. An NPI is no license.

    The raw answers are kept below DIR/raw; records and database are not touched.
    """
    arguments = ["npi", *([number] if number else []), "--data", str(data)]
    for name, value in criteria.items():
        arguments += [f"--{name.replace('_', '-')}", value] if value else []
    arguments += ["--today", str(today.date())] if today else []
    arguments += ["--json"] if as_json else []
    sys.exit(run_crawler(arguments))
