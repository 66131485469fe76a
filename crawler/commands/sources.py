"""`sources`: what can be crawled."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from crawler.run import find_sources


@click.command("sources")
@click.option("--json", "is_json", is_flag=True, help="Print what every source says of itself as JSON.")
def sources_command(is_json: bool) -> None:
    """List the sources that can be crawled."""
    infos = [source.source_info() for source in find_sources().values()]
    if is_json:
        click.echo(json.dumps([asdict(info) for info in infos], ensure_ascii=False, indent=2))
        return
    for info in infos:
        click.echo(f"{info.source:<28}{info.title} ({info.agency})")
