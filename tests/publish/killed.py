"""Kills a process at a chosen step of its writing: before the n-th change of the file system."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import Any

STEPS = ("replace", "rename", "unlink", "symlink", "fsync", "truncate")
"""Calls of `os` that change what a reader finds, or make it last."""


def killed_before(step: int, work: Callable[[], object]) -> bool:
    """Whether `work`, done in a process of its own, was killed by `kill -9` before its step of this number.

    It ends undisturbed, and the answer is False, where it has fewer steps.
    """
    child = os.fork()
    if not child:
        _live_until(step, work)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == 0, "the work failed by itself"
    return False


def count_steps(work: Callable[[], object], most: int = 400) -> int:
    """How many steps `work` has; it is done once, here."""
    counter = _Counter(most)
    counter.install()
    try:
        work()
    finally:
        counter.remove()
    return counter.count


def _live_until(step: int, work: Callable[[], object]) -> None:
    code = 1
    try:
        _Counter(step).install()
        work()
        code = 0
    finally:
        os._exit(code)


class _Counter:
    def __init__(self, step: int) -> None:
        self.step, self.count = step, 0
        self._plain = {name: getattr(os, name) for name in STEPS}

    def install(self) -> None:
        for name, plain in self._plain.items():
            setattr(os, name, self._counted(plain))

    def remove(self) -> None:
        for name, plain in self._plain.items():
            setattr(os, name, plain)

    def _counted(self, plain: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*values: Any, **named: Any) -> Any:
            self.count += 1
            if self.count == self.step:
                os.kill(os.getpid(), signal.SIGKILL)
            return plain(*values, **named)

        return counted
