"""Questions in a reader's own SQL, handed to processes that answer nothing else."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from datasette.database import QueryInterrupted, Results

from .answer_rows import rows_of
from .askers import Askers
from .generation import Generation
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


@dataclass(frozen=True, slots=True)
class Question:
    """How large the answer to a request may be. Half of a table page is no page: it does not truncate."""

    cells: int
    may_truncate: bool


asked: ContextVar[Question | None] = ContextVar("asked_question", default=None)
"""The question of this request; None where a request brings no SQL of its own."""


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
