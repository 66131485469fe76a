"""What a database was made of, kept beside it, so that an equal one is not made again.

A receipt counts only while the database has the bytes that it states. Without one everything is made.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from hashlib import file_digest
from pathlib import Path
from typing import Any

from verify.publish.ledger import write_synced
from verify.release_inputs import Inputs
from verify.summary import RunReport, SourceLine

PUBLISHED = Path("state") / "published.json"
"""The receipt of the newest published database, below the data folder."""
CANDIDATE = Path("builds") / ".next.json"
"""The receipt of a finished database that is not published yet."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """The database of `sha256` is release `release_id`, made by the run `run_id` of `inputs`.

    `past` is the release that its history goes on from, or ""; `report` is that of the run, once there is
    one.
    """

    release_id: str
    run_id: str
    sha256: str
    inputs: Inputs
    past: str = ""
    report: dict[str, Any] = field(default_factory=dict)

    def is_of(self, database: Path) -> bool:
        """Whether the database is the one of this receipt, byte for byte."""
        return database.exists() and sha256_of(database) == self.sha256


def read_receipt(path: Path) -> Receipt | None:
    """The receipt; None where there is none that can be read."""
    try:
        return Receipt(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def write_receipt(path: Path, receipt: Receipt) -> None:
    """The receipt is on disk, in full or as it was."""
    path.parent.mkdir(mode=0o700, exist_ok=True)
    write_synced(path, json.dumps(asdict(receipt), ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def sha256_of(path: Path) -> str:
    """The hash of a file."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def report_of(receipt: Receipt) -> RunReport:
    """The report of the run that made the database.

    Raises:
        TypeError: the receipt is of another version of this software.
    """
    lists = {key: tuple(value) for key, value in receipt.report.items() if isinstance(value, list)}
    sources = tuple(SourceLine(**{**each, "warnings": tuple(each["warnings"])}) for each in lists["sources"])
    return RunReport(**{**receipt.report, **lists, "sources": sources})
