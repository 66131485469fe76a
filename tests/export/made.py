"""Releases of the small folder of `tests/publish`, with their files."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from tests.publish.folder import steps
from verify import refresh
from verify.export.after_publishing import export_published
from verify.linkage.links import Link
from verify.refresh import Run
from verify.summary import RunReport


def run(data: Path, links: Sequence[Link], day: str) -> RunReport:
    """The report of a run on this day that also made the files."""
    made = replace(steps(links=links), members=lambda entries, statements: [], export=export_published)
    return refresh.build(Run(data, date.fromisoformat(day), "test"), made)


def build(data: Path, links: Sequence[Link], day: str = "2026-11-28") -> str:
    """The id of the release that was published on this day, and that can be downloaded."""
    made = run(data, links, day)
    assert not made.export_trouble
    return made.release_id


def unpacked(path: Path) -> bytes:
    """The content of a file, unpacked where it is packed."""
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def replace_file(path: Path, content: bytes) -> None:
    """The file has this content; other names of the same file keep theirs."""
    path.unlink()
    path.write_bytes(content)
