"""Shows a person how far a run is: a bar on a terminal, plain lines in a log; always on stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import TextIO

from tqdm import tqdm

BAR = "{desc:<24} {bar:24} {n_fmt}/{total_fmt} stages, {elapsed}"


class Progress:
    """The stages of one run with the seconds that each took."""

    def __init__(self, stages_count: int, stream: TextIO | None = None) -> None:
        """Begin a run of `stages_count` stages, shown on `stream` (stderr when not given)."""
        self.stream = stream or sys.stderr
        self.seconds: dict[str, float] = {}
        self._total = stages_count
        self._bar = (
            tqdm(total=stages_count, file=self.stream, bar_format=BAR, leave=False)
            if self.stream.isatty()
            else None
        )

    @contextmanager
    def stage(self, name: str, *, has_own_display: bool = False) -> Iterator[None]:
        """Inside the block stage `name` is shown as running; afterwards its seconds are known.

        With `has_own_display` the bar is put away, because the stage writes to the terminal.
        """
        started = perf_counter()
        if self._bar is not None:
            self._bar.set_description_str(name)
            if has_own_display:
                self._bar.clear()
        else:
            self.say(f"[{len(self.seconds) + 1}/{self._total}] {name}")
        try:
            yield
        finally:
            self.seconds[name] = round(perf_counter() - started, 3)
            if self._bar is not None:
                self._bar.update()

    def say(self, line: str) -> None:
        """A line for the person, above the bar where there is one."""
        if self._bar is not None:
            self._bar.write(line, file=self.stream)
        else:
            self.stream.write(f"{line}\n")
            self.stream.flush()

    def close(self) -> None:
        """The bar is gone; lines printed later stand on a clean terminal."""
        if self._bar is not None:
            self._bar.close()
