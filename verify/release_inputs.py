"""All that a release is made of, by name and hash. Equal inputs make a release that says the same.

A crawl counts with what it found and with the day on which it looked; its name and its hour do not, because
no verdict rests on them. The day of the run counts, because verdicts and their words depend on it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from hashlib import file_digest, sha256
from importlib.metadata import version
from pathlib import Path

from verify.link_memory_file import memory_sha256
from verify.publish.codes import code_files
from verify.publish.ledger import ledger_files
from verify.publish.load import FILES
from verify.publish.own_lists import OWN_FILES
from verify.publish.suppression import RECORDS_FILE

Inputs = dict[str, str]
"""What it is to the hash of its content."""

OF_ONE_LOOK = ("crawl_id", "read_crawl_id", "finished_at", "responses_count")
"""What differs between two looks of one day at a listing that stayed as it was."""


def release_inputs(data: Path, day: date) -> Inputs:
    """The inputs of the release that a run makes on this day of what is on disk.

    Code, code tables and the version of the software are one input, `rules`.
    """
    return {
        "day": day.isoformat(),
        **dict(_rules()),
        **dict(_records(data)),
        **dict(_kept(data)),
        **left_behind(data),
    }


def left_behind(data: Path) -> Inputs:
    """The inputs that a run itself leaves for the next one: what linking remembers, and who was withheld."""
    found = {"memory of linking": memory_sha256(data)}
    return {**found, RECORDS_FILE: _content(data / RECORDS_FILE)} if (data / RECORDS_FILE).exists() else found


def changed_inputs(before: Inputs, now: Inputs) -> list[str]:
    """The names of the inputs that differ, sorted."""
    return sorted(name for name in before.keys() | now if before.get(name) != now.get(name))


def _rules() -> Iterator[tuple[str, str]]:
    total = sha256(version("practitioner-directory").encode())
    for name, content in code_files():
        total.update(f"{name} {sha256(content).hexdigest()}\n".encode())
    yield "rules", total.hexdigest()


def _records(data: Path) -> Iterator[tuple[str, str]]:
    """The folder of each source as one input."""
    for folder in sorted(path.parent for path in (data / "records").glob("*/source.json")):
        total = sha256()
        for path in (folder / name for name in FILES):
            if path.exists():
                total.update(f"{path.name} {_content(path)}\n".encode())
        yield folder.name, total.hexdigest()


def _content(path: Path) -> str:
    if path.name in ("report.json", "last_crawl.json"):
        return sha256(_found(path.read_bytes())).hexdigest()
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _found(report: bytes) -> bytes:
    """What a crawl found and on which day; a file that is no report counts as it is, and is told later."""
    try:
        facts = {key: value for key, value in json.loads(report).items() if key not in OF_ONE_LOOK}
        facts["started_at"] = facts["started_at"][:10]
    except (ValueError, KeyError, TypeError, AttributeError):
        return report
    return json.dumps(facts, sort_keys=True).encode()


def _kept(data: Path) -> Iterator[tuple[str, str]]:
    """The files in which persons write."""
    for name in OWN_FILES:
        if (data / name).exists():
            yield name, _content(data / name)
    for name, content in ledger_files(data):
        yield name, sha256(content).hexdigest()
