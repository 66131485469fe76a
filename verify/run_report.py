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
    """Whatever ends the run without a database is written to report.json and raised in one sentence.

    What nobody expected is written there too, and raised as it is.
    """
    try:
        yield
    except RefusedError as error:
        write_report(run, RunReport("refused", str(error), seconds=progress.seconds))
        raise
    except (CannotRunError, sqlite3.Error, OSError) as error:
        sentence = str(error) if isinstance(error, CannotRunError) else f"The run broke off: {error}."
        write_report(run, RunReport("could_not_run", sentence, seconds=progress.seconds))
        raise CannotRunError(sentence) from error
    except Exception as error:  # a fault of ours: once it is mended, the run is gone on with
        sentence = f"A fault of ours, {type(error).__name__}: {error}. The log has the place."
        _keep(run, RunReport("could_not_run", sentence, seconds=progress.seconds), is_over=False)
        raise
    finally:
        progress.close()


def write_report(run: Run, report: RunReport) -> None:
    """The run is over, and `report.json` and `report.md` of the data folder hold its report.

    The outcome stands, also where the folder can't be written: that is said on stderr.
    """
    _keep(run, report, is_over=True)


def _keep(run: Run, report: RunReport, *, is_over: bool) -> None:
    try:
        if is_over:
            end_journal(run.data, report.outcome)
        temporary = run.data / ".report.json.next"
        temporary.write_text(
            json.dumps(asdict(report), ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
        )
        temporary.replace(run.data / "report.json")
    except OSError as error:
        print(f"The report could not be written: {error}.", file=sys.stderr)
    after_run(run.data, report, run.day)
