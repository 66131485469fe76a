"""What several commands are given: sources, the data folder, the day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from crawler.run import find_sources

today_option = click.option(
    "--today", type=click.DateTime(["%Y-%m-%d"]), help="The day the run takes for today."
)


def data_option(help_text: str | None = None) -> Callable[..., Any]:
    """The option `--data` for the folder with records and raw store."""
    return click.option(
        "--data",
        "data_dir",
        type=click.Path(file_okay=False, path_type=Path),
        default=Path("data"),
        show_default=True,
        help=help_text,
    )


def chosen(sources: tuple[str, ...], is_all: bool) -> tuple[str, ...]:
    """The sources that were named, each once; all there are where all are wanted.

    Raises:
        click.UsageError: neither or both were given, or a name is of no source.
    """
    known = tuple(find_sources())
    if is_all == bool(sources):
        raise click.UsageError("name the sources to crawl, or give --all")
    unknown = [name for name in sources if name not in known]
    if unknown:
        raise click.UsageError(f"no source is named {', '.join(unknown)}; known are {', '.join(known)}")
    return known if is_all else tuple(dict.fromkeys(sources))


def day(today: datetime | None) -> date | None:
    """The day of the option `--today`; None where it was not given."""
    return today.date() if today else None
