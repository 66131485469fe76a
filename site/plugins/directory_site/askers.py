"""Processes that answer questions in a reader's own SQL, and nothing else."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import subprocess
import sys
import weakref
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

_PLUGINS = Path(__file__).resolve().parents[1]


class Asker:
    """A process that answers one question at a time; it starts when it is needed and may be killed."""

    def __init__(self) -> None:
        """No process runs yet."""
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, job: dict[str, Any]) -> dict[str, Any]:
        """The answer; blocks. Where the process ended instead, `has_ended` is true."""
        process = self._running()
        try:
            process.stdin.write(json.dumps(job).encode() + b"\n")
            process.stdin.flush()
            length = process.stdout.read(4)
            body = process.stdout.read(int.from_bytes(length, "big"))
            return json.loads(body)
        except (OSError, ValueError):
            self.stop()
            return {"has_ended": True}

    def _running(self) -> Any:
        if self._process is None or self._process.poll() is not None:
            self.stop()
            self._process = subprocess.Popen(
                [sys.executable, "-m", "directory_site.question_process"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd="/",
                env={"PYTHONPATH": str(_PLUGINS), "PATH": os.defpath, "TZ": "UTC"},
            )
        return self._process

    def kill(self) -> None:
        """The process is told to end at once; the thread that waits for it notices."""
        if self._process is not None:
            self._process.kill()

    def stop(self) -> None:
        """The process has ended and its pipes are closed."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                pipe.close()


class Askers:
    """As many processes as questions may run at one time."""

    def __init__(self, most: int) -> None:
        """No process runs yet."""
        self._executor = ThreadPoolExecutor(most, thread_name_prefix="question")
        self._idle: list[Asker] = []
        self._all: list[Asker] = []
        self._end = weakref.finalize(self, _stop_all, self._all, self._executor)

    async def ask(self, job: dict[str, Any]) -> dict[str, Any]:
        """The answer; a task that is cancelled ends its process."""
        asker = self._idle.pop() if self._idle else self._another()
        future = self._executor.submit(asker.ask, job)
        future.add_done_callback(lambda _: self._idle.append(asker))
        try:
            return await asyncio.wrap_future(future)
        except asyncio.CancelledError:
            asker.kill()
            raise

    def _another(self) -> Asker:
        asker = Asker()
        self._all.append(asker)
        return asker

    def close(self) -> None:
        """All processes have ended."""
        self._end()


def _stop_all(askers: list[Asker], executor: ThreadPoolExecutor) -> None:
    for asker in askers:
        asker.kill()
    executor.shutdown(wait=True)
    for asker in askers:
        asker.stop()
