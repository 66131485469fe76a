"""`crawl`, and `settle` for what a killed crawl left behind."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from crawler.commands.arguments import chosen, data_option, day, today_option
from crawler.commit import finish_commits
from crawler.hosts import HostMap
from crawler.records import CrawlReport, Outcome
from crawler.run import CrawlPlan, crawl, find_sources, project_settings
from crawler.selection import select

EXIT_GOOD, EXIT_SOME_FAILED, EXIT_ALL_FAILED = 0, 1, 3


@click.command("crawl")
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@click.option("--all", "is_all", is_flag=True, help="Crawl every source that is switched on.")
@data_option()
@today_option
@click.option(
    "--file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Read this file instead."
)
@click.option(
    "--side-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The second file of a listing in two parts (us_de_dpr: the disciplinary actions).",
)
@click.option(
    "--replay", "is_replay", is_flag=True, help="Read the last good crawl again, without any network."
)
@click.option(
    "--without", multiple=True, metavar="SOURCE", help="Leave this source out of --all; several may be given."
)
@click.option("--json", "is_json", is_flag=True, help="Print the reports as JSON on stdout.")
def crawl_command(
    sources: tuple[str, ...],
    is_all: bool,
    data_dir: Path,
    today: datetime | None,
    file: Path | None,
    side_file: Path | None,
    is_replay: bool,
    without: tuple[str, ...],
    is_json: bool,
) -> None:
    """Crawl SOURCE... into DIR/records and DIR/raw.

    Exit code: 0 all sources succeeded, 1 some failed, 2 wrong usage, 3 all failed. A failed source
    keeps its last good records.
    """
    names = chosen(sources, is_all)
    if is_all and not is_replay:
        names = _selected(data_dir)
    names = tuple(name for name in names if name not in without)
    if file is not None and (len(names) != 1 or is_replay):
        raise click.UsageError("--file needs exactly one SOURCE and no --replay")
    if side_file is not None and file is None:
        raise click.UsageError("--side-file goes with --file")
    plan = CrawlPlan(names, data_dir, day(today), file, is_replay, side_file=side_file)
    reports = crawl(plan)
    if is_json:
        click.echo(json.dumps([asdict(report) for report in reports], ensure_ascii=False, indent=2))
    sys.exit(exit_code(reports))


@click.command("settle")
@data_option()
def settle_command(data_dir: Path) -> None:
    """Bring the records of every source to one state where a crawl was killed while they were replaced."""
    finish_commits(data_dir)


def exit_code(reports: Sequence[CrawlReport]) -> int:
    """What the exit code says of the reports."""
    failed = sum(report.outcome is Outcome.FAILED for report in reports)
    if not failed:
        return EXIT_GOOD
    return EXIT_ALL_FAILED if failed == len(reports) else EXIT_SOME_FAILED


def _selected(data_dir: Path) -> tuple[str, ...]:
    """The sources that a run over all of them asks; those left out are named on stderr."""
    settings = project_settings({})
    hosts = HostMap(settings.getdict("HOST_MAP"))
    selection = select(find_sources(), hosts, settings.getlist("SWITCHED_ON"), data_dir)
    for name, reason in selection.left_out.items():
        click.echo(f"{name}: left out: {reason}", err=True)
    if not selection.names:
        raise click.UsageError("no source is left to crawl; see the reasons above")
    return selection.names
