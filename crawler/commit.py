"""Several files of a source take their places together: all of them or none, also when the process is killed.

All are written beside their places first. Then a mark names them, and from there on the change is made: who
finds the mark puts the rest in place.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

MARK = ".commit"


def replace_files(folder: Path, files: Mapping[str, Iterable[str] | Path]) -> None:
    """The files hold these lines, all of them; each is synced to disk before the first takes its place.

    A path stands for a file of the folder that was written and synced before; it is moved away, so that
    whoever wrote it can't take it back. A change that was not finished is finished first.

    Raises:
        OSError: the folder can't be written. The files are as they were; or, once there is a mark, they are
            between two states until `finish_commit` can end it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    finish_commit(folder)
    for name, lines in files.items():
        if isinstance(lines, Path):
            lines.replace(_beside(folder, name))
        else:
            _write_synced(_beside(folder, name), (f"{line}\n" for line in lines))
    unfinished = folder / f"{MARK}.next"
    _write_synced(unfinished, [json.dumps(list(files))])
    unfinished.replace(folder / MARK)
    finish_commit(folder)


def is_unfinished(folder: Path) -> bool:
    """Whether the files of the folder are between two states."""
    return (folder / MARK).exists()


def finish_commit(folder: Path) -> None:
    """Whatever a mark in the folder names is in its place, and there is no mark."""
    mark = folder / MARK
    if not mark.exists():
        return
    for name in json.loads(mark.read_text(encoding="utf-8")):
        if _beside(folder, name).exists():
            _beside(folder, name).replace(folder / name)
    _sync_folder(folder)
    mark.unlink()


def finish_commits(data_dir: Path) -> None:
    """No source below `data_dir` is between two states of its files."""
    for mark in sorted((data_dir / "records").glob(f"*/{MARK}")):
        finish_commit(mark.parent)


def _beside(folder: Path, name: str) -> Path:
    return folder / f".{name}.next"


def _write_synced(path: Path, lines: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as handle:
        handle.writelines(lines)
        handle.flush()
        os.fsync(handle.fileno())


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
