"""The answers behind the dashboard: each question is asked once for a build, however many wait for it.

They take seconds where the directory is large, so they are asked as soon as a new build is seen, before
anybody looks at the dashboard.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any

from . import questions
from .frame import DATABASE, directory
from .security import App
from .swap_database import SwapDatabase
from .swapping import remembered

Rows = Sequence[dict[str, Any]]
BEGUN = "dashboard begun"


async def answer_of(datasette: Any, sql: str) -> Rows:
    """The rows of a question on the build that is read.

    Raises:
        QueryInterrupted: it took too long; the next one to ask begins anew.
    """
    db = directory(datasette)

    async def ask() -> Rows:
        found = await db.execute(sql, {"profession": ""})
        return [dict(row) for row in found.rows]

    rows: Rows = await once(remembered(db), ("dashboard", sql), ask)
    return rows


async def once(kept: dict[Any, Any], key: Any, ask: Callable[[], Awaitable[Any]]) -> Any:
    """What `ask` gives; whoever comes while it is asked waits for the same answer, and may go away.

    What fails, fails for all who wait, and is not kept.
    """
    if key not in kept:
        task = asyncio.ensure_future(ask())
        task.add_done_callback(
            lambda done: kept.pop(key, None) if done.cancelled() or done.exception() else None
        )
        kept[key] = task
    return await asyncio.shield(kept[key])


def asked_ahead(app: App, datasette: Any, names: Iterable[str]) -> App:
    """The application; the first request to a build begins these questions, and does not wait for them."""

    async def asked_ahead_app(scope: dict[str, Any], receive: Any, send: Any) -> None:
        database = datasette.databases.get(DATABASE)
        if isinstance(database, SwapDatabase) and database.generations.follows:
            kept = remembered(database)
            if BEGUN not in kept and not database.generation.day:
                kept[BEGUN] = task = asyncio.create_task(_ask_all(datasette, database, names))
                task.add_done_callback(lambda done: done.cancelled() or done.exception())
        await app(scope, receive, send)

    return asked_ahead_app


async def _ask_all(datasette: Any, database: SwapDatabase, names: Iterable[str]) -> None:
    """One after the other. What fails is told by the dashboard when somebody looks at it."""
    questions.asked.set(None)
    with database.generations.pin():
        ready = await datasette.get_canned_queries(DATABASE, None)
        for name in names:
            await answer_of(datasette, ready[name]["sql"])
