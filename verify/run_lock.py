"""One run at a time on one data folder."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from verify.publish.errors import CannotRunError


@contextmanager
def run_lock(data: Path) -> Iterator[None]:
    """Inside the block no other run writes to `data`; the system lets go even when the run is killed.

    Raises:
        CannotRunError: another run is at work, or the folder can't be written.
    """
    try:
        data.mkdir(parents=True, exist_ok=True)
        file = (data / ".run.lock").open("a+", encoding="utf-8")
    except OSError as error:
        raise CannotRunError(f"{data} can't be written ({error.strerror}); give another --data.") from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            owner = file.read().strip() or "unknown"
            raise CannotRunError(
                f"Another run is at work on {data} (process {owner}); wait for it."
            ) from error
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield
