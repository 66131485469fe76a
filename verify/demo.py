"""The demonstration: the real spiders against a local stand-in that serves the fictional sample."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from verify.publish.codes import ROOT
from verify.publish.errors import CannotRunError
from verify.publish.own_lists import OWN_FILES

SAMPLE = ROOT / "data" / "sample"
DEMO_DATA = ROOT / "data" / "demo"
DEFAULT_DAY = date(2026, 11, 22)


def demo_day(sample: Path = SAMPLE) -> date:
    """The day of the demonstration: the one that the sample states, so that its listings are fresh."""
    stated = sample / "as_of.txt"
    if not stated.exists():
        return DEFAULT_DAY
    return date.fromisoformat(stated.read_text(encoding="utf-8").strip())


def clear_demo(data: Path) -> None:
    """The demonstration's own folder is gone; a folder that a person named is left as it is."""
    if data.resolve() == DEMO_DATA.resolve() and data.exists():
        shutil.rmtree(data)


@contextmanager
def stand_in(sample: Path = SAMPLE) -> Iterator[None]:
    """Inside the block a local server stands in for the listing services, and the crawler uses it.

    Raises:
        CannotRunError: the sample is missing, or the server did not start.
    """
    if not sample.is_dir():
        raise CannotRunError(f"The sample {sample} is missing; `make sample` writes it.")
    command = [sys.executable, "-m", "crawler.standin", "serve", "--sample", str(sample), "--port", "0"]
    before = os.environ.get("CRAWLER_HOST_MAP")
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            os.environ["CRAWLER_HOST_MAP"] = json.dumps(_host_map(server))
            yield
        finally:
            server.terminate()
            if before is None:
                os.environ.pop("CRAWLER_HOST_MAP", None)
            else:
                os.environ["CRAWLER_HOST_MAP"] = before


def lay_down(data: Path, sample: Path = SAMPLE) -> None:
    """The saved pages and the own lists of the sample are in `data`, as if a maintainer had laid them there.

    Raises:
        CannotRunError: `data` has a file of its own in their place; fictional and real ones must not meet.
    """
    pages = [path for path in sorted((sample / "inbox").rglob("*")) if path.is_file()]
    ours = {path.relative_to(sample): path for path in (*pages, *(sample / name for name in OWN_FILES))}
    own = sorted(path for path in (data / "inbox").rglob("*") if path.is_file())
    for path in (*own, *(data / name for name in OWN_FILES if (data / name).exists())):
        source = ours.get(path.relative_to(data))
        if source is None or source.read_bytes() != path.read_bytes():
            raise CannotRunError(
                f"{path} is not of the sample: real rows must not meet fictional ones. Name another folder."
            )
    for name, source in ours.items():
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, data / name)


def _host_map(server: subprocess.Popen[str]) -> dict[str, str]:
    line = server.stdout.readline() if server.stdout else ""
    try:
        found: dict[str, str] = json.loads(line)["host_map"]
    except (ValueError, KeyError, TypeError) as error:
        raise CannotRunError("The local stand-in for the listing services did not start.") from error
    return found
