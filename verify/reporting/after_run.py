"""What happens after every run, however it ended: the report is written, the webhook is told."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from verify.reporting.facts import ReportFacts
from verify.reporting.reading import read_facts
from verify.reporting.report import report_markdown
from verify.reporting.webhook import tell
from verify.summary import RunReport

REPORT = "report.md"


def after_run(data: Path, report: RunReport, today: date) -> None:
    """`data/report.md` tells of the run, and the webhook was told where there is one.

    The run is over and its outcome stands: what fails here is said on stderr and raises nothing.
    """
    facts = read_facts(data, report, today)
    try:
        write_markdown(data, facts)
    except (OSError, ValueError) as error:
        print(f"The report could not be written: {error}.", file=sys.stderr)
    said = tell(facts)
    if said:
        print(said, file=sys.stderr)


def write_markdown(data: Path, facts: ReportFacts) -> None:
    """`data/report.md` holds the report of the newest run; the file is replaced in one step.

    Raises:
        OSError: it can't be written.
    """
    temporary = data / f".{REPORT}.next"
    temporary.write_text(report_markdown(facts), encoding="utf-8")
    temporary.replace(data / REPORT)
