"""Commands about links: link, explain, evaluate, replay."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from verify.commands.options import (
    EXIT_CODES,
    data_option,
    json_option,
    name_order_option,
    read_name_order,
    say,
    show,
    today_option,
)
from verify.evaluation import Measured, hide_in_lists, hide_in_records, measure_lists, measure_published
from verify.explanation import explanation, explanation_picture
from verify.explanation_lines import explanation_lines
from verify.linkage.hold_out import HoldOut
from verify.list_linking import link_lists
from verify.replay import replay_lists, replay_published

REPLAY_EXIT_CODES = """\b
Exit codes:
  0  done, and every link came out equal
  1  there are differences
  2  a wrong command line
  3  could not run"""


@click.command(epilog=EXIT_CODES)
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
    orders = dict(map(read_name_order, name_orders))
    summary = link_lists(directory, roll, out, explain_dir, orders, say)
    show(asdict(summary), summary.lines(), as_json)


@click.command(epilog=EXIT_CODES)
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
    """Show why an entry has its verdict: checks, evidence, links, credentials, history.

    Shows links that wait for a person and near misses too, which no page does.
    """
    facts = explanation(data, entry_id, license_id)
    if today and (facts["entry"]["shown_until"] or "9999") < str(today.date()):
        click.echo(f"On {today.date()} this verdict is too old to be shown.", err=True)
    if svg:
        svg.write_text(explanation_picture(facts), encoding="utf-8")
    show(facts, explanation_lines(facts), as_json)


@click.command(epilog=EXIT_CODES)
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
    orders = dict(map(read_name_order, name_orders))
    found: Measured | HoldOut
    if directory and roll:
        found = (
            measure_lists(directory, roll, truth, orders, labelled_only, say)
            if truth
            else hide_in_lists(directory, roll, orders, say)
        )
    else:
        found = measure_published(data, truth, labelled_only) if truth else hide_in_records(data, say)
    show(found.facts(), found.lines(), as_json)


@click.command(epilog=REPLAY_EXIT_CODES)
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
        found = replay_lists(directory, roll, explain_dir, say)
    elif directory or roll or explain_dir:
        raise click.UsageError("Give --directory, --roll and --explain together, or none of them.")
    else:
        found = replay_published(data, say)
    show(found.facts(), found.lines(), as_json)
    sys.exit(1 if found.differences else 0)
