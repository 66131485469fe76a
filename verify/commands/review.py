"""The review desk, and the queue as a spreadsheet."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from verify.commands.options import (
    COULD_NOT_RUN,
    EXIT_CODES,
    PUBLISHED,
    as_day,
    data_option,
    json_option,
    say,
    show,
    today_option,
)
from verify.desk.run import run_desk
from verify.desk.sheet import export_sheet
from verify.desk.sheet_import import Imported, import_sheet
from verify.publish.errors import CannotRunError

MOST_PROBLEMS = 20
FILE = click.Path(path_type=Path, dir_okay=False)


@click.command(epilog=EXIT_CODES)
@click.option("--by", metavar="NAME", default="", help="Who decides; published with each decision.")
@click.option("--port", type=int, default=8002, show_default=True, help="Port on 127.0.0.1.")
@click.option(
    "--site",
    metavar="URL",
    default="http://127.0.0.1:8001",
    show_default=True,
    help="Where the published pages of entries are.",
)
@click.option("--export", "export_to", type=FILE, help="Write the queue as CSV to fill in, and end.")
@click.option("--import", "import_from", type=FILE, help="Take the decisions of such a CSV, and end.")
@json_option
@data_option
@today_option
def review(
    by: str,
    port: int,
    site: str,
    export_to: Path | None,
    import_from: Path | None,
    as_json: bool,
    data: Path,
    today: datetime | None,
) -> None:
    """Decide the pairs that wait for a person, in a browser on this machine or in a spreadsheet.

    The next build applies the decisions.
    """
    by = by.strip()
    if export_to and import_from:
        raise click.UsageError("Give --export or --import, not both.")
    if export_to:
        count = export_sheet(data, export_to, by)
        facts = {"file": str(export_to), "pairs": count}
        show(facts, [f"{count} pairs are in {export_to}. It is private: show it to nobody else."], as_json)
    elif import_from:
        day = (today or datetime.now(UTC)).date().isoformat()
        sys.exit(_told(import_sheet(data, import_from, by, day), as_json))
    else:
        _run(data, by, port, today, site)


def _run(data: Path, by: str, port: int, today: datetime | None, site: str) -> None:
    if not by:
        raise click.UsageError("Say who decides, with --by NAME.")
    if not site.startswith(("http://", "https://")):
        raise click.UsageError(f"--site {site!r}: give an address with http:// or https://.")
    run_desk(data, by, port, as_day(today), site.rstrip("/"), lambda link: say(f"Open once: {link}"))


def _told(found: Imported, as_json: bool) -> int:
    code = COULD_NOT_RUN if found.problems else PUBLISHED
    if found.problems and not as_json:
        lines = [problem.sentence for problem in found.problems[:MOST_PROBLEMS]]
        more = len(found.problems) - len(lines)
        lines += [f"and {more} more"] if more else []
        raise CannotRunError("\n".join(["Nothing was written.", *lines]))
    lines = [
        f"{found.decided} decisions were written, {found.unchanged} stood there already; {found.blank} rows "
        "have none.",
        "`practitioners build` applies them.",
    ]
    show({**asdict(found), "exit_code": code}, lines, as_json)
    return code
