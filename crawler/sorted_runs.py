"""Sorts more lines than memory holds: sorted runs on disk, merged when all lines are there."""

from __future__ import annotations

import tempfile
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO

RUN_BYTES = 48 << 20
"""So much is sorted in memory at a time; a line costs some 33 bytes more than its length."""

READ_BYTES = 1 << 18
SLICE_LINES = 1000


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

    def merged(self) -> Iterator[list[bytes]]:
        """All lines in order, in lists of some thousand. To be read once."""
        self._lines.sort()
        if not self._runs:
            yield self._lines
            return
        for run in self._runs:
            run.seek(0)
        sources = [lambda run=run: run.readlines(READ_BYTES) for run in self._runs]
        yield from _merged([*sources, _slices(self._lines)])

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


def _slices(lines: list[bytes]) -> Callable[[], list[bytes]]:
    slices = (lines[start : start + SLICE_LINES] for start in range(0, len(lines), SLICE_LINES))
    return lambda: next(slices, [])


def _merged(sources: list[Callable[[], list[bytes]]]) -> Iterator[list[bytes]]:
    """The sorted lines of all sources, each of which hands out its next lines until there are none.

    What stands below the end of every list at hand can be given out; to sort lists that are sorted
    costs little, and no line costs a step in Python as `heapq.merge` would have it.
    """
    held = [(source, source()) for source in sources]
    while held := [(source, lines or source()) for source, lines in held]:
        held = [(source, lines) for source, lines in held if lines]
        if not held:
            return
        bound = min(lines[-1] for _, lines in held)
        cuts = [bisect_right(lines, bound) for _, lines in held]
        parts = [lines[:cut] for (_, lines), cut in zip(held, cuts, strict=True)]
        ready = list(chain.from_iterable(parts))
        held = [(source, lines[cut:]) for (source, lines), cut in zip(held, cuts, strict=True)]
        ready.sort()
        yield ready
