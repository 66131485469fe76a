"""Commands that make and show a release: build, refresh, serve, demo."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from verify import demo as demonstration
from verify.commands.options import (
    EXIT_CODES,
    accept_option,
    as_day,
    data_option,
    json_option,
    relearn_option,
    show,
    show_report,
    this_person,
    today_option,
)
from verify.evaluation import measure_published
from verify.refresh import build as build_release
from verify.refresh import real_steps
from verify.refresh import refresh as refresh_release
from verify.run import Run
from verify.serving import require_free_port
from verify.serving import serve as serve_database


def _run(data: Path, today: datetime | None, accept: str, relearn: bool) -> Run:
    return Run(data, as_day(today), accept, this_person(), is_relearned=relearn)


@click.command(epilog=EXIT_CODES)
@data_option
@today_option
@json_option
@accept_option
@relearn_option
def build(data: Path, today: datetime | None, as_json: bool, accept: str, relearn: bool) -> None:
    """Link, check and publish the records on disk, without crawling."""
    report = build_release(_run(data, today, accept, relearn), real_steps())
    sys.exit(show_report(report, as_json))


@click.command(epilog=EXIT_CODES)
@data_option
@today_option
@json_option
@accept_option
@relearn_option
def refresh(data: Path, today: datetime | None, as_json: bool, accept: str, relearn: bool) -> None:
    """The whole way: crawl every source, link, check, and publish the database."""
    report = refresh_release(_run(data, today, accept, relearn), real_steps())
    sys.exit(show_report(report, as_json))


@click.command(epilog=EXIT_CODES)
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8001, show_default=True, help="Port to listen on."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--open", "open_page", is_flag=True, help="Open the home page in the browser.")
@click.option(
    "--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that answer."
)
@data_option
@today_option
def serve(port: int, host: str, open_page: bool, workers: int, data: Path, today: datetime | None) -> None:
    """Serve the published database and its pages until stopped."""
    click.echo(f"http://{host}:{port}", err=True)
    day = str(today.date()) if today else None
    serve_database(data / "directory.db", host, port, day, open_page=open_page, workers=workers)


@click.command(epilog=EXIT_CODES)
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
    day = as_day(today) or demonstration.demo_day()
    demonstration.lay_down(data)
    with demonstration.stand_in():
        report = refresh_release(Run(data, day), real_steps())
    show(None, report.lines(), as_json=False)
    truth = demonstration.SAMPLE / "truth.csv"
    if truth.exists():
        show(
            None,
            ["", "Against the sample's own truth", *measure_published(data, truth, False).evaluation.lines()],
            False,
        )
    serve_database(data / "directory.db", "127.0.0.1", port, day.isoformat(), open_page=browser)
