"""Questions in a reader's own SQL, handed to processes that answer nothing else."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import os
import sqlite3
import subprocess
import sys
import weakref
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from datasette.database import QueryInterrupted, Results

from .generations import Generation
from .question_clock import moment_of

MOST_AT_ONCE = 2
"""Questions that one server process has answered at one time."""
TIMES_ON_A_LINK = 2
"""A question on a link to a release has so many times the time: what ran in time once runs again when the
disk is cold or others are at work."""
MOST_BYTES = 2_000_000
"""Of the values of one answer."""
MOST_CELLS = 100_000
MOST_CELLS_OF_PAGE = 5_000
"""A page of HTML takes 30 microseconds a cell, in which nobody else is answered."""

_PLUGINS = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Question:
    """How large the answer to a request may be. Half of a table page is no page: it does not truncate."""

    cells: int
    may_truncate: bool


asked: ContextVar[Question | None] = ContextVar("asked_question", default=None)
"""The question of this request; None where a request brings no SQL of its own."""


class Row(tuple):
    """A row that can be asked by place and by name of the column, as `sqlite3.Row`."""

    __slots__ = ()
    columns: Sequence[str] = ()

    def keys(self) -> list[str]:
        """The names of the columns."""
        return list(self.columns)

    def __getitem__(self, key: Any) -> Any:
        """The value of a column; the first one where two have a name."""
        if not isinstance(key, str):
            return super().__getitem__(key)
        if key not in self.columns:
            raise IndexError("No item with that key")
        return super().__getitem__(self.columns.index(key))


def rows_of(columns: list[str], rows: list[list[Any]]) -> list[Row]:
    """The rows as Datasette expects them."""
    kind = type("RowOfAnswer", (Row,), {"columns": tuple(columns), "__slots__": ()})
    return [kind(_value(cell) for cell in row) for row in rows]


def _value(cell: Any) -> Any:
    return base64.b64decode(cell["base64"]) if isinstance(cell, dict) else cell


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


async def answer(
    askers: Askers, generation: Generation, sql: str, params: Any, limit_ms: int, most_rows: int | None
) -> Results:
    """The rows of a question on the build of its request.

    Raises:
        QueryInterrupted: its time was over.
        sqlite3.OperationalError: whatever else, in the words of SQLite or ours.
    """
    question = asked.get() or Question(MOST_CELLS, may_truncate=False)
    job = {
        "path": str(generation.path),
        "identity": generation.identity,
        "moment": moment_of(generation.day),
        "is_of_release": bool(generation.day),
        "sql": sql,
        "params": params if params is not None else {},
        "limit_ms": limit_ms * TIMES_ON_A_LINK if generation.day else limit_ms,
        "rows": most_rows,
        "cells": question.cells if most_rows is not None else MOST_CELLS,
        "bytes": MOST_BYTES,
        "may_truncate": question.may_truncate and most_rows is not None,
    }
    reply = await askers.ask(job)
    if reply.get("is_interrupted") or reply.get("has_ended"):
        raise QueryInterrupted(sqlite3.OperationalError("interrupted"), sql, params)
    if "error" in reply:
        raise sqlite3.OperationalError(reply["error"])
    description = [(name, None, None, None, None, None, None) for name in reply["columns"]]
    return Results(rows_of(reply["columns"], reply["rows"]), reply["is_truncated"], description)


@contextlib.contextmanager
def asking(question: Question) -> Iterator[None]:
    """Every query within is a question."""
    token = asked.set(question)
    try:
        yield
    finally:
        asked.reset(token)
