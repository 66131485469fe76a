"""Sorts more lines than memory holds: sorted runs on disk, merged when all lines are there."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

RUN_BYTES = 48 << 20
"""So much is sorted in memory at a time; a line costs some 33 bytes more than its length."""

READ_BYTES = 1 << 18


class SortedRuns:
    """Lines as bytes, each ending with a newline and holding no other; given back in byte order."""

    def __init__(self, folder: Path, run_bytes: int = RUN_BYTES) -> None:
        """Spill to temporary files in `folder`, which vanish with the process."""
        self._folder = folder
        self._run_bytes = run_bytes
        self._lines: list[bytes] = []
        self._size = 0
        self._runs: list[BinaryIO] = []

    def extend(self, lines: Iterable[bytes]) -> None:
        """The lines are held, in memory or in a run on disk."""
        start = len(self._lines)
        self._lines.extend(lines)
        self._size += sum(map(len, self._lines[start:]))
        if self._size >= self._run_bytes:
            self._spill()

    def merged(self) -> Iterator[bytes]:
        """All lines in order. To be read once."""
        self._lines.sort()
        for run in self._runs:
            run.seek(0)
        if not self._runs:
            return iter(self._lines)
        return heapq.merge(*self._runs, self._lines)

    def close(self) -> None:
        """Nothing is left of the lines."""
        self._lines.clear()
        for run in self._runs:
            run.close()

    def _spill(self) -> None:
        self._lines.sort()
        run: BinaryIO = tempfile.TemporaryFile("w+b", buffering=READ_BYTES, dir=self._folder)  # type: ignore[assignment]  # noqa: SIM115
        run.writelines(self._lines)
        self._runs.append(run)
        self._lines.clear()
        self._size = 0
