"""The `practitioners` command: thin; every command says what it did and how it ended."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

import click

from verify import demo as demonstration
from verify.crawl_process import list_sources, run_crawler
from verify.evaluation import Measured, hide_in_lists, hide_in_records, measure_lists, measure_published
from verify.explanation import explanation, explanation_lines, explanation_picture
from verify.linkage.hold_out import HoldOut
from verify.linkage.name_order import NameOrder, order_called
from verify.list_linking import link_lists
from verify.publish.errors import CannotRunError, RefusedError
from verify.refresh import Run, real_steps
from verify.refresh import build as build_release
from verify.refresh import refresh as refresh_release
from verify.replay import replay_lists, replay_published
from verify.serving import require_free_port
from verify.serving import serve as serve_database
from verify.source_table import SourceRow, source_table, table_lines
from verify.summary import RunReport

PUBLISHED, WITH_FAILED_SOURCES, REFUSED, COULD_NOT_RUN = 0, 1, 2, 3

EXIT_CODES = """\b
Exit codes:
  0  done
  1  published, but a source failed and keeps its older rows
  2  refused to publish (the published database stays), or a wrong command line
  3  could not run
  130  stopped with Ctrl-C"""

REPLAY_EXIT_CODES = """\b
Exit codes:
  0  done, and every link came out equal
  1  there are differences
  2  a wrong command line
  3  could not run"""

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
    "--accept", metavar="REASON", default="", help="Publish in spite of a collapse in rows, for this reason."
)


@click.group(epilog=EXIT_CODES)
@click.version_option(package_name="practitioner-directory", prog_name="practitioners")
def cli() -> None:
    """Check practitioners against public licensure listings, and serve what was found."""


@cli.command(epilog=EXIT_CODES)
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


@cli.command(epilog=EXIT_CODES)
@data_option
@today_option
@json_option
@accept_option
def build(data: Path, today: datetime | None, as_json: bool, accept: str) -> None:
    """Link, check and publish the records on disk, without crawling."""
    report = build_release(Run(data, _day(today), accept), real_steps())
    sys.exit(_show_report(report, as_json))


@cli.command(epilog=EXIT_CODES)
@data_option
@today_option
@json_option
@accept_option
def refresh(data: Path, today: datetime | None, as_json: bool, accept: str) -> None:
    """The whole way: crawl every source, link, check, and publish the database."""
    report = refresh_release(Run(data, _day(today), accept), real_steps())
    sys.exit(_show_report(report, as_json))


@cli.command(epilog=EXIT_CODES)
@click.argument("entry_id")
@click.argument("license_id", required=False)
@data_option
@today_option
@click.option(
    "--svg",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Draw the comparisons of the link here, of the heaviest where there are several.",
)
@json_option
def explain(
    entry_id: str, license_id: str | None, data: Path, today: datetime | None, svg: Path | None, as_json: bool
) -> None:
    """Show why an entry has its verdict: checks, links, comparisons, rows read.

    Shows links that wait for a person and near misses too, which no page does.
    """
    facts = explanation(data, entry_id, license_id)
    if today and (facts["entry"]["shown_until"] or "9999") < str(today.date()):
        click.echo(f"On {today.date()} this verdict is too old to be shown.", err=True)
    if svg:
        svg.write_text(explanation_picture(facts), encoding="utf-8")
    _print(facts, explanation_lines(facts), as_json)


@cli.command(epilog=EXIT_CODES)
@click.option(
    "--truth",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="CSV with the columns entry_id and license_id (for lists rec_id), empty where there is no row.  "
    "[default: hide the license numbers of the links by number, and link again]",
)
@click.option(
    "--labelled-only",
    is_flag=True,
    help="The truth is a sample: only entries that it names count.  [default: the others have no row]",
)
@click.option(
    "--directory",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="CSV of entries as for `link`.  [default: the published database]",
)
@click.option(
    "--roll",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="CSV of license rows as for `link`; belongs to --directory.",
)
@name_order_option
@data_option
@today_option
@json_option
def evaluate(
    truth: Path | None,
    labelled_only: bool,
    directory: Path | None,
    roll: Path | None,
    name_orders: tuple[str, ...],
    data: Path,
    today: datetime | None,
    as_json: bool,
) -> None:
    """Measure links: precision, recall, review and reliability, by stratum.

    Against a truth, or without any label: the numbers of all links by number are hidden, and it is
    counted how many are found again, and how many lead to somebody else's row.
    """
    if (directory is None) != (roll is None):
        raise click.UsageError("Give --directory and --roll together, or neither.")
    if labelled_only and truth is None:
        raise click.UsageError("--labelled-only belongs to --truth.")
    if name_orders and directory is None:
        raise click.UsageError("--name-order belongs to --directory and --roll.")
    orders = dict(map(_name_order, name_orders))
    found: Measured | HoldOut
    if directory and roll:
        found = (
            measure_lists(directory, roll, truth, orders, labelled_only, _say)
            if truth
            else hide_in_lists(directory, roll, orders, _say)
        )
    else:
        found = measure_published(data, truth, labelled_only) if truth else hide_in_records(data, _say)
    _print(found.facts(), found.lines(), as_json)


@cli.command(epilog=EXIT_CODES)
@click.option(
    "--directory",
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="CSV of entries: entry_id, names, place, taxonomy, licenses (ST:number|ST:number).",
)
@click.option(
    "--roll",
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="CSV of license rows: rec_id, names, license_number, profession, state, place, status.",
)
@click.option(
    "--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="CSV to write the links to."
)
@click.option(
    "--explain",
    "explain_dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for explanations.",
)
@name_order_option
@json_option
def link(
    directory: Path,
    roll: Path,
    out: Path,
    explain_dir: Path | None,
    name_orders: tuple[str, ...],
    as_json: bool,
) -> None:
    """Link any two lists: whose entry is which license row, and how sure that is."""
    orders = dict(map(_name_order, name_orders))
    summary = link_lists(directory, roll, out, explain_dir, orders, _say)
    _print(asdict(summary), summary.lines(), as_json)


@cli.command(epilog=REPLAY_EXIT_CODES)
@click.option(
    "--directory",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="CSV of entries that was linked.  [default: the published database]",
)
@click.option(
    "--roll",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="CSV of license rows that it was linked with; belongs to --directory.",
)
@click.option(
    "--explain",
    "explain_dir",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder that `link --explain` wrote; belongs to --directory.",
)
@data_option
@json_option
def replay(
    directory: Path | None, roll: Path | None, explain_dir: Path | None, data: Path, as_json: bool
) -> None:
    """Make every stored link again, and compare it with what is stored to the last bit.

    From the same inputs and the stored model: the published database against the records on disk, or
    two lists against the explanations of their links. Nothing is learned and nothing is changed.
    """
    if directory and roll and explain_dir:
        found = replay_lists(directory, roll, explain_dir, _say)
    elif directory or roll or explain_dir:
        raise click.UsageError("Give --directory, --roll and --explain together, or none of them.")
    else:
        found = replay_published(data, _say)
    _print(found.facts(), found.lines(), as_json)
    sys.exit(1 if found.differences else 0)


@cli.group(invoke_without_command=True, epilog=EXIT_CODES)
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
    _print([asdict(row) for row in table], table_lines(table), as_json)


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


@cli.command(epilog=NPI_EXIT_CODES)
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


@cli.command(epilog=EXIT_CODES)
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8001, show_default=True, help="Port to listen on."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--open", "open_page", is_flag=True, help="Open the home page in the browser.")
@data_option
@today_option
def serve(port: int, host: str, open_page: bool, data: Path, today: datetime | None) -> None:
    """Serve the published database and its pages until stopped."""
    click.echo(f"http://{host}:{port}", err=True)
    day = str(today.date()) if today else None
    serve_database(data / "directory.db", host, port, day, open_page=open_page)


@cli.command(epilog=EXIT_CODES)
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8001, show_default=True, help="Port to listen on."
)
@click.option("--browser/--no-browser", default=True, show_default=True, help="Open the home page.")
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    default=demonstration.DEMO_DATA,
    help="Folder of the demonstration.  [default: data/demo, emptied first]",
)
@today_option
def demo(port: int, browser: bool, data: Path, today: datetime | None) -> None:
    """Crawl a local stand-in with fictional listings, publish, measure, and serve."""
    require_free_port("127.0.0.1", port)
    demonstration.clear_demo(data)
    day = _day(today) or demonstration.demo_day()
    with demonstration.stand_in():
        report = refresh_release(Run(data, day), real_steps())
    _print(None, report.lines(), as_json=False)
    truth = demonstration.SAMPLE / "truth.csv"
    if truth.exists():
        _print(
            None,
            ["", "Against the sample's own truth", *measure_published(data, truth, False).evaluation.lines()],
            False,
        )
    serve_database(data / "directory.db", "127.0.0.1", port, day.isoformat(), open_page=browser)


def main() -> None:
    """Run the command line and leave with its exit code; expected failures show one sentence."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """The exit code of the command line `arguments`."""
    try:
        cli.main(arguments, prog_name="practitioners", standalone_mode=False)
    except RefusedError as error:
        return _fail(str(error), REFUSED)
    except CannotRunError as error:
        return _fail(str(error), COULD_NOT_RUN)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _fail("Stopped.", 130)
    except SystemExit as leaving:
        return int(leaving.code or 0)
    except OSError as error:
        return _fail(f"{error.filename or 'A file'}: {error.strerror or error}", COULD_NOT_RUN)
    return PUBLISHED


def _name_order(text: str) -> tuple[str, NameOrder]:
    state, _, order = text.partition("=")
    found = order_called(order)
    if not state or found is None:
        known = ", ".join(name.name.lower().replace("_", "-") for name in NameOrder)
        raise click.UsageError(f"--name-order {text!r}: give STATE=ORDER with an order of {known}.")
    return state.upper(), found


def _day(today: datetime | None) -> date | None:
    return today.date() if today else None


def _show_report(report: RunReport, as_json: bool) -> int:
    code = WITH_FAILED_SOURCES if report.failed_sources else PUBLISHED
    _print({**asdict(report), "exit_code": code}, report.lines(), as_json)
    return code


def _say(text: str) -> None:
    click.echo(text, err=True)


def _print(facts: object, lines: Iterable[str], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(lines))


def _fail(sentence: str, code: int) -> int:
    click.echo(f"Error: {sentence}", err=True)
    return code


if __name__ == "__main__":
    main()
