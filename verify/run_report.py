"""The end of every run: its report is on disk, whatever the outcome."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict

from verify.progress import Progress
from verify.publish.errors import CannotRunError, RefusedError
from verify.reporting.after_run import after_run
from verify.run import Run
from verify.run_journal import end_journal
from verify.summary import RunReport


@contextmanager
def reported(run: Run, progress: Progress) -> Iterator[None]:
    """Whatever ends the run without a database is written to report.json and raised in one sentence."""
    try:
        yield
    except RefusedError as error:
        write_report(run, RunReport("refused", str(error), seconds=progress.seconds))
        raise
    except (CannotRunError, sqlite3.Error, OSError) as error:
        sentence = str(error) if isinstance(error, CannotRunError) else f"The run broke off: {error}."
        write_report(run, RunReport("could_not_run", sentence, seconds=progress.seconds))
        raise CannotRunError(sentence) from error
    finally:
        progress.close()


def write_report(run: Run, report: RunReport) -> None:
    """`report.json` and `report.md` of the data folder hold the report of the newest run.

    The outcome stands, also where the folder can't be written: that is said on stderr.
    """
    try:
        end_journal(run.data, report.outcome)
        temporary = run.data / ".report.json.next"
        temporary.write_text(
            json.dumps(asdict(report), ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
        )
        temporary.replace(run.data / "report.json")
    except OSError as error:
        print(f"The report could not be written: {error}.", file=sys.stderr)
    after_run(run.data, report, run.day)
