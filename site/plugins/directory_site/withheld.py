"""What persons decided since the last build: entries withheld, and marks of disputes, read live.

The folder is named by `DIRECTORY_DATA`. Without it nothing is withheld here; the tables are as they were
built, and they hold nobody who was suppressed then.
"""

from __future__ import annotations

import csv
import hmac
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

ENTRY, CONTACT = "entry", "contact"


@dataclass(frozen=True)
class Mark:
    """One dispute or answer on an entry; open as long as `resolved_on` is empty."""

    kind: str
    opened_on: str
    acknowledged_on: str
    resolved_on: str
    resolution: str
    answer_printed: str

    @property
    def is_open(self) -> bool:
        """Whether the entry is to be shown as disputed for this."""
        return self.kind != "answer" and not self.resolved_on


def is_withheld(entry_id: str, what: str = ENTRY) -> bool:
    """Whether the entry, or its contact, is withheld on request, as the files say now."""
    folder = os.environ.get("DIRECTORY_DATA")
    if not folder:
        return False
    hashes = _suppressed(*_version(Path(folder) / "suppressions.csv"))
    if not hashes:
        return False
    key = os.environ.get("SUPPRESSION_KEY") or _key(*_version(Path(folder) / "suppression.key"))
    digest = hmac.digest(key.strip().encode(), entry_id.encode(), "sha256").hex()
    return (digest, what) in hashes


def read_marks(entry_id: str) -> tuple[Mark, ...]:
    """The disputes and answers on an entry, oldest first, as the file says now."""
    folder = os.environ.get("DIRECTORY_DATA")
    return _disputes(*_version(Path(folder) / "disputes.csv")).get(entry_id, ()) if folder else ()


def _version(path: Path) -> tuple[Path, tuple[int, int]]:
    """The path with what tells that the file is another: time of its last change, and size."""
    try:
        found = path.stat()
    except OSError:
        return path, (0, 0)
    return path, (found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=4)
def _suppressed(path: Path, version: tuple[int, int]) -> frozenset[tuple[str, str]]:
    return frozenset((row.get("key_hash") or "", row.get("what") or "") for row in _rows(path, version))


@lru_cache(maxsize=4)
def _disputes(path: Path, version: tuple[int, int]) -> dict[str, tuple[Mark, ...]]:
    found: dict[str, tuple[Mark, ...]] = {}
    for row in sorted(_rows(path, version), key=lambda row: (row.get("opened_on") or "", row["dispute_id"])):
        mark = Mark(**{name: row.get(name) or "" for name in Mark.__dataclass_fields__})
        entry_id = row.get("entry_id") or ""
        found[entry_id] = (*found.get(entry_id, ()), mark)
    return found


@lru_cache(maxsize=4)
def _key(path: Path, version: tuple[int, int]) -> str:
    return path.read_text(encoding="utf-8") if version != (0, 0) else ""


def _rows(path: Path, version: tuple[int, int]) -> list[dict[str, str]]:
    if version == (0, 0):
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
