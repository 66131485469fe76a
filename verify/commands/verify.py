"""Check a credential, or a roster of them, against the published lists."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TextIO

import click

from verify.commands.options import as_day, data_option, json_option, say, show, today_option
from verify.credential_lines import answer_lines
from verify.linkage.lookup import as_facts, look_up
from verify.linkage.lookup_decide import Result
from verify.linkage.lookup_question import read_question
from verify.published import open_published
from verify.roster import added_columns, check_roster
from verify.roster_rows import roster_headings

FOUND, NOT_SETTLED = 0, 1

VERIFY_EXIT_CODES = """\b
Exit codes:
  0  done: found and active, or every row of the roster got a result
  1  any other answer, such as not found
  2  a wrong command line
  3  could not run"""

FCRA_NOTICE = (
    "This is not a consumer report, and its publisher is not a consumer reporting agency. The answers must "
    "not be used for decisions on employment, credit, insurance, housing or credentialing. For credentialing "
    "ask the board or the National Practitioner Data Bank. Nothing of the roster is stored."
)
"""Shown before every roster check."""


@click.command(epilog=VERIFY_EXIT_CODES)
@click.argument("roster", required=False, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--name", default="", help="The name, as printed; letters such as LAc may stand behind it.")
@click.option("--number", default="", help="The license number, in any writing.")
@click.option("--state", default="", help="Two letters or the name of the state, or UK.")
@click.option("--profession", default="", help="For example acupuncturist or physical_therapist.")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help="CSV to write a roster's results to."
)
@data_option
@today_option
@json_option
def verify(
    roster: Path | None, name: str, number: str, state: str, profession: str,
    out: Path | None, data: Path, today: datetime | None, as_json: bool,
) -> None:  # fmt: skip
    """Check a credential by name, number or both; or every row of the CSV file ROSTER."""
    day = as_day(today) or datetime.now(UTC).date()
    if roster is None:
        if out is not None or not (name or number):
            raise click.UsageError("Give --name, --number or both, or a roster; --out goes with a roster.")
        sys.exit(_one(data, day, (name, number, state, profession), as_json))
    if name or number or state or profession:
        raise click.UsageError("Give a roster, or --name and --number, not both.")
    _roster(data, day, roster, out, as_json)


def _one(data: Path, day: date, typed: tuple[str, str, str, str], as_json: bool) -> int:
    with open_published(data) as connection:
        answer = look_up(connection, read_question(*typed), day)
    show(as_facts(answer), answer_lines(answer), as_json)
    return FOUND if answer.result is Result.FOUND else NOT_SETTLED


def _roster(data: Path, day: date, roster: Path, out: Path | None, as_json: bool) -> None:
    say(FCRA_NOTICE)
    headings = roster_headings(roster)
    with open_published(data) as connection, _written(out) as file:
        rows = check_roster(roster, connection, day, say)
        if as_json:
            _write_json(file, rows)
        else:
            _write_csv(file, [*headings, *added_columns(headings)], rows)


def _write_csv(file: TextIO, columns: list[str], rows: Iterable[dict[str, str]]) -> None:
    writer = csv.DictWriter(file, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)


def _write_json(file: TextIO, rows: Iterable[dict[str, Any]]) -> None:
    """JSON lines: a roster may be long."""
    for row in rows:
        file.write(json.dumps(row, ensure_ascii=False) + "\n")


@contextmanager
def _written(out: Path | None) -> Iterator[TextIO]:
    """Standard output, or a file that takes its name when all is written."""
    if out is None:
        yield sys.stdout
        return
    part = out.with_name(f".{out.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            yield file
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
