"""The hand check: draws a sample of published answers for a person, and reads what the person found."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from verify.audit_reading import AuditRead, read_sheet
from verify.audit_sheet import write_sheet
from verify.commands.options import (
    COULD_NOT_RUN,
    EXIT_CODES,
    PUBLISHED,
    data_option,
    json_option,
    show,
    today_option,
)
from verify.linkage.strata import percent
from verify.publish.audits import AuditFigure
from verify.publish.errors import CannotRunError

MOST_PROBLEMS = 20
FILE = click.Path(path_type=Path, dir_okay=False)


@click.command(epilog=EXIT_CODES)
@click.option("--sample", type=click.IntRange(min=1), metavar="COUNT", help="Draw so many answers.")
@click.option("--seed", type=click.IntRange(min=0), help="Draw this sample.  [default: of the day]")
@click.option("--out", type=FILE, help="Write the sheet here.  [default: below state/audits]")
@click.option("--read", "read_from", type=FILE, help="Take the judgments of a filled-in sheet.")
@click.option("--by", metavar="NAME", default="", help="Who judged, where a row does not say; published.")
@json_option
@data_option
@today_option
def audit(
    sample: int | None,
    seed: int | None,
    out: Path | None,
    read_from: Path | None,
    by: str,
    as_json: bool,
    data: Path,
    today: datetime | None,
) -> None:
    """Have a person check a random sample of published answers at the boards.

    The sheet is filled in with right, wrong or cant_tell, who, and when. Read back, the weighted shares
    that are right go to audits.csv, and the next build publishes them.
    """
    if (sample is None) == (read_from is None):
        raise click.UsageError("Give --sample COUNT to draw, or --read FILE to read back.")
    day = (today or datetime.now(UTC)).date()
    if read_from:
        if seed is not None or out:
            raise click.UsageError("--seed and --out belong to --sample.")
        sys.exit(_told(read_sheet(data, read_from, by.strip(), day), as_json))
    drawn = write_sheet(data, out, sample or 0, int(f"{day:%Y%m%d}") if seed is None else seed)
    lines = [
        f'{drawn.links_count} links and {drawn.not_found_count} answers of "not found" are in {drawn.file}, '
        f"drawn by seed {drawn.seed} from {drawn.groups_count} groups.",
        "It is private: show it to nobody else.",
        "Fill in judgment (right, wrong, cant_tell), judged_by, judged_on.",
    ]
    show(asdict(drawn), lines, as_json)


def _told(found: AuditRead, as_json: bool) -> int:
    code = COULD_NOT_RUN if found.problems else PUBLISHED
    if found.problems and not as_json:
        lines = list(found.problems[:MOST_PROBLEMS])
        more = len(found.problems) - len(lines)
        lines += [f"and {more} more"] if more else []
        raise CannotRunError("\n".join(["Nothing was written.", *lines]))
    lines = [_line(each) for each in found.figures if each.dimension == "all"]
    lines += [
        f"stale: {entry} {license_id} is published otherwise by now; it counts for the release that was drawn"
        for entry, license_id in found.stale
    ]
    show({**asdict(found), "exit_code": code}, [*lines, "`practitioners build` publishes it."], as_json)
    return code


def _line(each: AuditFigure) -> str:
    span = "" if each.share is None else f" ({percent(each.share_low)} to {percent(each.share_high)})"
    return (
        f"{each.answer}: right {percent(each.share)}{span}, weighted; {each.right_count} right, "
        f"{each.wrong_count} wrong, {each.cant_tell_count} could not be told, of {each.sampled_count} drawn "
        f"from {each.answers_count:,}"
    )
