"""What a reader is given: a file of a listing, and where its rows are from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from crawler.records import Evidence


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file of a listing in the raw store, and the evidence that its rows share."""

    path: Path
    evidence: Evidence
