"""Runs the crawler as a process of its own: `verify` never imports Scrapy."""

from __future__ import annotations

import ctypes
import json
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from crawler.records import Outcome, SourceInfo, from_json
from verify.publish.errors import CannotRunError
from verify.publish.load import load_states
from verify.run_journal import crawled_sources

PR_SET_PDEATHSIG = 1
"""From `linux/prctl.h`."""
SOME_FAILED = 1
"""Exit code of the crawler when some sources failed and others did not."""


ALL_FAILED = 3
"""Exit code of the crawler when all sources that it was to crawl failed."""


def settle_records(data: Path) -> None:
    """No source is between two states of its files, also where a crawl was killed while it changed them.

    Raises:
        CannotRunError: the crawler could not do it.
    """
    if any((data / "records").glob("*/.commit")) and run_crawler(["settle", "--data", str(data)]):
        raise CannotRunError(f"The records in {data} are between two states; crawl again.")


def run_crawler(arguments: Sequence[str], *, quiet: bool = False) -> int:
    """The exit code of `python -m crawler ARGUMENTS`; its progress goes to our stderr.

    With `quiet` its stdout is dropped, so that a caller can print JSON of its own.
    """
    command = [sys.executable, "-m", "crawler", *arguments]
    stdout = subprocess.DEVNULL if quiet else None
    return subprocess.run(command, stdout=stdout, check=False, preexec_fn=end_with_parent).returncode


def end_with_parent() -> None:
    """This process is killed when the one that started it is: no crawl outlives a killed run (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def crawl_all(data: Path, today: str | None) -> None:
    """Every source was crawled, at least one of them with success; this run crawls none of them twice.

    Raises:
        CannotRunError: the crawler could not run, or no listing could be read. The last good
            records of each source are as they were.
    """
    arguments = ["crawl", "--all", "--data", str(data)]
    if today:
        arguments += ["--today", today]
    done = crawled_sources(data)
    arguments += [text for source in done for text in ("--without", source)]
    code = run_crawler(arguments, quiet=True)
    if code not in (0, SOME_FAILED, *([ALL_FAILED] if done else [])):
        raise CannotRunError(f"The crawl of all sources ended with code {code}; {_reasons(data)}")
    if not any(state.last and state.last.outcome is Outcome.SUCCEEDED for state in load_states(data)):
        raise CannotRunError(f"No listing could be read, so nothing is published; {_reasons(data)}")


def list_sources() -> list[SourceInfo]:
    """What every source of the crawler says of itself, sorted by name.

    Raises:
        CannotRunError: the crawler gave no answer.
    """
    command = [sys.executable, "-m", "crawler", "sources", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        found = [from_json(SourceInfo, json.dumps(each)) for each in json.loads(done.stdout)]
    except (ValueError, KeyError, TypeError) as error:
        said = done.stderr.strip().splitlines()
        raise CannotRunError(
            f"The crawler does not list its sources (code {done.returncode}): {said[-1] if said else error}"
        ) from error
    return sorted(found, key=lambda info: info.source)


def _reasons(data: Path) -> str:
    failed = [
        f"{state.info.source}: {state.last.reason}"
        for state in load_states(data)
        if state.has_failed and state.last
    ]
    return "; ".join(failed) or "see the lines above."
