"""The command `python -m crawler`: crawl sources, or list them. Results on stdout, progress on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import ParamSpec

import click

from crawler.check.run import CheckPlan, check
from crawler.check.table import check_code, check_lines, progress_line
from crawler.commit import finish_commits
from crawler.hosts import HostMap
from crawler.records import CrawlReport, Outcome
from crawler.registry.command import npi_command
from crawler.run import CrawlPlan, crawl, find_sources, project_settings
from crawler.scaffold import CASE_ENDINGS, scaffold
from crawler.selection import select

EXIT_GOOD, EXIT_SOME_FAILED, EXIT_USAGE, EXIT_ALL_FAILED = 0, 1, 2, 3
P = ParamSpec("P")


@click.group()
def main() -> None:
    """Read public listings into records with evidence."""


@main.command("crawl")
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@click.option("--all", "is_all", is_flag=True, help="Crawl every source that is switched on.")
@click.option(
    "--data",
    "data_dir",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("data"),
    show_default=True,
)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day the run takes for today.")
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
    names = _chosen(sources, is_all)
    if is_all and not is_replay:
        names = _selected(data_dir)
    names = tuple(name for name in names if name not in without)
    if file is not None and (len(names) != 1 or is_replay):
        raise click.UsageError("--file needs exactly one SOURCE and no --replay")
    if side_file is not None and file is None:
        raise click.UsageError("--side-file goes with --file")
    plan = CrawlPlan(names, data_dir, _day(today), file, is_replay, side_file=side_file)
    reports = crawl(plan)
    if is_json:
        click.echo(json.dumps([asdict(report) for report in reports], ensure_ascii=False, indent=2))
    sys.exit(exit_code(reports))


@main.command("settle")
@click.option(
    "--data",
    "data_dir",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("data"),
    show_default=True,
)
def settle_command(data_dir: Path) -> None:
    """Bring the records of every source to one state where a crawl was killed while they were replaced."""
    finish_commits(data_dir)


@main.command("sources")
@click.option("--json", "is_json", is_flag=True, help="Print what every source says of itself as JSON.")
def sources_command(is_json: bool) -> None:
    """List the sources that can be crawled."""
    infos = [source.source_info() for source in find_sources().values()]
    if is_json:
        click.echo(json.dumps([asdict(info) for info in infos], ensure_ascii=False, indent=2))
        return
    for info in infos:
        click.echo(f"{info.source:<28}{info.title} ({info.agency})")


@main.command("check")
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option(
    "--data",
    "data_dir",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("data"),
    show_default=True,
    help="Where the last good crawls are, to compare with; nothing is written there.",
)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day the run takes for today.")
@click.option("--json", "is_json", is_flag=True, help="Print the results as JSON on stdout.")
def check_command(sources: tuple[str, ...], data_dir: Path, today: datetime | None, is_json: bool) -> None:
    """Ask each live service what it holds now, and change nothing. Without SOURCE: all of them.

    Exit code: 0 all is as expected, 1 there are findings, 2 wrong usage, 3 no service could be reached.
    """
    plan = CheckPlan(_with_service(_chosen(sources, not sources)), data_dir, _day(today))
    results = check(plan, lambda result: click.echo(progress_line(result), err=True))
    if is_json:
        click.echo(json.dumps([asdict(result) for result in results], ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(check_lines(results)))
    sys.exit(check_code(results))


@main.command("new")
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


main.add_command(npi_command)


def exit_code(reports: Sequence[CrawlReport]) -> int:
    """What the exit code says of the reports."""
    failed = sum(report.outcome is Outcome.FAILED for report in reports)
    if not failed:
        return EXIT_GOOD
    return EXIT_ALL_FAILED if failed == len(reports) else EXIT_SOME_FAILED


def _chosen(sources: tuple[str, ...], is_all: bool) -> tuple[str, ...]:
    known = tuple(find_sources())
    if is_all == bool(sources):
        raise click.UsageError("name the sources to crawl, or give --all")
    unknown = [name for name in sources if name not in known]
    if unknown:
        raise click.UsageError(f"no source is named {', '.join(unknown)}; known are {', '.join(known)}")
    return known if is_all else tuple(dict.fromkeys(sources))


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


def _day(today: datetime | None) -> date | None:
    return today.date() if today else None


def run(command: Callable[[], None] = main) -> None:
    """Run the command; a wrong setting ends it with one sentence and exit code 2."""
    try:
        command()
    except ValueError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(EXIT_USAGE)


if __name__ == "__main__":
    run()
