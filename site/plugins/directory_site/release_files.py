"""The files of releases below the data folder, as their manifests name them."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

_RELEASE_ID = re.compile(r"\d{4}-\d{2}-\d{2}-\w{1,20}", re.ASCII)
"""What a release is called. No other name is ever looked up on the disk."""

LISTS = ("manifest.json", "SHA256SUMS")
"""Files that no manifest lists, because they list the others."""


@dataclass(frozen=True, slots=True)
class ReleaseFile:
    """A file as its manifest names it: bytes, hash, rows where it holds a table."""

    path: str
    media_type: str
    size: int
    sha256: str
    table: str = ""
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class ReleaseFiles:
    """What was handed out of one release. `withdrawn_on` is empty while its data can be downloaded."""

    folder: Path
    release_id: str
    cite_as: str
    files: Mapping[str, ReleaseFile]
    withdrawn_on: str = ""
    reason: str = ""
    tables: tuple[str, ...] = field(default=())

    @property
    def database(self) -> Path | None:
        """The database of the release, where it is handed out."""
        path = self.folder / "directory.db"
        return path if not self.withdrawn_on and path.is_file() else None

    def is_there(self, path: str) -> bool:
        """Whether a file that the manifest names is on the disk."""
        return (self.folder / path).is_file()


def read_release(release_id: str) -> ReleaseFiles | None:
    """What was handed out of a release; None where nothing was, or where it is no name of a release."""
    data = os.environ.get("DIRECTORY_DATA")
    if not data or not _RELEASE_ID.fullmatch(release_id):
        return None
    folder = Path(data) / "releases" / release_id
    manifest, note = folder / "manifest.json", folder / "withdrawn.json"
    try:
        found = _read(folder, manifest.stat().st_mtime_ns, note.stat().st_mtime_ns if note.exists() else 0)
    except (OSError, ValueError, KeyError):
        return None
    return found


def read_notes(release_id: str) -> list[dict[str, str]]:
    """What was found about a release later: `noted_on`, `note` and `url`, the oldest first."""
    data = os.environ.get("DIRECTORY_DATA")
    try:
        path = Path(data or "") / "releases" / "notes.json"
        notes: dict[str, list[dict[str, str]]] = json.loads(path.read_text(encoding="utf-8")) if data else {}
    except (OSError, ValueError):
        return []
    return notes.get(release_id, [])


@lru_cache(maxsize=32)
def _read(folder: Path, manifest_version: int, note_version: int) -> ReleaseFiles:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    note = json.loads((folder / "withdrawn.json").read_text(encoding="utf-8")) if note_version else {}
    return ReleaseFiles(
        folder=folder,
        release_id=manifest["release_id"],
        cite_as=manifest["cite_as"],
        files={file["path"]: _file(file) for file in manifest["files"]},
        withdrawn_on=note.get("withdrawn_on", ""),
        reason=note.get("reason", ""),
        tables=tuple(manifest["tables"]),
    )


def _file(facts: Mapping[str, Any]) -> ReleaseFile:
    return ReleaseFile(
        facts["path"],
        facts["media_type"],
        facts["bytes"],
        facts["sha256"],
        facts.get("table", ""),
        facts.get("rows"),
    )
